import { type Clock, localOffset, StampReader, zoneMinutes } from '../core/logs/formats/clock';
import { UsageError } from './usageError';

/** A stretch of time that was asked for: plain data, as threads are told it. Moments are milliseconds since 1970. */
export interface Times {
  readonly since: number | undefined;
  /** Exclusive. */
  readonly until: number | undefined;
  /** Minutes east of UTC of times that name no zone; undefined for this machine's. */
  readonly zone: number | undefined;
  readonly now: number;
}

/**
 * The times that the options ask for.
 * @throws UsageError
 */
export function timesIn(options: {
  since?: string | undefined;
  until?: string | undefined;
  zone?: string | undefined;
}): Times {
  const zone = options.zone === undefined ? undefined : zoneMinutes(options.zone);
  if (options.zone !== undefined && zone === undefined)
    throw new UsageError('A zone is written as Z, +01:00 or -0330.');
  const now = Date.now();
  const clock = clockOf({ zone, now });
  return { since: momentOf(options.since, clock), until: momentOf(options.until, clock), zone, now };
}

export function clockOf({ zone, now }: Pick<Times, 'zone' | 'now'>): Clock {
  return { reference: now, offsetAt: zone === undefined ? localOffset : () => zone };
}

function momentOf(text: string | undefined, clock: Clock): number | undefined {
  if (text === undefined) return undefined;
  const stamp = /^\d{4}-\d\d-\d\d$/.test(text)
    ? `${text}T00:00:00`
    : text.replace(/^(\S{10}[T ]\d\d:\d\d)(?!:)/, '$1:00');
  const moment = new StampReader(clock).read(stamp);
  if (moment) return moment.at;
  throw new UsageError('A time is written as 2026-11-24, 2026-11-24T14:02 or 2026-11-24T14:02:00+01:00.');
}

/** Counts what states no time that can be read, where times are asked for: it may be of them. */
export interface Undated {
  count: number;
}

/** What is said of those; nothing where there are none. */
export function undatedText({ count }: Undated): string {
  if (count === 0) return '';
  return count === 1
    ? 'One hit has no time that can be read, and is left out.\n'
    : `${count} hits have no time that can be read, and are left out.\n`;
}
