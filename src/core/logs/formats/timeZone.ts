import { type Clock, localOffset, zoneMinutes } from './clock';

/** Offsets change at quarters of an hour at the finest, in milliseconds. */
const quarter = 900_000;
/** Quarters whose offset is kept: a year has 35,000. */
const mostKept = 50_000;

/**
 * The offsets of a zone: a name such as `Europe/Rome` (IANA), `UTC`, `+01:00`, or an empty text for the zone this machine is set to.
 * @returns undefined for what is no zone
 */
export function offsetsOf(zone: string): Clock['offsetAt'] | undefined {
  if (zone === '') return localOffset;
  const fixed = zoneMinutes(zone);
  return fixed === undefined ? namedOffsets(zone) : () => fixed;
}

function namedOffsets(zone: string): Clock['offsetAt'] | undefined {
  const formatter = formatterFor(zone);
  if (!formatter) return undefined;
  const offsetAtInstant = (at: number) => (wallClockIn(formatter, at) - at) / 60_000;
  // The first guess may be on the other side of a change of the clock.
  const settle = (wall: number) => offsetAtInstant(wall - offsetAtInstant(wall) * 60_000);
  const known = new Map<number, number>();
  return (wallClock) => {
    const wall = Math.floor(wallClock / quarter) * quarter;
    const before = known.get(wall);
    if (before !== undefined) return before;
    if (known.size >= mostKept) known.clear();
    const offset = settle(wall);
    known.set(wall, offset);
    return offset;
  };
}

function formatterFor(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    return undefined;
  }
}

/** What a clock there shows at an instant, as if it were UTC. */
function wallClockIn(formatter: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
