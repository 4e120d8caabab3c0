import { findStatusCodes } from '../statusCode';
import type { Attribution } from './attribution';
import { type Clock, StampReader } from './clock';
import type { Deliveries, MinuteOfDeliveries } from './deliveries';
import type { LogEvent } from './event';
import { PostfixKernel } from './kernel/postfixKernel';
import { type BlockOptions, LineBlocks, takeWhole } from './lineBlocks';
import type { TextLine } from './lines';
import { LogReading } from './logReading';
import { PastBytes, type SyslogFile } from './pastBytes';
import { syslog } from './syslog';

interface Line {
  readonly offset: number;
  readonly length: number;
}

/** Minutes told apart at a time; they are passed on when there are more. */
const mostMinutes = 10_000;

/**
 * Reads what syslog wrote about mail, as `LogReading` does, but counts deliveries in the kernel and gives events for the rest only.
 * Of a message that a code concerns, every line is read as ever: those before the one with the code are looked up.
 */
export class CountedReading {
  private readonly kernel: PostfixKernel;
  private readonly blocks: LineBlocks;
  private readonly past = new PastBytes();
  private readonly readings: LogReading[] = [];
  private minutes = new Map<number | undefined, MinuteOfDeliveries>();
  private stamps: StampReader;
  /** The line that was looked at last, by where it is. */
  private seen = { at: -1, text: '' };

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
        take: (at, length, index) => this.take(this.textAt(at, length), this.blocks.lines + index + 1),
        recall: (file, offset, length, said) => this.recall(file, { offset, length }, said),
        minuteEnds: (counts) => this.addMinute(counts),
      },
      times,
    );
    this.blocks = new LineBlocks(this.kernel.bytes, {
      readLines: (from, to) => this.readLines(from, to),
      takePiece: (line) => this.reading?.take(line),
    });
  }

  /** Reads a file and gives its events as they are ready. @param clock with the file's own reference */
  async *read(file: SyslogFile, clock: Clock, options: BlockOptions): AsyncGenerator<LogEvent[]> {
    const reading = new LogReading(file.name, clock, this.attribution);
    reading.beginAs(syslog);
    this.readings.push(reading);
    this.stamps = new StampReader(clock);
    this.past.begin(file);
    try {
      for await (const _ of this.blocks.readAll(file, this.past, options)) yield reading.drain();
    } finally {
      this.kernel.endMinute();
      this.past.end();
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

  private get reading(): LogReading | undefined {
    return this.readings.at(-1);
  }

  private readLines(from: number, to: number): number {
    this.seen = { at: -1, text: '' };
    return this.kernel.read(from, to, this.past.current, this.blocks.origin + from);
  }

  private textAt(at: number, length: number): string {
    if (this.seen.at !== at) this.seen = { at, text: this.kernel.bytes.toString('utf8', at, at + length) };
    return this.seen.text;
  }

  private take(text: string, number: number): void {
    takeWhole(text, number, (line: TextLine) => this.reading?.take(line));
  }

  private recall(number: number, line: Line, said: string | undefined): void {
    const text = this.pastText(number, line);
    if (text !== undefined) this.readings[number]?.take({ text, number: 0, offset: 0, complete: true });
    else if (said !== undefined) this.take(`${entryHead(this.seen.text)}${said}`, 0);
  }

  /** A line that was read before; undefined where it is not to be had any more. */
  private pastText(number: number, { offset, length }: Line): string | undefined {
    const at = this.blocks.placeOf(offset);
    if (number === this.past.current && at !== undefined)
      return this.kernel.bytes.toString('utf8', at, at + length);
    const bytes = Buffer.allocUnsafe(length);
    return this.past.read(number, offset, bytes) ? bytes.toString('utf8') : undefined;
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
