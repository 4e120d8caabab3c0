import { type Reading, ReadingBuilder } from './reading';

/**
 * Reads format=flowed text with `DelSp=yes` (RFC 3676 §4), in which the blank before a soft line break is none of the
 * text's. Lines join where they are quoted equally deep; the line `-- ` over a signature joins with nothing. Without
 * DelSp a soft break leaves its blank behind, so that no word can be cut by it, and the text reads as it stands.
 */
export function readFlowed(text: string): Reading {
  const builder = new ReadingBuilder(text);
  let plain = 0;
  let line = contentOf(text, 0);
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    const next = contentOf(text, match.index + match[0].length);
    if (isSoft(text, line.from, match.index) && next.depth === line.depth) {
      builder.copy(plain, match.index - 1);
      plain = next.from;
    }
    line = next;
  }
  builder.copy(plain, text.length);
  return builder.done();
}

/** How deep a line is quoted, and where behind the quotation marks and the stuffed blank its content starts. */
function contentOf(text: string, lineStart: number): { depth: number; from: number } {
  let from = lineStart;
  while (text.charAt(from) === '>') from += 1;
  const depth = from - lineStart;
  return { depth, from: text.charAt(from) === ' ' ? from + 1 : from };
}

function isSoft(text: string, from: number, lineEnd: number): boolean {
  return lineEnd > from && text.charAt(lineEnd - 1) === ' ' && text.slice(from, lineEnd) !== '-- ';
}
