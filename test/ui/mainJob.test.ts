import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import words from '../../package.nls.json';
import { newIncident } from '../../src/core/incident/incident';
import { setTicks } from '../../src/core/incident/ticks';
import en from '../../src/core/knowledge/content/en.json';
import { steps } from '../../src/core/knowledge/steps';
import type { StepId } from '../../src/core/knowledge/types';
import queries from '../../src/core/verify/content/en.json';
import { versionNames } from '../host/versions';
import { usualSize } from '../host/window';
import { writeIncident } from '../writeIncident';
import { samples } from './samples';
import { windowTest } from './windowTest';
import type { Workbench } from './workbench';

const bounce = 'bounces/5.7.705-compromised-account.eml';
const domains = en['step.domains.label'];

describe.each(versionNames)('the main job in the %s VS Code', (version) => {
  const it = windowTest(version, { version, folder: samples });

  it('marks the codes of a bounce in the text and in the overview ruler', async ({ bench }) => {
    await bench.openFile(bounce);
    await bench.links.first().waitFor();
    expect(await bench.links.first().innerText()).toBe('5.7.705');
    await expect.poll(() => marks(bench)).toBe(1);
    await expect.poll(() => redPixelsInRuler(bench)).toBeGreaterThan(0);
  });

  it('says over a code what it means, with both links in sight', async ({ bench }) => {
    await bench.openFile(bounce);
    const hover = await bench.hoverLink();
    const text = await hover.innerText();
    for (const said of ['5.7.705.affected', '5.7.705.firstAction', '5.7.705.wayOut.support'] as const)
      expect(text).toContain(en[said]);
    expect(text).toContain('550 5.7.705 Access denied, tenant has exceeded threshold');
    for (const name of [en['label.explain'], en['label.openChecklist']])
      await expect.poll(() => inSight(bench, hover.getByText(name, { exact: true }))).toBe(true);
    await bench.picture('hover');
  });

  it('opens the explanation beside the editor, which keeps the focus', async ({ bench }) => {
    await bench.openFile(bounce);
    await bench.followLink();
    await bench.explained('5.7.705');
    const focus = await bench.page.evaluate(
      () => document.activeElement?.closest('.editor-instance') !== null,
    );
    expect(focus).toBe(true);
    const page = bench.explanation;
    await page.getByText('payroll@fabrikam.example').first().waitFor();
    for (const label of [
      'meaning',
      'why',
      'affected',
      'actions',
      'causes',
      'scenarios',
      'ndrTexts',
      'related',
      'sources',
    ] as const)
      expect(
        await page.getByRole('heading', { level: 2, name: en[`label.${label}`], exact: true }).count(),
        label,
      ).toBe(1);
    for (const scenario of ['compromise', 'bulk', 'subscription'] as const)
      expect(
        await page.getByRole('heading', { level: 3, name: en[`5.7.705.scenario.${scenario}.title`] }).count(),
      ).toBe(1);
    await bench.picture('explanation');
  });

  it('shows another code in the same panel, and jumps back to the line', async ({ bench }) => {
    await bench.openFile(bounce);
    await bench.followLink();
    await bench.explained('5.7.705');
    const page = bench.explanation;
    await page.getByRole('button', { name: '5.7.711' }).click();
    await bench.explained('5.7.711');
    await bench.openFile(bounce);
    await bench.run('NDR Lens: Go to Next Code');
    await bench.explained('5.7.705');
    expect(await bench.page.locator('.tab', { hasText: 'explained' }).count()).toBe(1);
    await page.getByRole('button', { name: en['label.goToLine'] }).click();
    await bench.page.locator('.statusbar', { hasText: /Ln \d+, Col \d+ \(7 selected\)/ }).waitFor();
  });

  it('ticks a step and counts it', async ({ bench }) => {
    await bench.showChecklist();
    await bench.unfold(domains);
    await bench.tick(en['step.domains.action.list.title']);
    await bench.row(domains).getByText('1/3').waitFor();
    await bench.tick(domains);
    await bench.row(domains).getByText('3/3').waitFor();
    await bench.sideBar.getByText('1 of 6 done').waitFor();
    await expect.poll(() => bench.container.getAttribute('aria-label')).toContain('5');
    await bench.picture('checklist');
  });

  it('keeps ticks and explanation over a reload, and ticks over a crash and a restart', async ({ bench }) => {
    const mfa = en['step.mfa.label'];
    await bench.openFile(bounce);
    await bench.followLink();
    await bench.explained('5.7.705');
    await bench.showChecklist();
    await bench.tick(domains);
    await bench.row(domains).getByText('3/3').waitFor();
    await bench.reload();
    await bench.explained('5.7.705');
    await bench.showChecklist();
    await bench.row(domains).getByText('3/3').waitFor();
    await bench.tick(mfa);
    await bench.row(mfa).getByText('3/3').waitFor();
    bench.window.vscode.crashExtensionHosts();
    await bench.window.restart();
    await bench.showChecklist();
    for (const step of [domains, mfa]) await bench.row(step).getByText('3/3').waitFor();
  });

  it('leaves an incident file alone that somebody damaged, says so, and goes on once it is mended', async ({
    bench,
  }) => {
    const path = tickedIncident(bench, 'domains', 'mfa');
    const good = readFileSync(path, 'utf8');
    const damaged = good.slice(0, good.indexOf('"state"'));
    writeFileSync(path, damaged);
    await bench.showChecklist();
    await bench.sideBar.getByText('Nothing is saved: unreadable file').waitFor();
    await bench.tick(en['step.users.label']);
    await bench.notification('This is not JSON').waitFor();
    await bench.picture('incident-damaged');
    expect(readFileSync(path, 'utf8')).toBe(damaged);
    writeFileSync(path, good);
    await bench.sideBar.getByText('2 of 6 done').waitFor();
  });

  it('filters to the code at hand and says where a step does not apply', async ({ bench }) => {
    tickedIncident(bench, 'domains', 'mfa');
    await bench.openFile('bounces/5.7.703-blocked-recipient.eml');
    const hover = await bench.hoverLink();
    await hover.getByText(en['label.openChecklist'], { exact: true }).click();
    await bench.sideBar.getByText('5.7.703: none of these steps').waitFor();
    await bench.picture('checklist-not-needed');
    await bench.run('NDR Lens: Show All Steps');
    await bench.sideBar.getByText('2 of 6 done').waitFor();
  });

  it('asks before a reset, which can be undone', async ({ bench }) => {
    tickedIncident(bench, 'domains', 'mfa');
    await bench.showChecklist();
    await bench.run('NDR Lens: Reset the Checklist');
    await bench.button('Cancel').click();
    await bench.sideBar.getByText('2 of 6 done').waitFor();
    await bench.run('NDR Lens: Reset the Checklist');
    await bench.button('Reset').click();
    await bench.sideBar.getByText('0 of 6 done').waitFor();
    await bench.button('Undo').click();
    await bench.sideBar.getByText('2 of 6 done').waitFor();
  });

  it('copies a command from its row', async ({ bench }) => {
    await bench.showChecklist();
    await bench.unfold(domains);
    await bench.saying('Command copied', () =>
      bench.press(en['step.domains.action.list.title'], 'Copy the Command'),
    );
    expect(await bench.clipboard()).toMatch(/^Get-AcceptedDomain/);
  });

  it('shows the queries that verify a step, and opens them all as a script', async ({ bench }) => {
    await bench.showChecklist();
    await bench.press(en['step.users.label'], words['command.showQueries.title']);
    const { quickInput } = bench;
    await quickInput.entry(queries['restricted-senders.title']).waitFor();
    await bench.picture('queries');
    await quickInput.entry(queries['restricted-senders.title']).click();
    await quickInput.gone();
    const lookFor = new RegExp(queries['restricted-senders.look'].slice(0, 40).replaceAll(' ', '\\s'));
    await bench.page.locator('.view-line', { hasText: lookFor }).first().waitFor();
    const lens = bench.page.locator('.codelens-decoration').getByText('Copy', { exact: true });
    await lens.click();
    // The status bar may still say it of the test before.
    await expect.poll(() => bench.clipboard()).toContain('Get-BlockedSenderAddress');
    await bench.page.locator('.codelens-decoration').getByText('Insert into PowerShell').waitFor();
    await bench.picture('query');
    await bench.page.setViewportSize({ width: 700, height: 800 });
    await expect.poll(() => beyondEdge(bench)).toBeLessThanOrEqual(0);
    await bench.picture('query-narrow');
    await bench.page.setViewportSize(usualSize);
    await bench.run(`NDR Lens: ${words['command.openVerificationScript.title']}`);
    // The editor writes blanks as others.
    const heading = new RegExp(queries['script.heading'].replaceAll(' ', '\\s'));
    await bench.page.locator('.view-line', { hasText: heading }).first().waitFor();
    expect(await bench.page.locator('.editor-group-container').count()).toBe(1);
    await bench.picture('script');
    await bench.discardEditors();
  });

  it('keeps commands about codes out of the palette where there are none', async ({ bench }) => {
    const shown = async () => (await bench.quickInput.entries('NDR Lens: Go to Next')).join();
    await bench.openFile('logs/mail.log.1');
    await bench.links.first().waitFor();
    await expect.poll(shown).toContain('Go to Next Code');
    await bench.openFile('tenant/accepted-domains.json');
    await expect.poll(shown).not.toContain('Go to Next Code');
  });

  it('turns the marks off and on by the setting', async ({ bench }) => {
    await bench.openFile(bounce);
    await bench.links.first().waitFor();
    await expect.poll(() => marks(bench)).toBeGreaterThan(0);
    await bench.toggleSetting('ndrLens.decoration.enabled', words['setting.decoration.enabled']);
    await expect.poll(() => marks(bench)).toBe(0);
    await expect.poll(() => redPixelsInRuler(bench)).toBe(0);
    expect(await bench.links.count()).toBeGreaterThan(0);
    await bench.toggleSetting('ndrLens.decoration.enabled', words['setting.decoration.enabled']);
    await expect.poll(() => marks(bench)).toBeGreaterThan(0);
  });
});

/** Puts an incident into the window's folder in which steps are done; says its file. */
function tickedIncident(bench: Workbench, ...done: readonly StepId[]): string {
  const path = join(bench.folder, '.ndr-lens', 'ticked.ndr-incident.json');
  const act = { at: '2026-11-24T03:00:00.000Z' };
  const keys = steps
    .filter(({ id }) => done.includes(id))
    .flatMap(({ id, actions }) => actions.map((action) => [`${id}/${action.id}`, true] as const));
  writeIncident(path, setTicks(newIncident('1', 'Ticked', act), keys, act));
  return path;
}

/** How many marks lie behind the text of the first editor. */
async function marks({ page }: Workbench): Promise<number> {
  return page
    .locator('.view-overlays')
    .first()
    .evaluate(
      (overlays) =>
        Array.from(overlays.querySelectorAll('.cdr')).filter(
          (mark) => getComputedStyle(mark).borderTopStyle === 'solid',
        ).length,
    );
}

/** Pixels of our mark's colour in the overview ruler of the first editor. */
async function redPixelsInRuler({ page }: Workbench): Promise<number> {
  return page
    .locator('canvas.decorationsOverviewRuler')
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      };
      let count = 0;
      for (let at = 0; at < data.length; at += 4)
        if ((data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 90 && (data[at + 3] ?? 0) > 200) count += 1;
      return count;
    });
}

/** True when nothing, a scrolled edge included, hides the element. */
async function inSight({ page }: Workbench, locator: Locator): Promise<boolean> {
  const box = await locator.first().boundingBox();
  if (!box) return false;
  return page.evaluate(({ x, y, text }) => document.elementFromPoint(x, y)?.textContent?.trim() === text, {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    text: await locator.first().innerText(),
  });
}

/** Pixels by which the longest line of the editor goes beyond its edge; negative where all are whole. */
function beyondEdge({ page }: Workbench): Promise<number> {
  return page
    .locator('.monaco-editor')
    .last()
    .evaluate((editor) => {
      const ends = [...editor.querySelectorAll('.view-line > span')].map(
        (line) => line.getBoundingClientRect().right,
      );
      return Math.max(...ends) - editor.getBoundingClientRect().right;
    });
}
