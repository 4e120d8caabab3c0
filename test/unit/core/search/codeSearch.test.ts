import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeSearch, type Encoding, KernelSearch } from '../../../../src/core/search/kernel/codeSearch';
import { PlainSearch } from '../../../../src/core/search/kernel/plainSearch';

const kernel = new KernelSearch();
const plain = new PlainSearch(1 << 21);
const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be'];

/** What a search finds between two places of some bytes that are put at `at`. */
function search(by: CodeSearch, bytes: Buffer, encoding: Encoding, at: number, from: number, to: number) {
  // From the first brace on everything is looked for.
  by.bytes.fill('{', 0, 16);
  by.restart();
  by.search(8, 16, encoding, () => undefined);
  by.bytes.fill(0, 0, at);
  bytes.copy(by.bytes, at);
  by.bytes.fill(0, at + bytes.length, at + bytes.length + 80);
  const found: [start: number, breaks: number][] = [];
  const breaks = by.search(at + from, at + to, encoding, (start, count) => found.push([start - at, count]));
  return { found, breaks };
}

/** What logs are made of, and what looks like a code and is none. */
const text = fc
  .array(
    fc.constantFrom(
      ...['5.7.7', '5.7.705', '5.7.7.5.7.7', '5.7', '.7', '7.7', '777', '5', '\n', '\r', '\r\n', '\n\r'],
      ...['53,46,55,46,55,48,53', '55,46', '5,\n\t"subject": 7,"detail":705', '5,"su', '7,"detail":7', '49'],
      ...[
        '5, \\\\"subj',
        '53,\r\n46, 55',
        '153,46,55',
        '53,46,5',
        '{',
        'x',
        'ÿ'.repeat(3),
        ' '.repeat(13),
        'y'.repeat(61),
        '\u0a0d',
        '\u3537',
      ],
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(''));

function bytesOf(written: string, encoding: Encoding): Buffer {
  const bytes = Buffer.from(written, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

describe('the search before the first brace', () => {
  it('finds the same but for codes in parts, and sees each brace and carriage return', () => {
    const plainText = fc
      .array(
        fc.constantFrom(
          ...[
            '5.7.7',
            '5.7.705',
            '5.7.7.5.7.7',
            '.7',
            '777',
            '5,',
            '\n',
            '\n\n',
            'x',
            'ÿ'.repeat(3),
            'y'.repeat(61),
          ],
        ),
        { maxLength: 120 },
      )
      .map((parts) => parts.join(''));
    const fresh = new KernelSearch(1 << 14);
    fc.assert(
      fc.property(plainText, fc.constantFrom('', '\r', '{ 5,"subj'), plainText, (before, more, behind) => {
        const bytes = bytesOf(before + more + behind, 'utf-8');
        const expected = search(plain, bytes, 'utf-8', 16, 0, bytes.length);
        fresh.bytes.fill(0, 0, bytes.length + 96);
        bytes.copy(fresh.bytes, 16);
        fresh.restart();
        const found: [start: number, breaks: number][] = [];
        const tell = (start: number, count: number) => found.push([start - 16, count]);
        expect({ breaks: fresh.search(16, 16 + bytes.length, 'utf-8', tell), found }).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });
});

describe.each(encodings)('the search in %s', (encoding) => {
  const size = encoding === 'utf-8' ? 1 : 2;

  it('finds as WebAssembly what it finds as JavaScript, between any two places', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), fc.integer({ min: 8, max: 90 }), (written, one, other, at) => {
        const bytes = bytesOf(written, encoding);
        const units = bytes.length / size + 1;
        const from = Math.min(one % units, other % units) * size;
        const to = Math.max(one % units, other % units) * size;
        // A kernel anew: one that has met a carriage return goes on counting them.
        const fresh = new KernelSearch(1 << 14);
        const expected = search(plain, bytes, encoding, at, from, to);
        expect(search(fresh, bytes, encoding, at, from, to)).toEqual(expected);
        expect(search(kernel, bytes, encoding, at, from, to)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('finds a code and its line at every place of a step', () => {
    for (let place = 0; place < 200; place += 1) {
      const written = `a\n${'.'.repeat(place)}5.7.7${'\n'.repeat(70)}`;
      const bytes = bytesOf(written, encoding);
      expect(search(kernel, bytes, encoding, 16, 0, bytes.length)).toEqual({
        found: [[(2 + place) * size, 1]],
        breaks: 71,
      });
    }
  });

  it('finds more codes than its list holds, each once, and loses no line', () => {
    const bytes = bytesOf('5.7.705 5.7.750\n'.repeat(20_000), encoding);
    expect(search(kernel, bytes, encoding, 16, 0, bytes.length)).toEqual(
      search(plain, bytes, encoding, 16, 0, bytes.length),
    );
    const dense = bytesOf('5.7.7'.repeat(30_000), encoding);
    expect(search(kernel, dense, encoding, 16, 0, dense.length).found).toHaveLength(30_000);
  });

  it('counts line breaks of every kind, however many', () => {
    for (const [ends, breaks] of [
      ['\n', 100_000],
      ['\r', 100_000],
      ['\r\n', 100_000],
      // The `\r` of one and the `\n` of the next are a break.
      ['\n\r', 100_001],
      ['\r\r\n', 200_000],
    ] as const) {
      const bytes = bytesOf(`${ends.repeat(100_000)}x`, encoding);
      expect(search(kernel, bytes, encoding, 16, 0, bytes.length).breaks).toBe(breaks);
    }
  });
});

describe('the search for lines', () => {
  it('finds the same starts and ends as WebAssembly and as JavaScript', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (written, one, other) => {
        const bytes = bytesOf(written, 'utf-8');
        for (const { bytes: memory } of [kernel, plain]) {
          memory.fill(0x0a, 0, bytes.length + 200);
          bytes.copy(memory, 40);
        }
        const [low, high] = [one, other]
          .map((place) => 40 + (place % (bytes.length + 1)))
          .sort((a, b) => a - b);
        expect(kernel.lineStart(high ?? 0, low ?? 0)).toBe(plain.lineStart(high ?? 0, low ?? 0));
        expect(kernel.lineEnd(low ?? 0, high ?? 0)).toBe(plain.lineEnd(low ?? 0, high ?? 0));
      }),
      { numRuns: 400 },
    );
  });
});
