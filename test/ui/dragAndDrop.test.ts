import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import en from '../../src/core/catalogue/content/en.json';
import { startBrowser } from '../host/browser';
import { openWindow, type VscodeWindow } from '../host/window';
import { forgetIncidents, samples } from './samples';
import { Workbench } from './workbench';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser(console.log);
});
afterAll(() => browser?.close());

describe('dragging files out of the Explorer with the mouse', () => {
  let window: VscodeWindow;
  let bench: Workbench;
  const file = (name: string) =>
    window.page.locator('.explorer-folders-view [role=treeitem]').filter({ hasText: name }).first();

  beforeAll(async () => {
    forgetIncidents();
    // High enough for all files to be in sight.
    const size = { width: 1280, height: 1400 };
    window = await openWindow(browser, { version: 'newest', folder: samples, size });
    bench = new Workbench(window.page, 'drag');
    await bench.run('View: Show Explorer');
    for (const folder of ['logs', 'tenant']) {
      await file(folder).click();
      await file(folder).and(window.page.locator('[aria-expanded=true]')).waitFor();
    }
  });
  afterEach(async ({ task }) => {
    await window.page.mouse.up();
    if (task.result?.state === 'fail') await bench.picture(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
  });
  afterAll(() => window?.close());

  async function centre(of: Locator): Promise<{ readonly x: number; readonly y: number }> {
    await of.scrollIntoViewIfNeeded();
    const box = await of.boundingBox();
    if (!box) throw new Error('What should be dragged or dropped on is not on screen.');
    return { x: box.x + Math.min(box.width / 2, 80), y: box.y + box.height / 2 };
  }

  /** Takes a file with the mouse, over our icon, which brings our views to the front, to what is there then. */
  async function drag(name: string, target: () => Locator): Promise<void> {
    const { mouse } = window.page;
    await bench.run('View: Show Explorer');
    const from = await centre(file(name));
    await mouse.move(from.x, from.y);
    await mouse.down();
    const icon = await centre(bench.container);
    await mouse.move(icon.x, icon.y, { steps: 10 });
    await expect
      .poll(
        async () => {
          // Over what does not move, nothing is dragged.
          await mouse.move(icon.x + 1, icon.y + 1);
          await mouse.move(icon.x, icon.y);
          return target().first().isVisible();
        },
        { timeout: 10_000, interval: 200 },
      )
      .toBe(true);
    const to = await centre(target().first());
    await mouse.move(to.x, to.y, { steps: 10 });
    await bench.picture(`over-${name}`);
    await mouse.up();
  }

  it('scans a log that is dropped onto the results', async () => {
    await drag('mail-iso.log', () => bench.result('Scan Files or Folders'));
    await bench.result('5.7.708').first().waitFor();
    await bench.picture('scanned');
  });

  it('scans another in its place', async () => {
    await drag('exim_mainlog', () => bench.results);
    await bench.result('exim_mainlog').first().waitFor();
  });

  it('imports an export that is dropped onto a step', async () => {
    await drag('accepted-domains.json', () => bench.row(en['step.domains.title']));
    const said = 'Accepted domains from accepted-domains.json';
    await window.page.locator('.notification-toast', { hasText: said }).waitFor();
    await bench.picture('imported');
  });

  it('warns once that a file has changed since, when its row is opened', async () => {
    for (const name of ['role-members.json', 'mfa-registration.csv'])
      await drag(name, () => bench.row(en['step.mfa.title']));
    const openRow = async () => {
      await bench.ask('NDR Lens: Show Findings');
      await bench.pick('it-admin@adatum.example');
      await window.page.locator('.tab.active', { hasText: 'mfa-registration.csv' }).waitFor();
    };
    await openRow();
    await bench.run('Notifications: Clear All Notifications');
    appendFileSync(join(samples, 'tenant/mfa-registration.csv'), '\n');
    await openRow();
    const warning = window.page.locator('.notification-toast', {
      hasText: 'mfa-registration.csv has changed since it was imported',
    });
    await warning.waitFor();
    await bench.picture('changed');
    await bench.run('Notifications: Clear All Notifications');
    await openRow();
    await window.page.waitForTimeout(1000);
    expect(await warning.count()).toBe(0);
  });
});
