import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CsvRecords } from '../../../../../src/core/logs/formats/csvRecords';

interface Taken {
  readonly cells: readonly string[];
  readonly lines: number;
  readonly isBroken: boolean;
}

function read(
  lines: readonly string[],
  columns?: number,
  limits?: { lines: number; length: number },
): Taken[] {
  const taken: Taken[] = [];
  const records = new CsvRecords<{ readonly text: string }>(
    ',',
    columns,
    (cells, { length }, isBroken) => taken.push({ cells, lines: length, isBroken }),
    limits,
  );
  for (const text of lines) records.push({ text });
  records.end();
  return taken;
}

const endless = { lines: Number.POSITIVE_INFINITY, length: 1 << 20 };

describe('CSV records', () => {
  it('have the cells that were written, with commas, quotation marks, blanks and line breaks in them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '\n', ';') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(table, fc.boolean(), (rows, quotes) => {
        const written = Papa.unparse(rows, { quotes, newline: '\n' });
        expect(read(written.split('\n'), undefined, endless).map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it('go on over the lines of a quoted cell', () => {
    expect(read(['a,"b', 'c"', 'd,e'])).toEqual([
      { cells: ['a', 'b\nc'], lines: 2, isBroken: false },
      { cells: ['d', 'e'], lines: 1, isBroken: false },
    ]);
  });

  it('are not opened by a quotation mark within a cell', () => {
    expect(read(['15" screen,a', 'b,c']).map(({ cells }) => cells)).toEqual([
      ['15" screen', 'a'],
      ['b', 'c'],
    ]);
  });

  it.each([
    ['a whole record comes', 2, undefined, 0],
    ['it is too many lines', undefined, { lines: 2, length: 100 }, 2],
    ['it is too long', undefined, { lines: 100, length: 6 }, 1],
    ['no more comes', undefined, endless, 3],
  ])(
    'that a stray quotation mark has opened are read line by line where %s',
    (_, columns, limits, broken) => {
      const taken = read(['"a,b', 'c,d', 'e,f', 'g,h'], columns, limits);
      expect(taken.slice(1).map(({ cells }) => cells)).toEqual([
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h'],
      ]);
      expect(taken.filter(({ isBroken }) => isBroken).length).toBe(1 + broken);
    },
  );
});
