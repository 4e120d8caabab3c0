import { KernelSearch } from '../../search/kernel/codeSearch';
import type { ReadBatch } from '../figures/deliveries';
import type { Attribution } from '../formats/attribution';
import { isQueueKey, type MessageKey } from '../formats/messageKey';
import type { CodedMessages } from './codedMessages';
import { blockLength, LineBlocks } from './lineBlocks';
import type { Log } from './log';
import { LogReading } from './logReading';
import { noteDeferred, type PassOptions, type Strategy } from './strategy';

/** Searches logs of syslog for codes, and reads the lines that hold one: for whoever wants blocked mail alone. */
export class Searching implements Strategy {
  private readonly search = new KernelSearch(blockLength);
  private readonly blocks: LineBlocks;

  /** @throws where WebAssembly is not to be had */
  constructor(
    private readonly attribution: Attribution,
    private readonly messages: CodedMessages,
  ) {
    this.blocks = new LineBlocks(this.search.bytes, (from, to) => this.readLines(from, to));
  }

  defers(keys: readonly MessageKey[]): boolean {
    return keys.some(isQueueKey);
  }

  async *pass(log: Log, options: PassOptions): AsyncGenerator<ReadBatch> {
    const reading = new LogReading(
      log.name,
      log.clock,
      this.attribution,
      noteDeferred(this.messages, this.defers),
    );
    reading.begin(log.format);
    this.search.restart();
    for await (const _ of this.blocks.readAll(log, reading.readLine, options))
      yield { events: reading.drain() };
  }

  private readLines(from: number, to: number): number {
    const { bytes } = this.search;
    let done = from;
    return this.search.search(from, to, 'utf-8', (at, breaks) => {
      if (at < done) return;
      const start = this.search.lineStart(at, from);
      done = this.search.lineEnd(at, to);
      this.blocks.tell(bytes.toString('utf8', start, done), breaks);
    });
  }
}
