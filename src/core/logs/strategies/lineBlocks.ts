import { readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TextDecoder } from 'node:util';
import { LineCutter, longestLine, type TextLine } from '../../files/lines';
import { untilAborted } from '../../files/untilAborted';
import type { FileRange } from '../../search/fileParts';
import { bytesOf, type Log } from './log';
import type { PassOptions } from './strategy';

/** Bytes read at a time. */
const readLength = 1 << 20;
/** The longest rest of a line that is kept, in bytes. */
const longestRest = 1 << 18;
/** Where the first line is put in the memory: what searches it reads some bytes before, and behind. */
const first = 16;
const behind = 1 << 7;
/** How long the memory is. */
export const blockLength = readLength + longestRest + behind;
/** Bytes read between two looks at the signal: some milliseconds. */
export const bytesPerTurn = 1 << 25;

type ReadLine = (line: TextLine) => void;

/** Has a line of what is being read told: its text, and the lines before it there. */
export type TellLine = (text: string, index: number) => void;

/** Finds lines of one kind in a memory of its own. */
export interface LineFinder {
  /** As many as `blockLength`. */
  readonly bytes: Buffer;
  /**
   * Reads whole lines at a place in the memory.
   * @param before lines of the log before these
   * @returns how many there were
   */
  findLines(from: number, to: number, before: number, tell: TellLine): number;
  /** Told before it reads another log, or another part of one. */
  restart?(): void;
}

/** What was read of a log, or of a part of one. */
export interface LinesRead {
  readonly lines: number;
  /** In bytes. */
  readonly length: number;
}

export interface BlockOptions extends PassOptions {
  /** How much is read of what is not packed, in bytes. */
  readonly most?: number | undefined;
}

/** Reads logs into one memory, block by block, each of which begins and ends with lines. */
export class LineBlocks {
  /** How many lines came before those at hand. */
  lines = 0;
  /** How much of the log was read so far, in bytes. */
  length = 0;
  private start = first;
  private end = first;
  private endless: { readonly decoder: TextDecoder; readonly cutter: LineCutter } | undefined;
  private readLine: ReadLine = () => undefined;

  /** True where a mark of the encoding may stand at the start. */
  private isMarked = true;
  private readonly tell: TellLine = (text, index) => passWhole(text, this.lines + index + 1, this.readLine);

  constructor(private readonly finder: LineFinder) {}

  private get bytes(): Buffer {
    return this.finder.bytes;
  }

  /**
   * Reads the file of a log to its end and closes it; pauses now and then.
   * @param readLine reads the lines that are told, and each line, in pieces, that is too long to stand in the memory
   * @throws (by rejection) what reading it throws; what was read before stands
   */
  async *readAll(log: Log, readLine: ReadLine, options: BlockOptions): AsyncGenerator<void> {
    this.begin(readLine, 0, true);
    const file = bytesOf(log);
    if (!file) return;
    try {
      if (file.isPlain) yield* this.readPlain((room) => file.readInto(room), options);
      else yield* this.readStream(file.bytes(options.onRead), options);
    } finally {
      file.close();
      log.length = this.length;
      this.finish();
    }
    yield;
  }

  /**
   * Reads a part of a file that begins and ends with lines, while the caller waits.
   * @param file its descriptor
   * @param before lines of the file before the part: lines are counted from there
   * @throws the system's error
   */
  readPart(file: number, { from, to }: FileRange, before: number, readLine: ReadLine): LinesRead {
    this.begin(readLine, before, from === 0);
    for (;;) {
      const room = Math.min(readLength, to - from - this.length);
      const read = room > 0 ? readSync(file, this.room, 0, room, from + this.length) : 0;
      if (read === 0) break;
      this.push(read);
    }
    this.finish();
    return { lines: this.lines - before, length: this.length };
  }

  private begin(readLine: ReadLine, lines: number, isMarked: boolean): void {
    this.readLine = readLine;
    this.lines = lines;
    this.length = 0;
    this.start = this.end = first;
    this.endless = undefined;
    this.isMarked = isMarked;
    this.finder.restart?.();
  }

  private async *readPlain(
    readInto: (room: Buffer) => number,
    { signal, onRead, most = Number.POSITIVE_INFINITY }: BlockOptions,
  ): AsyncGenerator<void> {
    for (let turn = bytesPerTurn; ; ) {
      const read = readInto(this.room.subarray(0, Math.min(readLength, most - this.length)));
      if (read === 0) break;
      this.push(read);
      if (this.length >= turn) {
        turn += bytesPerTurn;
        onRead?.(this.length);
        await nextTurn();
        if (signal?.aborted) return;
      }
      yield;
    }
    onRead?.(this.length);
  }

  private async *readStream(
    chunks: AsyncIterable<Uint8Array>,
    { signal }: BlockOptions,
  ): AsyncGenerator<void> {
    for await (const chunk of untilAborted(chunks, signal)) {
      for (let at = 0; at < chunk.length; ) {
        const { room } = this;
        const piece = chunk.subarray(at, at + Math.min(room.length, readLength));
        room.set(piece);
        at += piece.length;
        this.push(piece.length);
      }
      yield;
    }
  }

  private get room(): Buffer {
    return this.bytes.subarray(this.end, this.bytes.length - behind);
  }

  /** Says how many bytes were put into the room. */
  private push(length: number): void {
    const { bytes } = this;
    const isFirst = this.length === 0 && this.isMarked;
    this.end += length;
    this.length += length;
    if (isFirst && bytes.toString('hex', first, first + 3) === 'efbbbf') this.start += 3;
    if (this.endless) this.continueEndless();
    if (this.endless) return;
    const lastFeed = bytes.subarray(this.start, this.end).lastIndexOf(0x0a);
    if (lastFeed >= 0) this.readLines(this.start + lastFeed + 1);
    if (this.end - this.start > longestRest / 2) {
      this.endless = { decoder: new TextDecoder(), cutter: new LineCutter(this.lines + 1) };
      this.continueEndless();
    } else this.move();
  }

  private readLines(to: number): void {
    this.lines += this.finder.findLines(this.start, to, this.lines, this.tell);
    this.start = to;
  }

  private move(): void {
    this.bytes.copyWithin(first, this.start, this.end);
    this.end -= this.start - first;
    this.start = first;
  }

  /** A line that does not end is cut as ever, up to its end. */
  private continueEndless(): void {
    const { endless, bytes } = this;
    if (!endless) return;
    const feed = bytes.subarray(this.start, this.end).indexOf(0x0a);
    const to = feed < 0 ? this.end : this.start + feed + 1;
    const text = endless.decoder.decode(bytes.subarray(this.start, to), { stream: true });
    endless.cutter.push(text, this.readLine);
    this.start = to;
    if (feed >= 0) {
      this.lines = endless.cutter.next - 1;
      this.endless = undefined;
    }
    this.move();
  }

  /** The last line may have no end. */
  private finish(): void {
    if (this.endless) this.endless.cutter.end(this.readLine);
    else if (this.end > this.start) {
      this.bytes[this.end] = 0x0a;
      this.end += 1;
      this.readLines(this.end);
    }
  }
}

/** Passes a line on, or, where it is too long for one, its pieces. */
function passWhole(text: string, number: number, take: ReadLine): void {
  if (text.length <= longestLine) {
    take({ text, number, offset: 0, complete: true });
    return;
  }
  const cutter = new LineCutter(number);
  cutter.push(text, take);
  cutter.end(take);
}

/** Where the line begins that holds a place, from `from` on. */
export function startOfLine(bytes: Buffer, from: number, at: number): number {
  const start = from + bytes.subarray(from, at).lastIndexOf(0x0a) + 1;
  return start + bytes.subarray(start, at).lastIndexOf(0x0d) + 1;
}

/** Where it ends, before `to`. */
export function lineEndAt(bytes: Buffer, at: number, to: number): number {
  const feed = bytes.subarray(at, to).indexOf(0x0a);
  const end = feed < 0 ? to : at + feed;
  const carriage = bytes.subarray(at, end).indexOf(0x0d);
  return carriage < 0 ? end : at + carriage;
}
