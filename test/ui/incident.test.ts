import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Finding } from '../../src/core/incident/finding';
import { type Incident, newIncident } from '../../src/core/incident/incident';
import { loadIncident } from '../../src/core/incident/incidentFile';
import en from '../../src/core/knowledge/content/en.json';
import type { StepId } from '../../src/core/knowledge/types';
import { repositoryRoot } from '../host/repository';
import { writeIncident } from '../writeIncident';
import { samples } from './samples';
import { windowTest } from './windowTest';
import { Workbench } from './workbench';

const domains = en['step.domains.label'];
const connectors = en['step.connectors.label'];
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

const begun: Incident = {
  ...newIncident('1', 'Blocked on Monday', { at: '2026-11-24T03:00:00.000Z' }),
  findings: found,
  scan: {
    at: '2026-11-24T05:00:00.000Z',
    blocked: 14,
    delivered: 2,
    codes: {
      '5.7.750': { blocked: 14, first: '2026-11-24T03:02:58+01:00', last: '2026-11-24T05:10:00+01:00' },
    },
    days: { '2026-11-24T00:00:00+01:00': { '5.7.750': 14 } },
    hours: {
      '2026-11-24T03:00:00+01:00': { '5.7.750': 9 },
      '2026-11-24T04:00:00+01:00': { '5.7.750': 3 },
      '2026-11-24T05:00:00+01:00': { '5.7.750': 2 },
    },
  },
};

const pathOf = ({ folder }: Workbench) => join(folder, '.ndr-lens', 'blocked.ndr-incident.json');
const stored = (bench: Workbench) => loadIncident(pathOf(bench));

/** Shows an incident that is there already. */
async function shown(bench: Workbench, incident: Incident = begun): Promise<void> {
  writeIncident(pathOf(bench), incident);
  await bench.showChecklist();
  await bench.sideBar.getByText(incident.title).first().waitFor();
  await bench.sideBar.getByText('0 of 6 done').waitFor();
}

/** Ticks the step of a critical finding all the same. */
async function contradict(bench: Workbench): Promise<void> {
  await bench.tick(domains);
  await bench.row(domains).first().locator('.codicon-warning').waitFor();
}

describe('an incident', () => {
  const settings = { 'ndrLens.incident.author': 'Ada', 'files.simpleDialog.enable': true };
  const it = windowTest('incident', { folder: samples, settings });

  it('shows its title and its findings, and warns where a step is ticked against one', async ({ bench }) => {
    await shown(bench);
    await bench.unfold(domains);
    await bench.row('fabrikam.example').getByText('critical').waitFor();
    expect(await bench.row('fabrikam.example').getByRole('checkbox').count()).toBe(0);
    await contradict(bench);
    expect(stored(bench)?.ticks['domains/add']?.by).toBe('Ada');
    await bench.page.locator('.statusbar').getByText('NDR: 14 blocked · 1 of 6').waitFor();
    await bench.picture('dark');
    await expect.poll(() => bench.container.getAttribute('aria-label')).toContain('5');
    await bench.run('NDR Lens: Archive the Incident');
    await expect.poll(() => bench.container.getAttribute('aria-label')).not.toMatch(/\d/);
    await bench.page.locator('.statusbar').getByText('NDR:').waitFor({ state: 'detached' });
  });

  it('keeps why a person dismissed a finding', async ({ bench }) => {
    await shown(bench);
    await contradict(bench);
    await bench.unfold(domains);
    await bench.press('fabrikam.example', 'Dismiss the Finding');
    await bench.quickInput.widget.getByText('fabrikam.example').first().waitFor();
    await bench.quickInput.answer('our own relay');
    await bench.page.keyboard.press('Enter');
    await bench.row('fabrikam.example').getByText('dismissed: our own relay').waitFor();
    await bench.row(domains).getByText('3/3').waitFor();
    // Who hears the rows is told so too.
    expect(await bench.row('fabrikam.example').getAttribute('aria-label')).toContain(
      'dismissed: our own relay',
    );
    expect(stored(bench)?.dismissed['domain-unaccepted:fabrikam.example']).toMatchObject({
      by: 'Ada',
      reason: 'our own relay',
    });
  });

  it('lets a person accept a step as done, and does not by itself', async ({ bench }) => {
    await shown(bench);
    await bench.unfold(connectors);
    expect(Object.keys(stored(bench)?.ticks ?? {}).some((key) => key.startsWith('connectors/'))).toBe(false);
    await bench.press('Branch', 'Accept the Step as Done');
    await bench.row(connectors).first().locator('.codicon-warning').waitFor();
    expect(await bench.row(connectors).first().getAttribute('aria-label')).toContain(
      `${connectors}, 6 of 6 · Ticked, open findings: 1`,
    );
  });

  it('takes a note beside the editor, and becomes the case for Support, masked, beside and as a page to print', async ({
    bench,
  }) => {
    bench.isUsedUp = true;
    await shown(bench);
    await bench.press(domains, 'Edit the Note of the Step');
    await bench.writeNote(`Note - ${domains}.md`, 'Asked **scan@fabrikam.example** at 192.0.2.7.');
    await bench.picture('note');
    await bench.page.keyboard.press('Control+S');
    await expect
      .poll(() => stored(bench)?.notes.domains)
      .toEqual(['Asked **scan@fabrikam.example** at 192.0.2.7.']);
    // The row shows it, and says so to who hears it.
    await bench.row(domains).getByText('1 finding · note').waitFor();
    expect(await bench.row(domains).first().getAttribute('aria-label')).toContain('note');
    await bench.ask('NDR Lens: Create Support Case Report');
    await bench.reportWith('English', 'Mask');
    await bench.page.locator('.monaco-editor').getByText('Support case: Blocked on Monday').first().waitFor();
    await bench.picture('report-markdown');
    // What somebody writes into it, and that it is closed, changes nothing of the page.
    await bench.page.keyboard.type('Written later. ');
    await bench.run('Notifications: Clear All Notifications');
    await bench.discardEditors();
    await bench.ask('NDR Lens: Save or Print the Case Report');
    await bench.quickInput.choose('Save as HTML…');
    const file = join(bench.folder, 'support-case.html');
    await bench.quickInput.takePath(file);
    await bench.button('Open in the Browser to Print').waitFor();
    const html = readFileSync(file, 'utf8');
    expect(html).not.toContain('Written later');
    expect(html).not.toMatch(/fabrikam|192\.0\.2/);
    expect(html).toContain('Asked <strong>user1@domain1.example</strong> at ip1.');
    await pictures(bench, html);
  });

  it('knows an open report again after the window was reloaded', async ({ bench }) => {
    bench.isUsedUp = true;
    await shown(bench);
    await bench.ask('NDR Lens: Create Support Case Report');
    await bench.reportWith('English', 'Show as they are');
    const button = bench.page
      .locator('.editor-actions')
      .getByRole('button', { name: 'Save or Print the Case Report' });
    await button.waitFor();
    await bench.reload();
    await button.click();
    await bench.quickInput.entry('Save as Markdown…').waitFor();
  });

  it.for(['light', 'high-contrast'] as const)('shows a contradiction in %s', async (theme, { bench }) => {
    await bench.setTheme(theme);
    await shown(bench);
    await bench.unfold(domains);
    await contradict(bench);
    await bench.unfold(connectors);
    await bench.picture(theme);
  });
});

/** The page on screen in light and dark, and on paper. */
async function pictures(bench: Workbench, html: string): Promise<void> {
  const folder = join(repositoryRoot(), 'test-results', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const page = await bench.page.context().newPage();
  await page.setViewportSize({ width: 900, height: 1200 });
  await page.setContent(html);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `incident-report-${colorScheme}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  await page.screenshot({ path: join(folder, 'incident-report-print.png'), fullPage: true });
  await page.close();
}

describe('without a folder', () => {
  const it = windowTest('incident-no-folder');

  it('ticks stay in storage, and what is damaged there is kept aside', async ({ bench }) => {
    bench.isUsedUp = true;
    const { dataDir } = bench.window.vscode;
    await bench.showChecklist();
    await bench.tick(domains);
    await bench.row(domains).getByText('3/3').waitFor();
    const inStorage = () => readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
    const file = inStorage().find((name) => name.endsWith('.ndr-incident.json')) ?? '';
    expect(file).toContain('no-folder');
    writeFileSync(join(dataDir, file), '{ "version": 2, "ticks": ');
    await bench.notification('.damaged-').waitFor();
    await bench.sideBar.getByText('0 of 6 done').waitFor();
    expect(inStorage().filter((name) => name.includes('.damaged-'))).toHaveLength(1);
    // From the package alone.
    await bench.result('Open the Sample Incident').first().click();
    await bench.file('tenant').waitFor();
    await bench.file('bounces').waitFor();
  });
});

describe('two windows on one incident', () => {
  const it = windowTest('incident-window-1', { folder: samples });

  it('see each other tick, and lose none of the ticks made at the same time', async ({ bench: one }) => {
    one.isUsedUp = true;
    const { folder } = one;
    const second = await one.window.vscode.openWindow({ folder });
    try {
      const other = new Workbench(second, folder, 'incident-window-2');
      // Without findings: what is said of them would move the rows under the mouse.
      await shown(one, { ...begun, findings: [] });
      await other.showChecklist();
      const isKept = (step: StepId) =>
        Object.keys(stored(one)?.ticks ?? {}).some((key) => key.startsWith(`${step}/`));
      const tick = async (bench: Workbench, ...steps: readonly StepId[]) => {
        for (const step of steps) {
          await bench.tick(en[`step.${step}.label`]);
          await expect.poll(() => isKept(step), { message: step }).toBe(true);
        }
      };
      await tick(one, 'mfa');
      await other.row(en['step.mfa.label']).getByText('3/3').waitFor();
      await Promise.all([tick(one, 'domains', 'users'), tick(other, 'connectors', 'on-premises')]);
      for (const bench of [one, other]) await bench.picture('both');
      for (const step of ['mfa', 'domains', 'users', 'connectors', 'on-premises'] as const)
        expect(isKept(step), step).toBe(true);
    } finally {
      await second.close();
    }
  });
});
