import { domainOf } from '../bounce/address';
import type { Evidence } from '../code/evidence';
import type { MailFlow } from '../logs/figures/logFacts';
import { factsOf } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';
import { isExchangeOnlineAddress, isInside, networkLine } from './addresses';
import type { OwnDomains } from './ownDomains';
import { shareOutside } from './senders';

const day = 24 * 3_600_000;

/** Mail for the outside of one sending domain that is none of the tenant's, by one way. */
export interface ForeignDomain {
  readonly domain: string;
  readonly count: number;
  readonly blocked: number;
  readonly first: number;
  /** Days on which it was sent. */
  readonly days: number;
  readonly evidence: Evidence;
}

/** One way by which mail is handed in: a host at an own server, the server's own programs, or a line at Exchange Online. */
export interface HandIn {
  /** IP address, line, or an own host's name where its address is public; undefined for programs of the server itself. */
  readonly source?: string | undefined;
  /** The own server that took it, in lower case; undefined where Exchange Online did, or the log does not name it. */
  readonly server?: string | undefined;
  readonly connector?: string | undefined;
  readonly vantage: 'server' | 'trace';
  /** True for a host of the local network, for one whose verified name is the tenant's, and for the server itself. */
  readonly isInside: boolean;
  /** Most mails first. */
  readonly domains: readonly ForeignDomain[];
  /** Outside domains to which their mails went. */
  readonly targets: ReadonlySet<string>;
  /** Mails of own domains that came by the same way. */
  readonly own: number;
  /** Mails to own recipients, as of a host that also brings mail from outside. */
  readonly incoming: number;
}

interface Growing {
  readonly handIn: Pick<HandIn, 'source' | 'server' | 'connector' | 'vantage' | 'isInside'>;
  readonly domains: Map<string, GrowingDomain>;
  readonly targets: Set<string>;
  own: number;
  incoming: number;
}

interface GrowingDomain {
  count: number;
  /** Those of them that an imported trace tells: a trace that was scanned as well tells of the same mails. */
  imported: number;
  blocked: number;
  first: number;
  readonly days: Set<number>;
  evidence: Evidence;
}

/** Who handed in mail for the outside, and of which domains. Nothing is known without the accepted domains. */
export function handInsOf(
  tenant: TenantFacts,
  flows: readonly MailFlow[],
  own: OwnDomains | undefined,
): HandIn[] {
  if (!own) return [];
  const ways = new Map<string, Growing>();
  const atHome = ownHosts(flows, own);
  const way = (handIn: Growing['handIn']) => {
    const key = [handIn.vantage, handIn.source, handIn.server, handIn.connector].join('\n');
    const known = ways.get(key);
    if (known) return known;
    const made: Growing = { handIn, domains: new Map(), targets: new Set(), own: 0, incoming: 0 };
    ways.set(key, made);
    return made;
  };
  for (const flow of flows) {
    const { vantage, sender, source, connector } = flow;
    if (vantage === 'bounce' || !sender.includes('@')) continue;
    if (vantage === 'trace' && source === undefined) continue;
    // A send connector's log does not say who handed the mail in.
    if (source === undefined && connector !== undefined) continue;
    const name = vantage === 'server' ? atHome.get(source ?? '') : undefined;
    const one = way({
      vantage,
      source: source === undefined ? undefined : (name ?? networkLine(source)),
      server: vantage === 'server' ? flow.server : undefined,
      connector,
      isInside: source === undefined || name !== undefined || isInside(source),
    });
    const all = flow.delivered + flow.blocked;
    const outside = Math.round(all * shareOutside(flow.recipientDomains, own));
    one.incoming += all - outside;
    if (own.accepts(domainOf(sender))) one.own += outside;
    else if (outside > 0)
      addDomain(one, domainOf(sender).toLowerCase(), outsideOf(flow.recipientDomains, own), {
        count: outside,
        imported: 0,
        blocked: flow.blocked,
        first: flow.first ?? Number.POSITIVE_INFINITY,
        days: flow.hours.map(({ at }) => Math.floor(at / day)),
        evidence: flow.evidence,
      });
  }
  for (const { fact, evidence } of factsOf(tenant, 'message-trace')) {
    if (fact.incoming === true || !fact.sender.includes('@')) continue;
    const outside = shareOutside(fact.recipientDomains, own);
    for (const [address, count] of Object.entries(fact.addresses)) {
      if (address === '' || isExchangeOnlineAddress(address)) continue;
      const one = way({
        vantage: 'trace',
        source: networkLine(address),
        connector: fact.connector?.toLowerCase(),
        isInside: isInside(address),
      });
      const going = Math.round(count * outside);
      one.incoming += count - going;
      if (own.accepts(domainOf(fact.sender))) one.own += going;
      else if (going > 0)
        addDomain(one, domainOf(fact.sender), outsideOf(fact.recipientDomains, own), {
          count: 0,
          imported: going,
          blocked: 0,
          first: fact.first,
          days: [Math.floor(fact.first / day)],
          evidence,
        });
    }
  }
  return [...ways.values()].map(({ handIn, domains, ...counts }) => ({
    ...handIn,
    ...counts,
    domains: [...domains]
      .map(([domain, { days, count, imported, ...each }]) => ({
        domain,
        ...each,
        count: Math.max(count, imported),
        days: days.size,
      }))
      .sort((one, other) => other.count - one.count || (one.domain < other.domain ? -1 : 1)),
  }));
}

/** Names of hosts with a public address, by that, where the verified name is in a domain of the tenant: nobody else can give it. */
function ownHosts(flows: readonly MailFlow[], own: OwnDomains): ReadonlyMap<string, string> {
  return new Map(
    flows.flatMap(({ source, sourceName }) =>
      source !== undefined && sourceName !== undefined && !isInside(source) && own.covers(sourceName)
        ? [[source, sourceName] as const]
        : [],
    ),
  );
}

const outsideOf = (domains: Readonly<Record<string, number>>, own: OwnDomains) =>
  Object.keys(domains).filter((name) => !own.covers(name));

function addDomain(
  { domains, targets }: Growing,
  domain: string,
  recipients: readonly string[],
  added: Omit<GrowingDomain, 'days'> & { readonly days: readonly number[] },
): void {
  for (const each of recipients) targets.add(each);
  const known = domains.get(domain);
  if (!known) {
    domains.set(domain, { ...added, days: new Set(added.days) });
    return;
  }
  known.count += added.count;
  known.imported += added.imported;
  known.blocked += added.blocked;
  if (added.first < known.first) {
    known.first = added.first;
    known.evidence = added.evidence;
  }
  for (const each of added.days) known.days.add(each);
}
