import { hasStatusCode } from '../../code/statusCode';
import type { CountedTimes } from '../figures/countedTimes';
import type { LineFinder, TellLine } from './lineBlocks';
import { type Asked, PostfixKernel } from './postfixKernel';

/** Has the kernel read lines, which counts what was delivered, or notes it, and finds the lines that are for the readers. */
export class DeliveryLines implements LineFinder {
  readonly kernel: PostfixKernel;
  /** The number of the log that is read, by name. */
  file = 0;
  /** The line that was looked at last, by where it is. */
  private seen = { at: -1, text: '' };
  private tell: TellLine = () => undefined;

  /** @throws where WebAssembly is not to be had */
  constructor(asked: Pick<Asked, 'minuteOf' | 'minuteEnds'>, times: CountedTimes) {
    this.kernel = new PostfixKernel(
      {
        ...asked,
        hasCode: (at, length) => hasStatusCode(this.textAt(at, length)),
        readLine: (at, length, index) => this.tell(this.textAt(at, length), index),
      },
      times,
    );
  }

  get bytes(): Buffer {
    return this.kernel.bytes;
  }

  findLines(from: number, to: number, before: number, tell: TellLine): number {
    this.seen = { at: -1, text: '' };
    this.tell = tell;
    return this.kernel.read(from, to, this.file, before);
  }

  private textAt(at: number, length: number): string {
    if (this.seen.at !== at) this.seen = { at, text: this.bytes.toString('utf8', at, at + length) };
    return this.seen.text;
  }
}
