import { DateOrderEvidence, type DayOrder, numericDate, wallClockOf } from '../logs/formats/dateOrder';
import type { DateOrder } from './facts';
import { plainTime, timeOf } from './values';

/** Columns by name, and which part of their dates comes first. */
export type DayOrders = ReadonlyMap<string, DayOrder>;

/**
 * Reads the dates of one export and gathers what they say about the order of day and month. Until that is decided, the month comes first.
 */
export class DateReading {
  private readonly evidence = new Map<string, DateOrderEvidence>();
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  /** @param orders what an earlier reading of the same file has decided */
  constructor(private readonly orders: DayOrders = new Map()) {}

  /** Milliseconds since 1970; a time without a zone is taken to be UTC, as Exchange Online's exports are. */
  read(column: string, value: unknown): number | undefined {
    const plain = typeof value === 'string' ? plainTime(value) : undefined;
    if (plain !== undefined) return this.seen(plain);
    const date = typeof value === 'string' ? numericDate(value.trim()) : undefined;
    if (!date) return this.seen(timeOf(value));
    const wall = wallClockOf(date, this.orders.get(column) ?? 'month-first');
    if (wall === undefined) return undefined;
    const known = this.evidence.get(column) ?? new DateOrderEvidence();
    this.evidence.set(column, known);
    known.add(date);
    return wall - (date.zone ?? 0) * 60_000;
  }

  private seen(at: number | undefined): number | undefined {
    if (at !== undefined) {
      this.first = Math.min(this.first, at);
      this.last = Math.max(this.last, at);
    }
    return at;
  }

  /**
   * The order of each column that needs one. A column that says nothing itself follows one that does: one computer wrote them all.
   * @param latest when the file was written
   * @param common the order of the files read together with this one, for what nothing in it tells
   */
  decided(
    latest?: number,
    common?: DayOrder,
  ): { readonly orders: DayOrders; readonly order: DateOrder | undefined } {
    const near = this.last >= this.first ? { first: this.first, last: this.last } : undefined;
    const columns = [...this.evidence];
    const other = columns.map(([, { byDays }]) => byDays).find((each) => each !== undefined);
    const orders = new Map(
      columns.flatMap(([column, evidence]) => {
        const order = evidence.byDays ?? other ?? evidence.decide({ latest, near }) ?? common;
        return order === undefined ? [] : [[column, order] as const];
      }),
    );
    const isAmbiguous = columns.some(([column, { isOpen }]) => isOpen && !orders.has(column));
    return { orders, order: isAmbiguous ? 'ambiguous' : [...orders.values()].at(0) };
  }

  /** Says whether a reading with these orders would read some date in another way. */
  wouldChangeWith(orders: DayOrders): boolean {
    return [...this.evidence].some(
      ([column, { isOpen }]) =>
        isOpen && (orders.get(column) ?? 'month-first') !== (this.orders.get(column) ?? 'month-first'),
    );
  }
}
