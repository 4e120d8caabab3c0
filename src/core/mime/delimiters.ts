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
  private readonly owners = new Map<string, Owner[]>();
  /** The boundaries of the same, in the order in which they were opened. */
  private readonly boundaries: string[] = [];
  /** Where `--` next begins a line, as far as is known; Infinity where it does no more. */
  private ahead = 0;

  constructor(private readonly text: string) {}

  open(boundary: string, owner: Owner): void {
    // In one that was folded a line ends: it is no line's.
    if (/[\r\n]/.test(boundary)) return;
    this.boundaries.push(boundary);
    const owners = this.owners.get(boundary);
    if (owners) owners.push(owner);
    else this.owners.set(boundary, [owner]);
  }

  /** Forgets the innermost multipart of a boundary; one around it with the same boundary comes back. */
  close(boundary: string): void {
    const owners = this.owners.get(boundary);
    if (!owners) return;
    this.boundaries.splice(this.boundaries.lastIndexOf(boundary), 1);
    owners.pop();
    if (owners.length === 0) this.owners.delete(boundary);
  }

  /** True when another multipart around the innermost one has the same boundary. */
  isShared(boundary: string): boolean {
    return (this.owners.get(boundary)?.length ?? 0) > 1;
  }

  /** The first delimiter line at or behind `from`, a line's start, and before `to`. */
  next(from: number, to: number): Delimiter<Owner> | undefined {
    if (this.owners.size === 0) return undefined;
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
    if (this.owners.size === 0 || !this.text.startsWith('--', lineStart)) return undefined;
    return this.innermostAt(lineStart, to) ?? this.anyAt(lineStart, to);
  }

  /** The same for the one delimiter that most of those lines are, and nothing behind it but the line's end. */
  private innermostAt(lineStart: number, to: number): Delimiter<Owner> | undefined {
    const boundary = this.boundaries.at(-1) ?? '';
    if (!this.text.startsWith(boundary, lineStart + 2)) return undefined;
    const lineEnd = lineStart + 2 + boundary.length;
    if (lineEnd >= to || !isLineBreak(this.text.charCodeAt(lineEnd))) return undefined;
    const owner = this.owners.get(boundary)?.at(-1);
    return owner && { owner, closing: false, lineStart, lineEnd };
  }

  private anyAt(lineStart: number, to: number): Delimiter<Owner> | undefined {
    const lineEnd = endOfLine(this.text, lineStart, to);
    if (lineEnd - lineStart > longestDelimiter) return undefined;
    const line = this.text.slice(lineStart + 2, lineEnd).trimEnd();
    const open = this.owners.get(line)?.at(-1);
    if (open !== undefined) return { owner: open, closing: false, lineStart, lineEnd };
    const closed = line.endsWith('--') ? this.owners.get(line.slice(0, -2))?.at(-1) : undefined;
    return closed === undefined ? undefined : { owner: closed, closing: true, lineStart, lineEnd };
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
