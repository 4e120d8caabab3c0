/** The wall clock that a text begins with, in the ways programs write dates beside ISO 8601 and RFC 3164. */
export interface WordedDate {
  /** In milliseconds since 1970, as if it were UTC. */
  readonly wall: number;
  /** As written: `Z`, `UTC`, `+0100`; undefined where the text names none. */
  readonly zone: string | undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?(?:\s?(?<half>[AaPp])\.?[Mm]\.?)?`;
const zoneAhead = String.raw`(?:\s?(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)(?![\d:]))?`;
const monthName = '(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';

/** Each with the program that is known for it. */
const forms: readonly RegExp[] = [
  // Go's log, nginx: 2026/11/23 09:12:11
  String.raw`(?<year>\d{4})/(?<number>\d\d)/(?<day>\d\d)[ T]${clock}`,
  // Apache, Kerio: 23/Nov/2026:09:12:11 +0100; BIND: 23-Nov-2026 09:12:11; RFC 5322: 23 Nov 2026 09:12:11 +0100
  String.raw`(?<day>\d{1,2})[ /-]${monthName}[ /-](?<year>\d{4})[: ,]\s?${clock}`,
  // Kibana: Nov 23, 2026 @ 09:12:11; java.util.logging: Nov 23, 2026 9:12:11 AM; syslog with a year: Nov 23 2026 09:12:11
  String.raw`${monthName}\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?:,| @| at|:)?\s+${clock}`,
  // asctime: Nov 23 09:12:11 2026, also with a zone before the year
  String.raw`${monthName}\s+(?<day>\d{1,2})\s+${clock}(?:\s[A-Z]{3,4})?\s+(?<year>\d{4})`,
  // syslog-ng and Cisco: 2026 Nov 23 09:12:11
  String.raw`(?<year>\d{4})\s+${monthName}\s+(?<day>\d{1,2})\s+${clock}`,
  // FortiMail: date=2026-11-23 time=09:12:11
  String.raw`date="?(?<year>\d{4})-(?<number>\d\d)-(?<day>\d\d)"?,? time="?${clock}"?`,
  // ISO 8601 in its basic form: 20261123T091211Z
  String.raw`(?<year>20\d\d)(?<number>[01]\d)(?<day>[0-3]\d)[T :](?<hour>[0-2]\d):?(?<minute>[0-5]\d):?(?<second>[0-5]\d)(?<fraction>)(?<half>)`,
].map((form) => new RegExp(`^${form}${zoneAhead}`, 'i'));

/** Longest text that such a date is, in UTF-16 units. */
export const longestDate = 60;

/** The date that a text begins with, after the name of a weekday or not; undefined where it begins with none. */
export function wordedDateAhead(text: string): WordedDate | undefined {
  const head = text.slice(0, longestDate).replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+/i, '');
  for (const form of forms) {
    const groups = form.exec(head)?.groups;
    if (groups) return dateOf(groups);
  }
  return undefined;
}

function dateOf(groups: Readonly<Record<string, string | undefined>>): WordedDate | undefined {
  const { year, month, number, day, hour, minute, second = '0', fraction = '', half, zone } = groups;
  const index = month === undefined ? Number(number) - 1 : months.indexOf(month.toLowerCase());
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour);
  const midnight = Date.UTC(Number(year), index, Number(day));
  const isDay = new Date(midnight).getUTCDate() === Number(day) && index >= 0 && index < 12;
  if (!isDay || hours > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const time = ((hours * 60 + Number(minute)) * 60 + Math.min(Number(second), 59)) * 1000;
  return { wall: midnight + time + Number(fraction.slice(0, 3).padEnd(3, '0')), zone };
}
