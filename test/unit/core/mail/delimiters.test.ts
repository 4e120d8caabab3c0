import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Delimiters } from '../../../../src/core/mail/delimiters';

/** The slow and obvious way: the whole line against each boundary, the innermost first. */
function bySplitting(line: string, boundaries: readonly string[]): string | undefined {
  const said = line
    .replace(/[\r\n].*$/s, '')
    .slice(2)
    .trimEnd();
  if (!line.startsWith('--')) return undefined;
  const open = boundaries.lastIndexOf(said);
  if (open >= 0) return `${open} opens`;
  const closed = said.endsWith('--') ? boundaries.lastIndexOf(said.slice(0, -2)) : -1;
  return closed >= 0 ? `${closed} closes` : undefined;
}

const boundary = fc.constantFrom('a', 'b', 'a--', 'ab', 'a b', 'a--b', '', '--', 'A');
const tail = fc.constantFrom(
  '',
  '--',
  '----',
  ' ',
  '-- \t',
  '\r\n',
  '--\r\nx',
  '\n',
  ' \r',
  'b',
  '--b\n',
  '-',
);

describe('Delimiters', () => {
  it('tell what a line is as the whole line says', () => {
    fc.assert(
      fc.property(fc.array(boundary, { maxLength: 5 }), boundary, tail, (boundaries, said, behind) => {
        const line = `--${said}${behind}`;
        const delimiters = new Delimiters<number>(line);
        for (const [index, open] of boundaries.entries()) delimiters.open(open, index);
        const found = delimiters.at(0, line.length);
        const expected = bySplitting(line, boundaries);
        expect(found && `${found.owner} ${found.closing ? 'closes' : 'opens'}`).toBe(expected);
        if (found) expect(line.slice(0, found.lineEnd).trimEnd()).toBe(line.split(/[\r\n]/)[0]?.trimEnd());
      }),
      { numRuns: 2000 },
    );
  });
});
