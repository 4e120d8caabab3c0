import { closeSync, openSync } from 'node:fs';
import { type FileRange, rangesOf } from '../core/search/fileParts';
import { closeOpened, type FoundArchive, type OpenFile, openFile } from '../core/search/openFile';
import type { ScanHit } from '../core/search/scanner';
import { type PartResult, type RangeRequest, scanPart } from './scanPart';
import type { ScanPool } from './scanPool';
import type { Times, Undated } from './times';

/** Files longer than this are scanned on several threads: starting those takes as long as scanning a gigabyte. */
const longLength = 2 ** 31;
/** How long the parts are; hits of some parts are in memory at a time. */
const partLength = 1 << 25;
/** Parts that a thread has before it. */
const partsPerThread = 2;

/** A plain file, no mail, that is worth several threads. */
export class LongFile {
  private constructor(
    private readonly file: Pick<OpenFile, 'path' | 'encoding' | 'head' | 'modified'>,
    private readonly size: number,
    private readonly part: number,
  ) {}

  /**
   * Undefined for a file that is none.
   * @param part how long the parts are that it is scanned in, in bytes
   */
  static of(opened: OpenFile | FoundArchive, longer = longLength, part = partLength): LongFile | undefined {
    if (opened.kind !== 'log' || !opened.isPlain) return undefined;
    const { path, encoding, head, modified, size = 0 } = opened;
    return size > longer ? new LongFile({ path, encoding, head, modified }, size, part) : undefined;
  }

  /** The same by its path. */
  static at(path: string, longer = longLength, part = partLength): LongFile | undefined {
    try {
      const opened = openFile(path);
      closeOpened(opened);
      return LongFile.of(opened, longer, part);
    } catch {
      // Reading it will fail too, and say so.
      return undefined;
    }
  }

  /** The hits, in order. @param undated counts those without a time, where times are asked for */
  async *scan(
    pool: ScanPool,
    times: Times,
    undated: Undated = { count: 0 },
  ): AsyncGenerator<readonly ScanHit[]> {
    const { path, modified, encoding, head } = this.file;
    const running: Promise<PartResult>[] = [];
    let lines = 0;
    const moved = ({ hits, breaks, undated: without }: PartResult) => {
      const before = lines;
      lines += breaks;
      undated.count += without;
      return hits.map((hit) => ({ ...hit, line: hit.line + before }));
    };
    for (const range of this.parts()) {
      const request: RangeRequest = { kind: 'range', path, range, encoding, times, head, modified };
      // A thread that ended must not take a part with it.
      running.push(pool.scan(request).catch(() => scanPart(request)));
      // What fails while another part is printed is thrown in its turn.
      running.at(-1)?.catch(() => undefined);
      const first = running.length > pool.size * partsPerThread ? running.shift() : undefined;
      if (first) yield moved(await first);
    }
    for (const part of running) yield moved(await part);
  }

  /** Parts that end with lines; the last one goes on to where the file ends by then. */
  private *parts(): Generator<FileRange> {
    const file = openSync(this.file.path, 'r');
    try {
      yield* rangesOf(file, this.size, this.part, this.file.encoding);
    } finally {
      closeSync(file);
    }
  }
}
