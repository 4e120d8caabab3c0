import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import en from '../../src/core/dashboard/content/en.json';
import { startBrowser } from '../host/browser';
import { repositoryRoot } from '../host/repository';
import { openWindow, type VscodeWindow } from '../host/window';
import { samples } from './samples';
import { Workbench } from './workbench';

const logs = join(samples, 'logs');
const [names = '', ...rows] = readFileSync(join(import.meta.dirname, '../expectedEvents.tsv'), 'utf8')
  .trimEnd()
  .split('\n');
const column = (name: string) => names.split('\t').indexOf(name);
const events = rows.map((row) => row.split('\t'));
const blocked = events.filter((event) => event[column('outcome')] === 'blocked');
const of = (code: string) => blocked.filter((event) => event[column('code')] === code);

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser(console.log);
});
afterAll(() => browser?.close());

/** Scans the workspace from the dashboard. */
async function scan(window: VscodeWindow, bench: Workbench): Promise<void> {
  await bench.dashboard.getByRole('button', { name: en['action.scan'] }).click();
  await window.page.locator('.quick-input-list [role=option]', { hasText: 'The workspace' }).click();
  await bench.dashboard.getByRole('heading', { level: 1, name: '5.7.7xx incident' }).waitFor();
  await bench.dashboard.getByText(en['state.running']).waitFor({ state: 'detached' });
}

describe('the dashboard in the newest VS Code', () => {
  let window: VscodeWindow;
  let bench: Workbench;
  const sidebar = () => window.page.locator('.sidebar');
  const button = (name: string) => bench.dashboard.getByRole('button', { name, exact: true });
  const filterNote = () =>
    bench.dashboard.getByRole('region', { name: en['filter.title'] }).getByText(/filtered hits: \d+ of \d+/);
  const clipboard = () => window.page.evaluate(() => navigator.clipboard.readText());

  beforeAll(async () => {
    window = await openWindow(browser, {
      version: 'newest',
      folder: logs,
      size: { width: 1500, height: 1000 },
    });
    bench = new Workbench(window.page, 'dashboard-window');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.picture(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });
  afterAll(() => window?.close());

  it('leads from nothing to a scan, and has its numbers', async () => {
    await bench.run('NDR Lens: Open Dashboard');
    await bench.dashboard.getByRole('heading', { name: en['empty.title'] }).waitFor();
    await scan(window, bench);
    const row = bench.dashboard.getByRole('row', { name: '5.7.750' });
    expect(await row.getByRole('cell').first().innerText()).toBe(String(of('5.7.750').length));
    await bench.dashboard.getByText(`${blocked.length} mails were blocked by 5.7.750`).waitFor();
    await bench.picture('scanned');
  });

  it('filters the results with a bar, and is filtered with them', async () => {
    await button('5.7.705').click();
    await filterNote().waitFor();
    await sidebar().getByText('Filter: 5.7.705').waitFor();
    const row = bench.dashboard.getByRole('row', { name: '5.7.705' });
    expect(await row.getByRole('cell').first().innerText()).toBe(String(of('5.7.705').length));
    await bench.picture('filtered');
    await bench.run('NDR Lens: Clear the Filter of the Results');
    await bench.dashboard
      .getByText('These numbers are about the filtered hits')
      .waitFor({ state: 'detached' });
    await button('5.7.750').waitFor();
  });

  it('filters the results by the time that is dragged out', async () => {
    const over = bench.dashboard.locator('.u-over');
    await over.scrollIntoViewIfNeeded();
    const box = await over.boundingBox();
    if (!box) throw new Error('There is no chart.');
    await window.page.mouse.move(box.x + 2, box.y + 40);
    await window.page.mouse.down();
    await window.page.mouse.move(box.x + box.width / 2, box.y + 50, { steps: 6 });
    await window.page.mouse.up();
    await bench.dashboard.getByRole('button', { name: /^Remove the filter Time: / }).waitFor();
    await sidebar()
      .getByText(/^Filter: /)
      .waitFor();
    await bench.picture('brushed');
    await button(en['action.clear']).click();
    await sidebar()
      .getByText(/^Filter: /)
      .waitFor({ state: 'detached' });
  });

  it('copies what the command line program reports', async () => {
    await button(en['action.copyMarkdown']).click();
    await window.page.locator('.statusbar', { hasText: 'Report copied as Markdown' }).waitFor();
    const report = execFileSync(
      process.execPath,
      [join(repositoryRoot(), 'dist/cli.js'), 'report', '--lang', 'en', logs],
      { encoding: 'utf8' },
    );
    expect(await clipboard()).toBe(report);
  });

  it('copies itself as a picture', async () => {
    await button(en['action.copyImage']).click();
    await bench.dashboard.locator('.toast', { hasText: en['picture.copied'] }).waitFor();
    const types = await window.page.evaluate(async () =>
      (await navigator.clipboard.read()).map((item) => item.types),
    );
    expect(types).toEqual([['image/png']]);
  });

  it('explains a code', async () => {
    await button('Explain 5.7.711').click();
    await window.page.locator('.tab', { hasText: '5.7.711 explained' }).waitFor();
    await bench.picture('explained');
    await window.page.locator('.tab', { hasText: '5.7.711 explained' }).click();
    await bench.run('View: Close Editor');
  });

  it('is there again after the window was reloaded, with the unit that was chosen', async () => {
    await bench.dashboard.getByRole('radio', { name: en['unit.day'] }).check();
    await window.page.waitForTimeout(500);
    await window.reload(() => bench.run('Developer: Reload Window'));
    bench = new Workbench(window.page, 'dashboard-window');
    await scan(window, bench);
    expect(await bench.dashboard.getByRole('radio', { name: en['unit.day'] }).isChecked()).toBe(true);
    await bench.picture('reloaded');
  });
});

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

describe.each(Object.entries(themes))('in the %s theme', (name, theme) => {
  it('the dashboard looks as it should beside the results', async () => {
    const settings = { 'workbench.colorTheme': theme };
    const window = await openWindow(browser, {
      ...{ version: 'newest' as const, folder: logs, settings },
      size: { width: 1500, height: 1000 },
    });
    try {
      const bench = new Workbench(window.page, 'dashboard-window');
      await bench.run('NDR Lens: Open Dashboard');
      await scan(window, bench);
      await bench.dashboard.locator('.chart canvas').waitFor();
      await bench.picture(name);
    } finally {
      await window.close();
    }
  });
});
