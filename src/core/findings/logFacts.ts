import type { Evidence } from '../incident/finding';
import type { LogEvent } from '../logs/event';
import { sendingDomain } from '../logs/eventFilter';
import { ownText } from '../logs/ownText';
import type { ScanSnapshot } from '../logs/snapshot';

/** How often a name stands in the logs, and where first. */
export interface LogCount {
  readonly name: string;
  readonly blocked: number;
  /** The codes that blocked it, in order. */
  readonly codes: readonly string[];
  readonly evidence?: Evidence | undefined;
}

/** What rules need of the logs. Plain data, the same whatever order the events came in. */
export interface LogFacts {
  /** Sending domains of mails that were sent or blocked, in lower case, by name. */
  readonly domains: readonly LogCount[];
  readonly senders: readonly LogCount[];
  /** Hosts that took or refused mail, and connectors, in lower case. */
  readonly remoteHosts: readonly string[];
  readonly connectors: readonly string[];
  /** Time of the first mail that was blocked, in milliseconds since 1970. */
  readonly firstHit?: number | undefined;
  readonly codes: readonly string[];
}

export const noLogFacts: LogFacts = { domains: [], senders: [], remoteHosts: [], connectors: [], codes: [] };

/** Names of a kind that are kept; an attack may write a new one into each line. */
const mostNames = 20_000;

/** Gathers facts from events as they come, in bounded memory. */
export class LogFactsCounter {
  private readonly domains = new Map<string, Tally>();
  private readonly senders = new Map<string, Tally>();
  private readonly remoteHosts = new Set<string>();
  private readonly connectors = new Set<string>();
  private readonly codes = new Set<string>();
  private firstHit: number | undefined;

  add(event: LogEvent): void {
    const { outcome, moment, code, remoteHost, connector } = event;
    if (remoteHost !== undefined) addName(this.remoteHosts, remoteHost.toLowerCase());
    if (connector !== undefined) addName(this.connectors, connectorName(connector));
    if (outcome !== 'blocked' && outcome !== 'delivered') return;
    count(this.domains, sendingDomain(event), event);
    if (outcome !== 'blocked') return;
    count(this.senders, event.sender?.includes('@') ? event.sender.toLowerCase() : undefined, event);
    if (code !== undefined) this.codes.add(code);
    if (moment && moment.at < (this.firstHit ?? Number.POSITIVE_INFINITY)) this.firstHit = moment.at;
  }

  facts(): LogFacts {
    return {
      domains: counts(this.domains),
      senders: counts(this.senders),
      remoteHosts: [...this.remoteHosts].sort(),
      connectors: [...this.connectors].sort(),
      firstHit: this.firstHit,
      codes: [...this.codes].sort(),
    };
  }
}

/** Events looked at between two pauses; a few milliseconds' work. */
const slice = 5000;

/**
 * The facts of a scan: of the mails with a code from its events, of the others what its numbers say. In steps, for
 * whoever has other things to do in between.
 */
export function* logFactsOf({ events, summary }: ScanSnapshot): Generator<void, LogFacts> {
  const counter = new LogFactsCounter();
  for (const [index, event] of events.entries()) {
    counter.add(event);
    if (index % slice === slice - 1) yield;
  }
  const facts = counter.facts();
  const known = new Set(facts.domains.map(({ name }) => name));
  const others = summary.domains.filter(({ name }) => !known.has(name));
  return {
    ...facts,
    domains: [...facts.domains, ...others.map(({ name, blocked }) => ({ name, blocked, codes: [] }))].sort(
      byName,
    ),
    remoteHosts: union(
      facts.remoteHosts,
      summary.remoteHosts.map(({ name }) => name.toLowerCase()),
    ),
    connectors: union(
      facts.connectors,
      summary.connectors.map(({ name }) => connectorName(name)),
    ),
  };
}

/** Exchange Server writes `EXCH02\Relay printers`. */
export function connectorName(name: string): string {
  return name
    .slice(name.lastIndexOf('\\') + 1)
    .trim()
    .toLowerCase();
}

interface Tally {
  blocked: number;
  readonly codes: Set<string>;
  evidence: Evidence;
}

function count(tallies: Map<string, Tally>, name: string | undefined, event: LogEvent): void {
  if (name === undefined) return;
  const known = tallies.get(name);
  const tally = known ?? { blocked: 0, codes: new Set<string>(), evidence: evidenceOf(event) };
  if (!known) {
    if (tallies.size >= mostNames) return;
    tallies.set(ownText(name), tally);
  }
  if (event.outcome !== 'blocked') return;
  tally.blocked += 1;
  if (event.code !== undefined) tally.codes.add(event.code);
  // The first place of all, whatever order the files came in; a blocked mail proves more than a delivered one.
  if (tally.blocked === 1 || comesBefore(event, tally.evidence)) tally.evidence = evidenceOf(event);
}

function evidenceOf({ file, line }: LogEvent): Evidence {
  return { file, line };
}

function comesBefore(event: LogEvent, { file, line = 0 }: Evidence): boolean {
  return event.file < file || (event.file === file && event.line < line);
}

function counts(tallies: Map<string, Tally>): LogCount[] {
  return [...tallies]
    .map(([name, { blocked, codes, evidence }]) => ({ name, blocked, codes: [...codes].sort(), evidence }))
    .sort(byName);
}

function byName(one: LogCount, other: LogCount): number {
  return one.name < other.name ? -1 : 1;
}

function addName(names: Set<string>, name: string): void {
  if (names.size < mostNames && !names.has(name)) names.add(ownText(name));
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])].sort();
}
