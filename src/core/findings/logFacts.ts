import type { Evidence } from '../code/evidence';
import type { ReadBatch } from '../logs/figures/deliveries';
import { sendingDomain } from '../logs/figures/eventFilter';
import type { LogCount, LogFacts, MailMoment } from '../logs/figures/logFacts';
import { MailJoin } from '../logs/figures/mailJoin';
import type { ScanSnapshot } from '../logs/figures/snapshot';
import type { LogEvent } from '../logs/formats/event';
import { ownText } from '../logs/formats/ownText';
import { CountedMailSum } from './countedMail';
import { LoginTries } from './loginTries';
import { MailFlows } from './mailFlows';

export const noLogFacts: LogFacts = {
  domains: [],
  senders: [],
  remoteHosts: [],
  connectors: [],
  flows: [],
  codes: [],
};

/** Names of a kind that are kept; an attack may write a new one into each line. */
const mostNames = 20_000;

/** Gathers facts from events as they come, in bounded memory. */
export class LogFactsCounter {
  private readonly domains = new Map<string, Tally>();
  private readonly senders = new Map<string, Tally>();
  private readonly remoteHosts = new Set<string>();
  private readonly connectors = new Set<string>();
  private readonly codes = new Set<string>();
  private flows = new MailFlows();
  private logins = new LoginTries();
  private counted = new CountedMailSum();
  private first: MailMoment | undefined;
  private last: MailMoment | undefined;

  /** @param join may be one that others count from too */
  constructor(private readonly join = new MailJoin()) {}

  add(event: LogEvent): void {
    this.addJoined(event, this.join.add(event));
  }

  /** Counts an event that was joined. @param mails what is blocked and to be counted now */
  addJoined(event: LogEvent, mails: readonly LogEvent[]): void {
    const { outcome, remoteHost, connector } = event;
    this.flows.add(event);
    if (remoteHost !== undefined) addName(this.remoteHosts, remoteHost.toLowerCase());
    if (connector !== undefined) addName(this.connectors, connectorName(connector));
    if (outcome === 'delivered') count(this.domains, sendingDomain(event), event);
    for (const mail of mails) this.addBlocked(mail);
  }

  private addBlocked(event: LogEvent): void {
    count(this.domains, sendingDomain(event), event);
    count(this.senders, event.sender?.includes('@') ? event.sender.toLowerCase() : undefined, event);
    if (event.code !== undefined) this.codes.add(event.code);
    if (event.moment) this.addRefusal(event.moment.at, event);
  }

  private addRefusal(at: number, event: Counted): void {
    const order = (known: MailMoment) => at - known.at || (comesBefore(event, known.evidence) ? -1 : 1);
    const refusal = () => ({ at, code: event.code, evidence: evidenceOf(event) });
    if (!this.first || order(this.first) < 0) this.first = refusal();
    if (!this.last || order(this.last) > 0) this.last = refusal();
  }

  /** Adds all that was read at a time. */
  addBatch({ events, deliveries, failedLogins = [] }: ReadBatch): void {
    for (const event of events) this.add(event);
    for (const login of failedLogins) this.logins.add(login);
    if (deliveries) this.counted.add(deliveries);
    const { domains = [], remoteHosts = [] } = deliveries?.names ?? {};
    for (const [name, { file, line }] of domains)
      if (file !== undefined) count(this.domains, name, { outcome: 'delivered', file, line });
    for (const [name] of remoteHosts) addName(this.remoteHosts, name);
  }

  /** A counter that goes on from here, apart from this one. */
  copy(join = this.join.copy()): LogFactsCounter {
    const copied = this.copyOfBlocked(join);
    copied.flows = this.flows.copy();
    return copied;
  }

  /** The same where only mails are counted that blocked records have told of: their flows stand. */
  private copyOfBlocked(join: MailJoin): LogFactsCounter {
    const copied = new LogFactsCounter(join);
    for (const tallies of ['domains', 'senders'] as const)
      for (const [name, tally] of this[tallies])
        copied[tallies].set(name, { ...tally, codes: new Set(tally.codes) });
    for (const names of ['remoteHosts', 'connectors', 'codes'] as const)
      for (const name of this[names]) copied[names].add(name);
    copied.flows = this.flows;
    copied.logins = this.logins.copy();
    copied.counted = this.counted.copy();
    copied.first = this.first;
    copied.last = this.last;
    return copied;
  }

  /** Each blocked mail counts once, whatever records tell of it. */
  facts(): LogFacts {
    const mails = this.join.mails();
    if (mails.length === 0) return this.told();
    const all = this.copyOfBlocked(this.join);
    for (const mail of mails) all.addBlocked(mail);
    return all.told();
  }

  private told(): LogFacts {
    return {
      domains: counts(this.domains),
      senders: counts(this.senders),
      remoteHosts: [...this.remoteHosts].sort(),
      connectors: [...this.connectors].sort(),
      flows: this.flows.flows(),
      firstHit: this.first?.at,
      refusals: this.first && this.last && { first: this.first, last: this.last },
      codes: [...this.codes].sort(),
      counted: this.counted.told(),
      loginFailures: this.logins.failures(),
    };
  }
}

/** Events looked at between two pauses; a few milliseconds' work. */
const slice = 5000;

/**
 * The facts of a scan that has ended; of a running one those of its events and what its numbers say. In steps, for whoever has
 * other things to do in between.
 */
export function* logFactsOf({ events, summary, facts: told }: ScanSnapshot): Generator<void, LogFacts> {
  if (told) return told;
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

/** What is counted of a mail, and where it stands. */
type Counted = Pick<LogEvent, 'outcome' | 'code' | 'file' | 'line'>;

function count(tallies: Map<string, Tally>, name: string | undefined, event: Counted): void {
  if (name === undefined) return;
  const known = tallies.get(name);
  const tally = known ?? { blocked: 0, codes: new Set<string>(), evidence: evidenceOf(event) };
  if (!known) {
    if (tallies.size >= mostNames) return;
    tallies.set(ownText(name), tally);
  }
  const isBlocked = event.outcome === 'blocked';
  // The first place of all, whatever order the files came in; a blocked mail proves more than a delivered one.
  const provesMore = isBlocked && tally.blocked === 0;
  const provesAsMuch = isBlocked || tally.blocked === 0;
  if (provesMore || (provesAsMuch && comesBefore(event, tally.evidence))) tally.evidence = evidenceOf(event);
  if (!isBlocked) return;
  tally.blocked += 1;
  if (event.code !== undefined) tally.codes.add(event.code);
}

function evidenceOf({ file, line }: Counted): Evidence {
  return { file, line };
}

function comesBefore(event: Counted, { file, line = 0 }: Evidence): boolean {
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
