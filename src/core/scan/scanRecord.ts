import { pathBehind } from '../files/archiveNames';
import type { LogFacts } from '../logs/figures/logFacts';
import type { ScannedFile, ScanSnapshot } from '../logs/figures/snapshot';
import type { IncidentSummary } from '../logs/figures/summary';
import type { LogEvent } from '../logs/formats/event';
import type { FileState, ScanProgress, ScanReport } from './protocol';
import { SharedTexts } from './sharedTexts';

type Entry = { -readonly [Key in keyof ScannedFile]: ScannedFile[Key] } & { isRead: boolean };

/** The events of a path, as they came. */
interface Found {
  readonly events: LogEvent[];
  /** False once one came late: it waited for its sender. */
  isInOrder: boolean;
}

const nothingCounted: IncidentSummary = {
  ...{
    blocked: 0,
    delivered: 0,
    deferred: 0,
    other: 0,
    mentions: 0,
    unattributed: 0,
    undated: 0,
    unjoined: 0,
  },
  timed: false,
  ...{ first: undefined, last: undefined, share: undefined, uncounted: {}, assumed: [], zone: 'Z' },
  ...{ codes: [], senders: [], domains: [], sources: [], remoteHosts: [], servers: [], connectors: [] },
  ...{ perMinute: [], perHour: [], perDay: [] },
};

/** Puts together what a scan reports. Nothing here takes long, however much was found: it runs in the extension host. */
export class ScanRecord {
  private readonly files = new Map<string, Entry>();
  private readonly read: Entry[] = [];
  private readonly reused = new Set<string>();
  private readonly texts = new SharedTexts();
  /** The paths behind the names of events. */
  private readonly paths = new Map<string, string>();
  private readonly byPath = new Map<string, Found>();
  private found: LogEvent[] = [];
  private shown: readonly LogEvent[] = [];
  private summary: IncidentSummary = nothingCounted;
  private facts: LogFacts | undefined;
  private dropped = 0;
  private state: ScanSnapshot['state'] = 'running';
  private leftOut = 0;
  private isPlanned = false;
  progress: ScanProgress = { bytes: 0, totalBytes: 0, files: 0, totalFiles: 0, hits: 0 };

  /**
   * @param timeZone what the scan was asked for
   * @param before what an earlier scan found, whose events of unchanged files stand
   */
  constructor(
    private readonly timeZone: string,
    private readonly before?: ScanSnapshot,
  ) {}

  /** Blocked mails and mentions, as far as they are counted by now. */
  get numbers(): Pick<IncidentSummary, 'blocked' | 'mentions'> {
    return this.summary;
  }

  /** True once there is something to show that is of this scan. */
  get isBegun(): boolean {
    return this.isPlanned;
  }

  take(report: ScanReport | { readonly type: 'stopped' }): void {
    switch (report.type) {
      case 'listed':
        this.list(report.files, report.reused);
        break;
      case 'planned':
        this.leftOut = report.leftOut;
        this.plan();
        break;
      case 'events':
        for (const event of report.events) this.add(this.texts.event(event));
        break;
      case 'progress':
        this.progress = report.progress;
        this.dropped = report.dropped;
        if (report.summary) this.summary = report.summary;
        this.markRead(report.read);
        break;
      case 'problem':
        this.addProblem(report.path, report.reason);
        break;
      case 'done':
        this.summary = report.summary;
        this.facts = report.facts;
        this.dropped = report.dropped;
        this.markRead(report.cancelled ? report.read : this.files.keys());
        for (const [path, hits] of report.droppedHits) this.count(path, hits);
        this.end(report.cancelled ? 'cancelled' : 'complete');
        break;
      case 'stopped':
      case 'failed':
        this.end('cancelled');
        break;
    }
  }

  snapshot(): ScanSnapshot {
    // The same array while nothing is added, so that who shows it sees that there is nothing new.
    if (this.shown.length !== this.found.length) this.shown = this.found.slice();
    return {
      events: this.shown,
      dropped: this.dropped,
      files: this.read.slice(),
      leftOut: this.leftOut,
      timeZone: this.timeZone,
      summary: this.summary,
      facts: this.facts,
      state: this.state,
    };
  }

  private list(files: readonly FileState[], reused: boolean): void {
    for (const { path, bytes, modified } of files) {
      const entry = { path, bytes, modified, hits: 0, isRead: reused };
      this.files.set(path, entry);
      if (!reused) continue;
      this.reused.add(path);
      this.read.push(entry);
    }
  }

  private plan(): void {
    this.isPlanned = true;
    if (!this.before || this.reused.size === 0) return;
    for (const event of this.before.events) if (this.reused.has(this.pathOf(event.file))) this.add(event);
  }

  private add(event: LogEvent): void {
    const path = this.pathOf(event.file);
    this.found.push(event);
    this.count(path, event.hits.length);
    const found = this.byPath.get(path);
    const last = found?.events.at(-1);
    if (!found || !last) this.byPath.set(path, { events: [event], isInOrder: true });
    else {
      found.isInOrder &&= byPlace(last, event) <= 0;
      found.events.push(event);
    }
  }

  /** The path of the file that an event is from, or of the archive that holds it. */
  private pathOf(name: string): string {
    const known = this.paths.get(name);
    if (known !== undefined) return known;
    const path = pathBehind(name, (each) => this.files.has(each)) ?? name;
    this.paths.set(name, path);
    return path;
  }

  private count(path: string, hits: number): void {
    const entry = this.files.get(path);
    if (entry) entry.hits += hits;
  }

  private addProblem(path: string, reason: string): void {
    const entry = this.files.get(path) ?? { path, bytes: 0, modified: 0, hits: 0, isRead: false };
    entry.problem = reason;
    this.files.set(path, entry);
    this.markRead([path]);
  }

  private markRead(paths: Iterable<string>): void {
    for (const path of paths) {
      const entry = this.files.get(path);
      if (!entry || entry.isRead) continue;
      entry.isRead = true;
      this.read.push(entry);
    }
  }

  private end(state: ScanSnapshot['state']): void {
    this.state = state;
    this.found = inOrder(this.byPath, this.files.keys());
    this.shown = this.found;
  }
}

/** Events by file, in the order of the files, and by line within a file. Those of an archive stand together. */
function inOrder(byPath: ReadonlyMap<string, Found>, paths: Iterable<string>): LogEvent[] {
  const parts: LogEvent[][] = [];
  for (const path of new Set([...paths, ...byPath.keys()])) {
    const found = byPath.get(path);
    if (found) parts.push(found.isInOrder ? found.events : found.events.sort(byPlace));
  }
  return parts.flat();
}

/** Compares two events of a file, or of one archive, by where they stand. */
export function byPlace(one: LogEvent, other: LogEvent): number {
  if (one.file === other.file) return one.line - other.line;
  return one.file < other.file ? -1 : 1;
}
