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
  /** Where `--` next begins a line, as far as is known; Infinity where it does no more. */
  private ahead = 0;

  constructor(private readonly text: string) {}

  open(boundary: string, owner: Owner): void {
    const owners = this.owners.get(boundary);
    if (owners) owners.push(owner);
    else this.owners.set(boundary, [owner]);
  }

  /** Forgets the innermost multipart of a boundary; one around it with the same boundary comes back. */
  close(boundary: string): void {
    const owners = this.owners.get(boundary);
    owners?.pop();
    if (owners?.length === 0) this.owners.delete(boundary);
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
    const before = this.text.charCodeAt(at - 1);
    return (at === 0 || before === 0x0a || before === 0x0d) && this.text.startsWith('--', at);
  }
}
