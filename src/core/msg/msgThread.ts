import { Worker } from 'node:worker_threads';
import type { OutlookMail } from './mailLines';
import type { MsgReply, MsgRequest } from './msgProtocol';
import { damaged, tooLong, UnreadableMessage } from './unreadable';

/** How long one file may take, in milliseconds: real ones take some tens. */
const patience = 10_000;
/** How large the thread's heap may grow, in MB. */
const heap = 512;
/** Longest file that is read, in bytes; Exchange Online takes mail up to 150 MB, and a bounce has some hundred KB. */
const longestFile = 1 << 26;

/** Reads Outlook messages on a thread of its own, one after the other; what takes too long or too much memory ends the thread, not the file after. */
export class MsgThread {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private lastId = 0;
  /** How often a thread was started, and how often one was ended before it answered. */
  readonly counts = { started: 0, ended: 0 };

  /** @param path the bundle of `msgWorker.ts` */
  constructor(
    private readonly path: string,
    private readonly limit = patience,
  ) {}

  /** @throws (by rejection) Error with a sentence for people where the file cannot be read, or not in time */
  read(bytes: Uint8Array): Promise<OutlookMail> {
    const reading = this.last.then(() => this.ask(bytes));
    this.last = reading.catch(() => undefined);
    return reading;
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private async ask(bytes: Uint8Array): Promise<OutlookMail> {
    if (bytes.length > longestFile) throw new UnreadableMessage(tooLong);
    const reply = await this.answer({ id: ++this.lastId, bytes });
    if ('error' in reply) throw new UnreadableMessage(reply.error);
    return reply.mail;
  }

  private async answer(request: MsgRequest): Promise<MsgReply> {
    const worker = this.start();
    worker.ref();
    try {
      return await answerOf(worker, request, this.limit);
    } catch (error) {
      this.counts.ended += 1;
      this.worker = undefined;
      void worker.terminate();
      throw error;
    } finally {
      // An idle one keeps nobody from ending.
      worker.unref();
    }
  }

  private start(): Worker {
    if (!this.worker) {
      this.counts.started += 1;
      this.worker = new Worker(this.path, { resourceLimits: { maxOldGenerationSizeMb: heap } });
      // What a thread still fails with after its end is nobody's.
      this.worker.on('error', () => undefined);
    }
    return this.worker;
  }
}

/** @throws (by rejection) Error where the thread ends, or does not answer in time */
function answerOf(worker: Worker, request: MsgRequest, limit: number): Promise<MsgReply> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      worker.off('message', answer).off('error', fail).off('exit', fail);
    };
    const fail = () => {
      done();
      reject(new UnreadableMessage(damaged));
    };
    const answer = (reply: MsgReply) => {
      if (reply.id !== request.id) return;
      done();
      resolve(reply);
    };
    const timer = setTimeout(fail, limit);
    worker.on('message', answer).on('error', fail).on('exit', fail);
    worker.postMessage(request);
  });
}

let shared: MsgThread | undefined;

/** The mail that the bytes of an Outlook message make. @throws (by rejection) as `MsgThread.read` */
export function readOutlookMessage(bytes: Uint8Array): Promise<OutlookMail> {
  shared ??= new MsgThread(require.resolve('./msgWorker'));
  return shared.read(bytes);
}
