import { startUnlessMissing } from '../../files/wasm';
import type { CountedTimes } from '../figures/countedTimes';
import type { ReadBatch } from '../figures/deliveries';
import { Attribution } from '../formats/attribution';
import { type CodedLimits, CodedMessages } from './codedMessages';
import { Counting } from './counting';
import { readEveryLine } from './everyLine';
import { isForKernels, isOpen, type Log } from './log';
import { LogParts } from './logParts';
import { LogReading } from './logReading';
import { openText } from './logSource';
import { readMailFile } from './mailReading';
import { Searching } from './searching';
import { SecondPass } from './secondPass';
import { noteDeferred, type Strategy } from './strategy';

/** Which strategy reads logs, and who is told of it. */
export interface PassesOptions {
  readonly attribution?: Attribution | undefined;
  readonly counted?: CountedTimes | undefined;
  readonly codesOnly?: boolean | undefined;
  /** Bounds of memory: whatever they are, the events are the same. */
  readonly coded?: CodedLimits | undefined;
  /** Who reads long logs in parts, and ends its threads; where it is not given, the passes have their own. */
  readonly parts?: LogParts | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onRead?: ((path: string, bytesRead: number) => void) | undefined;
}

/** What came of a log, or why it could not be read to its end. */
export type PassBatch = ReadBatch | { readonly name: string; readonly error: unknown };

/** The passes of one scan over its logs. */
export class LogPasses {
  private readonly attribution: Attribution;
  private readonly messages: CodedMessages;
  private readonly strategy: Strategy | undefined;
  private readonly failed = new Set<Log>();
  private readonly parts: LogParts;

  /** @param logs in the order in which they are read */
  constructor(
    private readonly logs: readonly Log[],
    private readonly options: PassesOptions,
  ) {
    this.attribution = options.attribution ?? new Attribution();
    this.messages = new CodedMessages(options.coded);
    this.parts = options.parts ?? new LogParts();
    const byName = [...logs].sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const [rank, log] of byName.entries()) log.rank = rank;
    this.strategy = this.chosen();
  }

  /**
   * Reads the logs, and once more those that may tell of messages that a code concerns.
   * @param onDone told of each log when its first pass is over
   */
  async *read(onDone: (log: Log) => void): AsyncGenerator<PassBatch> {
    try {
      yield* this.readAll(onDone);
    } finally {
      if (!this.options.parts) await this.parts.close();
    }
  }

  private async *readAll(onDone: (log: Log) => void): AsyncGenerator<PassBatch> {
    for (const log of this.logs) {
      if (this.options.signal?.aborted) break;
      yield* this.guarded(log, this.firstPass(log));
      if (isOpen(log.source)) log.source.close();
      onDone(log);
    }
    if (this.messages.size > 0) yield* this.secondPasses();
    const events = this.attribution.finish();
    yield this.wanted({ ...this.strategy?.end?.(), events });
  }

  /**
   * The strategy asked for; none where it would miss what other logs tell of its messages: what can be read once only may tell
   * anything, and cannot be read again.
   */
  private chosen(): Strategy | undefined {
    const { counted, codesOnly } = this.options;
    if ((!counted && !codesOnly) || this.logs.some(({ source }) => !isOpen(source))) return undefined;
    const { attribution, messages, parts } = this;
    const strategy = startUnlessMissing<Strategy>(() =>
      codesOnly
        ? new Searching(attribution, messages, parts)
        : new Counting(attribution, messages, counted ?? {}, parts),
    );
    const isReadOnce = ({ source }: Log) => isOpen(source) && !source.canOpenAgain;
    return this.logs.some((log) => sharesIds(log) && isReadOnce(log)) ? undefined : strategy;
  }

  private async *firstPass(log: Log): AsyncGenerator<ReadBatch> {
    const { signal, onRead } = this.options;
    const options = { signal, onRead: (bytesRead: number) => onRead?.(log.path, bytesRead) };
    if (!isOpen(log.source)) {
      const source = await openText(log.source, signal);
      log.source = source;
      if (source.kind !== 'log') {
        for await (const events of readMailFile(source, log.clock, signal, undefined)) yield { events };
        return;
      }
    }
    const { strategy } = this;
    if (strategy && isForKernels(log)) yield* strategy.pass(log, options);
    else {
      const tellsNow = strategy && noteDeferred(this.messages, (keys) => strategy.defers(keys));
      const reading = new LogReading(log.name, log.clock, this.attribution, tellsNow, this.options.counted);
      for await (const events of readEveryLine(log, reading, options)) {
        yield { events, failedLogins: reading.drainFailedLogins() };
        for (const deliveries of reading.drainDeliveries()) yield { events: [], deliveries };
      }
    }
  }

  private async *secondPasses(): AsyncGenerator<PassBatch> {
    const { strategy, messages } = this;
    const again = new SecondPass(
      new Attribution(),
      messages,
      (keys) => strategy?.defers(keys) ?? false,
      this.parts,
    );
    for (const log of this.logs)
      if (sharesIds(log) && !this.options.signal?.aborted)
        yield* this.guarded(log, this.secondPass(again, log, strategy !== undefined && isForKernels(log)));
    yield again.end();
  }

  private async *secondPass(again: SecondPass, log: Log, isSearched: boolean): AsyncGenerator<ReadBatch> {
    if (!isOpen(log.source)) return;
    const { signal, onRead } = this.options;
    const source = await log.source.openAgain();
    try {
      // The bytes were counted in the first pass.
      const options = { signal, onRead: () => onRead?.(log.path, log.length) };
      yield* again.pass({ ...log, source }, isSearched, options);
    } finally {
      source.close();
    }
  }

  /** What a pass gives that is wanted, and its error, unless an earlier pass has failed over the same log. */
  private async *guarded(log: Log, batches: AsyncIterable<ReadBatch>): AsyncGenerator<PassBatch> {
    const { failed } = this;
    try {
      for await (const batch of batches) {
        const wanted = this.wanted(batch);
        if (wanted.events.length > 0 || wanted.deliveries || wanted.failedLogins) yield wanted;
      }
    } catch (error) {
      if (!failed.has(log)) yield { name: log.name, error };
      failed.add(log);
    }
  }

  private wanted(batch: ReadBatch): ReadBatch {
    if (!this.options.codesOnly) return batch;
    return { ...batch, events: batch.events.filter(({ hits }) => hits.length > 0) };
  }
}

/** True for a log that may tell of messages by their queue ids, as syslog does. */
function sharesIds({ format }: Log): boolean {
  return format.idSpaces.includes('q');
}
