import { domainOf } from '../bounce/address';
import type { Evidence } from '../code/evidence';
import type { DomainSet } from '../findings/domainNames';
import type { MailFlow } from '../logs/figures/logFacts';
import { factsOf, hasKind } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';
import { networkLine } from './addresses';

const hour = 3_600_000;
const day = 24 * hour;

/** What one sender sent to the outside, as traces or own servers tell it. */
export interface SenderActivity {
  readonly sender: string;
  /** Mails by the hour in which they went, in milliseconds since 1970. */
  readonly hours: ReadonlyMap<number, number>;
  /** Mails by the line they were handed in from (see `networkLine`), and when the first of them was. */
  readonly lines: ReadonlyMap<string, { readonly count: number; readonly first: number }>;
  readonly connectors: ReadonlyMap<string, number>;
  readonly logins: ReadonlySet<string>;
  readonly evidence: readonly Evidence[];
}

type Growing = {
  readonly sender: string;
  readonly hours: Map<number, number>;
  readonly lines: Map<string, { count: number; first: number }>;
  readonly connectors: Map<string, number>;
  readonly logins: Set<string>;
  readonly evidence: Evidence[];
};

/** Places kept of one sender. */
const mostEvidence = 3;

/** Outgoing mail by sender. Where a trace of the tenant was imported, it is believed, and the logs add what it does not know. */
export function sendersOf(
  tenant: TenantFacts,
  flows: readonly MailFlow[],
  own: DomainSet | undefined,
): Map<string, SenderActivity> {
  const senders = new Map<string, Growing>();
  const activity = (sender: string) => {
    const known = senders.get(sender);
    if (known) return known;
    const made: Growing = {
      sender,
      hours: new Map(),
      lines: new Map(),
      connectors: new Map(),
      logins: new Set(),
      evidence: [],
    };
    senders.set(sender, made);
    return made;
  };
  for (const { fact, evidence } of factsOf(tenant, 'message-trace')) {
    if (fact.incoming === true) continue;
    const outside = shareOutside(fact.recipientDomains, own);
    if (outside === 0) continue;
    const one = activity(fact.sender);
    const midnight = Date.parse(`${fact.day}T00:00:00Z`);
    fact.hours.forEach((count, index) => {
      if (count > 0) add(one.hours, midnight + index * hour, count * outside);
    });
    for (const [address, count] of Object.entries(fact.addresses))
      if (address !== '') addLine(one, address, count * outside, fact.first);
    if (fact.connector !== undefined) add(one.connectors, fact.connector.toLowerCase(), fact.sent * outside);
    if (one.evidence.length < mostEvidence) one.evidence.push(evidence);
  }
  const traced = hasKind(tenant, 'message-trace');
  // Where delivered mail was only counted, what was blocked alone would make whoever was blocked the one who did it.
  const isWhole = flows.some(({ vantage, delivered }) => vantage !== 'bounce' && delivered > 0);
  for (const flow of flows) {
    if (flow.sender === '' || flow.vantage === 'bounce' || (flow.vantage === 'trace' && traced)) continue;
    const outside = shareOutside(flow.recipientDomains, own);
    if (outside === 0) continue;
    const one = activity(flow.sender);
    for (const { at, delivered, blocked } of flow.hours) {
      const count = delivered + (isWhole ? blocked : 0);
      if (count > 0) add(one.hours, at, count * outside);
    }
    if (flow.source !== undefined)
      addLine(
        one,
        flow.source,
        (flow.delivered + flow.blocked) * outside,
        flow.first ?? Number.POSITIVE_INFINITY,
      );
    if (flow.connector !== undefined) add(one.connectors, flow.connector, flow.delivered + flow.blocked);
    if (flow.login !== undefined) one.logins.add(flow.login.toLowerCase());
    if (one.evidence.length < mostEvidence) one.evidence.push(flow.evidence);
  }
  return senders;
}

/** How much of a volume went outside the tenant, 0 to 1; all of it where nobody can tell. */
export function shareOutside(domains: Readonly<Record<string, number>>, own: DomainSet | undefined): number {
  const all = Object.entries(domains).filter(([name]) => name !== '');
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  if (!own || total === 0) return 1;
  return all.reduce((sum, [name, count]) => sum + (own.covers(name) ? 0 : count), 0) / total;
}

/** Mails of a sender from one moment up to before another. */
export function sentWithin({ hours }: Pick<SenderActivity, 'hours'>, from: number, to: number): number {
  let sum = 0;
  for (const [at, count] of hours) if (at >= from - (from % hour) && at < to) sum += count;
  return sum;
}

/** The most mails of any 24 hours that begin with an hour of the sender and end before a moment. */
export function mostOfADay({ hours }: Pick<SenderActivity, 'hours'>, before: number): number {
  const earlier = [...hours].filter(([at]) => at < before).sort(([one], [other]) => one - other);
  let [most, sum, begin] = [0, 0, 0];
  for (const [at, count] of earlier) {
    sum += count;
    for (let first = earlier[begin]; first && first[0] <= at - day; first = earlier[begin]) {
      sum -= first[1];
      begin += 1;
    }
    most = Math.max(most, sum);
  }
  return most;
}

export const isOwn = (sender: string, own: DomainSet | undefined): boolean =>
  own === undefined || own.covers(domainOf(sender));

function add(counts: Map<string, number>, name: string, count: number): void;
function add(counts: Map<number, number>, name: number, count: number): void;
function add<Key>(counts: Map<Key, number>, name: Key, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

function addLine({ lines }: Growing, address: string, count: number, first: number): void {
  const line = networkLine(address);
  const known = lines.get(line);
  if (!known) lines.set(line, { count, first });
  else {
    known.count += count;
    known.first = Math.min(known.first, first);
  }
}
