import { isStatusCode } from '../code/statusCode';
import type { IncidentSummary } from '../logs/figures/summary';
import type { Period } from '../logs/figures/timeline';
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
  return { ...(isStamp(first) ? { first } : {}), ...(isStamp(last) ? { last } : {}) };
}

function periods(all: readonly Period[], most: number): Record<string, PeriodCounts> {
  const told = all.filter(({ start, blocked }) => blocked > 0 && isStamp(start)).slice(-most);
  return Object.fromEntries(told.map(({ start, codes }) => [start, codes]));
}

/** A log with a broken clock may name a year that ISO 8601 has no plain form for. */
function isStamp(time: string | undefined): time is string {
  return time !== undefined && /^\d{4}-/.test(time);
}
