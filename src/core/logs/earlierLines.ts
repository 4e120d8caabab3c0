import type { QueueIdKernel } from './kernel/queueIdKernel';
import { endOfLine, startOfLine } from './lineBlocks';
import { longestLine } from './lines';
import type { PastBytes } from './pastBytes';

/** A file among those that were read, one behind the other. Lengths are bytes. */
export interface ReadFile {
  /** Bytes in the files before it. */
  readonly before: number;
  /** How much of it was read so far. */
  readonly length: number;
}

/** A line that was read before. */
export interface EarlierLine {
  readonly file: number;
  /** Where it begins, by the bytes of all files. */
  readonly place: number;
  readonly text: string;
}

/** Bytes looked at at first, and at a time at most. */
const nearest = 1 << 12;
const longestStep = 1 << 20;
/** Bytes read ahead, and at least wanted before a place. */
const longestAhead = 1 << 16;
const leastNear = 1 << 10;
/** Where the bytes are put in the kernel's memory. */
const first = 16;
/** What a line that is found costs, beside the bytes on the way to it. */
const lineCost = 1 << 9;

/** Looks back from a line for those before it that hold a text. */
export class EarlierLines {
  /** What was done so far, in bytes that were looked at. */
  spent = 0;
  /** What is in the kernel's memory. */
  private near = { file: -1, from: 0, to: 0 };

  /**
   * @param files those that `past` has begun, by their numbers
   * @param farthest how far back lines are looked for, in bytes
   */
  constructor(
    private readonly files: readonly ReadFile[],
    private readonly past: PastBytes,
    private readonly kernel: QueueIdKernel,
    private readonly farthest: number,
  ) {}

  /**
   * Lines with a text, the last first.
   * @param file the number of the file in which to begin
   * @param offset where in it, at the beginning of a line
   * @param after lines that begin at this place of all files, or before, are not wanted
   * @returns true where there are no more, false where they stand too far back, or are not to be had any more
   */
  *holding(text: string, file: number, offset: number, after: number): Generator<EarlierLine, boolean> {
    let left = this.farthest;
    let to = offset;
    for (let number = file; number >= 0; number -= 1) {
      if (number < file) to = this.files[number]?.length ?? 0;
      const before = this.files[number]?.before ?? 0;
      for (let step = nearest; to > 0; ) {
        if (before + to <= after) return true;
        if (left <= 0) return false;
        const block = this.blockBefore(number, to, step);
        if (!block) return false;
        const from = to - block.length;
        const start = from === 0 ? afterMark(block) : block.indexOf(0x0a) + 1;
        if (from > 0 && (start === 0 || start === block.length)) {
          // A line is longer than that.
          if (step >= longestStep) return false;
          step *= 4;
          continue;
        }
        left -= block.length - start;
        yield* this.linesIn(block, start, text, { number, place: before + from, after });
        to = from === 0 ? 0 : from + start;
        step = Math.min(longestStep, 2 * step);
      }
    }
    return true;
  }

  private *linesIn(
    block: Buffer,
    start: number,
    text: string,
    { number, place, after }: { number: number; place: number; after: number },
  ): Generator<EarlierLine, void> {
    for (let to = block.length; ; ) {
      const at = this.lastOf(text, block, start, to);
      this.spent += to - Math.max(at ?? start, start) + lineCost;
      if (at === undefined) return;
      const from = startOfLine(block, start, at);
      if (place + from <= after) return;
      const line = block.toString('utf8', from, endOfLine(block, at, to));
      to = from;
      // What is longer is no record.
      if (line.length <= longestLine) yield { file: number, place: place + from, text: line };
    }
  }

  private lastOf(text: string, block: Buffer, from: number, to: number): number | undefined {
    const origin = block.byteOffset - this.kernel.bytes.byteOffset;
    const found = this.kernel.lastOf(text, origin + from, origin + to);
    return found === undefined ? undefined : found - origin;
  }

  /** The bytes before a place: some of them at least, all where the file begins; undefined where they are not to be had. */
  private blockBefore(file: number, to: number, step: number): Buffer | undefined {
    const { bytes } = this.kernel;
    const { near } = this;
    if (near.file === file && near.from < to - leastNear && to <= near.to && step === nearest)
      return bytes.subarray(first, first + to - near.from);
    const from = Math.max(0, to - step);
    // Where codes stand close together the next look begins close to this one.
    const isClose = near.file === file && to - near.to < longestAhead && to > near.to && step === nearest;
    const end = isClose ? Math.min(to + longestAhead, this.files[file]?.length ?? 0) : to;
    const block = bytes.subarray(first, first + end - from);
    if (!this.past.read(file, from, block)) return undefined;
    this.near = { file, from, to: end };
    return block.subarray(0, to - from);
  }
}

/** A byte order mark is not part of the first line. */
function afterMark(block: Buffer): number {
  return block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? 3 : 0;
}
