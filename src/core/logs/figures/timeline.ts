import { type Clock, isoTime, offsetAtInstant } from '../formats/clock';
import type { LogEvent, Outcome } from '../formats/event';

/** What happened in a minute, an hour or a day. */
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

/** Minutes that are told apart: two days. Some of the minutes of a longer time would be taken for all of them. */
export const mostMinutes = 2 * 24 * 60;

const minute = 60_000;
const hour = 60 * minute;

interface Tally {
  at: number;
  offset: number;
  blocked: number;
  delivered: number;
  deferred: number;
  codes: Record<string, number>;
}

/** Counts mails by minute and hour, in the zone to show them in. */
export class Timeline {
  private hours = new Tallies(hour, mostHours);
  /** Undefined once there are too many. */
  private minutes: Tallies | undefined = new Tallies(minute, mostMinutes);

  constructor(private readonly zone: Pick<Clock, 'offsetAt'>) {}

  add(event: LogEvent): void {
    const { moment, outcome } = event;
    if (!moment || outcome === 'other') return;
    const offset = offsetAtInstant(this.zone, moment.at);
    this.hours.add(event, moment.at, offset, outcome);
    if (this.minutes?.add(event, moment.at, offset, outcome) === false) this.minutes = undefined;
  }

  /** Undefined where the mails are of more minutes than are told apart. */
  perMinute(): Period[] | undefined {
    return this.minutes && periods(this.minutes.all());
  }

  /** Counts mails of one time, in milliseconds since 1970. */
  addMany(at: number, counts: Pick<Period, 'delivered' | 'deferred'>): void {
    if (counts.delivered + counts.deferred === 0) return;
    const offset = offsetAtInstant(this.zone, at);
    this.hours.addMany(counts, at, offset);
    if (this.minutes?.addMany(counts, at, offset) === false) this.minutes = undefined;
  }

  perHour(): Period[] {
    return periods(this.hours.all());
  }

  perDay(): Period[] {
    const days = new Map<string, Tally>();
    for (const tally of this.hours.all().sort((one, other) => one.at - other.at)) {
      const wall = tally.at + tally.offset * minute;
      const date = new Date(wall).toISOString().slice(0, 10);
      const day = days.get(date);
      if (day) sum(day, tally);
      else days.set(date, { ...tally, codes: { ...tally.codes }, at: tally.at - (wall % (24 * hour)) });
    }
    return periods([...days.values()]);
  }

  /** The same counts, to go on with apart from these. */
  copy(): Timeline {
    const copied = new Timeline(this.zone);
    copied.hours = this.hours.copy();
    copied.minutes = this.minutes?.copy();
    return copied;
  }
}

/** Counts mails by stretches of the wall clock. */
class Tallies {
  private readonly byStart = new Map<number, Tally>();
  /** Lines of a log mostly are of the same stretch as the one before. */
  private lastStart = Number.NaN;
  private last: Tally | undefined;

  constructor(
    private readonly length: number,
    private readonly limit: number,
  ) {}

  /** @returns false when there is no place for another stretch, and the mail was left out */
  add({ code }: LogEvent, at: number, offset: number, outcome: Exclude<Outcome, 'other'>): boolean {
    const tally = this.tallyAt(at, offset);
    if (!tally) return false;
    tally[outcome] += 1;
    if (outcome === 'blocked' && code !== undefined) tally.codes[code] = (tally.codes[code] ?? 0) + 1;
    return true;
  }

  /** @returns false when there is no place for another stretch, and the mails were left out */
  addMany(
    { delivered, deferred }: Pick<Period, 'delivered' | 'deferred'>,
    at: number,
    offset: number,
  ): boolean {
    const tally = this.tallyAt(at, offset);
    if (!tally) return false;
    tally.delivered += delivered;
    tally.deferred += deferred;
    return true;
  }

  all(): Tally[] {
    return [...this.byStart.values()];
  }

  copy(): Tallies {
    const copied = new Tallies(this.length, this.limit);
    for (const [start, tally] of this.byStart)
      copied.byStart.set(start, { ...tally, codes: { ...tally.codes } });
    return copied;
  }

  private tallyAt(at: number, offset: number): Tally | undefined {
    const start = Math.floor((at + offset * minute) / this.length) * this.length;
    if (start !== this.lastStart) {
      this.last = this.byStart.get(start) ?? this.begin(start, offset);
      this.lastStart = start;
    }
    return this.last;
  }

  private begin(start: number, offset: number): Tally | undefined {
    if (this.byStart.size >= this.limit) return undefined;
    const tally = { at: start - offset * minute, offset, blocked: 0, delivered: 0, deferred: 0, codes: {} };
    this.byStart.set(start, tally);
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
