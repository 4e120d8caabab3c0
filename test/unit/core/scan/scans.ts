import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ScanSnapshot } from '../../../../src/core/logs/figures/snapshot';
import type { ScanRequest } from '../../../../src/core/scan/protocol';
import { ScanRecord } from '../../../../src/core/scan/scanRecord';
import { type ScanNews, ScanWorker } from '../../../../src/scanning/scanWorker';
import { bundleWorker } from '../../bundledWorker';

/** Builds the worker as the extension has it, and returns the path of the bundle. */
export function buildWorker(folder: string): string {
  const outfile = join(folder, 'incidentWorker.js');
  bundleWorker('core/scan/worker.ts', outfile);
  return outfile;
}

export function request(paths: readonly string[], settings: Partial<ScanRequest> = {}): ScanRequest {
  const targets = paths.map((path) => ({ path, base: path, exclude: [] }));
  return { targets, include: [], exclude: [], removed: [], countDeliveries: true, timeZone: '', ...settings };
}

/** Runs scans in a worker, one after the other, and keeps what was said. */
export class Scanner {
  readonly news: ScanNews[] = [];
  private readonly worker: ScanWorker;
  private record: ScanRecord | undefined;
  private before: ScanSnapshot | undefined;
  private ended: ((snapshot: ScanSnapshot) => void) | undefined;
  /** Called with all news as they come. */
  hear: (news: ScanNews) => void = () => undefined;

  constructor(path: string, patience?: number) {
    this.worker = new ScanWorker(path, (news) => this.take(news), patience);
  }

  scan(wanted: ScanRequest): Promise<ScanSnapshot> {
    this.news.length = 0;
    this.record = new ScanRecord(wanted.timeZone, this.before);
    const end = new Promise<ScanSnapshot>((resolve) => {
      this.ended = resolve;
    });
    this.worker.scan(wanted);
    return end;
  }

  cancel(): void {
    this.worker.cancel();
  }

  /** Paths that the last scan read, not counting those it knew. */
  get read(): string[] {
    return this.news.flatMap((news) =>
      news.type === 'listed' && !news.reused ? news.files.map(({ path }) => path) : [],
    );
  }

  close(): void {
    this.worker.forget();
  }

  private take(news: ScanNews): void {
    this.news.push(news);
    this.record?.take(news);
    this.hear(news);
    if (news.type !== 'done' && news.type !== 'failed' && news.type !== 'stopped') return;
    this.before = this.record?.snapshot();
    if (this.before) this.ended?.(this.before);
  }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
