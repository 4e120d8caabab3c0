import type { LineEnds } from './ahead';

/** Where a header block (RFC 5322 §2.2) stands, and where the body begins. */
export interface Header {
  readonly from: number;
  /** Behind the last field's line break. */
  readonly to: number;
  readonly bodyFrom: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const dash = 0x2d;

/** Offset of the `\n`, `\r\n` or lone `\r` that ends the line at `from`, or `to` where none does. */
export function endOfLine(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const unit = text.charCodeAt(at);
    if (unit === lineFeed || unit === carriageReturn) return at;
    at += 1;
  }
  return to;
}

/** Offset behind the line break at `at`; `at` itself where there is none. */
export function afterLineBreak(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit === carriageReturn) return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  return unit === lineFeed ? at + 1 : at;
}

/**
 * Finds the header block that begins at `from`. It ends at an empty line, at a line that `endsHere` tells is a
 * delimiter of a part around this one, or at `to`. Headers of one text are read from front to back.
 */
export function readHeader(
  text: string,
  lineEnds: LineEnds,
  from: number,
  to: number,
  endsHere: (lineStart: number, to: number) => boolean,
): Header {
  let at = from;
  while (at < to) {
    const end = lineEnds.next(at, to);
    if (end === at) return { from, to: at, bodyFrom: Math.min(to, afterLineBreak(text, end)) };
    if (text.charCodeAt(at) === dash && endsHere(at, to)) break;
    at = Math.min(to, afterLineBreak(text, end));
  }
  return { from, to: at, bodyFrom: at };
}
