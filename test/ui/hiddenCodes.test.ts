import { describe, expect } from 'vitest';
import en from '../../src/core/knowledge/content/en.json';
import { versionNames } from '../host/versions';
import { samples } from './samples';
import { windowTest } from './windowTest';

const quotedPrintable = 'bounces/5.7.750-split-by-quoted-printable.eml';
const base64 = 'bounces/5.7.705-hidden-in-base64.eml';

describe.each(versionNames)('a bounce that hides its code, in the %s VS Code', (version) => {
  const size = { width: 1500, height: 950 };
  const it = windowTest(`hidden-${version}`, { version, folder: samples, size });

  it('is marked where Base64 encodes the code, and the hover says what stands there', async ({ bench }) => {
    await bench.openFile(base64);
    await bench.links.first().waitFor();
    expect(await bench.links.first().innerText()).toMatch(/^NS43/);
    const text = await (await bench.hoverLink()).innerText();
    expect(text).toContain('550 5.7.705 Access denied, tenant has exceeded threshold');
    expect(text).toContain(`${en['label.writtenAs']}: Base64, part 1.1`);
    await bench.picture('base64');
  });

  it('is marked across the line break that splits the code', async ({ bench }) => {
    await bench.openFile(quotedPrintable);
    const text = async () => (await bench.links.allInnerTexts()).join('');
    await expect.poll(text).toMatch(/^5\.7\.7=50/);
    const hover = await bench.hoverLink(1);
    expect(await hover.innerText()).toContain('promo.northwind.example');
    await bench.picture('quoted-printable');
  });

  it('names the culprit in the explanation, and jumps to the header that proves it', async ({ bench }) => {
    await bench.openFile(quotedPrintable);
    await bench.followLink();
    await bench.explained('5.7.750');
    const page = bench.explanation;
    await page.getByRole('heading', { name: en['label.culpritProof'] }).waitFor();
    await page.getByText('crm01.northwind.example').first().waitFor();
    await bench.picture('explanation');
    await page.getByRole('button', { name: 'Go to the header Return-Path' }).first().click();
    await bench.page.locator('.statusbar', { hasText: /Ln 47, Col \d+ \(\d+ selected\)/ }).waitFor();
    await page.getByRole('button', { name: en['label.goToLine'] }).click();
    await bench.page.locator('.statusbar', { hasText: /Ln 22, Col 3 \(\d+ selected\)/ }).waitFor();
  });

  it('opens in a readable form beside, with links and folds', async ({ bench }) => {
    await bench.openFile(quotedPrintable);
    await bench.page
      .locator('.editor-actions')
      .getByRole('button', { name: 'Open Readable NDR' })
      .first()
      .click();
    await bench.activeTab('.eml.ndr').waitFor();
    const editor = bench.page.locator('.editor-instance').last();
    await editor.getByText(en['ndr.title']).first().waitFor();
    await expect.poll(() => editor.locator('.detected-link').count()).toBeGreaterThan(0);
    // Long lines are wrapped: a name may go on in the next one.
    const lines = (await editor.locator('.view-lines').innerText()).replace(/\s+/g, '');
    expect(lines).toContain('promo.northwind.example');
    await editor.locator('.margin-view-overlays').first().hover();
    await expect.poll(() => editor.locator('.codicon-folding-expanded').count()).toBeGreaterThan(3);
    await bench.picture('readable');
    await editor.locator('.view-lines').click();
    await bench.page.keyboard.press('Control+End');
    await editor.getByText(en['ndr.route.original']).waitFor();
  });

  it('offers the readable form for bounces only', async ({ bench }) => {
    const shown = async () => (await bench.quickInput.entries('NDR Lens: Open Readable')).join();
    await bench.openFile(quotedPrintable);
    await expect.poll(shown).toContain('Open Readable NDR');
    await bench.openFile('logs/mail.log');
    await bench.links.first().waitFor();
    await expect.poll(shown).not.toContain('Open Readable NDR');
  });
});
