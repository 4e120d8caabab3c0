import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Scanned } from './scanBatch';
import type { PartResult, RangeRequest } from './scanPart';
import type { Answer, BatchRequest } from './scanWorker';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

const mostThreads = 8;

/** As many threads as this machine runs at once. */
export function ownPool(): ScanPool {
  return new ScanPool(require.resolve('./scanWorker'), Math.min(availableParallelism(), mostThreads));
}

/** Scans batches of files, and parts of long ones, on threads of their own. */
export class ScanPool {
  private readonly threads: Thread[];

  /** @param workerPath the bundle of `scanWorker.ts` */
  constructor(
    workerPath: string,
    readonly size: number,
  ) {
    this.threads = Array.from({ length: size }, () => new Thread(workerPath));
  }

  /**
   * Scans the files of one batch, or a part of a file, on the thread that has least to do. What is asked for is kept until
   * it is done: ask for a few a thread at a time.
   * @throws (by rejection) what ended the thread, or why the file cannot be read; what was asked for is then the caller's to
   * scan
   */
  scan(request: BatchRequest): Promise<Scanned>;
  scan(request: RangeRequest): Promise<PartResult>;
  scan(request: BatchRequest | RangeRequest): Promise<unknown> {
    const thread = this.threads.reduce((one, other) => (other.load < one.load ? other : one));
    return thread.ask(request);
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

class Thread {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private end: { readonly reason: unknown } | undefined;

  constructor(workerPath: string) {
    this.worker = new Worker(workerPath);
    this.worker.on('message', (answer: Answer<unknown>) => {
      const waiting = this.waiting.shift();
      if ('error' in answer) waiting?.reject(answer.error);
      else waiting?.resolve(answer.result);
    });
    this.worker.on('error', (reason) => this.fail(reason));
    this.worker.on('exit', (code) => this.fail(new Error(`A worker ended with ${code}.`)));
  }

  /** A thread that has ended has no work, and is asked last. */
  get load(): number {
    return this.end ? Number.POSITIVE_INFINITY : this.waiting.length;
  }

  ask(request: BatchRequest | RangeRequest): Promise<unknown> {
    const { end } = this;
    if (end) return Promise.reject(end.reason);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(reason: unknown): void {
    this.end ??= { reason };
    for (const { reject } of this.waiting.splice(0)) reject(reason);
  }
}
