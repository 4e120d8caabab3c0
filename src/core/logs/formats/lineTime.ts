import { type Clock, isoStamp, StampReader } from './clock';
import { recogniseFormat } from './formats';

/** How much of a line is looked at for its time, in UTF-16 units. */
export const timeLength = 2000;

const anyIsoStamp = new RegExp(isoStamp.source.slice(1));

/** Times in JSON that are numbers, those of the journal of systemd among them. */
const epochIn = /"(?:__REALTIME_TIMESTAMP|time|timestamp|ts)" ?: ?"?([0-9]{10,16})(?![0-9])/;

/**
 * The first time that a line of any log states, in milliseconds since 1970.
 * @param zone minutes east of UTC where the kind of log fixes the zone
 */
export function timeOfLine(line: string, stamps: StampReader, zone?: number): number | undefined {
  const text = line.slice(0, timeLength);
  const epoch = epochIn.exec(text)?.[1];
  if (epoch !== undefined) return stamps.epoch(Number(epoch))?.at;
  const atStart = stamps.read(text.replace(/^<\d{1,3}>/, '').slice(0, 40), zone);
  const stamp = atStart ? undefined : anyIsoStamp.exec(text)?.[0];
  return (atStart ?? (stamp === undefined ? undefined : stamps.read(stamp, zone)))?.at;
}

/** Tells the times of the lines of a log by itself: its kind is told by its head. */
export function lineTimes(head: string, clock: Clock): (line: string) => number | undefined {
  const stamps = new StampReader(clock);
  const { zone } = recogniseFormat(head);
  return (line) => timeOfLine(line, stamps, zone === 'local' ? undefined : zone);
}
