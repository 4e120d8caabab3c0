import * as vscode from 'vscode';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { ScanProgress, ScanRequest } from '../core/scan/protocol';
import type { ScanRecord } from '../core/scan/scanRecord';
import type { Scans } from './scans';
import { type ScanNews, ScanWorker } from './scanWorker';

/** How far a scan is, and what it has counted. */
export type ShownProgress = ScanProgress & ScanRecord['numbers'];

/** How a scan ended. */
export interface ScanEnd {
  readonly snapshot: ScanSnapshot;
  /** What stopped the worker, where something did. */
  readonly failure?: string;
  /** Why it took longer than it should, where it did. */
  readonly slow?: string | undefined;
}

/**
 * Milliseconds between two looks at what a running scan has found: the longer it takes, the longer, since each look at many
 * results keeps the window busy.
 */
const pause = { least: 400, most: 3000, share: 1 / 4 };

/** The scans of this window: one at a time, each in place of the one before. */
export class ScanSession implements Scans, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ScanSnapshot | undefined>();
  private readonly progressed = new vscode.EventEmitter<ShownProgress>();
  readonly onDidChange = this.changed.event;
  readonly onDidProgress = this.progressed.event;
  private readonly worker = new ScanWorker(require.resolve('../core/scan/worker'), (news) => this.take(news));
  private record: ScanRecord | undefined;
  private shown: ScanSnapshot | undefined;
  private lastRequest: ScanRequest | undefined;
  private ended: ((end: ScanEnd) => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private started = 0;
  private slow: string | undefined;

  get snapshot(): ScanSnapshot | undefined {
    return this.shown;
  }

  get isRunning(): boolean {
    return this.worker.isRunning;
  }

  /** What the last scan was asked for. */
  get request(): ScanRequest | undefined {
    return this.lastRequest;
  }

  /**
   * Scans in place of what was scanned before; of the same files, only those are read that have changed.
   * @param record puts together what is found, on top of the snapshot from before; it is loaded with the first scan
   */
  async scan(request: ScanRequest, record: ScanRecord): Promise<ScanEnd> {
    if (this.isRunning) throw new Error('A scan is running.');
    this.lastRequest = request;
    this.record = record;
    this.started = performance.now();
    this.slow = undefined;
    const end = new Promise<ScanEnd>((resolve) => {
      this.ended = resolve;
    });
    this.worker.scan(request);
    return end;
  }

  /** Ends the running scan and keeps what it has found. */
  cancel(): void {
    this.worker.cancel();
  }

  /** Forgets what was found, and ends the running scan without a word. */
  clear(): void {
    const { record } = this;
    this.worker.forget();
    this.record = undefined;
    this.lastRequest = undefined;
    this.show(undefined);
    if (record) this.end(record.snapshot());
  }

  private take(news: ScanNews): void {
    const { record } = this;
    if (!record) return;
    record.take(news);
    if (news.type === 'slow') this.slow = news.reason;
    if (news.type === 'progress') this.progressed.fire({ ...record.progress, ...record.numbers });
    if (news.type === 'done' || news.type === 'stopped' || news.type === 'failed') {
      this.record = undefined;
      this.show(record.snapshot());
      this.end(record.snapshot(), news.type === 'failed' ? news.reason : undefined);
    } else this.timer ??= setTimeout(() => this.showRunning(), this.pause());
  }

  private pause(): number {
    const { least, most, share } = pause;
    return Math.min(most, Math.max(least, (performance.now() - this.started) * share));
  }

  private showRunning(): void {
    this.timer = undefined;
    if (this.record?.isBegun) this.show(this.record.snapshot());
  }

  private show(snapshot: ScanSnapshot | undefined): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.shown = snapshot;
    this.changed.fire(snapshot);
  }

  private end(snapshot: ScanSnapshot, failure?: string): void {
    const { ended } = this;
    this.ended = undefined;
    const { slow } = this;
    ended?.(failure === undefined ? { snapshot, slow } : { snapshot, slow, failure });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.worker.forget();
    this.changed.dispose();
    this.progressed.dispose();
  }
}
