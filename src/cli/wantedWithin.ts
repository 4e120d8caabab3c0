import { parseNdr } from '../core/bounce/ndr';
import { lineTimes } from '../core/logs/formats/formats';
import { timeLength } from '../core/logs/formats/lineTime';
import type { WantedIn } from '../core/search/scanFile';
import { clockOf, type Times, type Undated } from './times';

/** Hits within times: see `wantedAt`. */
export function wantedWithin(times: Times, undated: Undated): WantedIn {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, now } = times;
  const isWithin = (at: number | undefined) => {
    if (at === undefined || Number.isNaN(at)) undated.count += 1;
    return at !== undefined && at >= since && at < until;
  };
  return (head, modified) => {
    const { offsetAt } = clockOf(times);
    const timeOf = lineTimes(head, { reference: Math.min(now, modified), offsetAt });
    return {
      line: (_, lineHead) => isWithin(timeOf(lineHead(timeLength))),
      message: (text) => isWithin(Date.parse(parseNdr(text).time ?? '')),
    };
  };
}
