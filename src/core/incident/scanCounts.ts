import type { IncidentSummary } from '../logs/summary';
import type { Period } from '../logs/timeline';
import { isStatusCode } from '../statusCode';
import type { PeriodCounts, ScanCounts } from './incident';

/** Periods that are kept: more than a year of days, and two weeks of hours. */
const mostDays = 400;
const mostHours = 336;

/** The numbers of a scan that an incident keeps: codes and times, and no name from any mail. */
export function scanCounts(summary: IncidentSummary, now: Date): ScanCounts {
  return {
    at: now.toISOString(),
    blocked: summary.blocked,
    delivered: summary.delivered,
    ...ends(summary),
    codes: Object.fromEntries(
      summary.codes
        .filter(({ name }) => isStatusCode(name))
        .map((code) => [code.name, { blocked: code.blocked, ...ends(code) }]),
    ),
    days: periods(summary.perDay, mostDays),
    hours: periods(summary.perHour, mostHours),
  };
}

function ends({ first, last }: Pick<IncidentSummary, 'first' | 'last'>): Pick<ScanCounts, 'first' | 'last'> {
  return { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
}

function periods(all: readonly Period[], most: number): Record<string, PeriodCounts> {
  const told = all.filter(({ blocked }) => blocked > 0).slice(-most);
  return Object.fromEntries(told.map(({ start, codes }) => [start, codes]));
}
