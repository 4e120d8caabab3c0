import type { TextLine } from '../files/lines';
import type { FilePlace, LineRange, ReadLines } from './excerpt';

/** How much of a line is shown that is not asked for, in UTF-16 units. Records of logs are shorter. */
const longestShown = 8192;

/** Collects lines as they are cut, each in a length that an editor can show. */
export class LineCollector {
  private readonly lines: string[] = [];
  private shift = 0;
  private count = 0;

  constructor(
    private readonly range: LineRange,
    private readonly place: FilePlace,
  ) {}

  get isFull(): boolean {
    return this.count > this.range.count;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  readonly take = (line: TextLine): void => {
    const index = line.number - this.range.first;
    if (index < 0 || index > this.range.count) return;
    // One more line says that the file goes on.
    this.count = index + 1;
    if (index === this.range.count) return;
    if (line.number === this.place.line) this.takeAround(line, index);
    else if (line.offset === 0) this.lines[index] = clipped(line);
  };

  /** @param isEnd true where no line follows */
  result(isEnd: boolean): ReadLines {
    return { lines: this.lines, isEnd, shift: this.shift };
  }

  /** Of an overlong line, the piece that holds the column. */
  private takeAround({ text, offset, complete }: TextLine, index: number): void {
    const column = this.place.column - 1;
    if (offset > 0 && column < offset) return;
    const lead = offset > 0 ? '…' : '';
    this.lines[index] = `${lead}${text}${complete ? '' : '…'}`;
    this.shift = offset - lead.length;
    if (offset === 0) this.shift = 0;
  }
}

function clipped({ text, complete }: TextLine): string {
  if (text.length <= longestShown && complete) return text;
  return `${text.slice(0, longestShown)}…`;
}
