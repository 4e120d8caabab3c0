import { isoStamp, type StampReader } from './clock';
import type { Moment } from './event';

/** How much of a line is looked at for its time, in UTF-16 units. */
export const timeLength = 2000;

const anyIsoStamp = new RegExp(isoStamp.source.slice(1));

/** Times in JSON that are numbers, those of the journal of systemd among them, and as PowerShell 5 writes dates. */
const epochIn =
  /"(?:__REALTIME_TIMESTAMP|time|timestamp|ts|created|date)" ?: ?"?([0-9]{10,19})(?![0-9])|\\?\/Date\(([0-9]{12,14})/i;

/** What stands before a stamp at the start of a line: a priority, a bracket, the name of a weekday. */
const beforeStamp =
  /^(?:<\d{1,3}>)?[\s["'(*.]{0,4}(?:\d{1,7}:(?=\d{8}:\d{6}))?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?=\d{4}-))?/;

/** Where a stamp begins that is no stamp of ISO 8601: behind a blank, a bracket, a quotation mark or what names it. */
const wordedAhead =
  /(?:^|[\s["'(=,|>!])(?=\d{4}\/\d\d\/\d\d |\d{1,2}[ /-][A-Z][a-z]{2,8}[ /-]\d{4}[: ,]|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} [ \d]\d,? (?:\d{4}|\d\d:\d\d:\d\d \d{4})|date="?\d{4}-|\d{1,2}[./]\d{1,2}[./]\d{4}[ ,-])/g;
/** Stamps of that kind that are tried in a line. */
const mostTried = 4;

/** Of klog and glog: `E1123 09:12:11.123456`. */
const klogStamp = /^[IWEF](\d\d)(\d\d) (\d\d:\d\d:\d\d)/;
/** Of multilog (TAI64N), ten seconds ahead of UTC when it began. */
const taiStamp = /^@(4[0-9a-f]{15})[0-9a-f]{8} /;
const epochAtStart = /^(\d{10})(?:\.(\d{1,9}))?(?![\w.])/;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The first time that a line of any log states.
 * @param zone minutes east of UTC where the kind of log fixes the zone
 */
export function momentOfLine(line: string, stamps: StampReader, zone?: number): Moment | undefined {
  const text = line.slice(0, timeLength);
  const epoch = epochIn.exec(text);
  if (epoch) return stamps.epoch(Number(epoch[1] ?? epoch[2]));
  const start = text.replace(beforeStamp, '').slice(0, longestStamp);
  return stamps.read(start, zone) ?? unusualAtStart(start, stamps, zone) ?? within(text, stamps, zone);
}

/** Longest stamp at the start of a line, in UTF-16 units. */
const longestStamp = 60;

/** The same in milliseconds since 1970. */
export function timeOfLine(line: string, stamps: StampReader, zone?: number): number | undefined {
  return momentOfLine(line, stamps, zone)?.at;
}

function unusualAtStart(start: string, stamps: StampReader, zone?: number): Moment | undefined {
  const [, month, date, time] = klogStamp.exec(start) ?? [];
  if (month !== undefined && date !== undefined)
    return stamps.read(`${monthNames[Number(month) - 1] ?? ''} ${date.replace(/^0/, ' ')} ${time}`, zone);
  const tai = taiStamp.exec(start)?.[1];
  if (tai !== undefined) return stamps.epoch(Number(BigInt(`0x${tai}`) - (1n << 62n)) - 10);
  const [, seconds, fraction = ''] = epochAtStart.exec(start) ?? [];
  // Behind a number that only looks like one a whole stamp may stand.
  if (fraction === '' && anyIsoStamp.test(start)) return undefined;
  return seconds === undefined ? undefined : stamps.epoch(Number(`${seconds}.${fraction}`) * 1000);
}

function within(text: string, stamps: StampReader, zone?: number): Moment | undefined {
  const iso = anyIsoStamp.exec(text);
  let tried = 0;
  for (const { index, 0: lead } of text.matchAll(wordedAhead)) {
    if ((iso && iso.index < index) || tried >= mostTried) break;
    const moment = stamps.read(text.slice(index + lead.length, index + lead.length + longestStamp), zone);
    if (moment) return moment;
    tried += 1;
  }
  return iso ? stamps.read(iso[0], zone) : undefined;
}
