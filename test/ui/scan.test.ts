import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import en from '../../src/core/knowledge/content/en.json';
import { usualSize } from '../host/window';
import { samples } from './samples';
import { windowTest } from './windowTest';
import { boxOf, themeNames, type Workbench } from './workbench';

const expected = readFileSync(join(import.meta.dirname, '../expectedEvents.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .filter(([, , , , code]) => code !== '-');

const it = windowTest('scan', { folder: samples });

/** Scans files or folders from the Explorer. */
const scan = (bench: Workbench, ...names: readonly string[]) =>
  bench.inExplorerMenu(names, 'Scan for 5.7.7xx…');

/** What the title of the results says of the logs once they are counted. */
const counted = (bench: Workbench) => bench.sideBar.getByText(/^\d+ blocked, \d+ mentioned$/).first();

/** Scans the logs from the Explorer and waits for all of their codes. */
async function scanLogs(bench: Workbench): Promise<void> {
  await scan(bench, 'logs');
  await counted(bench).waitFor();
  // The rows are drawn a moment after what stands above them.
  await bench.result('5.7.750').first().waitFor();
}

/** A log with a code far inside, packed. */
function packedLog(bench: Workbench, name: string, line: string, { lines = 2000, members = 1 } = {}): void {
  const noise = Array.from(
    { length: 200 },
    (_, number) => `Nov 23 10:00:00 mx postfix/smtp[${number}]: noise\n`,
  );
  const around = noise.join('').repeat(lines / 200);
  const member = gzipSync(`${around}${line}\n${around}`);
  for (let count = 0; count < members; count += 1) appendFileSync(join(bench.folder, name), member);
}

const blockedLine = 'Nov 23 10:00:01 mx app: 550 5.7.705 Access denied';

/** A log that is small on the disk, and far too much to be read within a test. */
const hugeLog = (bench: Workbench, name: string) =>
  packedLog(bench, name, blockedLine, { lines: 150_000, members: 1000 });

describe('scanning in the newest VS Code', () => {
  it('offers itself in the empty view', async ({ bench }) => {
    await bench.run('NDR Lens: Focus on Results View');
    await bench.result('Scan the Workspace').first().waitFor();
    await bench.picture('empty');
  });

  it('begins in the Explorer and lists what it found by code, most first', async ({ bench }) => {
    await scanLogs(bench);
    await bench.sideBar.getByText('Find all 5.7.7xx codes').waitFor({ state: 'hidden' });
    const rows = () => bench.results.locator('[role=treeitem]').allInnerTexts();
    await expect
      .poll(async () => (await rows()).map((row) => row.trim()).slice(0, 2))
      .toEqual([
        expect.stringMatching(/^5\.7\.750\d+ blocked/),
        expect.stringMatching(/^5\.7\.705\d+ blocked/),
      ]);
    await bench.picture('by-code');
  });

  it('opens a hit at its range with a click', async ({ bench }) => {
    await scanLogs(bench);
    await bench.result('5.7.708').first().click();
    await bench.result('www-data@edge1.northwind.example').first().click();
    await bench.activeTab('mail-iso.log').waitFor();
    await bench.page.locator('.statusbar', { hasText: /Ln 4, Col \d+ \(7 selected\)/ }).waitFor();
  });

  it('divides a large group, and shows the newest of a part first', async ({ bench }) => {
    const mails = Array.from({ length: 150 }, (_, at) => {
      const time = `Nov 23 ${String(10 + Math.floor(at / 60))}:${String(at % 60).padStart(2, '0')}:00`;
      const sender = `user${at}@${at % 2 === 0 ? 'one' : 'two'}.example`;
      return (
        `${time} mx postfix/qmgr[1]: 4B${1000 + at}: from=<${sender}>, size=900, nrcpt=1 (queue active)\n` +
        `${time} mx postfix/smtp[2]: 4B${1000 + at}: to=<r@wingtip.example>, relay=x.mail.protection.outlook.com[192.0.2.4]:25, ` +
        `delay=1, dsn=5.7.705, status=bounced (host x.mail.protection.outlook.com[192.0.2.4] said: 550 5.7.705 Access denied)\n`
      );
    });
    writeFileSync(join(bench.folder, 'large.log'), mails.join(''));
    await scan(bench, 'large.log');
    await bench.result('5.7.705').first().getByText('150 blocked').waitFor();
    await bench.result('one.example').first().getByText('75 blocked').waitFor();
    await bench.result('two.example').first().click();
    await expect
      .poll(async () =>
        (await bench.result('@two.example').allInnerTexts()).map((row) => row.trim()).slice(0, 2),
      )
      .toEqual([expect.stringMatching(/^12:29 user149@/), expect.stringMatching(/^12:27 user147@/)]);
    await bench.picture('divided');
  });

  it('goes from result to result with one key, wherever the focus is', async ({ bench }) => {
    await scanLogs(bench);
    await bench.result('5.7.708').first().click();
    await bench.result('www-data@edge1.northwind.example').first().click();
    await bench.activeTab('mail-iso.log').waitFor();
    const selected = bench.results.locator('[aria-selected=true]');
    const places: string[] = [];
    const look = async (key: string) => {
      const before = await selected.getAttribute('aria-label');
      await bench.page.keyboard.press(key);
      await expect.poll(() => selected.getAttribute('aria-label')).not.toBe(before);
      await bench.page.locator('.monaco-editor.focused').waitFor();
      places.push((await selected.getAttribute('aria-label')) ?? '');
    };
    for (const key of ['F4', 'F4', 'Shift+F4', 'F4']) await look(key);
    expect(new Set(places.slice(0, 2)).size).toBe(2);
    expect([places[2], places[3]]).toEqual([places[0], places[1]]);
  });

  it('groups by what one chooses, and remembers it', async ({ bench }) => {
    bench.isUsedUp = true;
    await scanLogs(bench);
    await bench.ask('NDR Lens: Group the Results');
    await bench.quickInput.choose('Sending domain');
    await bench.result('adventure.example').first().waitFor();
    await bench.picture('by-domain');
    await bench.reload();
    await scan(bench, 'logs');
    await bench.result('adventure.example').first().waitFor();
    await bench.sideBar.getByText('By sending domain').waitFor();
  });

  it('filters while one types, says so, and clears the filter', async ({ bench }) => {
    const { quickInput, sideBar } = bench;
    await scanLogs(bench);
    const top = async () => (await boxOf(bench.results)).y;
    const before = await top();
    await bench.ask('NDR Lens: Filter the Results');
    await quickInput.answer('mail01 scanner3');
    await sideBar.getByText('Filter: mail01 scanner3').waitFor();
    await sideBar.getByText('1 blocked', { exact: true }).first().waitFor();
    // VS Code says itself what Enter and Escape do.
    expect((await quickInput.widget.innerText()).match(/Enter/g)).toHaveLength(1);
    await bench.page.keyboard.press('Enter');
    await quickInput.gone();
    await bench.picture('filtered');
    await bench.ask('NDR Lens: Filter the Results');
    await quickInput.answer('nothing has this');
    await sideBar.getByText('No result matches the filter.').waitFor();
    await bench.page.keyboard.press('Escape');
    await sideBar.getByText('Filter: mail01 scanner3').waitFor();
    expect(await top()).toBe(before);
    await bench.run('NDR Lens: Clear the Filter of the Results');
    await sideBar.getByText('By code').waitFor();
    expect(await top()).toBe(before);
  });

  it('copies what is selected, by keyboard alone', async ({ bench }) => {
    const { keyboard } = bench.page;
    await scanLogs(bench);
    await bench.run('NDR Lens: Focus on Results View');
    await bench.results.and(bench.page.locator(':focus')).waitFor();
    await keyboard.press('Home');
    await keyboard.press('Shift+ArrowDown');
    await expect.poll(() => bench.results.locator('[aria-selected=true]').count()).toBeGreaterThan(0);
    await bench.saying('Results copied', () => bench.run('NDR Lens: Copy as Text'));
    expect(await bench.clipboard()).toMatch(/^\/.*\/logs\/[^:]+:\d+:\d+: 5\.7\.7\d\d /m);
    await bench.run('NDR Lens: Copy as a Table');
    await expect.poll(() => bench.clipboard()).toMatch(/^file\tline\tcolumn\tcode/);
  });

  it.for(['csv', 'json'])('exports what is shown as %s', async (kind, { bench }) => {
    const path = join(bench.folder, `results.${kind}`);
    await scanLogs(bench);
    await bench.ask('NDR Lens: Export the Results');
    await bench.quickInput.takePath(path);
    await bench.notification('Results exported').waitFor();
    const text = readFileSync(path, 'utf8');
    const rows: readonly { readonly file: string; readonly line: number | string }[] =
      kind === 'json'
        ? JSON.parse(text).events
        : Papa.parse<{ file: string; line: string }>(text.slice(1), { header: true, skipEmptyLines: true })
            .data;
    const places = rows.map(({ file, line }) => `${file.split('/').at(-1)}:${line}`);
    expect(places.sort()).toEqual(expected.map(([file, line]) => `${file}:${line}`).sort());
  });

  it('reads packed logs into the results, and shows a hit in an excerpt with its link', async ({ bench }) => {
    bench.isUsedUp = true;
    packedLog(bench, 'mail.log.3.gz', `${blockedLine}, ${'and more '.repeat(30)}to its end`);
    const whole = readFileSync(join(bench.folder, 'mail.log.3.gz'));
    appendFileSync(join(bench.folder, 'cut.log.gz'), whole.subarray(0, whole.length / 2));
    await scan(bench, 'mail.log.3.gz', 'cut.log.gz');
    const cut = bench.notification('Files that could not be read to their end: 1');
    await cut.locator('.codicon-warning').waitFor();
    const offer = bench.notification('cannot mark codes in mail.log.3.gz');
    await offer.getByRole('button', { name: 'Not Now' }).click();
    await bench.result('5.7.705').first().waitFor();
    await bench.result('mail.log.3.gz:2001').first().click();
    await bench.activeTab('(excerpt) mail.log.3.gz').waitFor();
    await bench.links.first().waitFor();
    await bench.page.locator('.statusbar', { hasText: /\(7 selected\)/ }).waitFor();
    // The line from its start, with the number that it has in the file.
    const line = bench.page.locator('.view-line', { hasText: 'app: 550' });
    await expect.poll(() => numberBefore(line)).toBe('2001');
    await bench.page.locator('.statusbar').getByText('Excerpt of a file').waitFor();
    const { x } = await boxOf(line.getByText('Nov', { exact: false }).first());
    expect(x).toBeGreaterThan((await boxOf(bench.sideBar)).width);
    // All of a long line is in sight.
    const end = await boxOf(
      bench.page.locator('.view-line', { hasText: 'to its end' }).locator('span > span').last(),
    );
    expect(end.x + end.width).toBeLessThan(usualSize.width);
    await bench.picture('excerpt');
    const hover = await bench.hoverLink();
    expect(await hover.innerText()).toContain('5.7.705');
    await bench.picture('excerpt-hover');
  });

  it('says that a file is gone since, and takes it out of the results', async ({ bench }) => {
    writeFileSync(join(bench.folder, 'gone.log'), `${blockedLine}\n`);
    await scan(bench, 'gone.log');
    const row = bench.result('gone.log:1').first();
    await row.waitFor();
    rmSync(join(bench.folder, 'gone.log'));
    await row.click();
    const notice = bench.notification('gone.log is no longer there');
    await notice.locator('.codicon-warning').waitFor();
    await notice.getByRole('button', { name: 'Remove from the Results' }).click();
    await bench.sideBar.getByText('No 5.7.7xx code was found.').waitFor();
  });

  it('reads times without a zone in the zone that a person names', async ({ bench }) => {
    bench.isUsedUp = true;
    await scan(bench, 'logs');
    await counted(bench).waitFor();
    for (const [name, offset] of [
      ['Asia/Tokyo', '+09:00'],
      ['America/New_York', '-05:00'],
    ] as const) {
      await bench.ask('NDR Lens: Change the Time Zone of the Results');
      await bench.quickInput.answer(name);
      await bench.quickInput.choose(name);
      await bench.run('NDR Lens: Open Dashboard');
      await bench.dashboard.getByText(`Times without a zone are read as UTC${offset}.`).first().waitFor();
    }
    await bench.picture('time-zone');
  });

  it('is cancelled at once and keeps what it had found', async ({ bench }) => {
    hugeLog(bench, 'huge.log.gz');
    await scan(bench, 'huge.log.gz');
    const toast = bench.notification('Scanning for 5.7.7xx');
    await toast.getByText(/[1-9]\d* (blocked|mentioned)/).waitFor();
    expect(await bench.result('Scan Files or Folders').count()).toBe(0);
    expect(await bench.sideBar.getByText('Find all 5.7.7xx codes').count()).toBe(0);
    await bench.picture('running');
    const inTitle = (name: string) =>
      bench.sideBar.locator('.pane').last().locator('.actions').getByRole('button', { name });
    // VS Code shows the buttons of a title while the mouse is over its view.
    await bench.results.hover();
    const cancel = await boxOf(inTitle('Cancel the Scan'));
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await bench.sideBar.getByText('Canceled').waitFor();
    await bench.result('5.7.705').first().waitFor();
    // A second click on the place of what ended it begins nothing.
    await bench.results.hover();
    const after = await boxOf(inTitle('Scan for 5.7.7xx'));
    expect(Math.abs(after.x - cancel.x)).toBeGreaterThanOrEqual(cancel.width);
    await bench.picture('cancelled');
  });

  it('asks what to do when another scan is running', async ({ bench }) => {
    hugeLog(bench, 'second.log.gz');
    await scan(bench, 'second.log.gz');
    await bench.result('second.log.gz').first().waitFor();
    await scan(bench, 'logs');
    await bench.button('Stop It and Scan This').waitFor();
    await bench.picture('asks');
    await bench.button('Stop It and Scan This').click();
    await counted(bench).waitFor();
    await bench.run('NDR Lens: Clear the Results');
    await bench.result('Scan the Workspace').first().waitFor();
  });
});

/** The number that stands before a line in place of the editor's own. */
const numberBefore = (line: Locator) =>
  line.evaluate((element) =>
    [...element.querySelectorAll('span')]
      .map((each) => getComputedStyle(each, '::before').content.replace(/^"|"$/g, ''))
      .find((content) => /^\d+$/.test(content)),
  );

describe.each(themeNames)('results in the %s theme', (theme) => {
  it('are readable wide and narrow', async ({ bench }) => {
    await bench.setTheme(theme);
    await bench.page.setViewportSize({ width: 1500, height: 900 });
    await bench.run('NDR Lens: Scan the Workspace for 5.7.7xx');
    await bench.result('5.7.750').first().click();
    await bench.result('→').first().click();
    await bench.page.locator('.statusbar', { hasText: /\(\d+ selected\)/ }).waitFor();
    await bench.picture(`results-${theme}-wide`);
    await bench.walkthroughPicture('scan', theme, bench.sideBar.locator('.pane').last());
    await bench.tick(en['step.mfa.label']);
    await bench.row(en['step.mfa.label']).getByText('3/3').waitFor();
    await bench.walkthroughPicture('tick', theme, bench.sideBar.locator('.pane').first());
    await bench.page.setViewportSize({ width: 640, height: 900 });
    await bench.picture(`results-${theme}-narrow`);
  });
});
