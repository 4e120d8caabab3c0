import type { LogEvent } from '../formats/event';
import type { LogFacts } from './logFacts';
import type { IncidentSummary } from './summary';

/** A file that a scan has read, as it was then. */
export interface ScannedFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Codes found in it. */
  readonly hits: number;
  /** Why it could not be read, or not to its end, in the system's words. */
  readonly problem?: string | undefined;
}

/** What scans have found so far. */
export interface ScanSnapshot {
  /** The events that name a code, in the order of files and lines; deliveries are in the summary only. */
  readonly events: readonly LogEvent[];
  /** How many events with a code were left out of `events` because there are too many to keep. */
  readonly dropped: number;
  readonly files: readonly ScannedFile[];
  /** Files in the folders that were not read: their names say that they are neither mail nor logs. */
  readonly leftOut: number;
  /** The zone of times that name none, and in which `summary` counts (see `offsetsOf`). */
  readonly timeZone: string;
  /** The numbers of all events, those without a code and those left out included. */
  readonly summary: IncidentSummary;
  /** What the rules need of all that was read, mails without a code included; undefined while a scan runs. */
  readonly facts?: LogFacts | undefined;
  readonly state: 'running' | 'complete' | 'cancelled';
}
