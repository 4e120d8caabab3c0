import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ahead, LineEnds } from '../../../../src/core/mail/ahead';
import { endOfLine } from '../../../../src/core/mail/header';

const texts = fc.string({ unit: fc.constantFrom('\r', '\n', '=', '?', 'x'), maxLength: 40 });
const places = fc.array(fc.nat(45), { maxLength: 8 }).map((offsets) => offsets.sort((a, b) => a - b));

describe('Ahead', () => {
  it('finds what a search from each place on finds', () => {
    fc.assert(
      fc.property(texts, places, (text, froms) => {
        const ahead = new Ahead(text, '=?');
        for (const from of froms) {
          const found = text.indexOf('=?', from);
          expect(ahead.next(from)).toBe(found < 0 ? Number.POSITIVE_INFINITY : found);
        }
      }),
    );
  });
});

describe('LineEnds', () => {
  it('finds the ends that reading unit by unit finds', () => {
    fc.assert(
      fc.property(texts, places, fc.nat(45), (text, froms, limit) => {
        const ends = new LineEnds(text);
        const to = Math.min(limit, text.length);
        for (const from of froms.filter((offset) => offset <= to))
          expect(ends.next(from, to)).toBe(endOfLine(text, from, to));
      }),
    );
  });
});
