import { openPartsAt } from '../code/codeInParts';
import { excerpt } from '../code/printable';
import { contextAfter, contextBefore, findStatusCodes, type StatusCodeHit } from '../code/statusCode';
import { Lines } from '../mail/lines';

/** A hit in a text that is read piece by piece. */
export interface ScanHit {
  /** Counted from 1; `\n`, `\r\n` and a lone `\r` each end a line, as in the editor. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units, as the editor counts. */
  readonly column: number;
  readonly code: string;
  /** The line the hit stands on, or the part of it around the hit when it is longer than `excerptLength`. */
  readonly text: string;
}

/** Longest `text` of a hit, in UTF-16 units. */
export const excerptLength = 400;

/** A line longer than this is worked off before its end is seen, so that one endless line needs no endless memory. */
const longestPending = 1 << 16;

/**
 * Finds status codes in a text that arrives in pieces of any size. Hits do not depend on how it was cut.
 * Memory stays near the size of one piece.
 */
export class StatusCodeScanner {
  private pending = '';
  /** Offset in `pending` up to which hits were reported; text before it is kept as context. */
  private done = 0;
  private line = 1;
  /** Column of `pending[0]` minus 1. */
  private offsetInLine = 0;

  /** Takes the next piece and returns the hits that it completes. */
  push(piece: string): ScanHit[] {
    this.pending += piece;
    return this.report(this.safeEnd());
  }

  /** Says that no more text comes, and returns the last hits. */
  end(): ScanHit[] {
    return this.report(this.pending.length);
  }

  /** How far hits are certain: through the last complete line, or short of the end of an overlong one, and of a code that goes on there. */
  private safeEnd(): number {
    const text = this.pending;
    // A `\r` at the very end may be the first half of `\r\n`.
    const lastBreak = Math.max(text.lastIndexOf('\n'), text.slice(0, -1).lastIndexOf('\r'));
    const isOverlong = text.length - (lastBreak + 1) > longestPending;
    const end = isOverlong ? text.length - excerptLength - contextAfter : lastBreak + 1;
    return Math.max(this.done, openPartsAt(text, end) ?? end);
  }

  private report(end: number): ScanHit[] {
    const text = this.pending;
    const lines = new Lines(text, this.line);
    const hits = findStatusCodes(text, this.done, end).map((hit): ScanHit => {
      const { line, lineStart } = lines.at(hit.start);
      const column = this.columnsBefore(lineStart) + hit.start - lineStart + 1;
      return { line, column, code: hit.code, text: lineAround(text, lineStart, hit) };
    });
    const { line, lineStart } = lines.at(end);
    this.line = line;
    this.drop(lineStart, end);
    return hits;
  }

  /** What was dropped of the line that starts at an offset in `pending`: something only of the first. */
  private columnsBefore(lineStart: number): number {
    return lineStart === 0 ? this.offsetInLine : 0;
  }

  /** Forgets what was reported, but for what a later hit needs as context. */
  private drop(lineStart: number, end: number): void {
    const keepFrom = Math.max(lineStart, end - Math.max(contextBefore, excerptLength));
    this.offsetInLine = this.columnsBefore(lineStart) + keepFrom - lineStart;
    this.pending = this.pending.slice(keepFrom);
    this.done = end - keepFrom;
  }
}

/** The line a hit stands on, or the part of it around the hit when it is longer than `excerptLength`. */
export function lineAround(
  text: string,
  lineStart: number,
  hit: Pick<StatusCodeHit, 'start' | 'end'>,
): string {
  const from = Math.max(lineStart, hit.start - excerptLength);
  const window = text.slice(from, hit.end + excerptLength);
  const lineEnd = window.slice(hit.end - from).search(/[\r\n]/);
  const line = lineEnd < 0 ? window : window.slice(0, hit.end - from + lineEnd);
  return excerpt(line, hit.start - from, hit.end - from, excerptLength);
}
