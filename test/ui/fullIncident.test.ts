import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import en from '../../src/core/catalogue/content/en.json';
import { loadIncident } from '../../src/core/incident/incidentFile';
import { startBrowser } from '../host/browser';
import { repositoryRoot } from '../host/repository';
import { openWindow, type VscodeWindow } from '../host/window';
import { forgetIncidents, samples } from './samples';
import { Workbench } from './workbench';

const domains = en['step.domains.title'];
const connectors = en['step.connectors.title'];
const unregistered = ['nas.adatum.example', 'print.adatum.example'];
const rogue = 'Relay service 365';
const folder = join(samples, '.ndr-lens');
const report = join(samples, 'support-case.html');

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser(console.log);
});
afterAll(() => browser?.close());

/** The incident that the first finding has made. */
function stored() {
  const [name] = readdirSync(folder).filter((each) => each.endsWith('.ndr-incident.json'));
  return name === undefined ? undefined : loadIncident(join(folder, name));
}

describe('the whole incident, from the bounce to the case', () => {
  let window: VscodeWindow;
  let bench: Workbench;

  beforeAll(async () => {
    forgetIncidents();
    window = await openWindow(browser, {
      version: 'newest',
      folder: samples,
      settings: { 'ndrLens.incident.author': 'Ada', 'files.simpleDialog.enable': true },
      size: { width: 1500, height: 1000 },
    });
    bench = new Workbench(window.page, 'incident');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.picture(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });
  afterAll(async () => {
    await window?.close();
    forgetIncidents();
    rmSync(report, { force: true });
  });

  it('a hover over the code says what is blocked, and who', async () => {
    await bench.openFile(join(samples, 'bounces', '5.7.750-hybrid-relay.eml'));
    const hover = await bench.hoverLink();
    await hover.getByText('print.adatum.example').first().waitFor();
    await bench.picture('1-hover');
  });

  it('a scan finds what the relay and its bounces hold', async () => {
    await bench.inExplorerMenu(['bounces', 'logs'], 'Scan for 5.7.7xx…');
    await bench.result('5.7.750').first().waitFor();
    await bench.result('5.7.711').first().waitFor();
    await bench.picture('2-results');
  });

  it('the dashboard shows since when and who', async () => {
    await bench.run('NDR Lens: Open Dashboard');
    await bench.dashboard.getByRole('heading', { level: 1, name: '5.7.7xx incident' }).waitFor();
    await bench.dashboard.getByText('print.adatum.example').first().waitFor();
    await bench.picture('3-dashboard');
    await bench.run('View: Close Editor');
  });

  it('what the tenant exported names the two domains and the connector', async () => {
    for (const name of readdirSync(join(samples, 'tenant')).sort()) await importExport(name);
    await bench.run('Notifications: Clear All Notifications');
    await bench.showChecklist();
    await bench.unfold(domains);
    for (const domain of unregistered)
      await bench.row(`${domain} – Subdomain that no accepted domain covers`).getByText('critical').waitFor();
    await bench.picture('4-domains');
    await bench.unfold(domains, false);
    await bench.unfold(connectors);
    await bench.row(`${rogue} – Connector open to everybody`).getByText('critical').waitFor();
    await bench.row(`${rogue} – Blocked connector`).getByText('critical').waitFor();
    await bench.picture('5-connectors');
    await expect
      .poll(() =>
        stored()
          ?.findings.filter(({ severity }) => severity === 'critical')
          .map(({ id }) => id),
      )
      .toEqual(
        expect.arrayContaining([
          ...unregistered.map((domain) => `domain-subdomain:${domain}`),
          `connector-blocked:${rogue}`,
          `connector-wildcard:${rogue}`,
        ]),
      );
  }, 300_000);

  it('a person ticks and writes down what was done', async () => {
    await bench.checkbox(en['step.connectors.action.remove.title']).click();
    await expect.poll(() => Object.keys(stored()?.ticks ?? {})).toEqual(['connectors/remove']);
    await bench.unfold(connectors, false);
    await bench.checkbox(domains).click();
    await bench.row(domains).getByText('Ticked, although findings stand').waitFor();
    await bench.press(connectors, 'Edit the Note of the Step');
    await window.page.locator('.tab.active', { hasText: 'connectors.md' }).waitFor();
    await window.page.locator('.monaco-editor').last().click();
    await window.page.keyboard.type(`**${rogue}** is nobody's; it is turned off.`);
    await bench.picture('6-note');
    await window.page.keyboard.press('Control+S');
    await expect
      .poll(() => stored()?.notes.connectors)
      .toEqual([`**${rogue}** is nobody's; it is turned off.`]);
  });

  it('the case for Support says the cause on its first screen, with file and line', async () => {
    await bench.ask('NDR Lens: Create Support Case Report');
    await bench.choose('English');
    await bench.choose('Show as they are');
    for (const part of ['Findings, row by row', 'Files with', 'Codes found', 'What the codes mean'])
      await bench.choose(part);
    await window.page.keyboard.press('Enter');
    await window.page.locator('.monaco-editor').getByText('Support case:').first().waitFor();
    await bench.picture('7-report');
    await bench.button('Save as HTML…').click();
    await window.page.locator('.quick-input-box input').fill(report);
    await window.page.keyboard.press('Enter');
    await bench.button('Open in the Browser to Print').waitFor();
    const html = readFileSync(report, 'utf8');
    const cause = html.slice(html.indexOf('<h2>Cause found'), html.indexOf('<h2>What was done'));
    for (const name of [...unregistered, rogue]) expect(cause).toContain(name);
    expect(cause).toMatch(/logs\/mail\.log:9/);
    expect(cause).toMatch(/tenant\/inbound-connectors\.csv:5/);
    await firstScreen(html);
  });

  async function importExport(name: string): Promise<void> {
    await bench.ask('NDR Lens: Import Tenant Export');
    await bench.typeInto(join(samples, 'tenant', name));
    const dialog = window.page.locator('.quick-input-widget');
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async function firstScreen(html: string): Promise<void> {
    const pictures = join(repositoryRoot(), 'test-results', 'screenshots');
    mkdirSync(pictures, { recursive: true });
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.setContent(html);
    expect(
      await page
        .getByText(unregistered[0] ?? '')
        .first()
        .boundingBox(),
    ).toMatchObject({
      y: expect.toSatisfy((y: number) => y < 900),
    });
    await page.screenshot({ path: join(pictures, 'incident-8-page.png') });
    await page.close();
  }
});
