import { endOfLine } from './header';

const dash = 0x2d;

/** Longest line looked at as a delimiter: a boundary of 70 characters (RFC 2046 §5.1.1), and much patience. */
const longestDelimiter = 2000;

/** A line `--boundary` or `--boundary--` (RFC 2046 §5.1.1). Offsets are UTF-16 units. */
export interface Delimiter<Owner> {
  readonly owner: Owner;
  readonly closing: boolean;
  readonly lineStart: number;
  readonly lineEnd: number;
}

/**
 * The boundaries of the multiparts that are open, innermost last, and the search for the next line that is one of
 * them. A boundary matches the whole line, so that one which begins like another is not taken for it.
 */
export class Delimiters<Owner> {
  /** In the order in which they were opened. */
  private readonly opened: { readonly boundary: string; readonly owner: Owner }[] = [];
  /** Where `--` next begins a line, as far as is known; Infinity where it does no more. */
  private ahead = 0;

  constructor(private readonly text: string) {}

  open(boundary: string, owner: Owner): void {
    // In one that was folded a line ends: it is no line's.
    if (!/[\r\n]/.test(boundary)) this.opened.push({ boundary, owner });
  }

  /** Forgets the innermost multipart of a boundary; one around it with the same boundary comes back. */
  close(boundary: string): void {
    const index = this.opened.findLastIndex((open) => open.boundary === boundary);
    if (index >= 0) this.opened.splice(index, 1);
  }

  /** True when another multipart around the innermost one has the same boundary. */
  isShared(boundary: string): boolean {
    let count = 0;
    for (const open of this.opened) if (open.boundary === boundary) count += 1;
    return count > 1;
  }

  /** The first delimiter line at or behind `from`, a line's start, and before `to`. */
  next(from: number, to: number): Delimiter<Owner> | undefined {
    if (this.opened.length === 0) return undefined;
    let lineStart = this.text.startsWith('--', from) ? from : this.nextDashes(from);
    while (lineStart < to) {
      const delimiter = this.at(lineStart, to);
      if (delimiter) return delimiter;
      lineStart = this.nextDashes(lineStart + 1);
    }
    return undefined;
  }

  /** The delimiter that the line at `lineStart` is. */
  at(lineStart: number, to: number): Delimiter<Owner> | undefined {
    const { text, opened } = this;
    if (opened.length === 0 || !text.startsWith('--', lineStart)) return undefined;
    let closing: Delimiter<Owner> | undefined;
    for (let index = opened.length - 1; index >= 0; index -= 1) {
      const { boundary = '', owner } = opened[index] ?? {};
      const end = lineStart + 2 + boundary.length;
      if (owner === undefined || text.slice(lineStart + 2, end) !== boundary) continue;
      if (end < to && isLineBreak(text.charCodeAt(end)))
        return { owner, closing: false, lineStart, lineEnd: end };
      if (!this.isClosed(end, to)) return this.withCareAt(lineStart, to);
      closing ??= { owner, closing: true, lineStart, lineEnd: end + 2 };
    }
    return closing;
  }

  /** True where two dashes and the line's end follow a boundary. */
  private isClosed(end: number, to: number): boolean {
    const lineEnd = end + 2;
    return (
      this.text.startsWith('--', end) &&
      (lineEnd === to || (lineEnd < to && isLineBreak(this.text.charCodeAt(lineEnd))))
    );
  }

  /** The same for any line: blanks may follow, and one boundary may begin like another. */
  private withCareAt(lineStart: number, to: number): Delimiter<Owner> | undefined {
    const lineEnd = endOfLine(this.text, lineStart, to);
    if (lineEnd - lineStart > longestDelimiter) return undefined;
    const line = this.text.slice(lineStart + 2, lineEnd).trimEnd();
    const open = this.ownerOf(line);
    if (open !== undefined) return { owner: open, closing: false, lineStart, lineEnd };
    const closed = line.endsWith('--') ? this.ownerOf(line.slice(0, -2)) : undefined;
    return closed === undefined ? undefined : { owner: closed, closing: true, lineStart, lineEnd };
  }

  private ownerOf(boundary: string): Owner | undefined {
    return this.opened.findLast((open) => open.boundary === boundary)?.owner;
  }

  /** Where `--` next begins a line at or behind `from`; two dashes are rarer in mail than line breaks. */
  private nextDashes(from: number): number {
    let at = Math.max(from, this.ahead);
    while (at !== Number.POSITIVE_INFINITY && !this.startsLine(at)) {
      while (this.text.charCodeAt(at) === dash) at += 1;
      const found = this.text.indexOf('--', at);
      at = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    this.ahead = at;
    return at;
  }

  private startsLine(at: number): boolean {
    return (at === 0 || isLineBreak(this.text.charCodeAt(at - 1))) && this.text.startsWith('--', at);
  }
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}
