import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import en from '../../src/core/dashboard/content/en.json';
import { causeKinds } from '../../src/core/diagnosis/cause';
import { shortDiagnosis } from '../../src/core/diagnosis/texts';
import texts from '../../src/core/knowledge/content/en.json';
import { attack } from '../unit/core/diagnosis/attack';
import { takenOver } from '../unit/core/diagnosis/takenOver';
import { samples } from './samples';
import { windowTest } from './windowTest';
import { boxOf, type Workbench } from './workbench';

const it = windowTest('diagnosis', { folder: samples, size: { width: 1500, height: 1000 } });

const [mfa, users] = [texts['step.mfa.label'], texts['step.users.label']];
const exports = ['acc.json', 'audit.json', 'sign-ins.json'];

/** Puts the files of an attack into the folder that is open. */
function writeAttack({ folder }: Workbench): void {
  mkdirSync(join(folder, 'attack'), { recursive: true });
  for (const [name, content] of Object.entries(attack)) writeFileSync(join(folder, 'attack', name), content);
}

async function scanLog(bench: Workbench): Promise<void> {
  await bench.inExplorerMenu(['attack'], 'Scan for 5.7.7xx…');
  await bench.result('5.7.705').first().waitFor();
}

/** Imports all exports at once: of many messages one after the other VS Code shows the first ones only. */
async function importExports(bench: Workbench): Promise<void> {
  await bench.showExplorer();
  await bench.unfoldFolder('attack');
  await bench.inExplorerMenu(exports, 'Import Tenant Export…');
  await bench.notification('Findings: ').first().waitFor();
  await bench.run('Notifications: Clear All Notifications');
  await bench.showChecklist();
}

const message = ({ sideBar }: Workbench, text: RegExp) => sideBar.locator('.message', { hasText: text });

/** Pixels by which the widest diagnosis, filtered to a code, would be too wide for the line of the message in a side bar of 300 pixels. */
async function widest(bench: Workbench, line: Locator): Promise<number> {
  const { causes, ...others } = takenOver();
  const words = (['en', 'it'] as const).flatMap((language) =>
    causeKinds.flatMap(
      (kind) =>
        shortDiagnosis(
          { ...others, causes: causes.slice(0, 1).map((each) => ({ ...each, kind, confidence: 0.98 })) },
          language,
        ) ?? [],
    ),
  );
  expect(words).toHaveLength(2 * causeKinds.length);
  expect((await boxOf(bench.sideBar)).width).toBeLessThanOrEqual(302);
  return line.evaluate((element, texts) => {
    const style = getComputedStyle(element);
    const context = document.createElement('canvas').getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room =
      element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    return Math.max(...texts.map((text) => context.measureText(`5.7.750: 6 of 6 · ${text}`).width)) - room;
  }, words);
}

describe('the diagnosis in the window', () => {
  it('stands at the top of the dashboard, and what proves it opens beside', async ({ bench }) => {
    bench.isUsedUp = true;
    writeAttack(bench);
    await scanLog(bench);
    await importExports(bench);
    await message(bench, /^0 of 6 · Rogue connector \d\d%$/).waitFor();
    await bench.run('NDR Lens: Open Dashboard');
    const section = bench.dashboard.getByRole('region', { name: en['diagnosis.title'] });
    await section
      .getByText(/^Most likely \(\d\d%\): A connector that attackers created: Mail relay$/)
      .waitFor();
    await section
      .getByRole('row', { name: /Nov 18, 2026, 01:10:00 UTC Sign-in from a network that nobody else/ })
      .waitFor();
    await section.getByRole('row', { name: /Connector removed or turned off: Mail relay/ }).waitFor();
    await bench.picture('dark');
    await bench.setTheme('light');
    await bench.picture('light');
    await section.getByRole('button', { name: 'Open attack/audit.json:2' }).first().click();
    await bench.activeTab('audit.json').waitFor();
    await section.getByRole('button', { name: 'Open attack/mail.log:3' }).first().click();
    await bench.page.locator('.monaco-editor').getByText('relay=contoso-example').first().waitFor();
    await section.waitFor();
    await bench.picture('evidence');
  });

  it('says in the status bar whether mail is delivered again, and that it is unknown as long as nothing says so', async ({
    bench,
  }) => {
    bench.isUsedUp = true;
    writeAttack(bench);
    const trace = [
      'Received,SenderAddress,RecipientAddress,Status,MessageTraceId',
      '2026-11-20T12:00:00Z,carla@contoso.example,x@other.example,Delivered,1',
    ];
    writeFileSync(join(bench.folder, 'attack', 'trace.csv'), `${trace.join('\n')}\n`);
    await bench.showChecklist();
    await bench.tick(mfa);
    await bench.showExplorer();
    await bench.unfoldFolder('attack');
    await bench.inExplorerMenu(['mail.log'], 'Scan for 5.7.7xx…');
    const status = bench.page.locator('.statusbar');
    await status.getByText('NDR: 2 blocked · 1 of 6', { exact: true }).waitFor();
    // For who hears it and over whom the mouse rests.
    await status.locator('[aria-label*="Whether the block is lifted is unknown"]').first().waitFor();
    await bench.inExplorerMenu(['acc.json', 'trace.csv'], 'Import Tenant Export…');
    await status.getByText('NDR: 2 blocked · delivered again · 1 of 6', { exact: true }).waitFor();
    await status
      .locator('[aria-label*="delivered again since Nov 20, 2026, 12:00:00 UTC"]')
      .first()
      .waitFor();
    await bench.picture('delivered-again');
  });

  it('leaves each row of the checklist where it is, whatever is ticked, filtered, scanned and imported', async ({
    bench,
  }) => {
    bench.isUsedUp = true;
    writeAttack(bench);
    await bench.showChecklist();
    await message(bench, /^0 of 6 done$/).waitFor();
    const places: Record<string, number> = {};
    const look = async (after: string, text: RegExp) => {
      await message(bench, text).waitFor();
      places[after] = (await boxOf(bench.row(users).first())).y;
    };
    await look('nothing', /^0 of 6 done$/);
    await bench.tick(mfa);
    await bench.row(mfa).getByText('3/3').waitFor();
    await look('a tick', /^1 of 6 done$/);
    await scanLog(bench);
    await bench.showChecklist();
    await look('a scan', /^1 of 6/);
    await importExports(bench);
    await look('imports', /^1 of 6 · Rogue connector \d\d%$/);
    await bench.ask('NDR Lens: Show the Steps for One Code');
    await bench.quickInput.choose('5.7.750');
    await look('a filter', /^5\.7\.750: 1 of 6 · Rogue connector \d\d%$/);
    await bench.picture('filtered');
    await bench.tick(mfa);
    await look('an unticked row', /^5\.7\.750: 0 of 6 · Rogue connector \d\d%$/);
    await bench.run('NDR Lens: Show All Steps');
    await look('no filter', /^0 of 6 · Rogue connector \d\d%$/);
    expect(new Set(Object.values(places)).size, JSON.stringify(places)).toBe(1);
    expect(await widest(bench, message(bench, /Rogue/))).toBeLessThanOrEqual(0);
  });
});
