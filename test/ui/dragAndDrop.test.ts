import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import en from '../../src/core/knowledge/content/en.json';
import { until } from '../host/until';
import { samples } from './samples';
import { appears } from './waiting';
import { windowTest } from './windowTest';
import { boxOf, type Workbench } from './workbench';

// High enough for all files to be in sight.
const it = windowTest('drag', { folder: samples, size: { width: 1280, height: 1400 } });

async function centre(of: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await of.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await boxOf(of);
  return { x: x + Math.min(width / 2, 80), y: y + height / 2 };
}

/** Takes a file of a folder with the mouse, over our icon, which brings our views to the front, to what is there then. */
async function drag(bench: Workbench, path: string, target: () => Locator): Promise<void> {
  const { mouse } = bench.page;
  const [folder = '', name = ''] = path.split('/');
  await bench.showExplorer();
  await bench.unfoldFolder(folder);
  const from = await centre(bench.file(name));
  await mouse.move(from.x, from.y);
  await mouse.down();
  const icon = await centre(bench.container);
  await mouse.move(icon.x, icon.y, { steps: 10 });
  await until('our views are in front', async () => {
    // Over what does not move, nothing is dragged.
    await mouse.move(icon.x + 1, icon.y + 1);
    await mouse.move(icon.x, icon.y);
    return target().first().isVisible();
  });
  const to = await centre(target().first());
  await mouse.move(to.x, to.y, { steps: 10 });
  await bench.picture(`over-${name}`);
  await mouse.up();
}

describe('dragging files out of the Explorer with the mouse', () => {
  it('scans a log that is dropped onto the results, and another in its place', async ({ bench }) => {
    await drag(bench, 'logs/mail-iso.log', () => bench.result('Scan Files or Folders'));
    await bench.result('5.7.708').first().waitFor();
    await bench.picture('scanned');
    await drag(bench, 'logs/exim_mainlog', () => bench.results);
    await bench.result('exim_mainlog').first().waitFor();
  });

  it('imports an export that is dropped onto a step', async ({ bench }) => {
    bench.isUsedUp = true;
    await drag(bench, 'tenant/accepted-domains.json', () => bench.row(en['step.domains.label']));
    await bench.notification('Accepted domains from accepted-domains.json').waitFor();
    await bench.picture('imported');
  });

  it('warns once that a file has changed since, when its row is opened', async ({ bench }) => {
    bench.isUsedUp = true;
    for (const name of ['role-members.json', 'mfa-registration.csv']) {
      // A row that is drawn anew under the mouse takes no drop; a person sees that and drops again.
      await until(`${name} is imported`, async () => {
        await drag(bench, `tenant/${name}`, () => bench.row(en['step.mfa.label']));
        // Not the progress, which names the file as well.
        return appears(bench.notification(`from ${name}`));
      });
    }
    const openRow = async () => {
      await bench.run('View: Close All Editors');
      await bench.ask('NDR Lens: Show Findings');
      await bench.quickInput.choose('it-admin@adatum.example');
      await bench.activeTab('mfa-registration.csv').waitFor();
    };
    await openRow();
    await bench.run('Notifications: Clear All Notifications');
    appendFileSync(join(bench.folder, 'tenant/mfa-registration.csv'), '\n');
    await openRow();
    const warning = bench.notification('mfa-registration.csv has changed since it was imported');
    await warning.waitFor();
    await bench.picture('changed');
    await bench.run('Notifications: Clear All Notifications');
    // By the second time, what the first began to compare is done.
    await openRow();
    await openRow();
    expect(await warning.count()).toBe(0);
  });
});
