import { DateOrderEvidence, type DayOrder, numericDateAhead } from './dateOrder';

/** What the head of a log says of the order of its dates of two numbers and a year, and when it begins in each order. */
export interface NumericDates {
  readonly evidence: readonly DateOrderEvidence[];
  readonly earliest: Readonly<Record<DayOrder, number>>;
}

/** Dates of a head that are looked at. */
const mostDates = 500;
const anyDate = /(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d{4}[ ,T-]/g;
/** What names a value in a list, or in JSON. */
const label = /^[\s"]*([A-Za-z][\w .-]{0,40}?)[ "]*:/;
/** Columns that are told apart. */
const mostColumns = 20;
/** Longest date with its time of the day, in UTF-16 units. */
const longestDate = 60;
/** How much of its line before a date is looked at, in UTF-16 units. */
const mostAhead = 200;

/**
 * The dates in a head that need an order or tell one, column by column.
 * @param beginning the first time that the head states, read in an order
 * @returns undefined where there are none
 */
export function numericDatesIn(
  head: string,
  beginning: (order: DayOrder) => number,
): NumericDates | undefined {
  const columns = new Map<string, DateOrderEvidence>();
  let met = 0;
  for (const { index } of head.matchAll(anyDate)) {
    if (met >= mostDates) break;
    met += 1;
    const date = numericDateAhead(head.slice(index, index + longestDate).split(/[\r\n]/, 1)[0] ?? '');
    if (!date) continue;
    const column = columnAt(head, index);
    const known = columns.get(column) ?? new DateOrderEvidence();
    if (columns.size < mostColumns || columns.has(column)) columns.set(column, known);
    known.add(date);
  }
  const evidence = [...columns.values()];
  if (!evidence.some(({ isOpen, byDays }) => isOpen || byDays !== undefined)) return undefined;
  return {
    evidence,
    earliest: { 'day-first': beginning('day-first'), 'month-first': beginning('month-first') },
  };
}

/** What names a date: its label, or how many signs of punctuation stand before it on its line. */
function columnAt(head: string, at: number): string {
  const ahead = head.slice(Math.max(0, at - mostAhead), at);
  const before = ahead.slice(ahead.lastIndexOf('\n') + 1);
  return label.exec(before)?.[1] ?? String(before.split(/[,;\t]/).length);
}
