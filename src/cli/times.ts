import { numberText } from '../core/code/numbers';
import { type Clock, localOffset, StampReader, zoneMinutes } from '../core/logs/formats/clock';
import type { Output } from './output';
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
  if (options.zone !== undefined && zone === undefined) throw new UsageError('error.zone');
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
  throw new UsageError('error.time');
}

/** Counts what states no time that can be read, where times are asked for: it may be of them. */
export interface Undated {
  count: number;
}

/** Says of those that they are left out; nothing where there are none. */
export function tellUndated({ count }: Undated, output: Output): void {
  if (count > 0) output.tell('message.undated', { count: numberText(count, output.language) });
}
