import { printable } from '../code/printable';
import type { LogEvent } from '../logs/formats/event';
import type { BulkReport, FileState, ScanReport, ScanSignals } from './protocol';
import type { ScanSink, ScanState } from './scanRun';

/** Events in one report: what the extension host takes over in a few milliseconds. */
const eventsInReport = 250;
/** Bulky reports that may wait for the extension host. */
const mostWaiting = 2;
/** Milliseconds between two reports of progress, and at least between two summaries. */
const progressPause = 120;
const summaryPause = 600;
/** A summary may take this part of the time at most. */
const summaryShare = 1 / 20;

/** Turns what a scan finds into reports of a size and pace that leave the other side free. */
export class ReportingSink implements ScanSink {
  private waiting: LogEvent[] = [];
  private sent = 0;
  private hasSent = false;
  private lastProgress = 0;
  private nextSummary = 0;

  constructor(
    private readonly id: number,
    private readonly signals: ScanSignals,
    private readonly post: (report: ScanReport) => void,
  ) {}

  get isCancelled(): boolean {
    return this.signals.isCancelled;
  }

  listed(files: readonly FileState[], reused: boolean): void {
    this.postBulk({ type: 'listed', id: this.id, files, reused });
  }

  planned(leftOut: number): void {
    this.post({ type: 'planned', id: this.id, leftOut });
  }

  events(events: readonly LogEvent[]): void {
    for (const event of events) {
      this.waiting.push(event);
      // The first comes at once: something shows as soon as something is found.
      if (this.waiting.length >= eventsInReport || !this.hasSent) this.flush();
    }
  }

  progress(state: ScanState): void {
    const now = performance.now();
    if (now - this.lastProgress < progressPause) return;
    this.lastProgress = now;
    this.flush();
    const summary = now >= this.nextSummary ? state.summary() : undefined;
    const end = performance.now();
    if (summary) this.nextSummary = end + Math.max(summaryPause, (end - now) / summaryShare);
    this.post({
      type: 'progress',
      id: this.id,
      progress: state.progress(),
      read: state.takeRead(),
      dropped: state.dropped,
      ...(summary ? { summary } : {}),
    });
  }

  slow(reason: string): void {
    this.post({ type: 'slow', id: this.id, reason });
  }

  problem(path: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.post({ type: 'problem', id: this.id, path, reason: printable(reason) });
  }

  /** Sends what has come together. */
  flush(): void {
    if (this.waiting.length === 0) return;
    const events = this.waiting;
    this.hasSent = true;
    this.waiting = [];
    this.postBulk({ type: 'events', id: this.id, events });
  }

  private postBulk(report: BulkReport): void {
    this.signals.waitFor(this.sent, mostWaiting - 1);
    this.sent += 1;
    this.post(report);
  }
}
