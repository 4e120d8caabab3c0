import { parentPort, Worker } from 'node:worker_threads';

/** What a thread says of a request: what came of it, or why it failed. */
type Answer = { readonly result: unknown } | { readonly error: unknown };

/** Threads of one bundle, each of which answers what it is asked in the order in which that came (see `answerRequests`). */
export class ThreadPool {
  private readonly threads: Thread[];

  /** @param path of the bundle */
  constructor(
    path: string,
    readonly size: number,
  ) {
    this.threads = Array.from({ length: size }, () => new Thread(path));
  }

  /**
   * Asks the thread that has least to do. What is asked for is kept until it is done: ask for a few a thread at a time.
   * @throws (by rejection) what ended the thread, or what the request failed with
   */
  ask<Result>(request: unknown): Promise<Result> {
    const thread = this.threads.reduce((one, other) => (other.load < one.load ? other : one));
    return thread.ask(request) as Promise<Result>;
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

class Thread {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private end: { readonly reason: unknown } | undefined;

  constructor(path: string) {
    this.worker = new Worker(path);
    this.worker.on('message', (answer: Answer) => {
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

  ask(request: unknown): Promise<unknown> {
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

/** Answers what a pool asks this thread, in the order in which it comes. */
export function answerRequests<Request>(answer: (request: Request) => unknown): void {
  let answered = Promise.resolve();
  parentPort?.on('message', (request: Request) => {
    answered = answered.then(async () => {
      try {
        parentPort?.postMessage({ result: await answer(request) });
      } catch (error) {
        parentPort?.postMessage({ error });
      }
    });
  });
}
