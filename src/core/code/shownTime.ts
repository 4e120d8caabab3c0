import { fillPlaces } from './fillPlaces';
import { datesOf, type Language } from './language';

/** How exact a time is: `day` for days on a calendar, `minute` for hours and periods, `second` for what a log or an export says. */
export type TimePrecision = 'day' | 'minute' | 'second';

const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * A time as people read it, with its zone: `Nov 24, 2026, 03:02:58 UTC+01:00`, `24 nov 2026, 03:02:58 UTC+01:00`. Clocks have 24 hours,
 * as those of logs and exports have.
 * @param time ISO 8601, with a zone but for days; anything else stays as it is
 */
export function shownTime(time: string, language: Language, precision: TimePrecision = 'second'): string {
  const zone = precision === 'day' ? undefined : isoTime.exec(time)?.[6];
  const wall = shownWall(time, language, precision);
  return zone === undefined ? wall : `${wall} ${shownZone(zone)}`;
}

/** The same without the zone, for where that stands beside it. */
export function shownWall(time: string, language: Language, precision: TimePrecision = 'second'): string {
  const [, year = '', month, day, minutes, seconds = ''] = isoTime.exec(time) ?? [];
  if (month === undefined || day === undefined) return time;
  const clock = precision === 'second' ? `${minutes ?? ''}${seconds}` : minutes;
  const dated = fillDate('year', language, { month, day, year });
  return precision === 'day' || clock === undefined || clock === '' ? dated : `${dated}, ${clock}`;
}

/**
 * A day without its year, for rows and axes: `Nov 24`, `24 nov`.
 * @param time ISO 8601, of which only the date counts
 */
export function shortDay(time: string, language: Language): string {
  return fillDate('day', language, { month: time.slice(5, 7), day: time.slice(8, 10) });
}

/** `Nov 2026`, `nov 2026` */
export function shownMonth(time: string, language: Language): string {
  return `${monthName(time.slice(5, 7), language)} ${time.slice(0, 4)}`;
}

/** `Z` as `UTC`, `+01:00` as `UTC+01:00`. */
export function shownZone(zone: string): string {
  return zone === 'Z' ? 'UTC' : `UTC${zone}`;
}

/** @param parts as ISO 8601 has them */
function fillDate(
  form: 'day' | 'year',
  language: Language,
  parts: { readonly month: string; readonly day: string; readonly year?: string },
): string {
  const month = monthName(parts.month, language);
  return fillPlaces(datesOf(language)[form], { ...parts, month, day: String(Number(parts.day)) });
}

function monthName(month: string, language: Language): string {
  return datesOf(language).months[Number(month) - 1] ?? month;
}
