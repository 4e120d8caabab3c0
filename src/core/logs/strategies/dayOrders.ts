import { type DateOrderEvidence, type DateSpan, type DayOrder, onlyOrder } from '../formats/dateOrder';
import type { Moment } from '../formats/event';
import type { Log } from './log';

/** The first and the last of times that leave nothing open. */
export class CertainTimes {
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  add(moment: Moment | undefined): void {
    if (!moment || moment.assumed.length > 0) return;
    this.first = Math.min(this.first, moment.at);
    this.last = Math.max(this.last, moment.at);
  }

  get span(): DateSpan | undefined {
    return this.first <= this.last ? { first: this.first, last: this.last } : undefined;
  }
}

/**
 * Gives each log whose dates can be read in two ways the order that its head tells, or the bounces read with it; else the one of the
 * other logs and exports, which one computer mostly wrote; else the one in which it ends when it was written.
 * @param ofExports the order in the exports that are read with the logs
 */
export function withDayOrders(
  logs: readonly Log[],
  { span }: CertainTimes,
  ofExports: DayOrder | undefined,
): readonly Log[] {
  const dated = logs.filter(({ numericDates }) => numericDates !== undefined);
  const told = new Map(dated.map((log) => [log, toldOrder(log, span)]));
  const common = onlyOrder([ofExports, ...told.values()]);
  return logs.map((log) => settled(log, told.get(log) ?? common ?? likelyOrder(log)));
}

function toldOrder({ numericDates, clock }: Log, around: DateSpan | undefined): DayOrder | undefined {
  const { evidence = [] } = numericDates ?? {};
  const days = firstOrder(evidence, ({ byDays }) => byDays);
  return days ?? firstOrder(evidence, (each) => each.decide({ latest: clock.reference, around }));
}

function likelyOrder({ numericDates, clock }: Log): DayOrder | undefined {
  return firstOrder(numericDates?.evidence ?? [], (each) => each.endingShortlyBefore(clock.reference));
}

function firstOrder(
  evidence: readonly DateOrderEvidence[],
  orderOf: (each: DateOrderEvidence) => DayOrder | undefined,
): DayOrder | undefined {
  for (const each of evidence) {
    const order = orderOf(each);
    if (order !== undefined) return order;
  }
  return undefined;
}

function settled(log: Log, dayOrder: DayOrder | undefined): Log {
  if (!log.numericDates || dayOrder === undefined) return log;
  return { ...log, clock: { ...log.clock, dayOrder }, earliest: log.numericDates.earliest[dayOrder] };
}
