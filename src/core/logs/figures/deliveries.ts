import type { FailedLogin, LogEvent, LogFormat } from '../formats/event';
import type { TableName } from './tables';

/** How many mails were delivered, deferred, or refused for another reason than a code, within a minute. */
export interface MinuteOfDeliveries {
  /** When the minute begins, in milliseconds since 1970; undefined for stamps that cannot be read. */
  readonly at: number | undefined;
  readonly delivered: number;
  readonly deferred: number;
  readonly other: number;
}

/** How many delivered mails carry a name, and where the first of them stands, by file name and line. */
export interface DeliveredName {
  readonly count: number;
  /** Undefined where no mail was delivered. */
  readonly file: string | undefined;
  readonly line: number;
}

/** Mails without a code that a log tells of, counted and not told one by one: plain data. */
export interface Deliveries {
  readonly format: LogFormat;
  readonly minutes: readonly MinuteOfDeliveries[];
  /** Delivered mails by the names that they carry, as events carry them; with 0 the remote hosts that took none. */
  readonly names: Readonly<Partial<Record<TableName, ReadonlyMap<string, DeliveredName>>>>;
}

/** What logs said, as far as they were read at a time: events, and mails that were counted meanwhile and have none. */
export interface ReadBatch {
  readonly events: readonly LogEvent[];
  readonly deliveries?: Deliveries;
  /** Told where each line is read. */
  readonly failedLogins?: readonly FailedLogin[] | undefined;
}
