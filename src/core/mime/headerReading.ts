import { mayHoldEncodedCode, readEncodedWords } from './encodedWords';
import { readParameters } from './parameters';
import type { Reading } from './reading';

/** What hides a code in a header field: an encoded word (RFC 2047) or a parameter in pieces (RFC 2231). */
export interface HeaderReading extends Reading {
  readonly disguise: 'encoded-word' | 'parameter';
}

/** A field: its first line, and those that begin with a blank. */
const fieldBreak = /(?:\r\n|\n|\r)(?![ \t\r\n])/g;
const coded = /\*[0-9]{0,6}\*?[ \t]{0,998}=|\\/;

/** Reads the header block in `[from, to)` of a text in every way that may show a code which the raw text does not. */
export function* readHeaderFields(text: string, from: number, to: number): Generator<HeaderReading> {
  const words = mayHoldEncodedCode(text, from, to) ? readEncodedWords(text, from, to) : undefined;
  if (words) yield { ...words, disguise: 'encoded-word' };
  const block = text.slice(from, to);
  if (!coded.test(block)) return;
  let start = 0;
  for (const match of [...block.matchAll(fieldBreak), { index: block.length }]) {
    if (coded.test(block.slice(start, match.index)))
      for (const value of readParameters(text, from + start, from + match.index).values())
        yield { ...value, disguise: 'parameter' };
    start = match.index + 1;
  }
}
