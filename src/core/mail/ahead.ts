/** Where something next stands in a text. Asked from front to back, so that the text is searched once at most. */
export class Ahead {
  private found = -1;

  constructor(
    private readonly text: string,
    private readonly sought: string,
  ) {}

  /** The first offset at or behind `from`, which only grows from call to call; Infinity where it stands no more. */
  next(from: number): number {
    if (this.found < from) {
      const found = this.text.indexOf(this.sought, from);
      this.found = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.found;
  }
}

/** The ends of a text's lines, asked for from front to back: a `\n`, `\r\n` or lone `\r`. */
export class LineEnds {
  private lineFeed = -1;
  private carriageReturn = -1;

  constructor(private readonly text: string) {}

  /** Offset of what ends the line at `from`, or `to` where nothing does before. */
  next(from: number, to: number): number {
    if (this.lineFeed < from) this.lineFeed = this.find('\n', from);
    if (this.carriageReturn < from) this.carriageReturn = this.find('\r', from);
    return Math.min(this.carriageReturn, this.lineFeed, to);
  }

  private find(lineBreak: string, from: number): number {
    const found = this.text.indexOf(lineBreak, from);
    return found < 0 ? Number.MAX_SAFE_INTEGER : found;
  }
}
