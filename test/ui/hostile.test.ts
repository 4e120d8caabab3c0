import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialog } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { versionNames } from '../host/versions';
import { windowTest } from './windowTest';
import type { Workbench } from './workbench';

const attack =
  '](command:workbench.action.terminal.new) [x](command:workbench.action.terminal.new) `` ` ``` <img/src=x/onerror=alert(1)> ' +
  '\u202eegnaro\u2066 \u200b $(bug) **b** \u001b[31mred\u001b]0;title\u0007 &lt;b&gt; <img src=x onerror=alert(1)><script>alert(1)</script>';

/** A bounce that tries everything a mail can try on its reader. */
function hostileBounce(): Buffer {
  const lines = [
    `From: "<img src=x onerror=alert(1)> ${attack}" <postmaster@contoso.example>`,
    'To: <script>alert(1)</script>@contoso.example',
    `Subject: =?utf-8?B?${Buffer.from(attack).toString('base64')}?=`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `550 5.7.705 ${attack}`,
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; <b>mta</b>](command:x)',
    '',
    '--b--',
    `${'x'.repeat(500_000)} 550 5.7.750 ${attack} ${'y'.repeat(500_000)}`,
    'NUL \0\0\0 550 5.7.705 \0 end',
    '',
  ];
  // Bytes of lone surrogates and of no encoding at all.
  return Buffer.concat([Buffer.from(lines.join('\r\n')), Buffer.from([0xed, 0xa0, 0x80, 0xff, 0xfe, 0x0a])]);
}

describe.each(versionNames)('a hostile bounce in the %s VS Code', (version) => {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-hostile-'));
  writeFileSync(join(folder, 'hostile.eml'), hostileBounce());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const it = windowTest(`hostile-${version}`, { version, folder });

  /** Opens the bounce, lets a person look at it, and sees to it that it ran nothing. */
  async function opened(bench: Workbench, look: () => Promise<void>): Promise<void> {
    const dialogs: string[] = [];
    const note = (dialog: Dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    };
    bench.page.on('dialog', note);
    await bench.openFile('hostile.eml');
    await bench.links.first().waitFor();
    await look();
    expect(dialogs).toEqual([]);
    expect(await bench.page.locator('.terminal-wrapper, .integrated-terminal').count()).toBe(0);
    expect(await bench.page.title()).not.toContain('title');
    expect(await bench.page.locator('.notification-toast').count()).toBe(0);
    bench.page.off('dialog', note);
  }

  it('shows its words in the hover and nothing else of it', ({ bench }) =>
    opened(bench, async () => {
      const hover = await bench.hoverLink();
      const links = await hover
        .locator('a')
        .evaluateAll((all) => all.map((link) => link.getAttribute('data-href') ?? ''));
      expect(links.map((link) => link.split('?')[0])).toEqual([
        'command:ndrLens.explain',
        'command:ndrLens.openChecklist',
      ]);
      expect(await hover.locator('img, script, b, .hover-contents .codicon').count()).toBe(0);
      const text = await hover.innerText();
      expect(text).toContain('](command:workbench.action.terminal.new)');
      expect(text).toContain('<img/src=x/onerror=alert(1)>');
      expect(text).toContain('␛]0;title␇');
      expect(text).not.toMatch(/[\u001b\u0007]/);
      expect(text).toContain('[U+202E]');
      await bench.picture('hover');
    }));

  it('becomes plain words in the explanation, within its width', ({ bench }) =>
    opened(bench, async () => {
      await bench.followLink();
      await bench.explained('5.7.705');
      const page = bench.explanation;
      // What stands in brackets is a comment of RFC 5322 and no part of the name.
      await page.locator('#message').getByText('<b>mta</b>]', { exact: true }).waitFor();
      expect(await page.locator('img, b, iframe, object, embed, form, [onerror], [onclick]').count()).toBe(0);
      // VS Code's own, and ours.
      expect(await page.locator('script').count()).toBe(2);
      expect(await page.locator('a[href^="command:"], a[href^="javascript:"]').count()).toBe(0);
      const width = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(width).toBe(0);
      await bench.picture('explanation');
    }));

  it('leaves the editor at work: each code is gone to and explained, in and behind a line of a megabyte', ({
    bench,
  }) =>
    opened(bench, async () => {
      for (const code of [1, 2, 3]) {
        await bench.saying(`code ${code} of 3`, () => bench.run('NDR Lens: Go to Next Code'));
      }
      await bench.run('NDR Lens: Explain the Code at the Cursor');
      await bench.explanation.getByText('NUL').first().waitFor();
      expect(await bench.explanation.getByText('␀').count()).toBeGreaterThan(0);
    }));
});
