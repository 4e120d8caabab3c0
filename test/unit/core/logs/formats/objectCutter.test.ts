import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCutter, type TextLine } from '../../../../../src/core/files/lines';
import { type CutOptions, ObjectCutter } from '../../../../../src/core/logs/formats/objectCutter';

interface Told {
  /** The objects, each with the line on which it begins. */
  readonly objects: (readonly [object: unknown, line: number])[];
  readonly broken: string[];
  readonly lost: string[];
  /** All that was told, as it stands in the text. */
  readonly texts: string[];
  isOpen: boolean;
}

/** What is cut out of a text whose lines come in pieces of a length. */
function cut(text: string, options: Partial<CutOptions> = {}, piece = 1 << 16): Told {
  const told: Told = { objects: [], broken: [], lost: [], texts: [], isOpen: false };
  const cutter = new ObjectCutter<TextLine>(
    {
      object: (object, each) => {
        told.objects.push([object, each.line.number]);
        told.texts.push(each.text);
      },
      broken: (each) => {
        told.broken.push(each.text);
        told.texts.push(each.text);
      },
      lost: (each) => {
        told.lost.push(each.text);
        told.texts.push(each.text);
      },
      outside: (part) => told.texts.push(part.text),
    },
    { around: 0, longest: 1000, deepest: 0, ...options },
  );
  const lines = new LineCutter(1, piece);
  const push = (line: TextLine) => cutter.push(line);
  lines.push(text, push);
  lines.end(push);
  cutter.end();
  told.isOpen = cutter.isOpen;
  return told;
}

const rows = [{ a: '}]"\\', b: [{ c: 1 }] }, { a: {} }, {}];

const layouts: readonly (readonly [layout: string, text: string, around: 0 | 1])[] = [
  ['one a line', rows.map((row) => JSON.stringify(row)).join('\n'), 0],
  ['one a line with commas, in a list', `[\n${rows.map((row) => JSON.stringify(row)).join(', \n')}\n]`, 0],
  ['a list on one line', JSON.stringify(rows), 0],
  ['a list over lines', JSON.stringify(rows, undefined, 2), 0],
  ['several on a line', rows.map((row) => JSON.stringify(row)).join(' '), 0],
  ['a list in an object', JSON.stringify({ x: 'y', value: rows, z: { not: 'listed' } }), 1],
  ['the same over lines', JSON.stringify({ x: 'y', value: rows, z: { not: 'listed' } }, undefined, 1), 1],
];

describe('the cutter of objects', () => {
  it.each(layouts)('cuts the same out of %s, in pieces of any length', (_, text, around) => {
    for (const piece of [1 << 16, 7, 2, 1])
      expect(cut(text, { around }, piece)).toMatchObject({
        objects: rows.map((row) => [row, expect.any(Number)]),
        broken: [],
        lost: [],
        isOpen: false,
      });
  });

  it('says on which line an object begins', () => {
    expect(cut('[\n{"a":\n1},\n\n{}]').objects).toEqual([
      [{ a: 1 }, 2],
      [{}, 5],
    ]);
  });

  it('goes on behind what is broken, too long or cut short', () => {
    expect(cut('{"a":x}{"b":1}')).toMatchObject({ objects: [[{ b: 1 }, 1]], broken: ['{"a":x}'] });
    const long = `{"a":"${'x'.repeat(2000)}","b":[{"c":1}]}`;
    const told = cut(`[${long},{"d":1}]`, {}, 100);
    expect([told.objects, told.lost.length]).toEqual([[[{ d: 1 }, 1]], 1]);
    expect(cut('{"value":[{"a":"b\n,{"c":1}]}', { around: 1 })).toMatchObject({
      objects: [[{ c: 1 }, 2]],
      lost: ['{"a":"b'],
      isOpen: false,
    });
    expect(cut('{"a":{"b":1\n{"c":1}')).toMatchObject({ objects: [[{ c: 1 }, 2]], lost: ['{"a":{"b":1'] });
    expect(cut('[{"a":1},{"b"')).toMatchObject({ objects: [[{ a: 1 }, 1]], lost: ['{"b"'], isOpen: true });
  });

  it('puts together what stands on several lines as it stands, and of a line in pieces too', () => {
    expect(cut('{"a":5.7.705\nNov', {}).lost).toEqual(['{"a":5.7.705\nNov']);
    expect(cut('{"a":\n1\n}x').objects).toEqual([[{ a: 1 }, 1]]);
  });

  it('cuts the objects of a list out of one that is too long', () => {
    const answer = {
      took: 1,
      hits: { total: { value: 2 }, hits: [{ a: 'x'.repeat(900) }, { a: 'y'.repeat(900) }] },
    };
    const { objects } = cut(JSON.stringify(answer), { deepest: 6 }, 50);
    expect(objects.map(([object]) => object)).toEqual([{ value: 2 }, ...answer.hits.hits]);
  });

  it('loses nothing of any text', () => {
    const sign = fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', 'a', '1', '\n');
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 60 }),
        fc.constantFrom(0 as const, 1 as const),
        fc.nat(3),
        (signs, around, deepest) => {
          const text = signs.join('');
          const { texts } = cut(text, { around, deepest, longest: 9 }, 5);
          expect(texts.join('').replace(/[,\n]/g, '')).toBe(text.replace(/[,\n]/g, ''));
        },
      ),
    );
  });
});
