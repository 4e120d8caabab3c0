import type { LogFacts } from '../logs/figures/logFacts';
import type { IncidentSummary } from '../logs/figures/summary';
import type { LogEvent } from '../logs/formats/event';

/** A file or folder to scan, and which files under it are wanted. */
export interface ScanTarget {
  readonly path: string;
  /** The folder that the globs of `exclude` are relative to. */
  readonly base: string;
  /** Globs of files and folders to leave out, relative to `base`, as in `files.exclude`. */
  readonly exclude: readonly string[];
}

/** What a person wants scanned. A file that is itself a target is read whatever the globs say. */
export interface ScanRequest {
  readonly targets: readonly ScanTarget[];
  /**
   * Globs of files to read; when empty, all but those whose names say that they are neither mail nor logs. One without a slash means
   * names in any folder; so below.
   */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Paths that a person has taken out of the results. */
  readonly removed: readonly string[];
  /** False where only mails with a code matter: logs are read several times faster then. */
  readonly countDeliveries: boolean;
  /** The zone of times that name none, and in which times are counted (see `offsetsOf`). */
  readonly timeZone: string;
}

/** A file as it was listed, before it is read. */
export interface FileState {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** How far a scan is. Totals do not count what an earlier scan has read and nobody has changed. */
export interface ScanProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly files: number;
  readonly totalFiles: number;
  /** Codes found so far, those in files that did not need to be read again included. */
  readonly hits: number;
}

/** What the extension says to the worker of scans. */
export type ScanCommand =
  | {
      readonly type: 'scan';
      readonly id: number;
      readonly request: ScanRequest;
      readonly signals: SignalBuffer;
    }
  | { readonly type: 'cancel'; readonly id: number };

/** What the worker says. All but `ready` carry the id of the scan. */
export type ScanReport =
  | { readonly type: 'ready' }
  /** Files of the scan, in their order. The events of reused ones stand as an earlier scan has told them. */
  | {
      readonly type: 'listed';
      readonly id: number;
      readonly files: readonly FileState[];
      readonly reused: boolean;
    }
  /** All files are listed; events follow. `leftOut` counts those that are neither mail nor logs. */
  | { readonly type: 'planned'; readonly id: number; readonly leftOut: number }
  | { readonly type: 'events'; readonly id: number; readonly events: readonly LogEvent[] }
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly progress: ScanProgress;
      /** Paths that have been read since the last report. */
      readonly read: readonly string[];
      /** There now and then: it takes time to make. */
      readonly summary?: IncidentSummary;
      readonly dropped: number;
    }
  | { readonly type: 'problem'; readonly id: number; readonly path: string; readonly reason: string }
  /** Reading took longer than it should, since WebAssembly is not to be had. */
  | { readonly type: 'slow'; readonly id: number; readonly reason: string }
  | ({ readonly type: 'done'; readonly id: number } & ScanOutcome)
  | { readonly type: 'failed'; readonly id: number; readonly reason: string };

/** What came of a scan. */
export interface ScanOutcome {
  readonly cancelled: boolean;
  readonly summary: IncidentSummary;
  readonly facts: LogFacts;
  /** Events with a code that were counted and not sent. */
  readonly dropped: number;
  /** How many codes are in those, by file. */
  readonly droppedHits: readonly (readonly [path: string, hits: number])[];
  /** Paths that were read since the last report of progress. */
  readonly read: readonly string[];
}

/** Reports that wait for the extension to take them before more are sent. */
export type BulkReport = Extract<ScanReport, { type: 'events' | 'listed' }>;

const cancelled = 0;
const taken = 1;

/** Most pages of a browser may share no memory: each side has a copy of its own then. */
export type SignalBuffer = SharedArrayBuffer | ArrayBuffer;

/**
 * What both sides of a scan see at once, in shared memory: a message would wait for the other side to be free.
 * It also keeps the worker from burying the extension host under reports.
 */
export class ScanSignals {
  private readonly cells: Int32Array;
  private readonly isShared: boolean;

  constructor(readonly buffer: SignalBuffer = newBuffer()) {
    this.cells = new Int32Array(buffer);
    this.isShared = !(buffer instanceof ArrayBuffer);
  }

  get isCancelled(): boolean {
    return Atomics.load(this.cells, cancelled) === 1;
  }

  cancel(): void {
    Atomics.store(this.cells, cancelled, 1);
  }

  /** Says that a report has been worked off. */
  take(): void {
    Atomics.add(this.cells, taken, 1);
    if (this.isShared) Atomics.notify(this.cells, taken);
  }

  /** Blocks this thread until no more than `most` of the reports sent so far wait to be worked off. */
  waitFor(sent: number, most: number): void {
    while (this.isShared) {
      const done = Atomics.load(this.cells, taken);
      if (sent - done <= most || this.isCancelled) return;
      Atomics.wait(this.cells, taken, done, 20);
    }
  }
}

function newBuffer(): SignalBuffer {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(8) : new SharedArrayBuffer(8);
}
