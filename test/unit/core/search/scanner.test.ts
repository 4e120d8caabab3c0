import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findStatusCodes } from '../../../../src/core/code/statusCode';
import { excerptLength, type ScanHit, StatusCodeScanner } from '../../../../src/core/search/scanner';
import { amount } from '../../full';
import { expectLinear } from '../../steps';

function scan(pieces: readonly string[]): ScanHit[] {
  const scanner = new StatusCodeScanner();
  return [...pieces.flatMap((piece) => scanner.push(piece)), ...scanner.end()];
}

/** The slow and obvious way: split into lines, look at each. */
function byLines(text: string): { line: number; column: number; code: string }[] {
  return text
    .split(/\r\n|\n|\r/)
    .flatMap((line, index) =>
      findStatusCodes(line).map((hit) => ({ line: index + 1, column: hit.start + 1, code: hit.code })),
    );
}

const withoutText = (hits: readonly ScanHit[]) =>
  hits.map(({ line, column, code }) => ({ line, column, code }));

const text = fc
  .array(
    fc.constantFrom(
      '550 5.7.705 Access denied',
      '5.7.7',
      '05',
      ' ',
      '\n',
      '\r\n',
      '\r',
      '1',
      '.',
      '📧',
      'x'.repeat(50),
      'y'.repeat(70_000),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('StatusCodeScanner', () => {
  it('reports line, column and the line’s text', () => {
    expect(scan(['first\r\n📧 550 5.7.705 Access denied\nlast'])).toEqual([
      { line: 2, column: 8, code: '5.7.705', text: '📧 550 5.7.705 Access denied' },
    ]);
  });

  it('counts a lone carriage return as the end of a line', () => {
    expect(withoutText(scan(['a\rb\r\n5.7.705\r', '\n5.7.750']))).toEqual([
      { line: 3, column: 1, code: '5.7.705' },
      { line: 4, column: 1, code: '5.7.750' },
    ]);
  });

  it('takes a line break cut in two for one, the first piece being that break', () => {
    expect(withoutText(scan(['\r', '\n5.7.705']))).toEqual([{ line: 2, column: 1, code: '5.7.705' }]);
  });

  it('finds what the line-by-line reading finds, however the text is cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (whole, cuts) => {
        const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
        const pieces = [0, ...places].map((from, index) => whole.slice(from, places[index] ?? whole.length));
        const hits = scan(pieces);
        expect(hits).toEqual(scan([whole]));
        expect(withoutText(hits)).toEqual(byLines(whole));
      }),
      { numRuns: amount(100, 500) },
    );
  });

  it('finds a hit cut at every place', () => {
    const whole = 'a\n550 5.7.705 Access denied\nb';
    for (let cut = 0; cut <= whole.length; cut += 1)
      expect(withoutText(scan([whole.slice(0, cut), whole.slice(cut)]))).toEqual([
        { line: 2, column: 5, code: '5.7.705' },
      ]);
    expect(withoutText(scan([...whole]))).toEqual([{ line: 2, column: 5, code: '5.7.705' }]);
  });

  it('keeps the text of an overlong line short and around the hit', () => {
    const [hit] = scan([`${'x'.repeat(300_000)} 550 5.7.705 denied ${'y'.repeat(300_000)}`]);
    expect(hit?.column).toBe(300_006);
    expect(hit?.text).toContain('550 5.7.705 denied');
    expect(hit?.text.length).toBeLessThanOrEqual(excerptLength + 2);
  });

  it('takes linear work on a line of nothing but codes', async () => {
    const line = (size: number) => '5.7.705 '.repeat(size / 8);
    expect(scan([line(1 << 18)])).toHaveLength(1 << 15);
    await expectLinear(1 << 15, (size) => scan([line(size)]));
  });
});
