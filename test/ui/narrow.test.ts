import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import nlsIt from '../../package.nls.it.json';
import nlsEn from '../../package.nls.json';
import en from '../../src/core/knowledge/content/en.json';
import it_ from '../../src/core/knowledge/content/it.json';
import { steps } from '../../src/core/knowledge/steps';
import type { StepId } from '../../src/core/knowledge/types';
import { samples } from './samples';
import { windowTest } from './windowTest';
import { boxOf, type Workbench } from './workbench';

const languages = {
  en: { nls: nlsEn, texts: en },
  it: { nls: nlsIt, texts: it_ },
} as const;

/** Pixels by which what matches goes beyond the room that the row leaves to its text, buttons or not; negative where it is in sight. */
function hidden(row: Locator, text: RegExp): Promise<number> {
  return row.evaluate((element, pattern) => {
    const label = element.querySelector('.monaco-icon-label-container');
    if (!label) throw new Error('The row has no label.');
    const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const match = new RegExp(pattern).exec(node.textContent ?? '');
      if (!match) continue;
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      return range.getBoundingClientRect().right - label.getBoundingClientRect().right;
    }
    throw new Error(`The row does not say ${pattern}.`);
  }, text.source);
}

async function isNarrow({ sideBar }: Workbench): Promise<void> {
  expect((await boxOf(sideBar)).width).toBeLessThanOrEqual(302);
}

describe.each(['en', 'it'] as const)('a side bar of 300 pixels in %s', (language) => {
  const { nls, texts } = languages[language];
  const it = windowTest(`narrow-${language}`, { folder: samples, language });
  const labelOf = (step: StepId) => texts[`step.${step}.label`];

  it('shows each step whole, and its count, with the mouse over it and without', async ({ bench }) => {
    // Only a window in English is set back.
    bench.isUsedUp = true;
    await bench.showChecklist(`NDR Lens: ${nls['command.openChecklist.title']}`);
    await isNarrow(bench);
    for (const { id: step } of steps) {
      const row = bench.row(labelOf(step)).first();
      for (const isOver of [false, true]) {
        await bench.page.mouse.move(700, 500);
        if (isOver) {
          await row.hover();
          await row.locator('.actions .action-label').first().waitFor();
        }
        expect(await hidden(row, /^\d+\/\d+ .*$/), `${labelOf(step)}, ${isOver}`).toBeLessThanOrEqual(0);
      }
    }
    await bench.picture('steps');
  });

  it('shows when and who of a result, and how many a group has', async ({ bench }) => {
    bench.isUsedUp = true;
    await bench.run(`NDR Lens: ${nls['command.scanWorkspace.title']}`);
    const group = bench.result('5.7.750').first();
    await group.getByText(/^\d+ (?:blocked|bloccat)/).waitFor();
    await isNarrow(bench);
    expect(await hidden(group, /^.+$/)).toBeLessThanOrEqual(0);
    await group.click();
    const row = bench.result('@print.adatum.example').first();
    await row.waitFor();
    // The hour, and the name before the domain: the rest is in what the mouse shows.
    expect(await hidden(row, /^.*\d\d:\d\d [^@]+@/)).toBeLessThanOrEqual(0);
    await bench.picture('results');
  });
});
