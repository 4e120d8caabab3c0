import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import words from '../../package.nls.json';
import en from '../../src/core/catalogue/content/en.json';
import queries from '../../src/core/verify/content/en.json';
import { startBrowser } from '../host/browser';
import { versionNames } from '../host/versions';
import { openWindow, type VscodeWindow } from '../host/window';
import { forgetIncidents, samples } from './samples';
import { Workbench } from './workbench';

const sample = (path: string) => join(samples, path);
const bounce = sample('bounces/5.7.705-compromised-account.eml');
const domains = en['step.domains.title'];

describe.each(versionNames)('the main job in the %s VS Code', (version) => {
  let browser: Browser;
  let window: VscodeWindow;
  let bench: Workbench;
  const look = () => {
    bench = new Workbench(window.page, version);
  };

  beforeAll(async () => {
    forgetIncidents();
    browser = await startBrowser(console.log);
    window = await openWindow(browser, { version, folder: samples });
    look();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.picture(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });
  afterAll(async () => {
    await window?.close();
    await browser?.close();
  });

  it('marks the codes of a bounce in the text and in the overview ruler', async () => {
    await bench.openFile(bounce);
    await bench.links.first().waitFor();
    expect(await bench.links.first().innerText()).toBe('5.7.705');
    await expect.poll(() => marks(window)).toBe(1);
    await expect.poll(() => redPixelsInRuler(window)).toBeGreaterThan(0);
  });

  it('says over a code what it means, with both links in sight', async () => {
    const hover = await bench.hoverLink();
    const text = await hover.innerText();
    expect(text).toContain(en['label.blocks.tenant']);
    expect(text).toContain(en['5.7.705.firstAction']);
    expect(text).toContain('550 5.7.705 Access denied, tenant has exceeded threshold');
    for (const name of [en['label.explain'], en['label.openChecklist']])
      expect(await inSight(window, hover.getByText(name, { exact: true }))).toBe(true);
    await bench.picture('hover');
  });

  it('opens the explanation beside the editor, which keeps the focus', async () => {
    await bench.followLink();
    await bench.explained('5.7.705');
    const focus = await window.page.evaluate(
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

  it('shows another code in the same panel, and jumps back to the line', async () => {
    const page = bench.explanation;
    await page.getByRole('button', { name: '5.7.711' }).click();
    await bench.explained('5.7.711');
    await bench.openFile(bounce);
    await bench.run('NDR Lens: Go to Next Code');
    await bench.explained('5.7.705');
    expect(await window.page.locator('.tab', { hasText: 'explained' }).count()).toBe(1);
    await page.getByRole('button', { name: en['label.goToLine'] }).click();
    await window.page.locator('.statusbar', { hasText: /Ln \d+, Col \d+ \(7 selected\)/ }).waitFor();
  });

  it('ticks a step and counts it', async () => {
    await bench.showChecklist();
    await bench.unfold(domains);
    await bench.checkbox(en['step.domains.action.list.title']).click();
    await bench.row(domains).getByText('1 of 3').waitFor();
    await bench.checkbox(domains).click();
    await bench.row(domains).getByText('3 of 3').waitFor();
    await bench.checklist.getByText('1 of 6 done').waitFor();
    expect(await bench.container.getAttribute('aria-label')).toContain('5');
    await bench.picture('checklist');
  });

  it('keeps ticks and explanation over a reload, and ticks over a restart', async () => {
    await window.reload(() => bench.run('Developer: Reload Window'));
    look();
    await bench.explained('5.7.705');
    await bench.showChecklist();
    await bench.row(domains).getByText('3 of 3').waitFor();
    await window.restart();
    look();
    await bench.showChecklist();
    await bench.row(domains).getByText('3 of 3').waitFor();
  });

  it('keeps a tick when the extension host dies right after the click', async () => {
    const step = en['step.mfa.title'];
    await bench.checkbox(step).click();
    await bench.row(step).getByText('3 of 3').waitFor();
    await window.crashExtensionHost();
    await window.reload(() => bench.run('Developer: Reload Window'));
    look();
    await bench.showChecklist();
    await bench.row(step).getByText('3 of 3').waitFor();
  });

  it('leaves an incident file alone that somebody damaged, says so, and goes on once it is mended', async () => {
    const folder = join(samples, '.ndr-lens');
    const [name = ''] = readdirSync(folder);
    const path = join(folder, name);
    const good = readFileSync(path, 'utf8');
    const damaged = good.slice(0, good.indexOf('"state"'));
    try {
      writeFileSync(path, damaged);
      await window.reload(() => bench.run('Developer: Reload Window'));
      look();
      await bench.showChecklist();
      await bench.checklist.getByText('Nothing is saved until it is mended').waitFor();
      await bench.checkbox(en['step.users.title']).click();
      await window.page.locator('.notification-toast', { hasText: 'This is not JSON' }).waitFor();
      await bench.picture('incident-damaged');
      expect(readFileSync(path, 'utf8')).toBe(damaged);
    } finally {
      writeFileSync(path, good);
    }
    await bench.checklist.getByText('2 of 6 done').waitFor();
    await bench.run('Notifications: Clear All Notifications');
  });

  it('filters to the code at hand and says where a step does not apply', async () => {
    await bench.openFile(sample('bounces/5.7.703-blocked-recipient.eml'));
    const hover = await bench.hoverLink();
    await hover.getByText(en['label.openChecklist'], { exact: true }).click();
    await bench.checklist.getByText('None of these steps applies to 5.7.703.').waitFor();
    await bench.picture('checklist-not-needed');
    await bench.run('NDR Lens: Show All Steps');
    await bench.checklist.getByText('2 of 6 done').waitFor();
  });

  it('asks before a reset, which can be undone', async () => {
    await bench.run('NDR Lens: Reset the Checklist');
    await bench.button('Cancel').click();
    await bench.checklist.getByText('2 of 6 done').waitFor();
    await bench.run('NDR Lens: Reset the Checklist');
    await bench.button('Reset').click();
    await bench.checklist.getByText('0 of 6 done').waitFor();
    await bench.button('Undo').click();
    await bench.checklist.getByText('2 of 6 done').waitFor();
  });

  it('copies a command from its row', async () => {
    await bench.unfold(domains);
    const row = bench.row(en['step.domains.action.list.title']).first();
    await row.hover();
    await row.getByRole('button', { name: 'Copy the Command' }).click();
    await window.page.locator('.statusbar', { hasText: 'Command copied' }).waitFor();
    expect(await window.page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Get-AcceptedDomain/);
  });

  it('shows the queries that verify a step, and opens them all as a script', async () => {
    await bench.showChecklist();
    const row = bench.row(en['step.users.title']).first();
    await row.hover();
    await row.getByRole('button', { name: words['command.showQueries.title'] }).click();
    const entries = window.page.locator('.quick-input-list [role=option]');
    const first = entries.filter({ hasText: queries['restricted-senders.title'] });
    await first.waitFor();
    await bench.picture('queries');
    await first.click();
    await entries.filter({ hasText: 'Insert into the terminal' }).waitFor();
    await bench.picture('query');
    await window.page.keyboard.press('Escape');
    await bench.run(`NDR Lens: ${words['command.openVerificationScript.title']}`);
    // The editor writes blanks as others.
    const heading = new RegExp(queries['script.heading'].replaceAll(' ', '\\s'));
    await window.page.locator('.view-line', { hasText: heading }).first().waitFor();
    await bench.picture('script');
  });

  it('keeps commands about codes out of the palette where there are none', async () => {
    await bench.openFile(sample('README.md'));
    expect((await bench.paletteEntries('NDR Lens: Go to Next')).join()).not.toContain('Go to Next Code');
    await bench.openFile(sample('logs/mail.log.1'));
    await bench.links.first().waitFor();
    expect((await bench.paletteEntries('NDR Lens: Go to Next')).join()).toContain('Go to Next Code');
  });

  it('turns the marks off and on by the setting', async () => {
    await bench.openFile(bounce);
    await bench.links.first().waitFor();
    await bench.toggleSetting('ndrLens.decoration.enabled', words['setting.decoration.enabled']);
    await expect.poll(() => marks(window), { timeout: 10_000 }).toBe(0);
    expect(await redPixelsInRuler(window)).toBe(0);
    expect(await bench.links.count()).toBeGreaterThan(0);
    await bench.toggleSetting('ndrLens.decoration.enabled', words['setting.decoration.enabled']);
    await expect.poll(() => marks(window), { timeout: 10_000 }).toBeGreaterThan(0);
  });
});

/** How many marks lie behind the text of the first editor. */
async function marks({ page }: VscodeWindow): Promise<number> {
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
async function redPixelsInRuler({ page }: VscodeWindow): Promise<number> {
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
async function inSight({ page }: VscodeWindow, locator: import('playwright-core').Locator): Promise<boolean> {
  const box = await locator.first().boundingBox();
  if (!box) return false;
  return page.evaluate(({ x, y, text }) => document.elementFromPoint(x, y)?.textContent?.trim() === text, {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    text: await locator.first().innerText(),
  });
}
