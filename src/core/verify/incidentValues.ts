import { type Culprit, unknown } from '../bounce/culprit';
import { isExchangeOnline } from '../bounce/microsoft';
import type { Count } from '../logs/figures/counts';
import type { IncidentSummary } from '../logs/figures/summary';
import { type Quotable, quotable } from './quoting';

/** The time in which an incident happened, widened to show what led to it. ISO 8601 in UTC, whole seconds. */
export interface IncidentPeriod {
  readonly start: string;
  readonly end: string;
}

/** What of an incident goes into queries. Where nothing is known, they ask about everything of the last two days. */
export interface IncidentValues {
  /** Addresses, most blocked mails first, as the other lists; without the null sender. */
  readonly senders: readonly Quotable[];
  /** Those of them that may be accounts of the tenant, to be asked about mailboxes and sign-ins. */
  readonly accounts: readonly Quotable[];
  /** Sending domains. */
  readonly domains: readonly Quotable[];
  readonly connectors: readonly Quotable[];
  /** Servers that handed mail to Exchange Online; none of Microsoft's. */
  readonly servers: readonly Quotable[];
  readonly period: IncidentPeriod | undefined;
}

/** Where the values come from: scanned logs, a bounce, both or neither. */
export interface IncidentEvidence {
  readonly summary?:
    | (Pick<IncidentSummary, ValueTable | 'first' | 'last'> & Partial<Pick<IncidentSummary, 'codes'>>)
    | undefined;
  readonly bounce?: { readonly culprit: Culprit; readonly time: string | undefined } | undefined;
  /** The accepted domains, where they are known. */
  readonly ownDomains?: readonly string[] | undefined;
}

type ValueTable = 'senders' | 'domains' | 'connectors' | 'servers';

/** Values of one kind in a command: it stays readable, and the worst offenders come first. */
export const mostValues = 20;

const hour = 3_600_000;
/** Before the first block: the mail that led to it was sent then. */
const lead = 24 * hour;

/** What is known of an incident, fit to stand in commands. What a bounce names comes before what logs name. */
export function incidentValues(evidence: IncidentEvidence): IncidentValues {
  const { summary, bounce } = evidence;
  const culprit = bounce?.culprit;
  const named = (...findings: (Culprit[keyof Culprit] | undefined)[]) =>
    findings.flatMap((finding) => (finding === undefined || finding === unknown ? [] : [finding.value]));
  const values = (first: readonly string[], table: ValueTable) =>
    distinct([...first, ...(summary?.[table] ?? []).map(({ name }: Count) => name)]);
  const senders = values(named(culprit?.account, culprit?.envelopeSender), 'senders').filter((sender) =>
    sender.includes('@'),
  );
  return {
    senders,
    accounts: accountsAmong(senders, evidence),
    domains: values(named(culprit?.domain), 'domains'),
    connectors: values([], 'connectors'),
    servers: values(named(culprit?.server), 'servers').filter((server) => !isExchangeOnline(server)),
    period: periodOf([summary?.first, summary?.last, bounce?.time]),
  };
}

/**
 * Senders of unregistered domains, whose mail 5.7.750 blocks, have no mailbox and no sign-in: to ask about them would find nothing and
 * look like an all-clear. Where the accepted domains are known, they tell; else the code does.
 */
function accountsAmong(
  senders: readonly Quotable[],
  { summary, bounce, ownDomains }: IncidentEvidence,
): readonly Quotable[] {
  if (ownDomains && ownDomains.length > 0) {
    const own = new Set(ownDomains.map((domain) => domain.toLowerCase()));
    return senders.filter((sender) => own.has(sender.slice(sender.lastIndexOf('@') + 1).toLowerCase()));
  }
  const codes = summary?.codes?.map(({ name }) => name) ?? [];
  const isUnregistered = codes.length > 0 && codes.every((code) => code === '5.7.750');
  if (!isUnregistered) return senders;
  const account = bounce?.culprit.account;
  return senders.filter((sender) => account !== undefined && account !== unknown && sender === account.value);
}

function distinct(names: readonly string[]): Quotable[] {
  const kept = new Map<string, Quotable>();
  for (const name of names) {
    if (kept.size === mostValues) break;
    const value = quotable(name);
    const key = name.toLowerCase();
    if (value !== undefined && !kept.has(key)) kept.set(key, value);
  }
  return [...kept.values()];
}

function periodOf(times: readonly (string | undefined)[]): IncidentPeriod | undefined {
  const known = times.flatMap((time) => (time === undefined ? [] : [Date.parse(time)])).filter(isInCalendar);
  if (known.length === 0) return undefined;
  return { start: utc(Math.min(...known) - lead), end: utc(Math.max(...known) + hour) };
}

/** Years of four digits; others have no place in a command. */
function isInCalendar(time: number): boolean {
  return time > Date.UTC(1970, 1) && time < Date.UTC(9999, 0);
}

/** A moment as queries write it. */
export function utc(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
