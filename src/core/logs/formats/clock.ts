import { type DayOrder, numericDateAhead, wallClockOf } from './dateOrder';
import type { Assumption, Moment } from './event';
import { wordedDateAhead } from './wordedDate';

/** Settles what a stamp leaves open. Injected, so that the same log reads the same everywhere. */
export interface Clock {
  /**
   * No line is later than this, give or take a day; in milliseconds since 1970. A stamp without a year (RFC 3164) is
   * taken to be of the last year in which it is not later. The moment a file was last written is a good reference.
   */
  readonly reference: number;
  /**
   * Minutes east of UTC at a wall clock reading, for stamps that name no zone.
   * @param wallClock the reading in milliseconds, as if it were UTC
   */
  offsetAt(wallClock: number): number;
  /** Which number of a date such as `10/11/2026` is the day, where the log's head, or what is read with it, tells. Of several logs:
   * the order in what is read with them. */
  readonly dayOrder?: DayOrder | undefined;
}

/** Minutes east of UTC at an instant, in the zone of a clock. */
export function offsetAtInstant({ offsetAt }: Pick<Clock, 'offsetAt'>, at: number): number {
  return offsetAt(at + offsetAt(at) * 60_000);
}

/** The zone this machine is set to. */
export function localOffset(wallClock: number): number {
  const wall = new Date(wallClock);
  return -new Date(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
  ).getTimezoneOffset();
}

/**
 * A zone written as `Z`, `UTC`, `+01:00` or `-0330`, in minutes east of UTC.
 * @returns undefined for anything else
 */
export function zoneMinutes(zone: string): number | undefined {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  const match = /^([+-])([01]\d|2[0-3]):?([0-5]\d)$/.exec(zone);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

const day = 86_400_000;

/** The date last written: nearly all lines of a log are of the same one, and writing it costs most. */
let lastDay = Number.NaN;
let lastDate = '';

/** ISO 8601 with zone. */
export function isoTime(at: number, offset: number): string {
  const wall = at + offset * 60_000;
  const dayNumber = Math.floor(wall / day);
  if (dayNumber !== lastDay) {
    lastDate = new Date(wall).toISOString().slice(0, -13);
    lastDay = dayNumber;
  }
  const time = wall - dayNumber * day;
  const clockTime = `${two(time / 3_600_000)}:${two((time / 60_000) % 60)}:${two((time / 1000) % 60)}`;
  const rest = time % 1000;
  const fraction = rest === 0 ? '' : `.${String(Math.floor(rest)).padStart(3, '0')}`;
  return `${lastDate}${clockTime}${fraction}${isoZone(offset)}`;
}

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

function two(value: number): string {
  return twoDigits[Math.floor(value)] ?? '00';
}

/** A zone in ISO 8601: `Z` or `+01:00`. */
export function isoZone(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

const nothingAssumed: readonly Assumption[] = [];
const zoneAssumed: readonly Assumption[] = ['zone'];
const bothAssumed: readonly Assumption[] = ['year', 'zone'];
/** Dates in two numbers that can be read in two ways. */
const orderAssumed = {
  'day-first': 'day first',
  'month-first': 'month first',
  unknown: 'day order',
} as const;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 3164 §4.1.2 at the start of a line. */
export const bsdStamp = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)/;

/** asctime writes the year behind the time of the day. */
const yearBehind = /^ (?:[A-Z]{3,4} )?[12]\d{3}(?![^\s:;,\]])/;

/** ISO 8601 and its kin with a blank for the T, at the start of a text. */
export const isoStamp =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|UTC|[+-]\d\d:?\d\d)(?![\d:]))?/;

/** Reads stamps, each into a moment; remembers the last one, since busy servers write many lines a second. */
export class StampReader {
  private lastText = '';
  private last: Moment | undefined;
  /** The date without a year that was settled last, and when its day began. */
  private lastDate = '';
  private lastMidnight = 0;
  private dayOrder: DayOrder | undefined;

  constructor(private readonly clock: Clock) {
    this.dayOrder = clock.dayOrder;
  }

  /** Takes dates of two numbers to be so written, as the file they are of tells. */
  settleDayOrder(order: DayOrder): void {
    this.dayOrder = order;
    this.lastText = '';
    this.last = undefined;
  }

  /**
   * A stamp at the start of a text, or undefined where none can be read.
   * @param zone minutes east of UTC where the format fixes the zone and the stamp does not write it
   */
  read(text: string, zone?: number): Moment | undefined {
    if (text === this.lastText) return this.last;
    this.lastText = text;
    this.last =
      this.iso(text, zone) ?? this.bsd(text, zone) ?? this.worded(text, zone) ?? this.numeric(text, zone);
    return this.last;
  }

  /** Seconds, milliseconds, microseconds or nanoseconds since 1970, by their size. */
  epoch(value: number): Moment | undefined {
    if (!(value > 1e8 && value < 1e19)) return undefined;
    const at = Math.floor(
      value < 1e11 ? value * 1000 : value < 1e14 ? value : value < 1e17 ? value / 1000 : value / 1e6,
    );
    return { time: isoTime(at, 0), at, assumed: nothingAssumed };
  }

  private iso(text: string, zone: number | undefined): Moment | undefined {
    const match = isoStamp.exec(text);
    if (!match) return undefined;
    const [, year, month, date, hour, minute, second, fraction = '', written] = match;
    const wall = wallClock(
      Number(year),
      Number(month),
      Number(date),
      Number(hour),
      Number(minute),
      Number(second),
    );
    if (wall === undefined) return undefined;
    const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
    return this.moment(wall + milliseconds, written === undefined ? zone : zoneMinutes(written));
  }

  private worded(text: string, zone: number | undefined): Moment | undefined {
    const date = wordedDateAhead(text);
    if (!date) return undefined;
    return this.moment(date.wall, date.zone === undefined ? zone : zoneMinutes(date.zone));
  }

  private bsd(text: string, zone: number | undefined): Moment | undefined {
    const match = bsdStamp.exec(text);
    if (!match || yearBehind.test(text.slice(match[0].length, match[0].length + 12))) return undefined;
    const [, name = '', date = '', hour, minute, second] = match;
    const time = (Number(hour) * 60 + Number(minute)) * 60 + Math.min(Number(second), 59);
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
    if (name + date === this.lastDate) return this.moment(this.lastMidnight + time * 1000, zone, true);
    const latest = this.clock.reference + day;
    const thisYear = new Date(latest).getUTCFullYear() + 1;
    // February 29 may be eight years away.
    for (let year = thisYear; year > thisYear - 10; year -= 1) {
      const midnight = wallClock(year, months.indexOf(name) + 1, Number(date), 0, 0, 0);
      if (midnight === undefined) continue;
      const moment = this.moment(midnight + time * 1000, zone, true);
      if (moment.at > latest) continue;
      // Of the very last day, one time is of this year and a later one of the year before.
      if (midnight + 1.5 * day < latest) {
        this.lastDate = name + date;
        this.lastMidnight = midnight;
      }
      return moment;
    }
    return undefined;
  }

  /** As spreadsheets and PowerShell write it: `11/23/2026 2:47:19 AM`, `23.11.2026 02:47:19`. */
  private numeric(text: string, zone: number | undefined): Moment | undefined {
    const date = numericDateAhead(text);
    const wall = date && wallClockOf(date, this.dayOrder ?? 'month-first');
    if (!date || wall === undefined) return undefined;
    const moment = this.moment(wall, date.zone ?? zone);
    const { first, second, dotted, twelveHours } = date;
    if (dotted || first > 12 || second > 12 || first === second) return moment;
    if (this.dayOrder === undefined && twelveHours) return moment;
    return { ...moment, assumed: [...moment.assumed, orderAssumed[this.dayOrder ?? 'unknown']] };
  }

  private moment(wall: number, zone: number | undefined, withoutYear = false): Moment {
    const offset = zone ?? this.clock.offsetAt(wall);
    const at = wall - offset * 60_000;
    const assumed = withoutYear ? bothAssumed : zone === undefined ? zoneAssumed : nothingAssumed;
    return { time: isoTime(at, offset), at, assumed };
  }
}

/** A reading of a wall clock in milliseconds as if it were UTC, or undefined where no clock shows it. */
function wallClock(
  year: number,
  month: number,
  date: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  if (month < 1 || month > 12 || date < 1 || hour > 23 || minute > 59 || second > 60) return undefined;
  const wall = Date.UTC(year, month - 1, date, hour, minute, Math.min(second, 59));
  return new Date(wall).getUTCDate() === date ? wall : undefined;
}
