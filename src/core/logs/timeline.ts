import { type Clock, isoTime, offsetAtInstant } from './clock';
import type { LogEvent } from './event';

/** What happened in an hour or a day. */
export interface Period {
  /** When it begins, ISO 8601 with zone. */
  readonly start: string;
  readonly blocked: number;
  readonly delivered: number;
  readonly deferred: number;
  /** Blocked mails by code. */
  readonly codes: Readonly<Record<string, number>>;
}

/** Hours that are told apart: more than four years. A log with more has wrong stamps; its later hours are left out. */
const mostHours = 40_000;

const hour = 3_600_000;

interface Tally {
  at: number;
  offset: number;
  blocked: number;
  delivered: number;
  deferred: number;
  codes: Record<string, number>;
}

/** Counts mails by hour, in the zone to show them in. */
export class Timeline {
  private readonly hours = new Map<number, Tally>();

  constructor(private readonly zone: Pick<Clock, 'offsetAt'>) {}

  add({ moment, outcome, code }: LogEvent): void {
    if (!moment || outcome === 'other') return;
    const tally = this.tallyAt(moment.at);
    if (!tally) return;
    tally[outcome] += 1;
    if (outcome === 'blocked' && code !== undefined) tally.codes[code] = (tally.codes[code] ?? 0) + 1;
  }

  /** Counts mails of one time, in milliseconds since 1970. */
  addMany(at: number, { delivered, deferred }: Pick<Period, 'delivered' | 'deferred'>): void {
    const tally = delivered + deferred > 0 ? this.tallyAt(at) : undefined;
    if (!tally) return;
    tally.delivered += delivered;
    tally.deferred += deferred;
  }

  private tallyAt(at: number): Tally | undefined {
    const offset = offsetAtInstant(this.zone, at);
    const wall = Math.floor((at + offset * 60_000) / hour) * hour;
    return this.hours.get(wall) ?? this.begin(wall, offset);
  }

  perHour(): Period[] {
    return periods([...this.hours.values()]);
  }

  perDay(): Period[] {
    const days = new Map<string, Tally>();
    for (const tally of [...this.hours.values()].sort((one, other) => one.at - other.at)) {
      const wall = tally.at + tally.offset * 60_000;
      const date = new Date(wall).toISOString().slice(0, 10);
      const day = days.get(date);
      if (day) sum(day, tally);
      else days.set(date, { ...tally, codes: { ...tally.codes }, at: tally.at - (wall % (24 * hour)) });
    }
    return periods([...days.values()]);
  }

  private begin(wall: number, offset: number): Tally | undefined {
    if (this.hours.size >= mostHours) return undefined;
    const tally = { at: wall - offset * 60_000, offset, blocked: 0, delivered: 0, deferred: 0, codes: {} };
    this.hours.set(wall, tally);
    return tally;
  }
}

function sum(day: Tally, { blocked, delivered, deferred, codes }: Tally): void {
  day.blocked += blocked;
  day.delivered += delivered;
  day.deferred += deferred;
  for (const [code, count] of Object.entries(codes)) day.codes[code] = (day.codes[code] ?? 0) + count;
}

function periods(tallies: Tally[]): Period[] {
  return tallies
    .sort((one, other) => one.at - other.at)
    .map(({ at, offset, blocked, delivered, deferred, codes }) => ({
      start: isoTime(at, offset),
      blocked,
      delivered,
      deferred,
      codes: Object.fromEntries(Object.entries(codes).sort(([one], [other]) => (one < other ? -1 : 1))),
    }));
}
