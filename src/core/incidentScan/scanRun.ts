import { localOffset } from '../logs/clock';
import type { LogEvent } from '../logs/event';
import { type LogSource, logFile } from '../logs/logFiles';
import { shortSummary } from '../logs/shortSummary';
import type { IncidentCounter, IncidentSummary } from '../logs/summary';
import type { FileState, ScanProgress } from './protocol';
import type { KnownFile } from './rescan';
import { readWatched } from './watchedReading';

/** Names in a table of the summary that leaves this thread: thousands of them hold up whoever receives them. */
const mostNames = 2000;

/** Where a scan says what it finds. Each call may block, and returns while the scan goes on. */
export interface ScanSink {
  readonly isCancelled: boolean;
  listed(files: readonly FileState[], reused: boolean): void;
  planned(): void;
  /** Events with a code. */
  events(events: readonly LogEvent[]): void;
  /** Told often; it decides what to pass on, and asks for the summary now and then only. */
  progress(run: ScanState): void;
  problem(path: string, error: unknown): void;
}

/** How far a scan is, for whoever wants to tell. */
export interface ScanState {
  readonly dropped: number;
  progress(): ScanProgress;
  summary(): IncidentSummary;
  /** Paths that have been read since this was last asked. */
  takeRead(): string[];
}

export interface ScanOutcome {
  readonly cancelled: boolean;
  readonly summary: IncidentSummary;
  readonly dropped: number;
  readonly droppedHits: readonly (readonly [path: string, hits: number])[];
  readonly read: readonly string[];
}

interface Tally {
  events: number;
  hits: number;
}

/** One reading of files, and what came of it. */
export class ScanRun implements ScanState {
  dropped = 0;
  isCancelled = false;
  private readonly states: ReadonlyMap<string, FileState>;
  private readonly totalBytes: number;
  private readonly mails = new Map<string, LogEvent>();
  private readonly tallies = new Map<string, Tally>();
  private readonly failed = new Set<string>();
  private readonly droppedHits = new Map<string, number>();
  private readonly done = new Set<string>();
  private justRead: string[] = [];
  private current: { readonly name: string; bytes: number } | undefined;
  private bytes = 0;
  private hits: number;
  private kept: number;

  /**
   * @param reused what stands from an earlier scan
   * @param logs counts the events of logs, and goes on doing so
   * @param limit events with a code that are kept
   */
  constructor(
    files: readonly FileState[],
    reused: readonly KnownFile[],
    private readonly logs: IncidentCounter,
    private readonly sink: ScanSink,
    private readonly limit: number,
  ) {
    this.states = new Map(files.map((file) => [file.path, file]));
    this.totalBytes = files.reduce((total, { bytes }) => total + bytes, 0);
    this.hits = reused.reduce((total, { hits }) => total + hits, 0);
    this.kept = reused.reduce((total, { events }) => total + events, 0);
    for (const { path, mail } of reused) if (mail) this.mails.set(path, mail);
  }

  async read(): Promise<void> {
    const stop = new AbortController();
    const check = () => {
      if (!this.sink.isCancelled) return;
      this.isCancelled = true;
      stop.abort();
    };
    check();
    const clock = { reference: Date.now(), offsetAt: localOffset };
    const onRead = (name: string, bytesRead: number) => {
      this.advance(name, bytesRead);
      this.sink.progress(this);
      check();
    };
    for await (const batch of readWatched([...this.states.values()].map(sourceOf), clock, {
      signal: stop.signal,
      onRead,
    })) {
      if ('error' in batch) this.fail(batch.name, batch.error);
      else this.take(batch.events);
      check();
    }
    if (!this.isCancelled) for (const path of this.states.keys()) this.finish(path);
  }

  progress(): ScanProgress {
    return {
      bytes: this.bytes + (this.current?.bytes ?? 0),
      totalBytes: this.totalBytes,
      files: this.done.size,
      totalFiles: this.states.size,
      hits: this.hits,
    };
  }

  /** Mails are counted anew each time, so that the numbers of the logs stand alone for a later scan. */
  summary(): IncidentSummary {
    const counter = this.mails.size === 0 ? this.logs : this.logs.copy();
    for (const mail of this.mails.values()) counter.add(mail);
    return shortSummary(counter.summary(), mostNames);
  }

  takeRead(): string[] {
    const read = this.justRead;
    this.justRead = [];
    return read;
  }

  /** The files that were read to their end. */
  *finished(): Generator<KnownFile> {
    for (const path of this.done) {
      const state = this.states.get(path);
      if (!state || this.failed.has(path)) continue;
      yield { ...state, mail: this.mails.get(path), ...(this.tallies.get(path) ?? { events: 0, hits: 0 }) };
    }
  }

  outcome(): ScanOutcome {
    return {
      cancelled: this.isCancelled,
      summary: this.summary(),
      dropped: this.dropped,
      droppedHits: [...this.droppedHits],
      read: this.takeRead(),
    };
  }

  private take(events: readonly LogEvent[]): void {
    const wanted: LogEvent[] = [];
    for (const event of events) {
      if (event.format === 'message') this.mails.set(event.file, event);
      else this.logs.add(event);
      if (event.hits.length === 0) continue;
      this.hits += event.hits.length;
      if (this.kept < this.limit) {
        this.kept += 1;
        this.tally(event);
        wanted.push(event);
      } else {
        this.dropped += 1;
        this.droppedHits.set(event.file, (this.droppedHits.get(event.file) ?? 0) + event.hits.length);
      }
    }
    if (wanted.length > 0) this.sink.events(wanted);
  }

  private tally({ file, hits }: LogEvent): void {
    const tally = this.tallies.get(file);
    if (!tally) this.tallies.set(file, { events: 1, hits: hits.length });
    else {
      tally.events += 1;
      tally.hits += hits.length;
    }
  }

  private advance(name: string, bytesRead: number): void {
    const most = this.states.get(name)?.bytes ?? 0;
    if (this.current?.name === name) this.current.bytes = Math.min(bytesRead, most);
    else {
      if (this.current) this.finish(this.current.name);
      this.current = { name, bytes: Math.min(bytesRead, most) };
    }
  }

  private finish(path: string): void {
    if (this.done.has(path)) return;
    this.done.add(path);
    this.justRead.push(path);
    this.bytes += this.states.get(path)?.bytes ?? 0;
    if (this.current?.name === path) this.current = undefined;
  }

  private fail(path: string, error: unknown): void {
    if (this.isCancelled) return;
    this.failed.add(path);
    this.sink.problem(path, error);
  }
}

/** Opened when its turn comes: it was there when it was listed, and may be gone by then. */
function sourceOf({ path, modified }: FileState): LogSource {
  return {
    name: path,
    modified,
    async *open() {
      yield* (await logFile(path)).open();
    },
  };
}
