import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { loadIncident } from '../../src/core/incident/incidentFile';
import en from '../../src/core/knowledge/content/en.json';
import { repositoryRoot } from '../host/repository';
import { samples } from './samples';
import { windowTest } from './windowTest';
import type { Workbench } from './workbench';

const domains = en['step.domains.label'];
const connectors = en['step.connectors.label'];
const unregistered = ['nas.adatum.example', 'print.adatum.example'];
const rogue = 'Relay service 365';

const it = windowTest('incident', {
  folder: samples,
  settings: { 'ndrLens.incident.author': 'Ada', 'files.simpleDialog.enable': true },
  size: { width: 1500, height: 1000 },
});

/** The incident that the first finding has made. */
function stored({ folder }: Workbench) {
  const incidents = join(folder, '.ndr-lens');
  const [name] = readdirSync(incidents).filter((each) => each.endsWith('.ndr-incident.json'));
  return name === undefined ? undefined : loadIncident(join(incidents, name));
}

describe('the whole incident, from the bounce to the case', () => {
  it('goes from the hover, over scan, dashboard, imports and ticks, to the report that names the cause', async ({
    bench,
  }) => {
    bench.isUsedUp = true;
    await hoverSaysWho(bench);
    await scanFindsWhatIsHeld(bench);
    await dashboardShowsWho(bench);
    await exportsNameTheCause(bench);
    await personTicksAndNotes(bench);
    await reportSaysTheCause(bench);
    await anotherBeginsAnew(bench);
  });
});

async function hoverSaysWho(bench: Workbench): Promise<void> {
  await bench.openFile('bounces/5.7.750-hybrid-relay.eml');
  const hover = await bench.hoverLink();
  await hover.getByText('print.adatum.example').first().waitFor();
  await bench.picture('1-hover');
}

async function scanFindsWhatIsHeld(bench: Workbench): Promise<void> {
  await bench.inExplorerMenu(['bounces', 'logs'], 'Scan for 5.7.7xx…');
  await bench.result('5.7.750').first().waitFor();
  await bench.result('5.7.711').first().waitFor();
  await bench.picture('2-results');
}

async function dashboardShowsWho(bench: Workbench): Promise<void> {
  await bench.run('NDR Lens: Open Dashboard');
  await bench.dashboard.getByRole('heading', { level: 1, name: '5.7.7xx incident' }).waitFor();
  // Each of many tenants has a mail or two in the samples: this one's domain stands further down.
  await bench.dashboard.locator('[aria-describedby="domain-title"]').click();
  await bench.dashboard.getByText('print.adatum.example', { exact: true }).first().waitFor();
  await bench.picture('3-dashboard');
  await bench.run('View: Close Editor');
}

/** What the tenant exported names the two domains and the connector. */
async function exportsNameTheCause(bench: Workbench): Promise<void> {
  await bench.inExplorerMenu(['tenant'], 'Import Tenant Export…');
  const count = readdirSync(join(bench.folder, 'tenant')).length;
  await bench
    .notification(`Files: ${count}. Findings: `)
    .getByText(/critical: \d+\.$/)
    .waitFor();
  expect(await bench.notification('Findings: ').count()).toBe(1);
  await bench.run('Notifications: Clear All Notifications');
  await bench.showChecklist();
  await bench.unfold(domains);
  for (const domain of unregistered) await bench.row(`Subdomain: ${domain}`).getByText('critical').waitFor();
  await bench.picture('4-domains');
  await bench.unfold(domains, false);
  await bench.unfold(connectors);
  await bench.row(`Foreign certificate: ${rogue}`).getByText('critical').waitFor();
  await bench.row(`Blocked: ${rogue}`).getByText('critical').waitFor();
  await bench.picture('5-connectors');
  await expect
    .poll(() =>
      stored(bench)
        ?.findings.filter(({ severity }) => severity === 'critical')
        .map(({ id }) => id),
    )
    .toEqual(
      expect.arrayContaining([
        ...unregistered.map((domain) => `domain-subdomain:${domain}`),
        `connector-blocked:${rogue}`,
        `connector-foreign:${rogue}`,
      ]),
    );
}

async function personTicksAndNotes(bench: Workbench): Promise<void> {
  await bench.tick(en['step.connectors.action.remove.title']);
  await expect.poll(() => Object.keys(stored(bench)?.ticks ?? {})).toEqual(['connectors/remove']);
  await bench.unfold(connectors, false);
  await bench.tick(domains);
  await bench.row(domains).first().locator('.codicon-warning').waitFor();
  await bench.press(connectors, 'Edit the Note of the Step');
  await bench.writeNote(`Note - ${connectors}.md`, `**${rogue}** is nobody's; it is turned off.`);
  await bench.picture('6-note');
  await bench.page.keyboard.press('Control+S');
  await expect
    .poll(() => stored(bench)?.notes.connectors)
    .toEqual([`**${rogue}** is nobody's; it is turned off.`]);
}

/** The case for Support says the cause on its first screen, with file and line. */
async function reportSaysTheCause(bench: Workbench): Promise<void> {
  const report = join(bench.folder, 'support-case.html');
  await bench.ask('NDR Lens: Create Support Case Report');
  await bench.reportWith('English', 'Show as they are');
  await bench.page.locator('.monaco-editor').getByText('Support case:').first().waitFor();
  await bench.picture('7-report');
  await bench.saveReport(report);
  const html = readFileSync(report, 'utf8');
  const cause = html.slice(html.indexOf('<h2>Cause found'), html.indexOf('<h2>What was done'));
  for (const name of [...unregistered, rogue]) expect(cause).toContain(name);
  expect(cause).toMatch(/logs\/mail\.log:9/);
  expect(cause).toMatch(/tenant\/inbound-connectors\.csv:5/);
  const page = await bench.page.context().newPage();
  await page.setViewportSize({ width: 1200, height: 900 });
  await firstScreen(page, html);
  await page.close();
}

/** What was scanned for one incident says nothing of the next. */
async function anotherBeginsAnew(bench: Workbench): Promise<void> {
  await bench.ask('NDR Lens: New Incident');
  await bench.quickInput.answer('The next one');
  await bench.page.keyboard.press('Enter');
  await bench.sideBar.getByText('The next one').first().waitFor();
  await bench.result('Scan the Workspace').first().waitFor();
}

async function firstScreen(page: Page, html: string): Promise<void> {
  const pictures = join(repositoryRoot(), 'test-results', 'screenshots');
  mkdirSync(pictures, { recursive: true });
  await page.setContent(html);
  const [domain = ''] = unregistered;
  expect(await page.getByText(domain).first().boundingBox()).toMatchObject({
    y: expect.toSatisfy((y: number) => y < 900),
  });
  await page.screenshot({ path: join(pictures, 'incident-8-page.png') });
}
