import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteScanner } from '../../../../src/core/search/byteScanner';
import { type CodeSearch, type Encoding, KernelSearch } from '../../../../src/core/search/kernel/codeSearch';
import { PlainSearch } from '../../../../src/core/search/kernel/plainSearch';
import { excerptLength, type ScanHit, StatusCodeScanner } from '../../../../src/core/search/scanner';
import { amount } from '../../full';

const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be'];
const kernel = new KernelSearch((4 << 20) + (3 << 16));
const searches: readonly (readonly [name: string, search: CodeSearch])[] = [
  ['WebAssembly', kernel],
  ['JavaScript', new PlainSearch((4 << 20) + (3 << 16))],
];

function bytesOf(text: string, encoding: Encoding): Buffer {
  const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

/** Scans bytes in chunks of the lengths given, one after the other, the last one again and again. */
function scan(bytes: Buffer, encoding: Encoding, lengths: readonly number[], search: CodeSearch): ScanHit[] {
  const scanner = new ByteScanner(search, encoding);
  const hits: ScanHit[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const length = Math.max(1, lengths[Math.min(turn, lengths.length - 1)] ?? 1);
    const copied = bytes.copy(scanner.room, 0, at, at + length);
    at += copied;
    hits.push(...scanner.push(copied));
  }
  return [...hits, ...scanner.finish()];
}

/** The same by the scanner that reads every character. */
function byText(bytes: Buffer, encoding: Encoding): ScanHit[] {
  const scanner = new StatusCodeScanner();
  return [...scanner.push(new TextDecoder(encoding).decode(bytes)), ...scanner.end()];
}

const parts = fc.array(
  fc.constantFrom(
    ...[
      '550 5.7.705 Access denied',
      '5.7.7',
      '05',
      'v5.7.705',
      '5.7.750-749',
      ' ',
      '1',
      '.',
      '5.7.711, 5.7.7',
    ],
    ...[
      '[53,46,55,46,55,48,53]',
      '[32,\n\t53,\n\t46,\n\t55,\n',
      '\t46,\n\t55,\n\t48,\n\t53\n]',
      '5,"subject":7,',
    ],
    ...['"class":5,\n"subject": 7,\r\n"detail": 705\n}', '"detail":705'],
    ...[
      '\n',
      '\r\n',
      '\r',
      'verità 📧 ',
      '€'.repeat(500),
      'x'.repeat(50),
      'y'.repeat(70_000),
      '📧'.repeat(40_000),
    ],
  ),
  { maxLength: 40 },
);

describe.each(searches)('ByteScanner by %s', (_name, search) => {
  it.each(encodings)('finds what the scanner of text finds, however the bytes are cut, in %s', (encoding) => {
    const lengths = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1 << 20 }), fc.constant(4 << 20)),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(parts, lengths, fc.boolean(), (written, cuts, marked) => {
        const bytes = bytesOf(`${marked ? '\ufeff' : ''}{${written.join('')}`, encoding);
        // Endless lines byte by byte take too long.
        const steps = bytes.length > 20_000 ? [...cuts, 1 << 16] : cuts;
        expect(scan(bytes, encoding, steps, search)).toEqual(byText(bytes, encoding));
      }),
      { numRuns: amount(40, 150) },
    );
  });

  it.each(encodings)('finds a hit whose bytes are parted at every place, in %s', (encoding) => {
    const bytes = bytesOf('a\r\nverità 550 5.7.705 Access denied\rb 5.7.750\n', encoding);
    const expected = byText(bytes, encoding);
    expect(expected.map(({ line, column }) => [line, column])).toEqual([
      [2, 12],
      [3, 3],
    ]);
    for (let cut = 1; cut < bytes.length; cut += 1)
      expect(scan(bytes, encoding, [cut, bytes.length], search)).toEqual(expected);
    expect(scan(bytes, encoding, [1], search)).toEqual(expected);
  });

  it.each(encodings)(
    'finds a code in parts over several lines that is parted at every place, in %s',
    (encoding) => {
      const list = Array.from('\u001b[31m5.7.750 Service', (sign) => sign.charCodeAt(0));
      const text = `{\n\t"MESSAGE" : [\n\t\t${list.join(',\n\t\t')}\n\t]\n}\r\n{"class":5,"subject":7,"detail":705}`;
      const bytes = bytesOf(text, encoding);
      const expected = byText(bytes, encoding);
      expect(expected.map(({ line, column, code }) => [line, column, code])).toEqual([
        [8, 3, '5.7.750'],
        [25, 10, '5.7.705'],
      ]);
      for (let cut = 1; cut < bytes.length; cut += 1)
        expect(scan(bytes, encoding, [cut, bytes.length], search)).toEqual(expected);
      expect(scan(bytes, encoding, [1], search)).toEqual(expected);
    },
  );

  it.each(encodings)('reads bytes that mean nothing as the decoder does, in %s', (encoding) => {
    const unit = encoding === 'utf-8' ? 1 : 2;
    const piece = fc.oneof(
      fc
        .uint8Array({ maxLength: 6 })
        .map((bytes) => Buffer.from(bytes).subarray(0, bytes.length - (bytes.length % unit))),
      fc
        .constantFrom(
          ...[' 5.7.705 ', '\n', '{"class":5,"subject":7,"detail":705}', '5, \\"subject\\" : 7,', '\r'],
          ...[
            '[53,46,55,46,55,48,53]',
            '53,\r\n 46,\r\n 55,',
            '46,55,55,53,',
            '46,55,46,55,48,53',
            '"detail":7',
          ],
        )
        .map((text) => bytesOf(text, encoding)),
      fc.constant(encoding === 'utf-8' ? Buffer.from([0xe2, 0x82]) : Buffer.from([0xd8, 0xdc])),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 50 }), (written, length) => {
        const bytes = Buffer.concat([bytesOf('{', encoding), ...written]);
        expect(scan(bytes, encoding, [length], search)).toEqual(byText(bytes, encoding));
      }),
      { numRuns: amount(100, 300) },
    );
  });
});

describe('ByteScanner', () => {
  it('asks about a hit with the head of its line', () => {
    const heads: string[] = [];
    const scanner = new ByteScanner(kernel, 'utf-8', (hit, head) => {
      heads.push(head(12));
      return hit.code === '5.7.750';
    });
    const bytes = Buffer.from('first\nNov 24 10:00 a 5.7.705\nshort 5.7.750\n');
    bytes.copy(scanner.room);
    expect(scanner.push(bytes.length).map(({ line, code }) => [line, code])).toEqual([[3, '5.7.750']]);
    expect(heads).toEqual(['Nov 24 10:00', 'short 5.7.75']);
  });

  it('finds many codes on one endless line, in work that grows with its length', () => {
    const text = `${'{"status":"5.7.705"},'.repeat(200_000)}\n5.7.750`;
    const hits = scan(Buffer.from(text), 'utf-8', [1 << 20], kernel);
    expect(hits).toHaveLength(200_001);
    expect(hits[199_999]).toMatchObject({ line: 1, column: 21 * 199_999 + 12 });
    expect(hits[200_000]).toMatchObject({ line: 2, column: 1 });
    expect(hits.every((hit) => hit.text.length <= excerptLength + 2)).toBe(true);
  });

  it('counts lines and columns past 2^32', () => {
    const scanner = new ByteScanner(kernel, 'utf-8');
    const block = Buffer.alloc(1 << 20, '\n');
    const blocks = (1 << 12) + 1;
    for (let count = 0; count < blocks; count += 1) scanner.push(block.copy(scanner.room));
    scanner.push(Buffer.from('x5.7.705 5.7.705\n').copy(scanner.room));
    expect(scanner.breaks).toBe(blocks * block.length + 1);
    const long = new ByteScanner(kernel, 'utf-8');
    block.fill('x');
    for (let count = 0; count < blocks; count += 1) long.push(block.copy(long.room));
    const [hit] = long.push(Buffer.from(' 5.7.705\n').copy(long.room));
    expect(hit).toMatchObject({ line: 1, column: blocks * block.length + 2 });
  });
});
