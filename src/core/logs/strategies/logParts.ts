import { availableParallelism } from 'node:os';
import { ThreadPool } from '../../files/threadPool';
import { type FileRange, rangesOf } from '../../search/fileParts';
import { bytesOf, type Log } from './log';
import { type PartRead, PartReading, type PartRequest, type WantedLines } from './partReading';
import type { PassOptions } from './strategy';

/** When logs are read in parts. Lengths are bytes. */
export interface PartLengths {
  /** Logs that are shorter are not: starting threads takes as long as reading as much. */
  readonly least: number;
  /** Of a part: what is found in some parts is in memory at a time. */
  readonly part: number;
}

const ownLengths: PartLengths = { least: 1 << 29, part: 1 << 23 };
/** More threads find no more: what they find is put together on one. */
const mostThreads = 4;
/** Parts that a thread has before it. */
const partsPerThread = 2;

let passes = 0;

/** A part of a log, what was found in it, and the lines of the log before it. */
export interface FoundPart extends PartRead, PartRequest {
  readonly before: number;
}

/** Reads long logs in parts, on threads that start when they are first needed. */
export class LogParts {
  private pool: ThreadPool | undefined;
  private readonly here = new PartReading();

  /** @param start threads of the bundle of `partWorker.ts` */
  constructor(
    private readonly start: () => ThreadPool = ownThreads,
    private readonly lengths = ownLengths,
    private readonly isWorth = availableParallelism() > 1,
  ) {}

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.pool?.close();
  }

  /** A number for requests that go on from each other, which no others have. */
  newPass(): number {
    passes += 1;
    return passes;
  }

  /**
   * Reads a log in parts, and gives what was found in each, in their order; undefined for one that is packed, or short.
   * @param most how much of it is read, in bytes
   */
  of(
    log: Log,
    wanted: WantedLines,
    pass: number,
    options: PassOptions,
    most = Number.POSITIVE_INFINITY,
  ): AsyncGenerator<FoundPart> | undefined {
    const opened = bytesOf(log);
    const size = Math.min(opened?.size ?? 0, most);
    if (!this.isWorth || size < this.lengths.least) return undefined;
    const file = opened?.descriptorForParts?.();
    if (file === undefined) return undefined;
    const ranges = rangesOf(file, size, this.lengths.part, 'utf-8', most);
    return this.read(log, { file, wanted, pass }, ranges, options);
  }

  private async *read(
    log: Log,
    request: Omit<PartRequest, 'range' | 'room'>,
    ranges: Iterable<FileRange>,
    { signal, onRead }: PassOptions,
  ): AsyncGenerator<FoundPart> {
    this.pool ??= this.start();
    const { pool } = this;
    const running: Running[] = [];
    const rooms: SharedArrayBuffer[] = [];
    let before = 0;
    log.length = 0;
    const first = async () => {
      const next = running.shift();
      if (!next) return undefined;
      const read = await next.read;
      const part = { ...read, ...next.asked, before };
      before += read.lines;
      log.length += read.length;
      onRead?.(log.length);
      return part;
    };
    try {
      for (const range of ranges) {
        const room = rooms.pop() ?? new SharedArrayBuffer(this.lengths.part >> 3);
        running.push(this.asked({ ...request, range, room }, pool));
        const part = running.length > pool.size * partsPerThread ? await first() : undefined;
        if (part) yield part;
        if (part) rooms.push(part.room);
        if (signal?.aborted) return;
      }
      for (let part = await first(); part && !signal?.aborted; part = await first()) yield part;
    } finally {
      // The file is closed then.
      await Promise.allSettled(running.map(({ read }) => read));
    }
  }

  private asked(asked: PartRequest, pool: ThreadPool): Running {
    // A thread that ended must not take a part with it.
    const read = pool.ask<PartRead>(asked).catch(() => this.here.read(asked));
    // What fails while another part is waited for is thrown in its turn.
    read.catch(() => undefined);
    return { asked, read };
  }
}

interface Running {
  readonly asked: PartRequest;
  readonly read: Promise<PartRead>;
}

function ownThreads(): ThreadPool {
  return new ThreadPool(require.resolve('./partWorker'), Math.min(availableParallelism(), mostThreads));
}
