import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Excerpt, earlierRange, rangeAround } from '../../../../src/core/search/excerpt';
import { LineReading } from '../../../../src/core/search/lineReading';
import { LineSkipper, linesBetweenMarks } from '../../../../src/core/search/lineSkipper';
import { zip } from '../files/zip';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-excerpt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const far = { line: 0, column: 1 };
const numbered = Array.from({ length: 100_000 }, (_, at) => `line ${at + 1}: è ${'x'.repeat(at % 90)}`);
const ends = ['\n', '\r\n', '\r'];
const mixed = numbered.map((line, at) => line + ends[at % 3]).join('');

describe('lines of a file', () => {
  const contents: Record<string, Buffer> = {
    'mixed.log': Buffer.from(mixed),
    'marked.log': Buffer.from(`\ufeff${mixed}`),
    'packed.log.gz': gzipSync(mixed),
    'utf16.csv': Buffer.from(`\ufeff${mixed}`, 'utf16le'),
    'utf16.csv.gz': gzipSync(Buffer.from(`\ufeff${mixed}`, 'utf16le')),
  };
  for (const [name, content] of Object.entries(contents))
    it(`are those that were asked for, anywhere in ${name}`, async () => {
      const path = file(name, content);
      const reading = new LineReading();
      for (const first of [1, 2, 99_000, 50_000, linesBetweenMarks, linesBetweenMarks + 1, 99_999, 1]) {
        const { lines, isEnd, shift } = await reading.read(path, { first, count: 1000 }, far);
        expect(lines).toEqual(numbered.slice(first - 1, first + 999));
        expect([isEnd, shift]).toEqual([first + 999 >= 100_000, 0]);
      }
      expect(await reading.read(path, { first: 100_001, count: 10 }, far)).toEqual({
        lines: [],
        isEnd: true,
        shift: 0,
      });
    });

  it('are read in archives too, by the name of a file in one, as Windows may write it as well', async () => {
    const archive = file(
      'logs.zip',
      zip([
        { name: 'old.zip/other.log', content: 'a\n' },
        { name: 'mx/mixed.log', content: mixed },
        { name: 'utf16.csv.gz', content: gzipSync(Buffer.from(`\ufeff${mixed}`, 'utf16le')) },
      ]),
    );
    const reading = new LineReading();
    for (const name of ['/mx/mixed.log', '/utf16.csv.gz', '\\mx\\mixed.log']) {
      const { lines, isEnd } = await reading.read(`${archive}${name}`, { first: 60_000, count: 3 }, far);
      expect(lines).toEqual(numbered.slice(59_999, 60_002));
      expect(isEnd).toBe(false);
    }
    const other = await reading.read(`${archive}/old.zip/other.log`, { first: 1, count: 9 }, far);
    expect(other).toEqual({ lines: ['a'], isEnd: true, shift: 0 });
    await expect(reading.read(`${archive}/gone.log`, { first: 1, count: 1 }, far)).rejects.toThrow(
      'gone.log',
    );
    const broken = file('broken.zip', 'PK\x03\x04 and no more');
    await expect(reading.read(`${broken}/a.log`, { first: 1, count: 1 }, far)).rejects.toThrow();
  });

  it('are found anew when the file has changed', async () => {
    const path = file('grown.log', 'a\nb\n'.repeat(40_000));
    const reading = new LineReading();
    await reading.read(path, { first: 79_000, count: 10 }, far);
    file('grown.log', `longer\n${'a\nb\n'.repeat(40_000)}`);
    utimesSync(path, 5, 5);
    const { lines } = await reading.read(path, { first: 70_000, count: 2 }, far);
    expect(lines).toEqual(['a', 'b']);
  });

  it('that are too long are cut, the one asked for around its column', async () => {
    const long = `${'y'.repeat(150_000)}550 5.7.705 no${'z'.repeat(150_000)}`;
    const path = file('long.log', `${'w'.repeat(20_000)}\n${long}\nend`);
    const range = { first: 1, count: 10 };
    const place = { line: 2, column: 150_005 };
    const read = await new LineReading().read(path, range, place);
    expect(read.lines[0]).toBe(`${'w'.repeat(8192)}…`);
    expect(read.lines[2]).toBe('end');
    const { line, character } = Excerpt.of(range, place, read).positionOf(place);
    expect(line).toBe(2);
    expect(read.lines[1]?.slice(character, character + 7)).toBe('5.7.705');
    expect(read.lines[1]?.length).toBeLessThan(70_000);
  });

  it('that cannot be read are an error in the words of the system', async () => {
    const read = (path: string, first: number) => new LineReading().read(path, { first, count: 1000 }, far);
    await expect(read(join(folder, 'missing'), 1)).rejects.toThrow('ENOENT');
    const cut = file('cut.gz', gzipSync(mixed).subarray(0, 5000));
    await expect(read(cut, 90_000)).rejects.toThrow('unexpected end of file');
    // What comes before the cut can be read.
    const { lines, isEnd } = await read(cut, 1);
    expect([lines.length > 100, lines[99], isEnd]).toEqual([true, numbered[99], false]);
  });
});

describe('skipping lines', () => {
  it('does not depend on how the bytes were cut, and marks where lines begin', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\r', '\n', 'è') });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 12 }),
        (content, size, wanted) => {
          const bytes = Buffer.from(content);
          const skipper = new LineSkipper(1, wanted, 0, [0]);
          const kept: Buffer[] = [];
          for (let at = 0; at < bytes.length; at += size) {
            const chunk = bytes.subarray(at, at + size);
            const rest = skipper.isSkipping ? skipper.skip(chunk) : chunk;
            if (rest) kept.push(Buffer.from(rest));
          }
          expect(Buffer.concat(kept).toString()).toBe(tail(content, wanted));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

/** The text from a line on. */
function tail(text: string, line: number): string {
  const breaks = /\r\n|\n|\r/g;
  for (let number = 1; number < line; number += 1) if (!breaks.exec(text)) return '';
  return text.slice(breaks.lastIndex);
}

describe('an excerpt', () => {
  const lines = (first: number, count: number) =>
    Array.from({ length: count }, (_, at) => `line ${first + at}`);
  it('begins around its place and grows at both ends', () => {
    const place = { line: 1600, column: 3 };
    const range = rangeAround(place);
    expect(range).toEqual({ first: 1100, count: 1000 });
    const excerpt = Excerpt.of(range, place, { lines: lines(1100, 1000), isEnd: false, shift: 0 });
    expect(excerpt.positionOf(place)).toEqual({ line: 501, character: 2 });
    expect(excerpt.text('title').split('\n')[501]).toBe('line 1600');
    expect(excerpt.lineAt(501)).toBe(1600);
    // Below the title, and above the empty line that stands where the file goes on.
    expect([0, 1, 1000, 1001].map((line) => excerpt.numberOf(line))).toEqual([
      undefined,
      1100,
      2099,
      undefined,
    ]);
    expect(excerpt.text('title').split('\n').slice(-2)).toEqual(['line 2099', '']);
    const earlier = earlierRange(excerpt.first);
    expect(earlier).toEqual({ first: 100, count: 1000 });
    if (!earlier) return;
    const grown = excerpt.withEarlier(earlier, { lines: lines(100, 1000), isEnd: false, shift: 0 });
    expect(grown.text('title').split('\n')[grown.positionOf(place).line]).toBe('line 1600');
    expect(earlierRange(grown.first)).toEqual({ first: 1, count: 99 });
    expect(earlierRange(1)).toBeUndefined();
    expect(grown.laterRange()).toEqual({ first: 2100, count: 1000 });
    const whole = grown.withLater({ lines: lines(2100, 10), isEnd: true, shift: 0 });
    expect(whole.text('title').split('\n').at(-1)).toBe('line 2109');
    expect([whole.first, whole.last, whole.laterRange()]).toEqual([100, 2109, undefined]);
    expect([whole.covers({ line: 99, column: 1 }), whole.covers({ line: 2109, column: 1 })]).toEqual([
      false,
      true,
    ]);
  });

  it('begins at the start of the file where there is not enough before', () => {
    expect(rangeAround({ line: 5, column: 1 })).toEqual({ first: 1, count: 1000 });
  });
});
