import { type LineFinder, lineEndAt, startOfLine, type TellLine } from './lineBlocks';
import { QueueIdKernel } from './queueIdKernel';

/** Finds the lines about messages by their queue ids. */
export class IdLines implements LineFinder {
  private readonly kernel: QueueIdKernel;

  constructor(ids: readonly string[]) {
    this.kernel = new QueueIdKernel(ids);
  }

  get bytes(): Buffer {
    return this.kernel.bytes;
  }

  findLines(from: number, to: number, _before: number, tell: TellLine): number {
    const { bytes } = this;
    let done = from;
    return this.kernel.findIds(from, to, (colon, breaks) => {
      if (colon < done) return;
      const start = startOfLine(bytes, from, colon);
      done = lineEndAt(bytes, colon, to);
      tell(bytes.toString('utf8', start, done), breaks);
    });
  }
}
