/**
 * Dates in numbers, as the culture of a computer writes them: `10/11/2026` is 11 October in the United States and 10 November elsewhere.
 * One date does not tell; the dates of a whole column mostly do.
 */

/** Which of the first two numbers is the day. */
export type DayOrder = 'day-first' | 'month-first';

/** A date of two numbers and a year, with what follows it. */
export interface NumericDate {
  readonly first: number;
  readonly second: number;
  readonly year: number;
  /** The time of the day, in milliseconds. */
  readonly time: number;
  /** Minutes east of UTC, where the text says it. */
  readonly zone: number | undefined;
  readonly hasTime: boolean;
  readonly twelveHours: boolean;
  /** With dots, in the date or in the time of the day, no culture writes the month first. */
  readonly dotted: boolean;
}

const clockTime = String.raw`(?:,?\s+|T|-(?=\d\d:))(?:klo\s+|kl\.?\s+)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?(?:\s?([AaPp])\.?\s?[Mm]\.?)?(?:\s*(Z|UTC|GMT|[+-]\d\d:?\d\d))?`;
const date = String.raw`^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})\.?(?:${clockTime})?`;
const pattern = new RegExp(`${date}$`);
const ahead = new RegExp(String.raw`${date}(?!\d)`);

/** The date that a whole text is; undefined for any other, such as one that begins with the year. */
export function numericDate(text: string): NumericDate | undefined {
  return text.length > 40 ? undefined : dateOf(pattern.exec(text));
}

/** The date and time of the day that a text begins with. */
export function numericDateAhead(text: string): NumericDate | undefined {
  const found = /^\d/.test(text) ? dateOf(ahead.exec(text.slice(0, 60))) : undefined;
  return found?.hasTime ? found : undefined;
}

function dateOf(match: RegExpExecArray | null): NumericDate | undefined {
  if (!match) return undefined;
  const [, first, separator, second, year, hour, minute = '0', seconds = '0', half, zone] = match;
  const hours = half === undefined ? Number(hour ?? 0) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(seconds) > 60) return undefined;
  return {
    first: Number(first),
    second: Number(second),
    year: Number(year),
    time: ((hours * 60 + Number(minute)) * 60 + Math.min(Number(seconds), 59)) * 1000,
    zone: zone === undefined ? undefined : minutesOf(zone),
    hasTime: hour !== undefined,
    twelveHours: half !== undefined,
    dotted: separator === '.' || /\d{4},?\s+\d{1,2}\.\d\d/.test(match[0]),
  };
}

function minutesOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  const value = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -value : value;
}

/**
 * What a clock on the wall shows, in milliseconds as if it were UTC; undefined where no calendar has the date. A number above 12 is the
 * day, whatever the order.
 */
export function wallClockOf(date: NumericDate, order: DayOrder): number | undefined {
  const [day, month] = isDayFirst(date, order) ? [date.first, date.second] : [date.second, date.first];
  if (day < 1 || month < 1 || month > 12) return undefined;
  const wall = Date.UTC(date.year, month - 1, day);
  return day <= 28 || new Date(wall).getUTCDate() === day ? wall + date.time : undefined;
}

function isDayFirst({ first, second, dotted }: NumericDate, order: DayOrder): boolean {
  if (first > 12) return true;
  return second <= 12 && (dotted || order === 'day-first');
}

/** What a decision may look at besides the column itself. */
export interface DateContext {
  /** No date is later, give or take a day: when the file was written. In milliseconds since 1970. */
  readonly latest?: number | undefined;
  /** The first and the last of the dates in the same file that can be read in one way only. */
  readonly near?: DateSpan | undefined;
  /** Times of what belongs together with the file, such as bounces beside a trace. */
  readonly around?: DateSpan | undefined;
}

/** From one time to another, in milliseconds since 1970. */
export interface DateSpan {
  readonly first: number;
  readonly last: number;
}

const dayLength = 86_400_000;
/** Days on end, read the wrong way round, become the same day of months on end. */
const shortSpan = 15 * dayLength;
const longSpan = 27 * dayLength;

/** What the dates of one column say about their order, in memory that does not grow. */
export class DateOrderEvidence {
  private onlyDayFirst = 0;
  private onlyMonthFirst = 0;
  private open = 0;
  private twelveHours = 0;
  private readonly asDayFirst = new Sequence();
  private readonly asMonthFirst = new Sequence();

  add(date: NumericDate): void {
    if (date.dotted) return;
    if (date.twelveHours) this.twelveHours += 1;
    if (date.first > 12) this.onlyDayFirst += 1;
    else if (date.second > 12) this.onlyMonthFirst += 1;
    else if (date.first !== date.second) this.open += 1;
    // A day above 12 settles it; what else tells is not needed any more.
    if (this.onlyDayFirst + this.onlyMonthFirst > 0) return;
    this.asDayFirst.add(wallClockOf(date, 'day-first'));
    this.asMonthFirst.add(wallClockOf(date, 'month-first'));
  }

  /** True where some of the dates can be read in two ways. */
  get isOpen(): boolean {
    return this.open > 0;
  }

  /** The order by a day above 12 alone; undefined where there is none, or there are such of both. */
  get byDays(): DayOrder | undefined {
    if (this.onlyDayFirst > 0 === this.onlyMonthFirst > 0) return undefined;
    return this.onlyDayFirst > 0 ? 'day-first' : 'month-first';
  }

  /**
   * The order by a day above 12, the sequence of the rows, the time they span, when the file was written, other dates in the file or
   * beside it, or a clock of twelve hours, which is mostly an American one.
   * @returns undefined where nothing tells
   */
  decide({ latest, near, around }: DateContext = {}): DayOrder | undefined {
    if (this.onlyDayFirst > 0 && this.onlyMonthFirst > 0) return undefined;
    return (
      this.byDays ??
      this.only((sequence) => sequence.isOrdered) ??
      this.only((sequence, other) => sequence.span <= shortSpan && other.span >= longSpan) ??
      (latest === undefined ? undefined : this.only(({ last }) => last <= latest + dayLength)) ??
      (near &&
        this.only(({ first, last }) => first >= near.first - dayLength && last <= near.last + dayLength)) ??
      (around &&
        this.only(
          ({ first, last }) => first <= around.last + dayLength && last >= around.first - dayLength,
        )) ??
      (this.twelveHours > 0 ? 'month-first' : undefined)
    );
  }

  /** The order in which a log that was written at a time ends shortly before it, and not a month or more. */
  endingShortlyBefore(written: number): DayOrder | undefined {
    return this.only(({ last }, other) => written - last <= shortSpan && written - other.last >= longSpan);
  }

  /** The order for which something is true that is not true for the other. */
  private only(fits: (sequence: Sequence, other: Sequence) => boolean): DayOrder | undefined {
    const dayFirst = fits(this.asDayFirst, this.asMonthFirst);
    if (dayFirst === fits(this.asMonthFirst, this.asDayFirst)) return undefined;
    return dayFirst ? 'day-first' : 'month-first';
  }
}

/** Dates one after the other, read in one of the two ways. */
class Sequence {
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  private previous: number | undefined;
  private rises = 0;
  private falls = 0;

  add(at: number | undefined): void {
    if (at === undefined) return;
    if (this.previous !== undefined && at > this.previous) this.rises += 1;
    if (this.previous !== undefined && at < this.previous) this.falls += 1;
    this.previous = at;
    this.first = Math.min(this.first, at);
    this.last = Math.max(this.last, at);
  }

  /** Three dates or more, each later, or each earlier, than the one before: logs are written so, lists of connectors sorted so. */
  get isOrdered(): boolean {
    return Math.max(this.rises, this.falls) >= 2 && Math.min(this.rises, this.falls) === 0;
  }

  get span(): number {
    return this.last - this.first;
  }
}

/**
 * The order of the dates in a column; what is no such date does not count.
 * @returns undefined where none of them needs an order, `ambiguous` where nothing tells it
 */
export function dateOrderOf(
  values: Iterable<string>,
  context?: DateContext,
): DayOrder | 'ambiguous' | undefined {
  const evidence = new DateOrderEvidence();
  let met = 0;
  for (const value of values) {
    const date = numericDate(value.trim());
    if (!date || date.dotted) continue;
    met += 1;
    evidence.add(date);
  }
  return met === 0 ? undefined : (evidence.decide(context) ?? (evidence.isOpen ? 'ambiguous' : undefined));
}

/** The order that all agree on that tell one; undefined where they differ, or none tells. */
export function onlyOrder(orders: Iterable<DayOrder | undefined>): DayOrder | undefined {
  const told = new Set([...orders].filter((order) => order !== undefined));
  return told.size === 1 ? [...told][0] : undefined;
}
