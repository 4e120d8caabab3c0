import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { report } from '../unit/core/msg/outlookBounces';
import { writeMsg } from '../unit/core/msg/writeMsg';
import { windowTest } from './windowTest';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-outlook-'));
writeFileSync(join(folder, 'undeliverable.msg'), writeMsg(report));
writeFileSync(join(folder, 'damaged.msg'), writeMsg(report).subarray(0, 700));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const it = windowTest('outlook', { folder });

describe('an Outlook message in the Explorer', () => {
  it('opens as the bounce in it', async ({ bench }) => {
    await bench.showExplorer();
    await bench.file('undeliverable.msg').dblclick();
    const text = bench.page.locator('.editor-instance .view-lines');
    await text.getByText('bo@fabrikam.example').first().waitFor();
    await bench.picture('bounce');
  });

  it('says why it cannot be read', async ({ bench }) => {
    await bench.showExplorer();
    await bench.file('damaged.msg').dblclick();
    const page = bench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await page.getByText('The Outlook message is damaged').waitFor();
    await bench.picture('damaged');
  });
});
