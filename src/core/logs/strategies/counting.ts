import { hasStatusCode } from '../../code/statusCode';
import type { CountedTimes } from '../figures/countedTimes';
import type { DeliveredName, Deliveries, MinuteOfDeliveries, ReadBatch } from '../figures/deliveries';
import type { TableName } from '../figures/tables';
import type { Attribution } from '../formats/attribution';
import { StampReader } from '../formats/clock';
import { isSearchable, type MessageKey } from '../formats/messageKey';
import type { CodedMessages } from './codedMessages';
import { LineBlocks } from './lineBlocks';
import type { Log } from './log';
import { LogReading } from './logReading';
import { type DeliveredCount, PostfixKernel } from './postfixKernel';
import { noteDeferred, type PassOptions, type Strategy } from './strategy';

/** Minutes told apart at a time; they are passed on when there are more. */
const mostMinutes = 10_000;

/** Counts what Postfix delivered in the kernel, and reads the other lines of syslog: for whoever wants numbers. */
export class Counting implements Strategy {
  private readonly kernel: PostfixKernel;
  private readonly blocks: LineBlocks;
  private readonly names: string[] = [];
  private minutes = new Map<number | undefined, MinuteOfDeliveries>();
  private stamps: StampReader | undefined;
  private rank = 0;
  /** The line that was looked at last, by where it is. */
  private seen = { at: -1, text: '' };

  /** @throws where WebAssembly is not to be had */
  constructor(
    private readonly attribution: Attribution,
    private readonly messages: CodedMessages,
    times: CountedTimes,
  ) {
    this.kernel = new PostfixKernel(
      {
        minuteOf: (stamp) => this.minuteOf(stamp),
        hasCode: (at, length) => hasStatusCode(this.textAt(at, length)),
        readLine: (at, length, index) => this.blocks.tell(this.textAt(at, length), index),
        minuteEnds: (counts) => this.addMinute(counts),
      },
      times,
    );
    this.blocks = new LineBlocks(this.kernel.bytes, (from, to) => this.readLines(from, to));
  }

  /** Of programs whose ids cannot be searched for, every line is read in the first pass. */
  defers(keys: readonly MessageKey[]): boolean {
    return keys.length > 0 && keys.every(isSearchable);
  }

  async *pass(log: Log, options: PassOptions): AsyncGenerator<ReadBatch> {
    const reading = new LogReading(
      log.name,
      log.clock,
      this.attribution,
      noteDeferred(this.messages, this.defers, () => this.kernel.codedFacts),
    );
    reading.begin(log.format);
    this.begin(log);
    try {
      for await (const _ of this.blocks.readAll(log, reading.readLine, options))
        yield { events: reading.drain() };
    } finally {
      this.kernel.endMinute();
    }
    yield { ...(this.minutes.size > mostMinutes ? this.end() : {}), events: reading.drain() };
  }

  /** What was counted since this was asked for last. */
  end(): { readonly events: []; readonly deliveries: Deliveries } {
    this.kernel.endMinute();
    const minutes = [...this.minutes.values()];
    this.minutes = new Map();
    return { events: [], deliveries: { format: 'postfix', minutes, names: this.deliveredNames() } };
  }

  private begin({ name, clock, rank }: Log): void {
    this.stamps = new StampReader(clock);
    this.rank = rank;
    this.names[rank] = name;
  }

  private deliveredNames(): Deliveries['names'] {
    const names: Partial<Record<TableName, ReadonlyMap<string, DeliveredName>>> = {};
    const named = ({ count, file, line }: DeliveredCount) => ({ count, file: this.names[file], line });
    for (const [table, counts] of Object.entries(this.kernel.takeNames()))
      names[table as TableName] = new Map([...counts].map(([name, count]) => [name, named(count)]));
    return names;
  }

  private readLines(from: number, to: number): number {
    this.seen = { at: -1, text: '' };
    return this.kernel.read(from, to, this.rank, this.blocks.lines);
  }

  private textAt(at: number, length: number): string {
    if (this.seen.at !== at) this.seen = { at, text: this.kernel.bytes.toString('utf8', at, at + length) };
    return this.seen.text;
  }

  private minuteOf(stamp: string): number | undefined {
    const zero = stamp.replace(/^(.{6,11}\d\d:\d\d:)\d\d(?:[.,]\d+)?/, '$100');
    return this.stamps?.read(zero)?.at;
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
