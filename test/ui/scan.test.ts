import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../host/browser';
import { openWindow, type VscodeWindow, type WindowOptions } from '../host/window';
import { samples } from './samples';
import { Workbench } from './workbench';

const expected = readFileSync(join(import.meta.dirname, '../expectedEvents.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .filter(([, , , , code]) => code !== '-');
const count = (code: string) => expected.filter((row) => row[4] === code).length;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser(console.log);
});
afterAll(() => browser?.close());

const scanLogs = 'Scan for 5.7.7xx…';

describe('scanning in the newest VS Code', () => {
  let window: VscodeWindow;
  let bench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-ui-scan-'));
  const sidebar = () => window.page.locator('.sidebar');

  beforeAll(async () => {
    window = await openWindow(browser, { version: 'newest', folder: samples });
    bench = new Workbench(window.page, 'scan');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.picture(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('offers itself in the empty view', async () => {
    await bench.run('NDR Lens: Focus on Results View');
    await bench.result('Scan the Workspace').first().waitFor();
    await bench.picture('empty');
  });

  it('begins in the Explorer and lists what it found by code, most first', async () => {
    await bench.inExplorerMenu(['logs'], scanLogs);
    await bench.result('5.7.750').first().waitFor();
    expect(await sidebar().getByText('Find all 5.7.7xx codes').count()).toBe(0);
    const rows = await bench.results.locator('[role=treeitem]').allInnerTexts();
    expect(rows.map((row) => row.trim()).slice(0, 2)).toEqual([
      `5.7.750${count('5.7.750')}`,
      `5.7.705${count('5.7.705')}`,
    ]);
    await sidebar().getByText(`${expected.length} · Code`).waitFor();
    await bench.picture('by-code');
  });

  it('opens a hit at its range with a click', async () => {
    await bench.result('5.7.708').first().click();
    await bench.result('www-data@edge1.northwind.example').first().click();
    await window.page.locator('.tab.active', { hasText: 'mail-iso.log' }).waitFor();
    await window.page.locator('.statusbar', { hasText: /Ln 4, Col \d+ \(7 selected\)/ }).waitFor();
  });

  it('groups by what one chooses, and remembers it', async () => {
    await bench.ask('NDR Lens: Group the Results');
    await bench.pick('Sending domain');
    await bench.result('print.adatum.example').first().waitFor();
    await bench.picture('by-domain');
    await window.reload(() => bench.run('Developer: Reload Window'));
    bench = new Workbench(window.page, 'scan');
    await bench.inExplorerMenu(['logs'], scanLogs);
    await bench.result('print.adatum.example').first().waitFor();
  });

  it('filters while one types, says so, and clears the filter', async () => {
    await bench.ask('NDR Lens: Filter the Results');
    await bench.typeInto('mail01 scanner3');
    await sidebar().getByText('Filter: mail01 scanner3').waitFor();
    await sidebar().getByText(`1 of ${expected.length}`).waitFor();
    await window.page.keyboard.press('Enter');
    await bench.picture('filtered');
    await bench.ask('NDR Lens: Filter the Results');
    await bench.typeInto('nothing has this');
    await sidebar().getByText('Nothing passes the filter.').waitFor();
    await window.page.keyboard.press('Escape');
    await sidebar().getByText('Filter: mail01 scanner3').waitFor();
    await bench.run('NDR Lens: Clear the Filter of the Results');
    await sidebar().getByText(`${expected.length} · Sending domain`).waitFor();
  });

  it('copies what is selected, by keyboard alone', async () => {
    const { keyboard, page } = { keyboard: window.page.keyboard, page: window.page };
    await bench.run('NDR Lens: Focus on Results View');
    await keyboard.press('Home');
    await keyboard.press('Shift+ArrowDown');
    await bench.run('NDR Lens: Copy as Text');
    await page.locator('.statusbar', { hasText: 'Results copied' }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^\/.*\/logs\/[^:]+:\d+:\d+: 5\.7\.7\d\d /m);
    await bench.run('NDR Lens: Copy as a Table');
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^file\tline\tcolumn\tcode/);
  });

  it.each(['csv', 'json'])('exports what is shown as %s', async (kind) => {
    const path = join(folder, `results.${kind}`);
    await bench.ask('NDR Lens: Export the Results');
    await bench.typeInto(path);
    // The dialog looks at the folder before it takes the name.
    await window.page.waitForTimeout(1000);
    await window.page.keyboard.press('Enter');
    await window.page.locator('.notification-toast', { hasText: 'Results exported' }).waitFor();
    const text = readFileSync(path, 'utf8');
    const rows: readonly { readonly file: string; readonly line: number | string }[] =
      kind === 'json'
        ? JSON.parse(text).events
        : Papa.parse<{ file: string; line: string }>(text.slice(1), { header: true, skipEmptyLines: true })
            .data;
    const places = rows.map(({ file, line }) => `${file.split('/').at(-1)}:${line}`);
    expect(places.sort()).toEqual(expected.map(([file, line]) => `${file}:${line}`).sort());
    await bench.run('Notifications: Clear All Notifications');
  });

  it('reads packed logs into the results, and shows a hit in an excerpt with its link', async () => {
    const line = (number: number) => `Nov 23 10:00:00 mx postfix/smtp[${number}]: noise\n`;
    const noise = Array.from({ length: 2000 }, (_, number) => line(number)).join('');
    const path = join(samples, 'mail.log.3.gz');
    appendFileSync(path, gzipSync(`${noise}Nov 23 10:00:01 mx app: 550 5.7.705 Access denied\n${noise}`));
    await bench.inExplorerMenu(['mail.log.3.gz'], scanLogs);
    const offer = window.page.locator('.notification-toast', {
      hasText: 'cannot mark codes in mail.log.3.gz',
    });
    await offer.getByRole('button', { name: 'Not Now' }).click();
    await bench.ask('NDR Lens: Group the Results');
    await bench.pick('Code');
    await bench.result('5.7.705').first().waitFor();
    await bench.result('mail.log.3.gz:2001').first().click();
    await window.page.locator('.tab.active', { hasText: 'mail.log.3.gz' }).waitFor();
    await bench.links.first().waitFor();
    await window.page.locator('.statusbar', { hasText: /\(7 selected\)/ }).waitFor();
    await bench.picture('excerpt');
    await window.page.waitForTimeout(500);
    const hover = await bench.hoverLink();
    expect(await hover.innerText()).toContain('5.7.705');
    await bench.picture('excerpt-hover');
    rmSync(path);
  });

  /** Small on the disk, and far too much to be read within a test. */
  function hugeLog(name: string): string {
    const line = (number: number) => `Nov 23 10:00:00 mx postfix/smtp[${number}]: noise\n`;
    const noise = Array.from({ length: 300 }, (_, number) => line(number)).join('');
    const member = gzipSync(`Nov 23 10:00:01 mx app: 550 5.7.705 Access denied\n${noise.repeat(1000)}`);
    const path = join(samples, name);
    for (let members = 0; members < 1000; members += 1) appendFileSync(path, member);
    return path;
  }

  it('is cancelled at once and keeps what it had found', async () => {
    const path = hugeLog('huge.log.gz');
    await bench.inExplorerMenu(['huge.log.gz'], scanLogs);
    const toast = window.page.locator('.notification-toast', { hasText: 'Scanning for 5.7.7xx' });
    await toast.getByText(/codes: [1-9]/).waitFor();
    await bench.picture('running');
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await sidebar().getByText('The scan was cancelled.').waitFor({ timeout: 2000 });
    await bench.result('5.7.705').first().waitFor();
    await bench.picture('cancelled');
    rmSync(path);
  });

  it('asks what to do when another scan is running', async () => {
    const path = hugeLog('second.log.gz');
    await bench.inExplorerMenu(['second.log.gz'], scanLogs);
    await bench.result('second.log.gz').first().waitFor();
    await bench.inExplorerMenu(['logs'], scanLogs);
    await bench.picture('asks');
    await bench.button('Stop It and Scan This').click();
    await sidebar().getByText(`${expected.length} · Code`).waitFor();
    rmSync(path);
    await bench.run('NDR Lens: Clear the Results');
    await bench.result('Scan the Workspace').first().waitFor();
  });
});

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
};

describe.each(Object.entries(themes))('results in the %s theme', (name, theme) => {
  it('are readable wide and narrow', async () => {
    const look: WindowOptions = {
      version: 'newest',
      folder: samples,
      settings: { 'workbench.colorTheme': theme },
      size: { width: 1500, height: 900 },
    };
    const window = await openWindow(browser, look);
    const bench = new Workbench(window.page, `results-${name}`);
    try {
      await bench.run('NDR Lens: Scan the Workspace for 5.7.7xx');
      await bench.result('5.7.750').first().click();
      await bench.result('→').first().click();
      await window.page.locator('.statusbar', { hasText: /\(7 selected\)/ }).waitFor();
      await bench.picture('wide');
      await window.page.setViewportSize({ width: 640, height: 900 });
      await bench.picture('narrow');
    } finally {
      await window.close();
    }
  });
});
