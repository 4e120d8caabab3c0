import { type IncidentPeriod, utc } from './incidentValues';

const day = 86_400_000;
/** A message trace covers no more in one query. */
const longestTrace = 10 * day;
/** Days of a message trace that show what a sender usually sends, the one of the first block and the one before it included. */
const traceDays = 10;
/** What an attacker prepares, such as a connector, may be older than the mail; sign-ins are kept for as long (Entra ID P1). */
const preparation = 30 * day;

const now = '(Get-Date).ToUniversalTime()';
const daysAgo = (days: number) => `${now}.AddDays(-${days})`;
const moment = (time: number) => `([datetime]'${utc(time)}').ToUniversalTime()`;

/** When the mail of an incident was sent: its first ten days, or the last two before now. */
export function tracePeriod(period: IncidentPeriod | undefined): string {
  if (!period) return `-StartDate (${daysAgo(2)}) -EndDate (${now})`;
  const start = Date.parse(period.start);
  const end = Math.min(Date.parse(period.end), start + longestTrace);
  return `-StartDate (${moment(start)}) -EndDate (${moment(end)})`;
}

/** The days of a message trace, as the days before and after a moment in `$from`, and that moment. */
export function traceSlices(period: IncidentPeriod | undefined): {
  readonly days: string;
  readonly from: string;
} {
  // The period begins a day before the first block.
  const last = period ? 1 : -1;
  return { days: `${last + 1 - traceDays}..${last}`, from: period ? moment(Date.parse(period.start)) : now };
}

/** When an incident may have been prepared: from thirty days before it until now. */
export function auditPeriod(period: IncidentPeriod | undefined): string {
  const start = period ? moment(Date.parse(period.start) - preparation) : daysAgo(30);
  return `-StartDate (${start}) -EndDate (${now})`;
}

/** The same as local time, as an Exchange server's own logs are asked. */
export function localPeriod(period: IncidentPeriod | undefined): string {
  return period
    ? `-Start ([datetime]'${period.start}') -End ([datetime]'${period.end}')`
    : '-Start ((Get-Date).AddDays(-2)) -End (Get-Date)';
}

/** The end of an OData filter for what was created from thirty days before the incident on, as an expression of PowerShell. */
export function createdSince(period: IncidentPeriod | undefined): string {
  return period
    ? `'createdDateTime ge ${utc(Date.parse(period.start) - preparation)}'`
    : `'createdDateTime ge ' + ${daysAgo(30)}.ToString('yyyy-MM-ddTHH:mm:ssZ')`;
}
