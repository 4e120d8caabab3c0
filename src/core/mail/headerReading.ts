import { Ahead } from './ahead';
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

/**
 * Reads the header blocks of one text, asked from front to back, in every way that may show a code which the raw text
 * does not. Few blocks have a sign of one, and where the next sign stands is known from the block before.
 */
export class HeaderReader {
  private readonly words: Ahead;
  private readonly stars: Ahead;
  private readonly backslashes: Ahead;

  constructor(private readonly text: string) {
    this.words = new Ahead(text, '=?');
    this.stars = new Ahead(text, '*');
    this.backslashes = new Ahead(text, '\\');
  }

  /** A cheap look: false where reading the block in `[from, to)` would show nothing. */
  mayShowCode(from: number, to: number): boolean {
    return this.words.next(from) < to || this.mayHaveParameter(from, to);
  }

  private mayHaveParameter(from: number, to: number): boolean {
    return this.stars.next(from) < to || this.backslashes.next(from) < to;
  }

  /** Reads the block in `[from, to)`. */
  *read(from: number, to: number): Generator<HeaderReading> {
    const word = this.words.next(from);
    const mayHold = word < to && mayHoldEncodedCode(this.text, { from, to }, word);
    const words = mayHold ? readEncodedWords(this.text, from, to) : undefined;
    if (words) yield { text: words.text, map: words.map, disguise: 'encoded-word' };
    if (!this.mayHaveParameter(from, to)) return;
    const block = this.text.slice(from, to);
    if (!coded.test(block)) return;
    let start = 0;
    for (const match of [...block.matchAll(fieldBreak), { index: block.length }]) {
      if (coded.test(block.slice(start, match.index)))
        for (const value of readParameters(this.text, from + start, from + match.index).values())
          yield { ...value, disguise: 'parameter' };
      start = match.index + 1;
    }
  }
}
