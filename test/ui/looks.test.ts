import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '../../src/core/catalogue/content/en.json';
import it_ from '../../src/core/catalogue/content/it.json';
import { startBrowser } from '../host/browser';
import { openWindow, type VscodeWindow, type WindowOptions } from '../host/window';
import { forgetIncidents, samples } from './samples';
import { Workbench } from './workbench';

const bounce = join(samples, 'bounces/5.7.750-hybrid-relay.eml');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser(console.log);
});
afterAll(() => browser?.close());

/** Opens a window for one test, and keeps a picture of it when the test fails. */
async function inWindow(
  pictures: string,
  options: Omit<WindowOptions, 'version'>,
  act: (bench: Workbench, window: VscodeWindow) => Promise<void>,
): Promise<void> {
  forgetIncidents();
  const window = await openWindow(browser, { version: 'newest', ...options });
  try {
    await act(new Workbench(window.page, pictures), window);
  } catch (error) {
    await new Workbench(window.page, pictures).picture('failed');
    throw error;
  } finally {
    await window.close();
  }
}

async function explanationFrame(window: VscodeWindow): Promise<Frame> {
  const outer = await window.page.locator('iframe.webview.ready').elementHandle();
  const inner = await (await outer?.contentFrame())?.waitForSelector('#active-frame');
  const frame = await inner?.contentFrame();
  if (!frame) throw new Error('The explanation has no page.');
  return frame;
}

/** What axe finds wrong with the page, a line for each kind of trouble. */
async function troubles(frame: Frame): Promise<string[]> {
  await frame.evaluate(axeSource);
  const { violations } = await frame.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
}

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

describe.each(Object.entries(themes))('in the %s theme', (name, theme) => {
  it('the explanation is complete, readable and free of barriers, wide and narrow', async () => {
    const look = {
      folder: samples,
      settings: { 'workbench.colorTheme': theme },
      size: { width: 1500, height: 1000 },
    };
    await inWindow(name, look, async (bench, window) => {
      await bench.openFile(bounce);
      await bench.followLink();
      await bench.explained('5.7.750');
      await bench.explanation.getByText('MAIL01').first().waitFor();
      await bench.picture('wide');
      const frame = await explanationFrame(window);
      expect(await troubles(frame)).toEqual([]);
      await frame.getByRole('heading', { name: en['label.sources'], exact: true }).scrollIntoViewIfNeeded();
      await bench.picture('wide-end');

      await bench.run('View: Toggle Primary Side Bar Visibility');
      await window.page.setViewportSize({ width: 660, height: 1000 });
      await expect.poll(() => frame.evaluate(() => innerWidth)).toBeLessThanOrEqual(310);
      await frame.evaluate(() => scrollTo(0, 0));
      await bench.picture('narrow');
      const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await troubles(frame)).toEqual([]);
    });
  });
});

describe('the picture of the README', () => {
  it('shows bounce, explanation, checklist and results', async () => {
    const settings = { 'editor.wordWrap': 'on', 'editor.minimap.enabled': false };
    const look = { folder: samples, settings, size: { width: 1440, height: 860 } };
    await inWindow('readme', look, async (bench, window) => {
      const { mouse } = window.page;
      await bench.inExplorerMenu(['logs'], 'Scan for 5.7.7xx…');
      await bench.result('5.7.750').first().waitFor();
      await bench.openFile(join(samples, 'bounces/5.7.750-hybrid-relay.eml'));
      await bench.followLink();
      await bench.explained('5.7.750');
      await bench.showChecklist();
      await bench.checkbox(en['step.mfa.title']).click();
      await bench.row(en['step.mfa.title']).getByText('3 of 3').waitFor();
      await bench.unfold(en['step.domains.title']);
      await bench.checkbox(en['step.domains.action.list.title']).click();
      await bench.row(en['step.domains.title']).getByText('1 of 3').waitFor();
      await bench.result('5.7.750').first().click();
      await bench.run('Notifications: Clear All Notifications');
      // Wider by the edge of the side bar, for the rows to be read.
      await mouse.move(350, 600);
      await mouse.down();
      await mouse.move(420, 600, { steps: 5 });
      await mouse.up();
      await mouse.move(700, 845);
      await window.page.locator('.monaco-hover:not(.hidden)').waitFor({ state: 'hidden' });
      await window.page.waitForTimeout(1000);
      await bench.save('readme');
    });
  });
});

describe('by keyboard alone', () => {
  it('one gets from the log to the explanation, through it, and to a ticked step', async () => {
    await inWindow('keyboard', { folder: samples }, async (bench, window) => {
      const { keyboard } = window.page;
      await bench.openFile(join(samples, 'logs/mail.log'));
      await bench.links.first().waitFor();
      await bench.run('NDR Lens: Go to Next Code');
      await bench.run('Open Link');
      await bench.explained('5.7.750');
      await bench.run('View: Focus Next Editor Group');
      const frame = await explanationFrame(window);
      const focused = () => frame.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
      const visited: string[] = [];
      for (let step = 0; step < 12; step += 1) {
        await keyboard.press('Tab');
        visited.push(await focused());
      }
      for (const name of [en['label.openChecklist'], en['label.goToLine']]) expect(visited).toContain(name);
      await frame.getByRole('link', { name: 'Source 1' }).first().focus();
      await keyboard.press('Enter');
      expect(await frame.evaluate(() => document.activeElement?.id)).toBe('source-1');
      await frame.getByRole('button', { name: en['label.openChecklist'] }).focus();
      await keyboard.press('Enter');
      await bench.checklist.getByText('Steps for 5.7.750').waitFor();
      const inChecklist = () =>
        window.page.evaluate(() => document.activeElement?.closest('.sidebar') !== null);
      await expect.poll(inChecklist).toBe(true);
      await keyboard.press('ArrowDown');
      await keyboard.press('Tab');
      await keyboard.press('Space');
      await bench.checklist.getByText('Steps for 5.7.750: 1 of 6 done').waitFor();
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await bench.run('NDR Lens: Tick or Untick the Selected Row');
      await bench.checklist.getByText('Steps for 5.7.750: 2 of 6 done').waitFor();
      await bench.picture('ticked');
    });
  });
});

describe('in Italian', () => {
  it('everything a person reads is Italian', async () => {
    await inWindow('italian', { language: 'it', folder: samples }, async (bench, window) => {
      await bench.openFile(join(samples, 'bounces/5.7.705-renewed-subscription.eml'));
      const hover = await bench.hoverLink();
      expect(await hover.innerText()).toContain(it_['5.7.705.meaning']);
      await bench.picture('hover');
      await bench.followLink();
      const page = bench.explanation;
      await page.getByRole('heading', { name: it_['5.7.705.scenario.subscription.title'] }).waitFor();
      await page.locator('html[lang=it]').waitFor();
      await bench.showChecklist("NDR Lens: Apri l'elenco di controllo");
      await bench.row(it_['step.domains.title']).first().waitFor();
      await bench.checklist.getByText('0 di 6 completati').waitFor();
      const entries = await bench.paletteEntries('NDR Lens: Spiega');
      expect(entries).toContain('NDR Lens: Spiega il codice sotto il cursore');
      await bench.picture('window');
      const frame = await explanationFrame(window);
      const shown = await frame.evaluate(() => document.body.innerText);
      for (const text of Object.values(en).filter((each) => each.length > 25))
        expect(shown.includes(text), text).toBe(false);
    });
  });
});

describe('in a window without a folder', () => {
  it('pasted text has links, and ticks stay', async () => {
    await inWindow('no-folder', {}, async (before, window) => {
      let bench = before;
      await bench.run('File: New Untitled Text File');
      await window.page.locator('.monaco-editor.focused').waitFor();
      await window.page.keyboard.type('550 5.7.708 Service unavailable. ');
      await bench.links.first().waitFor();
      await bench.followLink();
      await bench.explained('5.7.708');
      await bench.showChecklist();
      await bench.checkbox(en['step.connectors.title']).click();
      await bench.row(en['step.connectors.title']).getByText('5 of 5').waitFor();
      await window.restart();
      bench = new Workbench(window.page, 'no-folder');
      await bench.showChecklist();
      await bench.row(en['step.connectors.title']).getByText('5 of 5').waitFor();
    });
  });
});
