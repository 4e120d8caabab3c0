import { disk, type SentEntry } from '../disk';
import { type WebWorker, workerScope } from './webWorker';

/*
 * Threads as Node.js starts them, by the workers of the browser. A thread is given what was read for it of the disk with the message
 * that follows.
 */

type Listener = (told: never) => void;
/** What goes from thread to thread, beside messages. */
interface Parcel {
  readonly files?: readonly SentEntry[];
  readonly message: unknown;
}

let start: ((name: string) => Promise<WebWorker>) | undefined;

/** Says how a worker is started by its name. */
export function startWorkersBy(starter: (name: string) => Promise<WebWorker>): void {
  start = starter;
}

export class Worker {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly worker: Promise<WebWorker | undefined>;
  private isEnded = false;

  constructor(name: string, _options?: object) {
    this.worker = this.begin(name);
  }

  on(event: 'message' | 'error' | 'exit', listener: Listener): this {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners.add(listener));
    return this;
  }

  off(event: 'message' | 'error' | 'exit', listener: Listener): this {
    this.listeners.get(event)?.delete(listener);
    return this;
  }

  postMessage(message: unknown): void {
    void this.worker.then((worker) => {
      if (this.isEnded || !worker) return;
      const files = disk.handOver();
      const moved = files.flatMap(({ bytes }) => (bytes ? [bytes.buffer] : []));
      const parcel: Parcel = files.length === 0 ? { message } : { files, message };
      worker.postMessage(parcel, moved);
    });
  }

  async terminate(): Promise<void> {
    this.isEnded = true;
    (await this.worker)?.terminate();
  }

  /** A worker keeps no browser from ending. */
  ref(): void {}
  unref(): void {}

  private async begin(name: string): Promise<WebWorker | undefined> {
    try {
      if (!start) throw new Error('No worker can be started here.');
      const worker = await start(name);
      worker.onmessage = ({ data }) => this.tell('message', data);
      worker.onerror = ({ message }) => this.tell('error', new Error(message));
      return worker;
    } catch (error) {
      this.tell('error', error);
      return undefined;
    }
  }

  private tell(event: string, what: unknown): void {
    if (!this.isEnded) for (const listener of this.listeners.get(event) ?? []) listener(what as never);
  }
}

/** The thread that has started this one. */
export const parentPort = {
  on: (_event: 'message', listener: Listener): void => {
    const scope = workerScope();
    scope.onmessage = ({ data }: { readonly data: Parcel }) => {
      if (data.files) disk.takeOver(data.files);
      listener(data.message as never);
    };
  },
  postMessage: (message: unknown): void => workerScope().postMessage(message),
};
