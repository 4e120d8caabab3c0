import { setImmediate as nextTurn } from 'node:timers/promises';
import { TextDecoder } from 'node:util';
import { LineCutter, longestLine, type TextLine } from './lines';
import type { PastBytes, SyslogFile } from './pastBytes';

/** Bytes read at a time. */
export const readLength = 1 << 20;
/** The longest rest of a line that is kept, in bytes. */
const longestRest = 1 << 18;
/** Where the first line is put in the memory: what searches it reads some bytes before, and behind. */
const first = 16;
const behind = 1 << 7;
/** How long the memory is. */
export const blockLength = readLength + longestRest + behind;
/** Bytes read between two looks at the signal: some milliseconds. */
export const bytesPerTurn = 1 << 25;

/** Who reads the lines. */
export interface LineTaker {
  /**
   * Whole lines stand at a place in the memory.
   * @returns how many there were
   */
  readLines(from: number, to: number): number;
  /** A line, or a piece of one, that is too long to stand there. */
  takePiece(line: TextLine): void;
}

export interface BlockOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onRead?: ((bytesRead: number) => void) | undefined;
  /** How much of a plain file is read, in bytes. */
  readonly most?: number;
}

/** Reads files into one memory, block by block, each of which begins and ends with lines. */
export class LineBlocks {
  /** How many lines came before those at hand. */
  lines = 0;
  /** How much of the file was read so far, in bytes. */
  length = 0;
  /** Where in the file the memory's first byte would be. */
  origin = 0;
  private start = first;
  private end = first;
  private endless: { readonly decoder: TextDecoder; readonly cutter: LineCutter } | undefined;

  /** @param bytes as many as `blockLength` */
  constructor(
    readonly bytes: Buffer,
    private readonly taker: LineTaker,
  ) {}

  /** Where in the memory a byte of the file is; undefined for one that came before the lines at hand. */
  placeOf(offset: number): number | undefined {
    const at = offset - this.origin;
    return at >= first ? at : undefined;
  }

  /**
   * Reads a file, which `past` has begun with; pauses now and then.
   * @throws (by rejection) what reading it throws; what was read before stands
   */
  async *readAll(file: SyslogFile, past: PastBytes, options: BlockOptions): AsyncGenerator<void> {
    this.origin = -first;
    this.lines = 0;
    this.length = 0;
    this.start = this.end = first;
    this.endless = undefined;
    try {
      yield* file.path === undefined ? this.unpacked(file, past, options) : this.inPlace(past, options);
    } finally {
      this.finish();
    }
  }

  private async *inPlace(
    past: PastBytes,
    { signal, onRead, most = Number.POSITIVE_INFINITY }: BlockOptions,
  ): AsyncGenerator<void> {
    let at = 0;
    for (let turn = bytesPerTurn; ; ) {
      const { room } = this;
      const read = past.readOn(room.subarray(0, Math.min(readLength, most - at)), at);
      if (read === 0) break;
      at += read;
      this.push(read);
      if (at >= turn) {
        turn += bytesPerTurn;
        onRead?.(at);
        await nextTurn();
        if (signal?.aborted) return;
      }
      yield;
    }
    onRead?.(at);
  }

  private async *unpacked(
    file: SyslogFile,
    past: PastBytes,
    { signal, onRead }: BlockOptions,
  ): AsyncGenerator<void> {
    let offset = 0;
    for await (const chunk of file.bytes(onRead)) {
      if (signal?.aborted) return;
      past.remember(chunk, offset);
      offset += chunk.length;
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
    const isFirst = this.origin === -first && this.end === first;
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
    this.lines += this.taker.readLines(this.start, to);
    this.start = to;
  }

  private move(): void {
    this.bytes.copyWithin(first, this.start, this.end);
    this.origin += this.start - first;
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
    endless.cutter.push(text, (line) => this.taker.takePiece(line));
    this.start = to;
    if (feed >= 0) {
      this.lines = endless.cutter.next - 1;
      this.endless = undefined;
    }
    this.move();
  }

  /** The last line may have no end. */
  private finish(): void {
    if (this.endless) this.endless.cutter.end((line) => this.taker.takePiece(line));
    else if (this.end > this.start) {
      this.bytes[this.end] = 0x0a;
      this.end += 1;
      this.readLines(this.end);
    }
  }
}

/** Gives a line, or, where it is too long for one, its pieces. */
export function takeWhole(text: string, number: number, take: (line: TextLine) => void): void {
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
export function endOfLine(bytes: Buffer, at: number, to: number): number {
  const feed = bytes.subarray(at, to).indexOf(0x0a);
  const end = feed < 0 ? to : at + feed;
  const carriage = bytes.subarray(at, end).indexOf(0x0d);
  return carriage < 0 ? end : at + carriage;
}
