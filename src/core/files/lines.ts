/** A line without its line break, or a piece of an overlong one. */
export interface TextLine {
  readonly text: string;
  /** Counted from 1; `\n`, `\r\n` and a lone `\r` each end a line, as in the editor. */
  readonly number: number;
  /** How much of the line came before, in UTF-16 units. More than 0 only in pieces of an overlong line. */
  readonly offset: number;
  /** False for a piece that more of the same line follows. */
  readonly complete: boolean;
}

/** False for a piece of an overlong line. */
export function isWhole({ complete, offset }: TextLine): boolean {
  return complete && offset === 0;
}

/**
 * The longest line read as a record, in UTF-16 units. Lines of mail logs stay under 4,000 and rows of a trace under
 * 40,000; what is longer comes in pieces, so that one endless line needs no endless memory.
 */
export const longestLine = 1 << 16;

/** Cuts a text that arrives in pieces of any size into lines. Lines do not depend on how it was cut. */
export class LineCutter {
  private pending = '';
  private offset = 0;

  /**
   * @param number of the first line
   * @param longest what is longer comes in pieces, in UTF-16 units
   */
  constructor(
    private number = 1,
    private readonly longest = longestLine,
  ) {}

  /** The number of the line at hand. */
  get next(): number {
    return this.number;
  }

  /** Takes the next piece and passes on the lines that it completes. */
  push(piece: string, take: (line: TextLine) => void): void {
    const text = this.pending + piece;
    let start = 0;
    // Before the end of what was kept there is none.
    let feed = text.indexOf('\n', this.pending.length);
    let carriage = text.indexOf('\r', Math.max(0, this.pending.length - 1));
    for (;;) {
      if (feed >= 0 && feed < start) feed = text.indexOf('\n', start);
      if (carriage >= 0 && carriage < start) carriage = text.indexOf('\r', start);
      // A `\r` at the very end may be the first half of `\r\n`.
      const lone = carriage >= 0 && (feed < 0 || carriage < feed) && carriage < text.length - 1;
      const end = lone ? carriage : feed;
      if (end < 0) break;
      this.pass(text, start, end, true, take);
      start = lone && feed === carriage + 1 ? feed + 1 : end + 1;
    }
    this.keep(text, start, take);
  }

  /** Passes on the last line, the one without a line break. */
  end(take: (line: TextLine) => void): void {
    const text = this.pending.endsWith('\r') ? this.pending.slice(0, -1) : this.pending;
    if (this.pending !== '' || this.offset > 0) this.pass(text, 0, text.length, true, take);
    this.pending = '';
  }

  private keep(text: string, from: number, take: (line: TextLine) => void): void {
    let start = from;
    // One unit more: it may be the `\r` of the line's end.
    while (text.length - start > this.longest + 1) {
      this.pass(text, start, start + this.longest, false, take);
      start += this.longest;
    }
    this.pending = text.slice(start);
  }

  private pass(
    text: string,
    from: number,
    end: number,
    complete: boolean,
    take: (line: TextLine) => void,
  ): void {
    let start = from;
    for (; end - start > this.longest; start += this.longest) {
      take({
        text: text.slice(start, start + this.longest),
        number: this.number,
        offset: this.offset,
        complete: false,
      });
      this.offset += this.longest;
    }
    take({ text: text.slice(start, end), number: this.number, offset: this.offset, complete });
    this.offset = complete ? 0 : this.offset + end - start;
    if (complete) this.number += 1;
  }
}
