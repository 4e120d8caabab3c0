import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { decode, decodeWhole, readText } from '../../../../src/core/files/textFile';
import { openFile, wholeText } from '../../../../src/core/search/openFile';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readWhole(path: string): string | undefined {
  const opened = openFile(path);
  return opened.kind === 'archive' ? undefined : wholeText(opened);
}

async function inPieces(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** Bytes that mean something to a decoder: marks, leads and trails of UTF-8, zeros as in UTF-16. */
const bytes = fc.array(
  fc.oneof(fc.constantFrom(0, 0x35, 0xef, 0xbb, 0xbf, 0xff, 0xfe, 0xc3, 0xe2, 0xf0, 0x80), fc.nat(255)),
  {
    maxLength: 64,
  },
);

describe('decodeWhole', () => {
  it('makes the same text of bytes as decode does of the same bytes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(64), async (values, cut) => {
        const whole = Buffer.from(values);
        async function* chunks() {
          yield whole.subarray(0, cut);
          yield whole.subarray(cut);
        }
        expect(decodeWhole(whole)).toBe(await inPieces(decode(chunks())));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('readWhole', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 1_000_000])('reads a file of %i bytes', async (length) => {
    const path = join(folder, `${length}.txt`);
    writeFileSync(path, Buffer.alloc(length, 'è 5.7.705\r\n'));
    expect(readWhole(path)).toBe(await inPieces(readText(path)));
  });

  it('leaves a long file to be read in pieces', () => {
    const path = join(folder, 'long.log');
    writeFileSync(path, '');
    truncateSync(path, (1 << 24) + 1);
    expect(readWhole(path)).toBeUndefined();
    truncateSync(path, 1 << 24);
    expect(readWhole(path)).toHaveLength(1 << 24);
  });

  it('throws what the system says', () => {
    expect(() => readWhole(join(folder, 'missing'))).toThrow(/ENOENT/);
    expect(() => readWhole(folder)).toThrow(/EISDIR/);
  });
});
