import { Worker } from 'node:worker_threads';
import { type ScanCommand, type ScanReport, type ScanRequest, ScanSignals } from '../core/scan/protocol';

/** What comes of a scan, told as it goes. */
export type ScanNews =
  | Exclude<ScanReport, { type: 'ready' }>
  /** It was cancelled, and its thread had to be ended for that. */
  | { readonly type: 'stopped'; readonly id: number };

/** What the worker remembers is let go after this long without a scan, in milliseconds. */
const idle = 10 * 60_000;

/**
 * The thread that scans: started by the first scan, kept warm for the next, one scan at a time. It knows no VS Code.
 */
export class ScanWorker {
  private worker: Worker | undefined;
  private running: { readonly id: number; readonly signals: ScanSignals; heard: boolean } | undefined;
  private lastId = 0;
  private idleTimer: NodeJS.Timeout | undefined;
  private patienceTimer: NodeJS.Timeout | undefined;

  /**
   * @param path the bundle of the worker
   * @param tell hears of the running scan; after `done` or `failed` there is none
   * @param patience milliseconds after which a worker is ended that says nothing when it is asked to stop
   */
  constructor(
    private readonly path: string,
    private readonly tell: (news: ScanNews) => void,
    private readonly patience = 60,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Starts a scan. The one before must have ended. */
  scan(request: ScanRequest): void {
    const signals = new ScanSignals();
    const id = ++this.lastId;
    this.running = { id, signals, heard: false };
    clearTimeout(this.idleTimer);
    this.send({ type: 'scan', id, request, signals: signals.buffer });
  }

  /** Asks the running scan to end; `done` follows, soon whatever the thread is at. */
  cancel(): void {
    const { running } = this;
    if (!running) return;
    running.signals.cancel();
    this.send({ type: 'cancel', id: running.id });
    running.heard = false;
    this.watch();
  }

  /** Ends the thread and what it remembers. */
  forget(): void {
    clearTimeout(this.idleTimer);
    clearTimeout(this.patienceTimer);
    this.running = undefined;
    void this.worker?.terminate();
    this.worker = undefined;
  }

  private watch(): void {
    clearTimeout(this.patienceTimer);
    this.patienceTimer = setTimeout(() => {
      if (!this.running) return;
      if (this.running.heard) {
        this.running.heard = false;
        this.watch();
        return;
      }
      const { id } = this.running;
      this.forget();
      this.tell({ type: 'stopped', id });
    }, this.patience);
  }

  private send(command: ScanCommand): void {
    this.worker ??= this.start();
    this.worker.postMessage(command);
  }

  private start(): Worker {
    const worker = new Worker(this.path);
    worker.on('message', (report: ScanReport) => this.receive(report));
    worker.on('error', (error) => this.fail(worker, error.stack ?? error.message));
    worker.on('exit', (code) => this.fail(worker, `The worker ended with ${code}.`));
    worker.unref();
    return worker;
  }

  private receive(report: ScanReport): void {
    const { running } = this;
    if (!running || report.type === 'ready' || report.id !== running.id) return;
    running.heard = true;
    if (report.type === 'done' || report.type === 'failed') this.end();
    this.tell(report);
    // Only once other work of this thread has had its turn.
    if (report.type === 'events' || report.type === 'listed') setImmediate(() => running.signals.take());
  }

  private end(): void {
    clearTimeout(this.patienceTimer);
    this.running = undefined;
    this.idleTimer = setTimeout(() => this.forget(), idle);
    // A browser's timer is a number, and keeps nobody from ending.
    if (typeof this.idleTimer === 'object') this.idleTimer.unref();
  }

  private fail(worker: Worker, reason: string): void {
    if (this.worker !== worker) return;
    const { running } = this;
    this.forget();
    if (running) this.tell({ type: 'failed', id: running.id, reason });
  }
}
