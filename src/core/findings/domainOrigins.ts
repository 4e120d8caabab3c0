import { domainOf, isPublicAddress } from '../bounce/address';
import { isExchangeOnline } from '../bounce/microsoft';
import type { Evidence } from '../code/evidence';
import type { LogCount, MailFlow } from '../logs/figures/logFacts';
import { factsOf } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';
import { ownDomains } from './accounts';
import { type DomainSet, isDefaultDomain, resembles } from './domainNames';
import { groupBy, mostly } from './groups';
import { once } from './once';
import { outsiders } from './riskyContent';
import type { Circumstances } from './rule';

/**
 * From as many domains on that nobody of the house has, a source is judged and no longer its domains. A default: who forgot to add a
 * domain forgot one or two; a taken server, an open relay or an application that writes others' addresses goes through dozens.
 */
export const manyDomains = 3;

/** Says whether a domain was blocked because nobody added it to the tenant. */
export const isUnregistered = ({ codes }: { readonly codes: readonly string[] }) => codes.includes('5.7.750');

/** A host, relay or connector that handed in mail of many domains that are not the tenant's. */
export interface ManyDomains {
  readonly source: string;
  /** Servers that took it. */
  readonly servers: readonly string[];
  readonly domains: readonly string[];
  readonly blocked: number;
  readonly evidence: readonly Evidence[];
}

/** A mailbox, rule or transport rule that sends outsiders' mail on to where the blocked mail went. */
export interface Forwarding {
  readonly by: string;
  readonly domains: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Where mail of domains that are not the tenant's came from. */
export interface DomainOrigins {
  readonly sources: readonly ManyDomains[];
  readonly forwardings: readonly Forwarding[];
  /** Domains of outsiders, to be added by nobody: they are accounted for by the above, or come from everywhere. */
  readonly foreign: ReadonlySet<string>;
  /** True where domains come from everywhere and nothing that was imported forwards them. */
  readonly isUnexplained: boolean;
}

interface Blocked {
  readonly domain: string;
  readonly flows: readonly MailFlow[];
}

/** Judges the unknown domains of blocked mail by their source; nothing without a list of accepted domains. */
export const domainOrigins = once(({ tenant, logs }: Circumstances): DomainOrigins => {
  const own = ownDomains(tenant);
  const unknown = unknownDomains(logs.domains, logs.flows, own, tenant);
  // Without a list of the tenant's domains, only a bounce says that mail was forwarded.
  const blocked = own ? unknown : unknown.filter(({ flows }) => flows.some(isForwarded));
  const forwarded = forwardedDomains(blocked, tenant);
  const rest = blocked.filter(({ domain }) => !forwarded.some(({ domains }) => domains.includes(domain)));
  const sources = own ? manyFromOne(rest, logs.flows, own) : [];
  const others = rest.filter(({ domain }) => !sources.some(({ domains }) => domains.includes(domain)));
  const scattered = others.filter(({ flows }) => flows.length > 0 && flows.every(isFromOutside));
  const isUnexplained = forwarded.length === 0 && scattered.length >= manyDomains;
  return {
    sources,
    forwardings: forwarded,
    foreign: new Set([
      ...[...sources, ...forwarded].flatMap(({ domains }) => domains),
      ...(isUnexplained || forwarded.length > 0 ? scattered.map(({ domain }) => domain) : []),
    ]),
    isUnexplained,
  };
});

function unknownDomains(
  domains: readonly LogCount[],
  flows: readonly MailFlow[],
  own: DomainSet | undefined,
  tenant: TenantFacts,
): Blocked[] {
  const names = factsOf(tenant, 'accepted-domains')
    .map(({ fact }) => fact.domain)
    .filter((name) => !isDefaultDomain(name));
  const byDomain = groupBy(
    flows.filter((flow) => flow.blocked > 0 && isUnregistered(flow)),
    ({ sender }) => (sender.includes('@') ? domainOf(sender) : undefined),
  );
  return domains
    .filter((each) => isUnregistered(each) && own?.covers(each.name) !== true && !resembles(each.name, names))
    .map(({ name }) => ({ domain: name, flows: byDomain.get(name) ?? [] }));
}

const isForwarded = ({ origins }: MailFlow) =>
  origins.some(({ path, account }) => path === 'forwarding' && account !== undefined);

/** Bounces and traces name the way; in a log of an own server, the mail came by that server. */
const isFromOutside = ({ vantage }: MailFlow) => vantage !== 'server';

function forwardedDomains(blocked: readonly Blocked[], tenant: TenantFacts): Forwarding[] {
  const targets = forwardTargets(tenant);
  const found = blocked.flatMap(({ domain, flows }) => {
    const accounts = flows.flatMap(({ origins, evidence }) =>
      origins.flatMap(({ path, account }) =>
        path === 'forwarding' ? [{ by: account ?? '', domain, evidence: [evidence] }] : [],
      ),
    );
    if (accounts.some(({ by }) => by !== '')) return accounts.filter(({ by }) => by !== '');
    if (!flows.every(isFromOutside)) return [];
    const reached = new Set(flows.flatMap(({ recipientDomains }) => Object.keys(recipientDomains)));
    return targets
      .filter((target) => reached.has(target.domain))
      .map(({ by, evidence }) => ({
        by,
        domain,
        evidence: [evidence, ...flows.slice(0, 1).map((flow) => flow.evidence)],
      }));
  });
  return [...groupBy(found, ({ by }) => by)].map(([by, parts]) => ({
    by,
    domains: [...new Set(parts.map(({ domain }) => domain))],
    evidence: parts.flatMap(({ evidence }) => evidence),
  }));
}

/** What forwards to the outside, with the domains that it forwards to. */
function forwardTargets(tenant: TenantFacts): { by: string; domain: string; evidence: Evidence }[] {
  const own = ownDomains(tenant);
  const to = (by: string, addresses: readonly string[], evidence: Evidence) =>
    outsiders(addresses, own).outside.map((address) => ({ by, domain: domainOf(address), evidence }));
  return [
    ...factsOf(tenant, 'mailboxes').flatMap(({ fact, evidence }) =>
      to(fact.mailbox, fact.forwardsTo === undefined ? [] : [fact.forwardsTo], evidence),
    ),
    ...factsOf(tenant, 'inbox-rules').flatMap(({ fact, evidence }) =>
      fact.enabled ? to(fact.mailbox ?? fact.name, fact.forwardsTo, evidence) : [],
    ),
    ...factsOf(tenant, 'transport-rules').flatMap(({ fact, evidence }) =>
      fact.enabled ? to(fact.name, [...fact.redirectsTo, ...fact.copiesTo], evidence) : [],
    ),
  ];
}

function manyFromOne(blocked: readonly Blocked[], flows: readonly MailFlow[], own: DomainSet): ManyDomains[] {
  // A host that hands in mail of the house as well is one of the house.
  const trusted = new Set(
    flows.flatMap(({ sender, source }) =>
      source !== undefined && sender.includes('@') && own.covers(domainOf(sender)) ? [source] : [],
    ),
  );
  // Where a log does not name its server, bounces of the same mail do.
  const handedInBy = mostly(
    flows.flatMap(({ origins }) => origins.flatMap((origin) => origin.handedInBy ?? [])),
  );
  const parts = blocked.flatMap(({ domain, flows: ways }) =>
    nearest(ways).flatMap((flow) => {
      const source = sourceOf(flow, trusted, handedInBy);
      return source === undefined ? [] : [{ source, domain, flow }];
    }),
  );
  return [...groupBy(parts, ({ source }) => source)]
    .map(([source, some]) => ({
      source,
      servers: [...new Set(some.flatMap(({ flow }) => flow.server ?? []))],
      domains: [...new Set(some.map(({ domain }) => domain))].sort(),
      blocked: some.reduce((sum, { flow }) => sum + flow.blocked, 0),
      evidence: some.slice(0, 5).map(({ flow }) => flow.evidence),
    }))
    .filter(({ domains }) => domains.length >= manyDomains);
}

/** Logs of own servers know the host; without them, bounces know the last server and Exchange Online the last address. */
function nearest(flows: readonly MailFlow[]): readonly MailFlow[] {
  const byVantage = groupBy(flows, ({ vantage }) => vantage);
  return byVantage.get('server') ?? byVantage.get('bounce') ?? flows;
}

/** The own server of a flow; Microsoft's are none, whatever a log calls its server. */
const ownServer = ({ server }: MailFlow) => (isExchangeOnline(server) ? undefined : server);

/** The host that answers for a mail: who handed it in, or the server itself where a stranger or a program on it did. */
function sourceOf(
  flow: MailFlow,
  trusted: ReadonlySet<string>,
  handedInBy: string | undefined,
): string | undefined {
  const { vantage, source, connector, origins } = flow;
  if (vantage === 'bounce') return origins.find(({ handedInBy }) => handedInBy !== undefined)?.handedInBy;
  if (vantage === 'trace') return source ?? connector;
  const isServerItself =
    source === undefined || isLoopback(source) || (isPublicAddress(source) && !trusted.has(source));
  return isServerItself ? (ownServer(flow) ?? handedInBy ?? serverOf(flow)) : source;
}

/** The server that wrote the log, or else the log: Exim's names no server. */
export function serverOf(flow: MailFlow): string {
  const { file } = flow.evidence;
  return ownServer(flow) ?? file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

const isLoopback = (address: string) => /^127\.|^::1$/.test(address);
