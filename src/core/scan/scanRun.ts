import { pathBehind } from '../files/archiveNames';
import { missingWasm } from '../files/wasm';
import type { LogFigures } from '../findings/logFigures';
import { shortSummary } from '../logs/figures/shortSummary';
import type { IncidentSummary } from '../logs/figures/summary';
import type { Clock } from '../logs/formats/clock';
import type { LogEvent } from '../logs/formats/event';
import type { FileState, ScanOutcome, ScanProgress } from './protocol';
import { readLogs } from './readFiles';
import type { KnownFile } from './rescan';

/** Names in a table of the summary that leaves this thread: thousands of them hold up whoever receives them. */
const mostNames = 2000;

/** Where a scan says what it finds. Each call may block, and returns while the scan goes on. */
export interface ScanSink {
  readonly isCancelled: boolean;
  listed(files: readonly FileState[], reused: boolean): void;
  /** @param leftOut files that are neither mail nor logs */
  planned(leftOut: number): void;
  /** Events with a code. */
  events(events: readonly LogEvent[]): void;
  /** Told often; it decides what to pass on, and asks for the summary now and then only. */
  progress(run: ScanState): void;
  problem(path: string, error: unknown): void;
  /** Told at the end where it took longer than it should, and why. */
  slow(reason: string): void;
}

/** How far a scan is, for whoever wants to tell. */
export interface ScanState {
  readonly dropped: number;
  progress(): ScanProgress;
  summary(): IncidentSummary;
  /** Paths that have been read since this was last asked. */
  takeRead(): string[];
}

interface Tally {
  events: number;
  hits: number;
}

const nothingFound: Tally = { events: 0, hits: 0 };

/** One reading of files, and what came of it. */
export class ScanRun implements ScanState {
  dropped = 0;
  isCancelled = false;
  private readonly states: ReadonlyMap<string, FileState>;
  private readonly totalBytes: number;
  private readonly mails = new Map<string, LogEvent[]>();
  private readonly tallies = new Map<string, Tally>();
  private readonly failed = new Set<string>();
  private readonly droppedHits = new Map<string, number>();
  private readonly done = new Set<string>();
  private justRead: string[] = [];
  /** How many bytes of a path have been read. */
  private readonly bytesOf = new Map<string, number>();
  private bytes = 0;
  private hits: number;
  private kept: number;

  /**
   * @param reused what stands from an earlier scan
   * @param logs what was counted of logs: it goes on, and a later scan with it, which need not read them again
   * @param limit events with a code that are kept
   * @param countDeliveries false where mails without a code do not matter
   * @param offsetAt of times that name no zone
   */
  constructor(
    files: readonly FileState[],
    reused: readonly KnownFile[],
    private readonly logs: LogFigures,
    private readonly sink: ScanSink,
    private readonly limit: number,
    private readonly countDeliveries: boolean,
    private readonly offsetAt: Clock['offsetAt'],
  ) {
    this.states = new Map(files.map((file) => [file.path, file]));
    this.totalBytes = files.reduce((total, { bytes }) => total + bytes, 0);
    this.hits = reused.reduce((total, { hits }) => total + hits, 0);
    this.kept = reused.reduce((total, { events }) => total + events, 0);
    for (const { path, mails } of reused) if (mails) this.mails.set(path, [...mails]);
  }

  async read(): Promise<void> {
    const stop = new AbortController();
    const check = () => {
      if (!this.sink.isCancelled) return;
      this.isCancelled = true;
      stop.abort();
    };
    check();
    const clock = { reference: Date.now(), offsetAt: this.offsetAt };
    const onRead = (path: string, bytesRead: number) => {
      this.count(path, bytesRead);
      this.sink.progress(this);
      check();
    };
    const onDone = (path: string) => {
      this.finish(path);
      this.sink.progress(this);
      check();
    };
    const sources = [...this.states.values()].map(({ path, modified }) => ({ name: path, modified }));
    const which = this.countDeliveries ? { counted: {} } : { codesOnly: true };
    const options = { signal: stop.signal, onRead, onDone, ...which };
    for await (const batch of readLogs(sources, clock, options)) {
      if ('error' in batch) this.fail(batch.name, batch.error);
      else {
        this.take(batch.events);
        if (batch.deliveries) this.logs.addBatch({ events: [], deliveries: batch.deliveries });
      }
      check();
    }
    const reason = missingWasm();
    if (reason !== undefined) this.sink.slow(reason);
  }

  progress(): ScanProgress {
    return {
      bytes: this.bytes,
      totalBytes: this.totalBytes,
      files: this.done.size,
      totalFiles: this.states.size,
      hits: this.hits,
    };
  }

  /** Mails are counted anew each time, so that the numbers of the logs stand alone for a later scan. */
  summary(): IncidentSummary {
    return shortSummary(this.logs.summaryWith(this.allMails()), mostNames);
  }

  private *allMails(): Generator<LogEvent> {
    for (const mails of this.mails.values()) yield* mails;
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
      const { bytes, modified } = state;
      const { events, hits } = this.tallies.get(path) ?? nothingFound;
      yield { path, bytes, modified, mails: this.mails.get(path), events, hits };
    }
  }

  outcome(): ScanOutcome {
    const all = this.logs.with(this.allMails());
    return {
      cancelled: this.isCancelled,
      summary: shortSummary(all.summary(), mostNames),
      facts: all.facts(),
      dropped: this.dropped,
      droppedHits: [...this.droppedHits],
      read: this.takeRead(),
    };
  }

  private take(events: readonly LogEvent[]): void {
    const wanted: LogEvent[] = [];
    for (const event of events) {
      // With more than can be kept nothing is remembered, and nothing has to be told apart.
      const isMail = event.format === 'message' && this.states.has(event.file);
      if (isMail && this.kept < this.limit) this.addMail(event);
      else this.logs.add(event);
      if (event.hits.length === 0) continue;
      this.hits += event.hits.length;
      if (this.kept < this.limit) {
        this.kept += 1;
        this.tally(event);
        wanted.push(event);
      } else {
        this.dropped += 1;
        const path = this.pathOf(event.file);
        this.droppedHits.set(path, (this.droppedHits.get(path) ?? 0) + event.hits.length);
      }
    }
    if (wanted.length > 0) this.sink.events(wanted);
  }

  private addMail(event: LogEvent): void {
    const mails = this.mails.get(event.file);
    if (mails) mails.push(event);
    else this.mails.set(event.file, [event]);
  }

  private tally({ file, hits }: LogEvent): void {
    const path = this.pathOf(file);
    const tally = this.tallies.get(path);
    if (!tally) this.tallies.set(path, { events: 1, hits: hits.length });
    else {
      tally.events += 1;
      tally.hits += hits.length;
    }
  }

  private finish(path: string): void {
    if (this.done.has(path)) return;
    this.done.add(path);
    this.justRead.push(path);
    this.count(path, Number.POSITIVE_INFINITY);
  }

  /** Notes how much of a file has been read; a file that grows meanwhile counts as large as it was. */
  private count(path: string, bytes: number): void {
    const now = Math.min(bytes, this.states.get(path)?.bytes ?? 0);
    this.bytes += now - (this.bytesOf.get(path) ?? 0);
    this.bytesOf.set(path, now);
  }

  private fail(name: string, error: unknown): void {
    if (this.isCancelled) return;
    const path = this.pathOf(name);
    this.failed.add(path);
    this.sink.problem(
      path,
      name === path ? error : new Error(`${name.slice(path.length + 1)}: ${said(error)}`),
    );
  }

  private pathOf(name: string): string {
    return pathBehind(name, (path) => this.states.has(path)) ?? name;
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
