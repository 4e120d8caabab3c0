import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { MessageReply, MessageRequest } from '../core/message/protocol';
import type { MessageSummary } from '../core/message/summary';

/** A message that takes longer is given up, in milliseconds; a large one takes a few hundred. */
const patience = 20_000;
/** The worker ends after this long without work, in milliseconds. */
const idle = 60_000;

/**
 * Reads messages with mailparser in a worker, so that neither loading it nor a large or hostile message holds up the
 * extension host.
 */
export class MessageReader implements vscode.Disposable {
  private worker: Worker | undefined;
  private readonly waiting = new Map<
    number,
    { resolve(reply: MessageReply): void; reject(error: Error): void }
  >();
  private lastId = 0;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** @throws Error when the message cannot be read, or not in time */
  async read(message: string): Promise<MessageSummary> {
    const request: MessageRequest = { id: ++this.lastId, message };
    const timer = setTimeout(() => this.stop(new Error(`no answer within ${patience} ms`)), patience);
    try {
      const reply = await new Promise<MessageReply>((resolve, reject) => {
        this.waiting.set(request.id, { resolve, reject });
        this.start().postMessage(request);
      });
      if ('error' in reply) throw new Error(reply.error);
      return reply.summary;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(request.id);
      this.stopWhenIdle();
    }
  }

  private start(): Worker {
    clearTimeout(this.idleTimer);
    if (this.worker) return this.worker;
    const worker = new Worker(vscode.Uri.joinPath(this.extensionUri, 'dist', 'messageWorker.js').fsPath);
    worker.on('message', (reply: MessageReply) => this.waiting.get(reply.id)?.resolve(reply));
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
