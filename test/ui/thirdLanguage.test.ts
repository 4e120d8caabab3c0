import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import codeWords from '../../l10n/bundle.l10n.it.json';
import manifestWords from '../../package.nls.json';
import dashboardWords from '../../src/core/dashboard/content/en.json';
import diagnosisWords from '../../src/core/diagnosis/content/en.json';
import en from '../../src/core/knowledge/content/en.json';
import incidentWords from '../../src/core/logs/figures/content/en.json';
import { installExtension } from '../host/server';
import { pseudo, pseudoLanguage, withPseudoPackage } from './pseudoLanguage';
import { samples } from './samples';
import { windowTest } from './windowTest';

let installed: Promise<string> | undefined;
async function install(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ndr-lens-third-'));
  await withPseudoPackage((vsix) => installExtension('newest', vsix, folder, console.log));
  return folder;
}
const extensionsDir = async () => {
  installed ??= install();
  return join(await installed, 'extensions');
};
afterAll(async () => rm((await installed) ?? '', { recursive: true, force: true, maxRetries: 5 }));

/** Texts without places, long enough to be no name, number or term of both languages. */
const english = [
  ...[en, dashboardWords, diagnosisWords, incidentWords, manifestWords].flatMap((table) =>
    Object.values<string>(table),
  ),
  ...Object.keys(codeWords),
].filter((text) => text.length > 7 && /[a-z]{3}/.test(text) && !/[{[`]/.test(text) && pseudo(text) !== text);

/** English texts of ours in what a person sees. */
function leftOver(shown: string): string[] {
  const lines = new Set(shown.split('\n').map((line) => line.trim()));
  return english.filter((text) => (text.includes(' ') ? shown.includes(text) : lines.has(text)));
}

/** What is cut off in a page: what shows less than it has, and what reaches beyond the page. */
const cut = (page: FrameLocator) =>
  page.locator('body').evaluate((body) =>
    [...body.querySelectorAll<HTMLElement>('main *')]
      .filter((each) => {
        const { overflowX, position } = getComputedStyle(each);
        const hides = /hidden|clip/.test(overflowX) && each.scrollWidth > each.clientWidth + 1;
        const isBeyond = each.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
        return position !== 'fixed' && each.clientWidth > 1 && (hides || isBeyond);
      })
      .map(({ tagName, className, textContent }) => `${tagName}.${className}: ${textContent?.slice(0, 80)}`),
  );

describe('a language that is there by its files alone', () => {
  const it = windowTest('third-language', { language: pseudoLanguage, folder: samples, extensionsDir });

  it('speaks in every place, and nothing is cut', async ({ bench }) => {
    bench.isUsedUp = true;
    const { page } = bench;
    const command = (name: keyof typeof manifestWords) => `NDR Lens: ${pseudo(manifestWords[name])}`;
    await bench.openFile('bounces/5.7.750-hybrid-relay.eml');
    const hover = await bench.hoverLink();
    const hovered = await hover.innerText();
    expect(hovered).toContain(pseudo(en['label.firstAction']));
    expect(leftOver(hovered)).toEqual([]);
    await bench.picture('hover');

    await bench.run(command('command.openReadableNdr.title'));
    const lines = page.locator('.view-lines').last();
    // The editor writes blanks as others.
    const readable = async () => (await lines.innerText()).replaceAll('\u00a0', ' ');
    await expect.poll(readable).toContain(pseudo(en['ndr.recipient']));
    expect(leftOver(await readable())).toEqual([]);
    await bench.picture('readable');
    await bench.run('View: Close Editor');

    await bench.followLink();
    await bench.explained('5.7.750');
    const explanation = bench.explanation.locator('body');
    await explanation.getByRole('heading', { name: pseudo(en['label.sources']), exact: true }).waitFor();
    await bench.explanation.locator(`html[lang=${pseudoLanguage}]`).waitFor();
    expect(leftOver(await explanation.innerText())).toEqual([]);
    expect(await cut(bench.explanation)).toEqual([]);
    await bench.picture('explanation');
    await bench.run('View: Close All Editors');

    await bench.run(command('command.openChecklist.title'));
    const rows = bench.sideBar.getByRole('treeitem');
    await rows
      .filter({ hasText: pseudo(en['step.domains.label']).slice(0, 12) })
      .first()
      .waitFor();
    await bench.run(command('command.scanWorkspace.title'));
    await rows.filter({ hasText: '5.7.705' }).first().waitFor();
    await bench.run(command('command.openDashboard.title'));
    await bench.dashboard.getByRole('heading', { level: 1 }).waitFor();
    await bench.dashboard
      .getByRole('heading', { name: pseudo(dashboardWords['chart.title']), exact: true })
      .waitFor();
    expect(leftOver(await bench.sideBar.innerText())).toEqual([]);
    expect(leftOver(await bench.dashboard.locator('body').innerText())).toEqual([]);
    expect(await cut(bench.dashboard)).toEqual([]);
    await bench.picture('dashboard');
    const entries = await bench.quickInput.entries('NDR Lens: ');
    expect(entries.length).toBeGreaterThan(5);
    for (const entry of entries.filter((each) => each.startsWith('NDR Lens: ')))
      expect(entry).toMatch(/: \[.*\]/);
    await bench.picture('palette');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 700, height: 900 });
    await bench.picture('narrow');
    expect(await cut(bench.dashboard)).toEqual([]);
  });
});
