import type { TextLine } from '../../files/lines';
import { KernelSearch } from '../../search/kernel/codeSearch';
import type { ReadBatch } from '../figures/deliveries';
import type { Attribution } from '../formats/attribution';
import { isQueueKey, type MessageKey } from '../formats/messageKey';
import type { CodedMessages } from './codedMessages';
import { blockLength, LineBlocks, passWhole } from './lineBlocks';
import { isForKernels, type Log } from './log';
import { LogReading } from './logReading';
import { noteDeferred, type PassOptions, type Strategy } from './strategy';

/** Searches logs of syslog for codes, and reads the lines that hold one: for whoever wants blocked mail alone. */
export class Searching implements Strategy {
  private readonly search = new KernelSearch(blockLength);
  private readonly blocks: LineBlocks;
  private reading: LogReading | undefined;

  /** @throws where WebAssembly is not to be had */
  constructor(
    private readonly attribution: Attribution,
    private readonly messages: CodedMessages,
  ) {
    this.blocks = new LineBlocks(this.search.bytes, {
      readLines: (from, to) => this.readLines(from, to),
      readPiece: (line) => this.reading?.readLine(line),
    });
  }

  readonly reads = isForKernels;
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
    this.reading = reading;
    for await (const _ of this.blocks.readAll(log, options)) yield { events: reading.drain() };
  }

  private readLines(from: number, to: number): number {
    const { bytes } = this.search;
    let done = from;
    return this.search.search(from, to, 'utf-8', (at, breaks) => {
      if (at < done) return;
      const start = this.search.lineStart(at, from);
      done = this.search.lineEnd(at, to);
      const text = bytes.toString('utf8', start, done);
      passWhole(text, this.blocks.lines + breaks + 1, (line) => this.readLine(line));
    });
  }

  private readLine(line: TextLine): void {
    this.reading?.readLine(line);
  }
}
