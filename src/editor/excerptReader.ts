import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { FilePlace, LineRange, ReadLines } from '../core/excerpt/excerpt';
import type { LinesReply, LinesRequest } from '../core/excerpt/protocol';

/** The worker, and what it knows of where lines begin, ends after this long without work, in milliseconds. */
const idle = 5 * 60_000;

/** Reads lines of large files in a thread of its own. */
export class ExcerptReader implements vscode.Disposable {
  private worker: Worker | undefined;
  private readonly waiting = new Map<
    number,
    { resolve(reply: LinesReply): void; reject(error: Error): void }
  >();
  private lastId = 0;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** @throws Error with the system's words when the file cannot be read */
  async read(path: string, range: LineRange, place: FilePlace): Promise<ReadLines> {
    const request: LinesRequest = { id: ++this.lastId, path, range, place };
    try {
      const reply = await new Promise<LinesReply>((resolve, reject) => {
        this.waiting.set(request.id, { resolve, reject });
        this.start().postMessage(request);
      });
      if ('error' in reply) throw new Error(reply.error);
      return reply.read;
    } finally {
      this.waiting.delete(request.id);
      this.stopWhenIdle();
    }
  }

  private start(): Worker {
    clearTimeout(this.idleTimer);
    if (this.worker) return this.worker;
    const worker = new Worker(vscode.Uri.joinPath(this.extensionUri, 'dist', 'excerptWorker.js').fsPath);
    worker.on('message', (reply: LinesReply) => this.waiting.get(reply.id)?.resolve(reply));
    worker.on('error', (error) => this.stop(error));
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private stopWhenIdle(): void {
    clearTimeout(this.idleTimer);
    if (this.waiting.size === 0) this.idleTimer = setTimeout(() => this.stop(new Error('idle')), idle);
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
