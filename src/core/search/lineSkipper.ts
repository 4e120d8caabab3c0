/** How many lines lie between two marks. */
export const linesBetweenMarks = 1 << 14;

const feed = 0x0a;
const carriage = 0x0d;

/** Counts the lines of UTF-8 bytes up to one that is wanted, without looking at anything but line breaks. */
export class LineSkipper {
  private afterCarriage = false;

  /**
   * @param line number of the line that the first chunk begins with
   * @param wanted number of the line to skip to
   * @param offset of the first chunk in its file
   * @param marks offsets of every `linesBetweenMarks`th line, which grow as such lines are met
   */
  constructor(
    private line: number,
    private readonly wanted: number,
    private offset: number,
    private readonly marks: number[],
  ) {}

  get isSkipping(): boolean {
    return this.line < this.wanted || this.afterCarriage;
  }

  /** @returns the chunk from the wanted line on, or undefined where it is all before that line */
  skip(chunk: Uint8Array): Uint8Array | undefined {
    const { length } = chunk;
    let at = 0;
    // The `\n` of a `\r\n`.
    if (this.afterCarriage && length > 0 && chunk[0] === feed) at = this.begin(1);
    else if (this.afterCarriage && length > 0) at = this.begin(0);
    // Where the next ones stand; the system finds them several times faster than a look at each byte.
    const next = (byte: number) => {
      const found = chunk.indexOf(byte, at);
      return found < 0 ? length : found;
    };
    let feedAt = next(feed);
    let carriageAt = next(carriage);
    while (this.line < this.wanted && at < length) {
      const end = Math.min(feedAt, carriageAt);
      at = end === carriageAt && feedAt === end + 1 ? end + 2 : end + 1;
      if (end === length) break;
      this.line += 1;
      this.afterCarriage = end === carriageAt && end === length - 1;
      if (this.afterCarriage) break;
      this.mark(at);
      if (feedAt < at) feedAt = next(feed);
      if (carriageAt < at) carriageAt = next(carriage);
    }
    this.offset += length;
    return this.isSkipping ? undefined : chunk.subarray(at);
  }

  /** A line begins after a `\r` at the end of the last chunk. */
  private begin(at: number): number {
    this.afterCarriage = false;
    this.mark(at);
    return at;
  }

  private mark(at: number): void {
    const index = (this.line - 1) / linesBetweenMarks;
    if (index === this.marks.length) this.marks.push(this.offset + at);
  }
}
