import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCommand } from '../../../src/cli/checkCommand';
import { exportsCommand } from '../../../src/cli/exportsCommand';
import { Output } from '../../../src/cli/output';
import { placeAndCode } from '../../../src/cli/placeAndCode';
import { ProgressLine } from '../../../src/cli/progressLine';
import { reportCommand } from '../../../src/cli/reportCommand';
import { scanCommand } from '../../../src/cli/scanCommand';
import { type HitFormat, hitFormatFor } from '../../../src/cli/terminal';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-terminal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file whose name does its best. */
const log = join(folder, 'a\u001b]8;;evil\u0007 b.log');
const domains = join(import.meta.dirname, '../../../samples/tenant/accepted-domains.json');
writeFileSync(log, '550 5.7.750 no\n');

/** What a command prints, and says beside, on streams of which the second is watched. */
async function printed(
  run: (output: Output) => Promise<number>,
  format: HitFormat,
  progress?: (errors: PassThrough) => ProgressLine,
) {
  const [out, errors] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(out), text(errors)]);
  const output = new Output(out, errors, 'en', format, progress?.(errors));
  await run(output);
  output.end();
  out.end();
  errors.end();
  return said;
}

describe('what a terminal shows', () => {
  const stream = (isTTY: boolean, colours: boolean) =>
    Object.assign(new PassThrough(), { isTTY, hasColors: () => colours });

  it.each([
    [false, true, { VTE_VERSION: '7200' }, 'text'],
    [true, false, { VTE_VERSION: '7200' }, 'text'],
    [true, true, {}, 'coloured'],
    [true, true, { TERM_PROGRAM: 'vscode' }, 'coloured'],
    [true, true, { VTE_VERSION: '4600' }, 'coloured'],
    [true, true, { VTE_VERSION: '7200' }, 'linked'],
    [true, true, { WT_SESSION: 'x' }, 'linked'],
    [true, true, { TERM_PROGRAM: 'WezTerm' }, 'linked'],
  ])('is, of a terminal (%s) with colours (%s) and %j, %s', (isTTY, colours, env, format) => {
    expect(hitFormatFor(stream(isTTY, colours), env)).toBe(format);
  });

  it('is nothing but text where there is none', () => {
    expect(hitFormatFor(new PassThrough(), { WT_SESSION: 'x' })).toBe('text');
  });
});

describe('a hit', () => {
  it('has its code in colour, and its place as a link that a name cannot leave', async () => {
    const run = (output: Output) => scanCommand([log], output);
    const [plain] = await printed(run, 'text');
    expect(plain).not.toContain('\u001b');
    const [coloured] = await printed(run, 'coloured');
    expect(coloured).toContain(':1:5: \u001b[1;31m5.7.750\u001b[22;39m 5');
    const [linked] = await printed(run, 'linked');
    const place = plain.slice(0, plain.indexOf(': 5.7'));
    expect(linked).toContain(`\u001b]8;;${pathToFileURL(log).href}\u001b\\${place}\u001b]8;;\u001b\\: `);
    expect(linked.match(/\u001b\]8;;/g)).toHaveLength(2);
    expect(linked).not.toContain('\u0007');
  });

  it('reads the same without what is for the terminal', async () => {
    const bare = (line: string) => line.replace(/\u001b(?:\[[\d;]*m|\]8;;[^\u001b]*\u001b\\)/g, '');
    for (const args of [[log], ['--senders', log]]) {
      const [plain] = await printed((output) => scanCommand(args, output), 'text');
      const [linked] = await printed((output) => scanCommand(args, output), 'linked');
      expect(linked).not.toBe(plain);
      expect(bare(linked)).toBe(plain);
    }
  });

  it('of what is no file of the disk has no link', () => {
    expect(placeAndCode(join(folder, 'a.zip/b.log'), '1:1', '5.7.705', 'linked')).not.toContain(']8;');
  });

  it('is for programs what it was: JSON has no colours', async () => {
    const [json] = await printed((output) => scanCommand(['--json', log], output), 'linked');
    expect(JSON.parse(json)).toMatchObject({ code: '5.7.750', line: 1 });
    expect(json).not.toContain('\u001b');
  });
});

describe('progress', () => {
  /** A clock that goes on by seconds with each look. */
  const fast = (errors: PassThrough) => {
    let now = 0;
    return new ProgressLine(errors, () => (now += 5000));
  };

  it.each([
    ['scan', (output: Output) => scanCommand([log], output), 'Files read: 1, now '],
    ['report', (output: Output) => reportCommand([log], output), 'File 1 of 1, 0 MB: '],
    ['exports', (output: Output) => exportsCommand([domains], output), 'Files read: 0, now '],
    ['check', (output: Output) => checkCommand([domains], output), 'Files read: 0, now '],
  ])('is said beside the output where somebody watches, and goes: %s', async (_, run, words) => {
    const [out, errors] = await printed(run, 'text', fast);
    expect(errors).toContain(words);
    expect(errors).not.toContain('\u0007');
    expect(errors.endsWith('\r\u001b[K')).toBe(true);
    expect(await printed(run, 'text')).toEqual([out, '']);
  });

  it('keeps to one line', () => {
    const terminal = Object.assign(new PassThrough(), { columns: 20 });
    fast(terminal).say(() => `${'a'.repeat(18)}\u{1f4e7}\u{1f4e7}`);
    expect(String(terminal.read())).toBe(`\r\u001b[K${'a'.repeat(18)}\u{1f4e7}`);
  });

  it('says nothing of what is done in a moment', async () => {
    const still = (errors: PassThrough) => new ProgressLine(errors, () => 0);
    const [, errors] = await printed((output) => scanCommand([log], output), 'text', still);
    expect(errors).toBe('');
  });
});
