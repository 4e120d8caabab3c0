import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import words from '../../package.nls.json';
import { samples } from './samples';
import { windowTest } from './windowTest';

const sender = 'דוח14@xn--pple-43d.example';
/** The words from right to left stand isolated, the Cyrillic letter beside its Punycode. */
const shown = '\u2068דוח\u206914@xn--pple-43d.example (аpple.example)';

describe('names in other letters', () => {
  const it = windowTest('names', { folder: samples, size: { width: 1400, height: 900 } });

  it('stand in their place, in both forms, wherever a mail names them', async ({ bench }) => {
    bench.isUsedUp = true;
    const bounce = readFileSync(join(samples, 'bounces/5.7.750-hybrid-relay.eml'), 'utf8')
      .replaceAll('scanner3@print.adatum.example', sender)
      .replaceAll('print.adatum.example', 'xn--pple-43d.example');
    writeFileSync(join(bench.folder, 'bounces', 'names.eml'), bounce);
    await bench.openFile('bounces/names.eml');
    const hover = await bench.hoverLink();
    await hover.getByText('xn--pple-43d.example (аpple.example)').first().waitFor();
    await bench.followLink();
    await bench.explained('5.7.750');
    await bench.explanation.getByText(shown).first().waitFor();
    await bench.picture('explanation');
    await bench.run(`NDR Lens: ${words['command.openReadableNdr.title']}`);
    const readable = bench.page.locator('.view-lines').last();
    await expect.poll(() => readable.innerText()).toMatch(/דוח.*14@xn--pple-43d\.example/);
    expect(await readable.innerText()).not.toContain('U+2068');
    await bench.picture('readable');
    await bench.run('View: Close All Editors');
    await bench.inExplorerMenu(['names.eml'], 'Scan for 5.7.7xx…');
    const row = bench.result(shown);
    await row.first().waitFor();
    // Who hears a row is told the outcome too.
    expect(await row.first().getAttribute('aria-label')).toMatch(
      /^5\.7\.750, blocked, .*→ office@recipient\.example/,
    );
    await bench.run('NDR Lens: Open Dashboard');
    await bench.dashboard.getByRole('button', { name: shown }).waitFor();
    await bench.picture('dashboard');
  });
});
