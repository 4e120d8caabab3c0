import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';

/** What is asked of a worker, and what it answers, carry the same id. */
interface Numbered {
  readonly id: number;
}

/** When a worker is ended. Times are milliseconds. */
export interface WorkerLimits {
  /** After this long without work. */
  readonly idle: number;
  /** When an answer takes longer; never where left out. */
  readonly patience?: number;
  /** When its heap is larger, in MB; where left out, Node.js says. */
  readonly heap?: number;
}

/** Asks a worker that starts with the first question, ends when nobody asks, and starts anew after a failure. */
export class WorkerCalls<Question extends Numbered, Reply extends Numbered> implements vscode.Disposable {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  private lastId = 0;
  private idleTimer: NodeJS.Timeout | undefined;

  /** @param path the bundle of the worker */
  constructor(
    private readonly path: string,
    private readonly limits: WorkerLimits,
  ) {}

  /** @throws (by rejection) Error when the worker fails, or does not answer in time */
  async ask(makeQuestion: (id: number) => Question): Promise<Reply> {
    const question = makeQuestion(++this.lastId);
    const { patience } = this.limits;
    const giveUp = () => this.stop(new Error(`no answer within ${patience} ms`));
    const timer = patience === undefined ? undefined : setTimeout(giveUp, patience);
    try {
      return await new Promise<Reply>((resolve, reject) => {
        this.waiting.set(question.id, { resolve, reject });
        this.start().postMessage(question);
      });
    } finally {
      clearTimeout(timer);
      this.waiting.delete(question.id);
      this.stopWhenIdle();
    }
  }

  private start(): Worker {
    clearTimeout(this.idleTimer);
    if (this.worker) return this.worker;
    const { heap } = this.limits;
    const worker = new Worker(
      this.path,
      heap === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heap } },
    );
    worker.on('message', (reply: Reply) => this.waiting.get(reply.id)?.resolve(reply));
    worker.on('error', (error) => this.stop(error));
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private stopWhenIdle(): void {
    clearTimeout(this.idleTimer);
    if (this.waiting.size === 0)
      this.idleTimer = setTimeout(() => this.stop(new Error('idle')), this.limits.idle);
  }

  private stop(reason: Error): void {
    clearTimeout(this.idleTimer);
    void this.worker?.terminate();
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(reason);
  }

  dispose(): void {
    this.stop(new Error('the extension was stopped'));
  }
}
