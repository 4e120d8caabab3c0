import { diagnosticText } from '../diagnostic';
import { excerpt, printable } from '../printable';
import type { StatusCodeHit } from '../statusCode';

/** How much text on either side of a hit is looked at, in UTF-16 units: lines of a megabyte exist. */
const reach = 2000;
/** More continuation lines than any diagnostic code has. */
const mostLines = 8;
/** Longest sentence, in UTF-16 units. */
const longest = 300;

/**
 * What a decoded text says around a hit, fit to show (see `printable`): the diagnostic text where there is one, else
 * the line. A line that continues as a folded header field (RFC 5322 §2.2.3) is joined with what continues it.
 */
export function sentenceAround(text: string, hit: Pick<StatusCodeHit, 'start' | 'end'>): string {
  const first = Math.max(0, hit.start - reach);
  const before = text.slice(first, hit.start);
  const lineStart = first + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const line = joinedLine(text.slice(lineStart, hit.end + reach), hit.end - lineStart);
  const place = { start: hit.start - lineStart, end: hit.end - lineStart };
  return diagnosticText(line, place) ?? bareLine(line, place);
}

/** @param from offset in the text behind the hit; line breaks before it do not count */
function joinedLine(text: string, from: number): string {
  const [first = '', ...following] = text.slice(from).split(/\r\n|\n|\r/, mostLines);
  let line = text.slice(0, from) + first;
  if (!/^(?:[!-9;-~]+:|[ \t]+\S)/.test(line)) return line;
  for (const next of following) {
    if (!/^[ \t]+\S/.test(next)) break;
    line += ` ${next.trim()}`;
  }
  return line;
}

function bareLine(line: string, { start, end }: Pick<StatusCodeHit, 'start' | 'end'>): string {
  return printable(excerpt(line, start, end, longest).replace(/\s+/g, ' ').trim());
}
