import { type Clock, StampReader } from './clock';
import type { LineReader, LogLine, LogSink } from './format';

/** A reader of lines that carry stamps. */
export abstract class StampedReader implements LineReader {
  protected readonly stamps: StampReader;

  constructor(
    protected readonly sink: LogSink,
    clock: Clock,
  ) {
    this.stamps = new StampReader(clock);
  }

  abstract read(line: LogLine): boolean;
}
