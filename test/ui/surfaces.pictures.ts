import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe } from 'vitest';
import l10nIt from '../../l10n/bundle.l10n.it.json';
import nlsIt from '../../package.nls.it.json';
import nlsEn from '../../package.nls.json';
import en from '../../src/core/knowledge/content/en.json';
import it_ from '../../src/core/knowledge/content/it.json';
import { repositoryRoot } from '../host/repository';
import { until } from '../host/until';
import { samples } from './samples';
import { appears } from './waiting';
import { windowTest } from './windowTest';
import { boxOf, themes, type Workbench } from './workbench';

const folder = join(repositoryRoot(), 'test-results', 'surfaces');
/** Dark and light follow the machine, which a window is told at once; high contrast has windows of its own. */
const schemes = { both: ['dark', 'light'], 'high-contrast': ['high-contrast'] } as const;
const widths = [1400, 700];

const languages = {
  en: { nls: nlsEn, texts: en, say: (text: string) => text },
  it: {
    nls: nlsIt,
    texts: it_,
    say: (text: string) => Object.entries(l10nIt).find(([key]) => key === text)?.[1] ?? text,
  },
} as const;

type Language = keyof typeof languages;

/** Takes pictures of one surface after the other, each in every theme and width. */
class Album {
  private number = 0;

  constructor(
    private readonly bench: Workbench,
    private readonly language: Language,
    private readonly scheme: keyof typeof schemes,
  ) {}

  /** @param show brings back what goes away when the window changes, before each picture */
  async take(name: string, show: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    this.number += 1;
    const { page } = this.bench;
    const number = String(this.number).padStart(2, '0');
    for (const theme of schemes[this.scheme]) {
      if (theme !== 'high-contrast') await page.emulateMedia({ colorScheme: theme });
      await this.bench.inTheme(theme).waitFor();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await usualSideBar(this.bench);
        await page.mouse.move(width / 2, 895);
        await show();
        // What slides or fades comes to rest.
        await page.waitForTimeout(700);
        await page.screenshot({
          path: join(folder, `${this.language}-${number}-${name}-${theme}-${width}.png`),
        });
      }
    }
    await page.setViewportSize({ width: 1400, height: 900 });
  }
}

describe.each([
  ['en', 'both'],
  ['it', 'both'],
  ['en', 'high-contrast'],
  ['it', 'high-contrast'],
] as const)('every surface in %s, %s', (language, scheme) => {
  const test = windowTest(`surfaces-${language}`, {
    ...{ folder: samples, language, size: { width: 1400, height: 900 } },
    settings: {
      'files.simpleDialog.enable': true,
      // Else a code may stand beyond the edge of a narrow window.
      '[eml]': { 'editor.wordWrap': 'on' },
      'window.autoDetectColorScheme': scheme === 'both',
      'workbench.colorTheme': themes[scheme === 'both' ? 'dark' : scheme].name,
    },
  });
  const { nls, texts, say } = languages[language];
  const command = (id: keyof typeof nlsEn) => `NDR Lens: ${nls[id].replace(/…$/, '')}`;

  test('is pictured', async ({ bench }) => {
    bench.isUsedUp = true;
    const album = new Album(bench, language, scheme);
    const { page, quickInput } = bench;
    mkdirSync(folder, { recursive: true });

    await bench.showChecklist(command('command.openChecklist.title'));
    await album.take('empty');

    await bench.ask('Welcome: Open Walkthrough...');
    await quickInput.choose(nls['walkthrough.title']);
    await page.locator('.getting-started').waitFor();
    await album.take('walkthrough');
    await bench.run('View: Close All Editors');

    await bench.openFile('bounces/5.7.750-hybrid-relay.eml');
    await bench.links.first().waitFor();
    await album.take('bounce-hover', async () => {
      // In a narrow window the code may stand below the edge.
      await bench.run(command('command.nextCode.title'));
      await bench.hoverLink();
    });
    await bench.followLink();
    await bench.explained('5.7.750');
    await album.take('explanation');
    await bench.run('View: Close All Editors');

    await bench.openFile('bounces/5.7.750-hybrid-relay.eml');
    await bench.links.first().waitFor();
    await bench.run(command('command.openReadableNdr.title'));
    await bench.activeTab('.ndr').waitFor();
    await album.take('readable');
    await bench.run('View: Close All Editors');

    await bench.run(command('command.scanWorkspace.title'));
    await bench.result('5.7.750').first().waitFor();
    await bench.result('5.7.750').first().click();
    await bench.result('→').first().click();
    await page.locator('.tab.active').waitFor();
    await bench.run('Notifications: Clear All Notifications');
    await album.take('results');
    await bench.run('View: Close All Editors');

    await bench.run(command('command.openDashboard.title'));
    await bench.dashboard.getByRole('heading', { level: 1 }).waitFor();
    await album.take('dashboard');
    await bench.run('View: Close All Editors');

    await bench.inExplorerMenu(['tenant'], nls['command.importTenantExport.title']);
    await bench.notification('').first().waitFor();
    await album.take('imported');
    await bench.run('Notifications: Clear All Notifications');
    await bench.showChecklist(command('command.openChecklist.title'));
    await bench.unfold(texts['step.connectors.label']);
    await bench.tick(texts['step.domains.label']);
    await bench.row(texts['step.domains.label']).first().hover();
    await album.take('findings', () => bench.row(texts['step.domains.label']).first().hover());
    await bench.unfold(texts['step.connectors.label'], false);
    await bench.run('View: Close All Editors');

    await bench.run(command('command.openDashboard.title'));
    await bench.dashboard.getByRole('heading', { level: 1 }).waitFor();
    await album.take('dashboard-diagnosis');
    await bench.run('View: Close All Editors');

    await bench.ask(command('command.showFindings.title'));
    await quickInput.entry('').waitFor();
    await album.take('findings-list');
    await page.keyboard.press('Escape');

    await bench.ask(command('command.showQueries.title'));
    await quickInput.choose(texts['step.connectors.title']);
    await quickInput.widget.getByText('Get-InboundConnector').first().waitFor();
    await album.take('queries');
    await quickInput.entry('').click();
    await page.locator('.monaco-editor .codelens-decoration').first().waitFor();
    await album.take('query-page');
    await bench.run('View: Close All Editors');

    await bench.ask(command('command.createCaseReport.title'));
    await quickInput.choose('English');
    await quickInput.entry('').waitFor();
    await album.take('case-naming');
    await page.keyboard.press('Enter');
    await quickInput.entry('').waitFor();
    await page.keyboard.press('Enter');
    await quickInput.gone();
    await page.locator('.monaco-editor').first().waitFor();
    await album.take('case-report');
    await bench.ask(command('command.saveReport.title'));
    await album.take('case-saving');
    await page.keyboard.press('Escape');
    await bench.run('Notifications: Clear All Notifications');
    await bench.discardEditors();

    await packed(bench);
    await bench.inExplorerMenu(['mail.log.9.gz'], nls['command.scan.title']);
    // Its group is closed still where it was in the scan before.
    await until('the hit is in sight', async () => {
      if (await appears(bench.result('mail.log.9.gz').first())) return true;
      await bench.result('5.7.705').first().click();
      return appears(bench.result('mail.log.9.gz').first());
    });
    await bench.result('mail.log.9.gz').first().click();
    await bench.links.first().waitFor();
    await album.take('excerpt');
    await bench.run('View: Close All Editors');
    rmSync(join(bench.folder, 'mail.log.9.gz'));
    await bench.run('Notifications: Clear All Notifications');
    await bench.result('mail.log.9.gz').first().click();
    await bench.notification(say('Scan Again')).first().waitFor();
    await album.take('gone');
  });
});

/** Gives the side bar its width back where an editor beside another took some of it. */
async function usualSideBar({ page, sideBar }: Workbench): Promise<void> {
  const { x, y, width, height } = await boxOf(sideBar);
  if (width >= 299) return;
  await page.mouse.dblclick(x + width + 2, y + height / 2);
  await page.mouse.move(0, 0);
}

/** A log with a code far inside, packed. */
async function packed(bench: Workbench): Promise<void> {
  const noise = Array.from(
    { length: 2000 },
    (_, at) => `Nov 23 10:00:00 mx postfix/smtp[${at}]: noise\n`,
  ).join('');
  const line =
    'Nov 23 10:00:01 mx postfix/smtp[77]: 4BxyzA: to=<r@wingtip.example>, relay=contoso.mail.protection.outlook.com[192.0.2.4]:25, delay=2, dsn=5.7.705, status=bounced (host contoso.mail.protection.outlook.com[192.0.2.4] said: 550 5.7.705 Access denied, tenant has exceeded threshold (in reply to end of DATA command))\n';
  appendFileSync(join(bench.folder, 'mail.log.9.gz'), gzipSync(`${noise}${line}${noise}`));
}
