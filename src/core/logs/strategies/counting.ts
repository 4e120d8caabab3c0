import type { CountedTimes } from '../figures/countedTimes';
import type { DeliveredName, Deliveries, MinuteOfDeliveries, ReadBatch } from '../figures/deliveries';
import type { TableName } from '../figures/tables';
import type { Attribution } from '../formats/attribution';
import { StampReader } from '../formats/clock';
import { isSearchable, type MessageKey } from '../formats/messageKey';
import type { CodedMessages } from './codedMessages';
import { DeliveryLines } from './deliveryLines';
import { LineBlocks } from './lineBlocks';
import type { Log } from './log';
import type { FoundPart, LogParts } from './logParts';
import { LogReading } from './logReading';
import type { DeliveredCount } from './postfixKernel';
import { noteDeferred, type PassOptions, type Strategy } from './strategy';

/** Minutes told apart at a time; they are passed on when there are more. */
const mostMinutes = 10_000;

/** Counts what Postfix delivered in the kernel, and reads the other lines of syslog: for whoever wants numbers. */
export class Counting implements Strategy {
  private readonly lines: DeliveryLines;
  private readonly blocks: LineBlocks;
  private readonly names: string[] = [];
  private minutes = new Map<number | undefined, MinuteOfDeliveries>();
  private stamps: StampReader | undefined;
  private readonly number: number;
  /** Threads whose notes came, in the order in which they first did. */
  private readonly threads: number[] = [];

  /** @throws where WebAssembly is not to be had */
  constructor(
    private readonly attribution: Attribution,
    private readonly messages: CodedMessages,
    times: CountedTimes,
    private readonly parts: LogParts,
  ) {
    this.number = parts.newPass();
    this.lines = new DeliveryLines(
      {
        minuteOf: (stamp) => this.minuteOf(stamp),
        minuteEnds: (counts) => this.addMinute(counts),
      },
      times,
    );
    this.blocks = new LineBlocks(this.lines);
  }

  /** Of programs whose ids cannot be searched for, every line is read in the first pass. */
  defers(keys: readonly MessageKey[]): boolean {
    return keys.length > 0 && keys.every(isSearchable);
  }

  async *pass(log: Log, options: PassOptions): AsyncGenerator<ReadBatch> {
    const { kernel } = this.lines;
    const reading = new LogReading(
      log.name,
      log.clock,
      this.attribution,
      noteDeferred(this.messages, this.defers, () => kernel.codedFacts),
    );
    reading.begin(log.format);
    this.begin(log);
    const parts = this.parts.of(log, { kind: 'deliveries' }, this.number, options);
    const pieces = parts
      ? this.countParts(parts, reading)
      : this.blocks.readAll(log, reading.readLine, options);
    try {
      for await (const _ of pieces) yield { events: reading.drain() };
    } finally {
      kernel.endMinute();
    }
    yield { ...(this.minutes.size > mostMinutes ? this.end() : {}), events: reading.drain() };
  }

  /** What was counted since this was asked for last. */
  end(): { readonly events: []; readonly deliveries: Deliveries } {
    this.lines.kernel.endMinute();
    const minutes = [...this.minutes.values()];
    this.minutes = new Map();
    return { events: [], deliveries: { format: 'postfix', minutes, names: this.deliveredNames() } };
  }

  /** Acts on what was noted of each part as if its lines were read here, one after the other. */
  private async *countParts(parts: AsyncIterable<FoundPart>, reading: LogReading): AsyncGenerator<void> {
    for await (const { file, range, before, told, notes, thread } of parts) {
      const lines = told[Symbol.iterator]();
      const tellNext = () => {
        const { value } = lines.next();
        if (value) reading.readLine({ ...value, number: value.number + before });
      };
      const isDone =
        notes && this.lines.kernel.act(notes, this.numberOf(thread), this.lines.file, before, tellNext);
      if (!isDone) this.blocks.readPart(file, range, before, reading.readLine);
      yield;
    }
  }

  private numberOf(thread: number): number {
    const known = this.threads.indexOf(thread);
    return known < 0 ? this.threads.push(thread) - 1 : known;
  }

  private begin({ name, clock, rank }: Log): void {
    this.stamps = new StampReader(clock);
    this.lines.file = rank;
    this.names[rank] = name;
  }

  private deliveredNames(): Deliveries['names'] {
    const names: Partial<Record<TableName, ReadonlyMap<string, DeliveredName>>> = {};
    const named = ({ count, file, line }: DeliveredCount) => ({ count, file: this.names[file], line });
    for (const [table, counts] of Object.entries(this.lines.kernel.takeNames()))
      names[table as TableName] = new Map([...counts].map(([name, count]) => [name, named(count)]));
    return names;
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
