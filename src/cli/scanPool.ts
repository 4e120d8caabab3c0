import { availableParallelism } from 'node:os';
import { ThreadPool } from '../core/files/threadPool';
import type { Scanned } from './scanBatch';
import type { PartResult, RangeRequest } from './scanPart';
import type { BatchRequest } from './scanWorker';

const mostThreads = 8;

/** As many threads as this machine runs at once. */
export function ownPool(): ScanPool {
  return new ScanPool(require.resolve('./scanWorker'), Math.min(availableParallelism(), mostThreads));
}

/** Scans batches of files, and parts of long ones, on threads of their own. */
export class ScanPool {
  private readonly threads: ThreadPool;

  /** @param workerPath the bundle of `scanWorker.ts` */
  constructor(
    workerPath: string,
    readonly size: number,
  ) {
    this.threads = new ThreadPool(workerPath, size);
  }

  /**
   * Scans the files of one batch, or a part of a file (see `ThreadPool.ask`).
   * @throws (by rejection) what ended the thread, or why the file cannot be read; what was asked for is then the caller's to
   * scan
   */
  scan(request: BatchRequest): Promise<Scanned>;
  scan(request: RangeRequest): Promise<PartResult>;
  scan(request: BatchRequest | RangeRequest): Promise<unknown> {
    return this.threads.ask(request);
  }

  /** Ends the threads, whatever they do. */
  close(): Promise<void> {
    return this.threads.close();
  }
}
