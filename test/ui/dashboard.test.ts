import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import en from '../../src/core/dashboard/content/en.json';
import { repositoryRoot } from '../host/repository';
import { until } from '../host/until';
import { samples } from './samples';
import { windowTest } from './windowTest';
import { boxOf, themeNames, type Workbench } from './workbench';

const [names = '', ...rows] = readFileSync(join(import.meta.dirname, '../expectedEvents.tsv'), 'utf8')
  .trimEnd()
  .split('\n');
const column = (name: string) => names.split('\t').indexOf(name);
const events = rows.map((row) => row.split('\t'));
const blocked = events.filter((event) => event[column('outcome')] === 'blocked');
const of = (code: string) => blocked.filter((event) => event[column('code')] === code);

const it = windowTest('dashboard-window', {
  folder: join(samples, 'logs'),
  size: { width: 1500, height: 1000 },
});

const button = ({ dashboard }: Workbench, name: string) =>
  dashboard.getByRole('button', { name, exact: true });

/** The row of a code in the table of codes; the diagnosis has rows that name it too. */
const codeRow = ({ dashboard }: Workbench, code: string) =>
  dashboard.getByRole('region', { name: 'Codes' }).getByRole('row', { name: code });

/** Scans the workspace from the dashboard. */
async function scan(bench: Workbench): Promise<void> {
  const { dashboard, quickInput } = bench;
  await dashboard.getByRole('button', { name: en['action.scan'] }).click();
  await quickInput.choose('The workspace');
  await dashboard.getByRole('heading', { level: 1, name: '5.7.7xx incident' }).waitFor();
  await dashboard.getByText(en['state.running']).first().waitFor({ state: 'detached' });
}

/** Opens the dashboard and scans the workspace from there. */
async function scanned(bench: Workbench): Promise<void> {
  await bench.run('NDR Lens: Open Dashboard');
  await bench.dashboard.getByRole('heading', { name: en['empty.title'] }).waitFor();
  await scan(bench);
}

describe('the dashboard in the newest VS Code', () => {
  it('leads from nothing to a scan, and has its numbers', async ({ bench }) => {
    await scanned(bench);
    const row = codeRow(bench, '5.7.750');
    await expect.poll(() => row.getByRole('cell').first().innerText()).toBe(String(of('5.7.750').length));
    await bench.dashboard.getByText(`${blocked.length} messages were blocked with 5.7.750`).waitFor();
    await bench.picture('scanned');
  });

  it('filters the results with a bar, and is filtered with them', async ({ bench }) => {
    await scanned(bench);
    await button(bench, '5.7.705').click();
    await bench.dashboard
      .getByRole('region', { name: en['filter.title'] })
      .getByText(/filtered hits: \d+ of \d+/)
      .waitFor();
    await bench.sideBar.getByText('Filter: 5.7.705').waitFor();
    const row = codeRow(bench, '5.7.705');
    await expect.poll(() => row.getByRole('cell').first().innerText()).toBe(String(of('5.7.705').length));
    await bench.picture('filtered');
    await bench.run('NDR Lens: Clear the Filter of the Results');
    await bench.dashboard
      .getByText('These numbers are about the filtered hits')
      .waitFor({ state: 'detached' });
    await button(bench, '5.7.750').waitFor();
  });

  it('filters the results by the time that is dragged out', async ({ bench }) => {
    await scanned(bench);
    const over = bench.dashboard.locator('.u-over');
    await over.scrollIntoViewIfNeeded();
    const { x, y, width } = await boxOf(over);
    const { mouse } = bench.page;
    await mouse.move(x + 2, y + 40);
    await mouse.down();
    await mouse.move(x + width / 2, y + 50, { steps: 6 });
    await mouse.up();
    await bench.dashboard.getByRole('button', { name: /^Remove the filter Time: / }).waitFor();
    const filter = bench.sideBar.getByText(/^Filter: /);
    await filter.waitFor();
    await bench.picture('brushed');
    await button(bench, en['action.clear']).click();
    await filter.waitFor({ state: 'detached' });
  });

  it('copies what the command line program reports, and itself as a picture', async ({ bench }) => {
    await scanned(bench);
    await bench.dashboard.getByText('tenants that have nothing in common').first().waitFor();
    await bench.saying('Report copied as Markdown', () => button(bench, en['action.copyMarkdown']).click());
    const report = execFileSync(
      process.execPath,
      [join(repositoryRoot(), 'dist/cli.js'), 'report', '--lang', 'en', bench.folder],
      { encoding: 'utf8' },
    );
    expect(await bench.clipboard()).toBe(report);
    await button(bench, en['action.copyImage']).click();
    await expect
      .poll(() =>
        bench.page.evaluate(async () => (await navigator.clipboard.read()).map((item) => item.types)),
      )
      .toEqual([['image/png']]);
  });

  it('explains a code', async ({ bench }) => {
    await scanned(bench);
    await button(bench, 'Explain 5.7.711').click();
    await bench.page.locator('.tab', { hasText: '5.7.711 explained' }).waitFor();
    await bench.picture('explained');
  });

  it('is there again after the window was reloaded, with the unit that was chosen', async ({ bench }) => {
    bench.isUsedUp = true;
    await scanned(bench);
    const day = () => bench.dashboard.getByRole('radio', { name: en['unit.day'] });
    // What a page is to remember reaches VS Code a moment later.
    await until('the unit is there again', async () => {
      await day().check();
      await bench.reload();
      await scan(bench);
      return day().isChecked();
    });
    await bench.picture('reloaded');
  });
});

describe.each(themeNames)('in the %s theme', (theme) => {
  it('the dashboard looks as it should beside the results', async ({ bench }) => {
    await bench.setTheme(theme);
    await scanned(bench);
    await bench.dashboard.locator('.chart canvas').waitFor();
    await bench.picture(theme);
    await bench.walkthroughPicture('dashboard', theme, bench.page.locator('.part.editor'));
  });
});
