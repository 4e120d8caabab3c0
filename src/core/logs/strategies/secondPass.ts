import { startUnlessMissing } from '../../files/wasm';
import type { ReadBatch } from '../figures/deliveries';
import type { Attribution } from '../formats/attribution';
import { queueIdIn } from '../formats/messageKey';
import type { CodedMessages } from './codedMessages';
import { readEveryLine } from './everyLine';
import { IdLines } from './idLines';
import { LineBlocks } from './lineBlocks';
import type { Log } from './log';
import type { LogParts } from './logParts';
import { LogReading } from './logReading';
import type { PassOptions, Strategy } from './strategy';

/** Reads all lines about the messages that a code concerns, in each log from its start, and tells what became of them. */
export class SecondPass {
  private readonly blocks: LineBlocks | undefined;
  private readonly ids: readonly string[];
  private readonly number: number;

  /**
   * @param attribution knows nothing yet: it joins what this pass reads
   * @param defers says by its keys whether an event was left to this pass
   */
  constructor(
    private readonly attribution: Attribution,
    private readonly messages: CodedMessages,
    private readonly defers: Strategy['defers'],
    private readonly parts: LogParts,
  ) {
    const keys = messages.searchable;
    this.number = parts.newPass();
    this.ids = keys?.map(queueIdIn) ?? [];
    const lines = keys && startUnlessMissing(() => new IdLines(this.ids));
    this.blocks = lines && new LineBlocks(lines);
  }

  /**
   * Reads a log that is open once more.
   * @param isSearched true where its lines can be found by their ids
   */
  async *pass(log: Log, isSearched: boolean, options: PassOptions): AsyncGenerator<ReadBatch> {
    const reading = new LogReading(
      log.name,
      log.clock,
      this.attribution,
      (event, keys) => event.hits.length > 0 && this.defers(keys) && this.messages.has(keys),
    );
    const pieces =
      this.blocks && isSearched
        ? this.searched(this.blocks, reading, log, options)
        : readEveryLine(log, reading, options);
    for await (const events of pieces) {
      this.messages.markTold(events);
      yield { events };
    }
  }

  /** What waited for a sender that did not turn up, and what could not be read again. */
  end(): ReadBatch {
    const waited = this.attribution.finish();
    this.messages.markTold(waited);
    return { events: [...waited, ...this.messages.untold()] };
  }

  private async *searched(blocks: LineBlocks, reading: LogReading, log: Log, options: PassOptions) {
    reading.begin(log.format);
    // What was written since the first pass is of the next scan.
    const most = log.length;
    const parts = this.parts.of(log, { kind: 'ids', ids: this.ids.join(' ') }, this.number, options, most);
    const pieces = parts
      ? reading.readParts(parts)
      : blocks.readAll(log, reading.readLine, { ...options, most });
    for await (const _ of pieces) yield reading.drain();
  }
}
