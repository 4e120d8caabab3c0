import { KernelSearch } from '../../search/kernel/codeSearch';
import { blockLength, type LineFinder, type TellLine } from './lineBlocks';

/** Finds the lines with codes. */
export class CodeLines implements LineFinder {
  private readonly search = new KernelSearch(blockLength);

  get bytes(): Buffer {
    return this.search.bytes;
  }

  restart(): void {
    this.search.restart();
  }

  findLines(from: number, to: number, _before: number, tell: TellLine): number {
    let done = from;
    return this.search.search(from, to, 'utf-8', (at, breaks) => {
      if (at < done) return;
      const start = this.search.lineStart(at, from);
      done = this.search.lineEnd(at, to);
      tell(this.bytes.toString('utf8', start, done), breaks);
    });
  }
}
