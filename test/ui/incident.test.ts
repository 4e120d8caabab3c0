import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import en from '../../src/core/catalogue/content/en.json';
import type { StepId } from '../../src/core/catalogue/types';
import type { Finding } from '../../src/core/incident/finding';
import { newIncident } from '../../src/core/incident/incident';
import { loadIncident } from '../../src/core/incident/incidentFile';
import { startBrowser } from '../host/browser';
import { repositoryRoot } from '../host/repository';
import { openWindow, type VscodeWindow } from '../host/window';
import { writeIncident } from '../writeIncident';
import { forgetIncidents, samples } from './samples';
import { Workbench } from './workbench';

const domains = en['step.domains.title'];
const connectors = en['step.connectors.title'];
const path = join(samples, '.ndr-lens', 'blocked.ndr-incident.json');
const evidence = [{ file: 'logs/mail.log', line: 3, sha256: 'a'.repeat(64) }];
const found: readonly Finding[] = [
  {
    id: 'domain-unaccepted:fabrikam.example',
    rule: 'domain-unaccepted',
    step: 'domains',
    severity: 'critical',
    subject: 'fabrikam.example',
    values: { blocked: '12' },
    evidence,
  },
  {
    id: 'connector-wildcard:Relay',
    rule: 'connector-wildcard',
    step: 'connectors',
    severity: 'warning',
    subject: 'Relay',
    values: { domains: '*' },
    evidence,
  },
  {
    id: 'connector-unused:Branch',
    rule: 'connector-unused',
    step: 'connectors',
    severity: 'information',
    subject: 'Branch',
    values: {},
    evidence,
  },
];

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser(console.log);
});
afterAll(() => browser?.close());

const stored = () => loadIncident(path);

describe('an incident', () => {
  let window: VscodeWindow;
  let bench: Workbench;

  beforeAll(async () => {
    forgetIncidents();
    const begun = newIncident('1', 'Blocked on Monday', { at: '2026-11-24T03:00:00.000Z' });
    const day = '2026-11-24T00:00:00+01:00';
    writeIncident(path, {
      ...begun,
      findings: found,
      scan: {
        at: '2026-11-24T05:00:00.000Z',
        blocked: 14,
        delivered: 2,
        codes: {
          '5.7.750': { blocked: 14, first: '2026-11-24T03:02:58+01:00', last: '2026-11-24T05:10:00+01:00' },
        },
        days: { [day]: { '5.7.750': 14 } },
        hours: {
          '2026-11-24T03:00:00+01:00': { '5.7.750': 9 },
          '2026-11-24T04:00:00+01:00': { '5.7.750': 3 },
          '2026-11-24T05:00:00+01:00': { '5.7.750': 2 },
        },
      },
    });
    const settings = { 'ndrLens.incident.author': 'Ada', 'files.simpleDialog.enable': true };
    window = await openWindow(browser, { version: 'newest', folder: samples, settings });
    bench = new Workbench(window.page, 'incident');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.picture(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });
  afterAll(async () => {
    await window?.close();
    forgetIncidents();
  });

  it('shows its title and its findings, and warns where a step is ticked against one', async () => {
    await bench.showChecklist();
    await bench.checklist.getByText('Blocked on Monday · 0 of 6 done').waitFor();
    await bench.unfold(domains);
    await bench.row('fabrikam.example').getByText('critical').waitFor();
    expect(await bench.row('fabrikam.example').getByRole('checkbox').count()).toBe(0);
    await bench.checkbox(domains).click();
    await bench.row(domains).getByText('Ticked, although findings stand: 1').waitFor();
    expect(stored()?.ticks['domains/add']?.by).toBe('Ada');
    await bench.picture('dark');
  });

  it('keeps why a person dismissed a finding', async () => {
    await bench.press('fabrikam.example', 'Dismiss the Finding');
    const input = window.page.locator('.quick-input-box input');
    await input.fill('our own relay');
    await window.page.keyboard.press('Enter');
    await bench.row('fabrikam.example').getByText('dismissed: our own relay').waitFor();
    await bench.row(domains).getByText('3 of 3').waitFor();
    expect(stored()?.dismissed['domain-unaccepted:fabrikam.example']).toMatchObject({
      by: 'Ada',
      reason: 'our own relay',
    });
  });

  it('lets a person accept a step as done, and does not by itself', async () => {
    await bench.unfold(connectors);
    expect(Object.keys(stored()?.ticks ?? {}).some((key) => key.startsWith('connectors/'))).toBe(false);
    await bench.press('Branch', 'Accept the Step as Done');
    await bench.row(connectors).getByText('Ticked, although findings stand: 1').waitFor();
  });

  it('takes a note beside the editor', async () => {
    await bench.press(domains, 'Edit the Note of the Step');
    await window.page.locator('.tab.active', { hasText: 'domains.md' }).waitFor();
    await window.page.locator('.monaco-editor').last().click();
    await window.page.keyboard.type('Asked **scan@fabrikam.example** at 192.0.2.7.');
    await bench.picture('note');
    await window.page.keyboard.press('Control+S');
    await expect
      .poll(() => stored()?.notes.domains)
      .toEqual(['Asked **scan@fabrikam.example** at 192.0.2.7.']);
  });

  it('becomes the case for Support, masked, beside and as a page to print', async () => {
    const { page } = window;
    await bench.row(domains).first().hover();
    await bench.checklist.getByRole('button', { name: 'Create Support Case Report' }).click();
    await bench.choose('English');
    await bench.choose('Mask');
    for (const part of ['Findings, row by row', 'Files with', 'Codes found', 'What the codes mean'])
      await bench.choose(part);
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor').getByText('Support case: Blocked on Monday').first().waitFor();
    await bench.picture('report-markdown');
    await bench.button('Save as HTML…').click();
    const file = join(samples, 'support-case.html');
    await page.locator('.quick-input-box input').fill(file);
    await page.keyboard.press('Enter');
    await bench.button('Open in the Browser to Print').waitFor();
    const html = readFileSync(file, 'utf8');
    expect(html).not.toMatch(/fabrikam|192\.0\.2/);
    expect(html).toContain('Asked <strong>user1@domain1.example</strong> at ip1.');
    await pictures(html);
  });

  /** The page on screen in light and dark, and on paper. */
  async function pictures(html: string): Promise<void> {
    const folder = join(repositoryRoot(), 'test-results', 'screenshots');
    mkdirSync(folder, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 1200 } });
      await page.setContent(html);
      await page.screenshot({ path: join(folder, `incident-report-${colorScheme}.png`), fullPage: true });
      if (colorScheme === 'light') {
        await page.emulateMedia({ media: 'print' });
        await page.screenshot({ path: join(folder, 'incident-report-print.png'), fullPage: true });
      }
      await page.close();
    }
  }
});

describe.each([
  ['light', 'Default Light Modern'],
  ['high-contrast', 'Default High Contrast'],
])('in %s', (name, theme) => {
  it('a contradiction is seen', async () => {
    forgetIncidents();
    const begun = newIncident('1', 'Blocked on Monday', { at: '2026-11-24T03:00:00.000Z' });
    writeIncident(path, { ...begun, findings: found });
    const window = await openWindow(browser, {
      version: 'newest',
      folder: samples,
      settings: { 'workbench.colorTheme': theme },
    });
    try {
      const bench = new Workbench(window.page, 'incident');
      await bench.showChecklist();
      await bench.unfold(domains);
      await bench.checkbox(domains).click();
      await bench.row(domains).getByText('Ticked, although findings stand: 1').waitFor();
      await bench.unfold(connectors);
      await bench.picture(name);
    } finally {
      await window.close();
      forgetIncidents();
    }
  });
});

describe('without a folder', () => {
  it('ticks stay in storage, and what is damaged there is kept aside', async () => {
    const window = await openWindow(browser, { version: 'newest' });
    try {
      const bench = new Workbench(window.page, 'incident-no-folder');
      await bench.showChecklist();
      await bench.checkbox(domains).click();
      await bench.row(domains).getByText('3 of 3').waitFor();
      const inStorage = () => readdirSync(window.dataDir, { recursive: true, encoding: 'utf8' });
      const file = inStorage().find((name) => name.endsWith('.ndr-incident.json')) ?? '';
      expect(file).toContain('no-folder');
      writeFileSync(join(window.dataDir, file), '{ "version": 2, "ticks": ');
      await window.page.locator('.notification-toast', { hasText: '.damaged-' }).waitFor();
      await bench.checklist.getByText('0 of 6 done').waitFor();
      expect(inStorage().filter((name) => name.includes('.damaged-'))).toHaveLength(1);
    } finally {
      await window.close();
    }
  });
});

describe('two windows on one incident', () => {
  const windows: VscodeWindow[] = [];
  beforeAll(async () => {
    forgetIncidents();
    writeIncident(path, newIncident('2', 'Both of us', { at: '2026-11-24T03:00:00.000Z' }));
    for (let count = 0; count < 2; count += 1)
      windows.push(await openWindow(browser, { version: 'newest', folder: samples }));
  });
  afterAll(async () => {
    for (const window of windows) await window.close();
    forgetIncidents();
  });

  it('see each other tick, and lose none of the ticks made at the same time', async () => {
    const benches = windows.map(({ page }, index) => new Workbench(page, `incident-window-${index + 1}`));
    const [one, other] = benches;
    if (!one || !other) throw new Error('There are no two windows.');
    for (const bench of benches) await bench.showChecklist();
    const isKept = (step: StepId) =>
      Object.keys(stored()?.ticks ?? {}).some((key) => key.startsWith(`${step}/`));
    // A row that is drawn anew under the mouse, since the other window ticked, takes no click; a person sees that and clicks again.
    const tick = async (bench: Workbench, ...steps: readonly StepId[]) => {
      for (const step of steps) {
        const box = bench.checkbox(en[`step.${step}.title`]);
        for (let tries = 0; tries < 5 && !isKept(step); tries += 1) {
          if (!(await box.isChecked())) await box.click();
          await expect
            .poll(() => isKept(step), { timeout: 3000 })
            .toBe(true)
            .catch(() => undefined);
        }
      }
    };
    await tick(one, 'mfa');
    await other.row(en['step.mfa.title']).getByText('3 of 3').waitFor();
    await Promise.all([tick(one, 'domains', 'users'), tick(other, 'connectors', 'on-premises')]);
    for (const bench of benches) await bench.picture('both');
    for (const step of ['mfa', 'domains', 'users', 'connectors', 'on-premises'] as const)
      expect(isKept(step), step).toBe(true);
  });
});
