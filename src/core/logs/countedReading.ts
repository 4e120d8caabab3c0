import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TextDecoder } from 'node:util';
import { findStatusCodes } from '../statusCode';
import type { Attribution } from './attribution';
import { type Clock, StampReader } from './clock';
import type { Deliveries, MinuteOfDeliveries } from './deliveries';
import type { LogEvent } from './event';
import { longestRest, PostfixKernel, readLength } from './kernel/postfixKernel';
import { LineCutter, longestLine } from './lines';
import { LogReading } from './logReading';
import { syslog } from './syslog';

/** What syslog wrote, in UTF-8. */
export interface SyslogFile {
  readonly name: string;
  /** Where it can be read at any place; undefined for what is packed. */
  readonly path: string | undefined;
  /** Its bytes from the start. */
  bytes(onRead?: (bytesRead: number) => void): AsyncIterable<Uint8Array>;
}

interface Line {
  readonly offset: number;
  readonly length: number;
}

interface OpenFile {
  readonly file: SyslogFile;
  readonly reading: LogReading;
}

/** Bytes of a packed file that were read last. */
interface RecentBytes {
  readonly file: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Bytes of packed files that are kept: nearly all lines about a message stand closer together. */
const mostRecent = 1 << 23;
/** Minutes told apart at a time; they are passed on when there are more. */
const mostMinutes = 10_000;
/** Bytes read between two looks at the signal: some milliseconds. */
const bytesPerTurn = 1 << 25;
/** Where the first line is put in the kernel's memory. */
const first = 16;

/**
 * Reads what syslog wrote about mail, as `LogReading` does, but counts deliveries in the kernel and gives events for the rest only.
 * Of a message that a code concerns, every line is read as ever: those before the one with the code are looked up.
 */
export class CountedReading {
  private readonly kernel: PostfixKernel;
  private readonly files: OpenFile[] = [];
  private minutes = new Map<number | undefined, MinuteOfDeliveries>();
  private stamps: StampReader;
  /** The line that was looked at last, by where it is. */
  private seen = { at: -1, text: '' };
  /** Where in the file the memory's first byte would be, and how many lines came before. */
  private origin = 0;
  private lines = 0;
  private start = first;
  private end = first;
  private endless: { readonly decoder: TextDecoder; readonly cutter: LineCutter } | undefined;
  private descriptor: number | undefined;
  private readonly recent: RecentBytes[] = [];
  private recentLength = 0;

  /**
   * @param times deliveries at other times are not counted
   * @throws where WebAssembly is not to be had
   */
  constructor(
    private readonly attribution: Attribution,
    clock: Clock,
    times: { since?: number | undefined; until?: number | undefined },
  ) {
    this.stamps = new StampReader(clock);
    this.kernel = new PostfixKernel(
      {
        minuteOf: (stamp) => this.minuteOf(stamp),
        hasCode: (at, length) => findStatusCodes(this.textAt(at, length)).length > 0,
        take: (at, length, index) => this.take(this.textAt(at, length), this.lines + index + 1),
        recall: (file, offset, length, said) => this.recall(file, { offset, length }, said),
        minuteEnds: (counts) => this.addMinute(counts),
      },
      times,
    );
  }

  /** Reads a file and gives its events as they are ready. @param clock with the file's own reference */
  async *read(
    file: SyslogFile,
    clock: Clock,
    options: { signal?: AbortSignal | undefined; onRead?: ((bytesRead: number) => void) | undefined },
  ): AsyncGenerator<LogEvent[]> {
    const reading = new LogReading(file.name, clock, this.attribution);
    reading.beginAs(syslog);
    this.files.push({ file, reading });
    this.stamps = new StampReader(clock);
    this.origin = -first;
    this.lines = 0;
    this.start = this.end = first;
    this.endless = undefined;
    try {
      const pieces =
        file.path === undefined ? this.unpacked(file, options) : this.inPlace(file.path, options);
      for await (const _ of pieces) yield reading.drain();
    } finally {
      this.finish();
      if (this.descriptor !== undefined) closeSync(this.descriptor);
      this.descriptor = undefined;
    }
    yield reading.drain();
  }

  /** What was counted since this was asked for last. */
  deliveries(): Deliveries {
    this.kernel.endMinute();
    const minutes = [...this.minutes.values()];
    this.minutes = new Map();
    return { format: 'postfix', minutes, names: this.kernel.takeNames() };
  }

  get hasManyMinutes(): boolean {
    return this.minutes.size > mostMinutes;
  }

  private async *inPlace(
    path: string,
    {
      signal,
      onRead,
    }: { signal?: AbortSignal | undefined; onRead?: ((bytesRead: number) => void) | undefined },
  ): AsyncGenerator<void> {
    const file = openSync(path, 'r');
    this.descriptor = file;
    let at = 0;
    for (let turn = bytesPerTurn; ; ) {
      const { room } = this;
      const read = readSync(file, room, 0, Math.min(room.length, readLength), at);
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
    {
      signal,
      onRead,
    }: { signal?: AbortSignal | undefined; onRead?: ((bytesRead: number) => void) | undefined },
  ): AsyncGenerator<void> {
    let offset = 0;
    for await (const chunk of file.bytes(onRead)) {
      if (signal?.aborted) return;
      this.remember(chunk, offset);
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

  private remember(bytes: Uint8Array, offset: number): void {
    this.recent.push({ file: this.files.length - 1, offset, bytes });
    this.recentLength += bytes.length;
    while (this.recentLength > mostRecent) this.recentLength -= this.recent.shift()?.bytes.length ?? 0;
  }

  private get room(): Buffer {
    return this.kernel.bytes.subarray(this.end, this.kernel.bytes.length - 128);
  }

  /** Says how many bytes were put into the room. */
  private push(length: number): void {
    const { bytes } = this.kernel;
    const isFirst = this.origin === -first && this.end === first;
    this.end += length;
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
    const file = this.files.length - 1;
    this.seen = { at: -1, text: '' };
    this.lines += this.kernel.read(this.start, to, file, this.origin + this.start);
    this.start = to;
  }

  private move(): void {
    this.kernel.bytes.copyWithin(first, this.start, this.end);
    this.origin += this.start - first;
    this.end -= this.start - first;
    this.start = first;
  }

  /** A line that does not end is cut as ever, up to its end. */
  private continueEndless(): void {
    const { endless } = this;
    const { bytes } = this.kernel;
    if (!endless) return;
    const feed = bytes.subarray(this.start, this.end).indexOf(0x0a);
    const to = feed < 0 ? this.end : this.start + feed + 1;
    const reading = this.files.at(-1)?.reading;
    if (reading)
      endless.cutter.push(
        endless.decoder.decode(bytes.subarray(this.start, to), { stream: true }),
        reading.take,
      );
    this.start = to;
    if (feed >= 0) {
      this.lines = endless.cutter.next - 1;
      this.endless = undefined;
    }
    this.move();
  }

  /** The last line may have no end. */
  private finish(): void {
    const reading = this.files.at(-1)?.reading;
    if (this.endless && reading) this.endless.cutter.end(reading.take);
    else if (this.end > this.start) {
      this.kernel.bytes[this.end] = 0x0a;
      this.end += 1;
      this.readLines(this.end);
    }
    this.kernel.endMinute();
  }

  private textAt(at: number, length: number): string {
    if (this.seen.at !== at) this.seen = { at, text: this.kernel.bytes.toString('utf8', at, at + length) };
    return this.seen.text;
  }

  private take(text: string, number: number): void {
    const reading = this.files.at(-1)?.reading;
    if (text.length <= longestLine) reading?.take({ text, number, offset: 0, complete: true });
    else if (reading) {
      const cutter = new LineCutter(number);
      cutter.push(text, reading.take);
      cutter.end(reading.take);
    }
  }

  private recall(number: number, line: Line, said: string | undefined): void {
    const known = this.files[number];
    if (!known) return;
    const at = line.offset - this.origin;
    const isNear = number === this.files.length - 1 && at >= first;
    const text = isNear
      ? this.kernel.bytes.toString('utf8', at, at + line.length)
      : known.file.path === undefined
        ? this.recentText(number, line)
        : this.textIn(known.file.path, number, line);
    if (text !== undefined) known.reading.take({ text, number: 0, offset: 0, complete: true });
    else if (said !== undefined) this.take(`${entryHead(this.seen.text)}${said}`, 0);
  }

  private recentText(number: number, { offset, length }: Line): string | undefined {
    const parts = this.recent
      .filter(
        ({ file, offset: at, bytes }) =>
          file === number && at < offset + length && at + bytes.length > offset,
      )
      .map(({ offset: at, bytes }) => bytes.subarray(Math.max(0, offset - at), offset + length - at));
    const text = Buffer.concat(parts);
    return text.length === length ? text.toString('utf8') : undefined;
  }

  /** A line of a file; nothing where the file has gone meanwhile. */
  private textIn(path: string, number: number, { offset, length }: Line): string | undefined {
    const bytes = Buffer.allocUnsafe(length);
    const isOpen = number === this.files.length - 1 && this.descriptor !== undefined;
    try {
      const file = isOpen && this.descriptor !== undefined ? this.descriptor : openSync(path, 'r');
      try {
        return bytes.toString('utf8', 0, readSync(file, bytes, 0, length, offset));
      } finally {
        if (!isOpen) closeSync(file);
      }
    } catch {
      return undefined;
    }
  }

  private minuteOf(stamp: string): number | undefined {
    const zero = stamp.replace(/^(.{6,11}\d\d:\d\d:)\d\d(?:[.,]\d+)?/, '$100');
    return this.stamps.read(zero)?.at;
  }

  private addMinute(counts: MinuteOfDeliveries): void {
    const { at, delivered, deferred, other } = counts;
    if (delivered + deferred + other === 0) return;
    const before = this.minutes.get(at) ?? { at, delivered: 0, deferred: 0, other: 0 };
    this.minutes.set(at, {
      at,
      delivered: before.delivered + delivered,
      deferred: before.deferred + deferred,
      other: before.other + other,
    });
  }
}

/** An entry up to where its queue id ends. */
function entryHead(text: string): string {
  const body = text.indexOf(': ') + 2;
  return text.slice(0, text.indexOf(': ', body) + 2);
}
