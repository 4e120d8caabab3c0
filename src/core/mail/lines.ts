import { LineEnds } from './ahead';
import { afterLineBreak } from './header';

/** Counts the lines of a text as the editor does, asked from front to back, so that the text is searched once at most. */
export class Lines {
  private lineStart = 0;
  private nextStart: number;
  private readonly ends: LineEnds;

  /** @param line number of the first line */
  constructor(
    private readonly text: string,
    private line = 1,
  ) {
    this.ends = new LineEnds(text);
    this.nextStart = this.findNextStart();
  }

  /** The number of the line that holds an offset, and where that line starts. */
  at(offset: number): { line: number; lineStart: number } {
    while (this.nextStart <= offset) {
      this.line += 1;
      this.lineStart = this.nextStart;
      this.nextStart = this.findNextStart();
    }
    return { line: this.line, lineStart: this.lineStart };
  }

  private findNextStart(): number {
    const { text } = this;
    const end = this.ends.next(this.lineStart, text.length);
    return end < text.length ? afterLineBreak(text, end) : Number.POSITIVE_INFINITY;
  }
}
