import { domainOf, isPublicAddress } from '../bounce/address';
import type { Evidence } from '../code/evidence';
import { nameList } from '../code/nameList';
import type { MailFlow } from '../logs/figures/logFacts';
import { factsOf, type Sourced } from '../tenant/factSet';
import { ownDomains } from './accounts';
import { domainOrigins, isUnregistered, manyDomains, serverOf } from './domainOrigins';
import { groupBy } from './groups';
import { connectorName } from './logFacts';
import { isLooseRange, isWideRange } from './ranges';
import type { Circumstances, Match, Rule } from './rule';
import { fewest } from './volume';

/** Restrictions one of which must stand in a list before mail for other domains is refused (SMTPD_ACCESS_README). */
const refusals = new Set(['reject_unauth_destination', 'defer_unauth_destination', 'reject', 'defer']);

/** A list is worked off from the left, and a bare `permit` ends it. */
function refuses(restrictions: string): boolean {
  const first = restrictions.split(/[\s,]+/).find((each) => each === 'permit' || refusals.has(each));
  return first !== undefined && first !== 'permit';
}

/** The server that the settings are of; its file's name where they do not say it. */
function hostOf({ sha256, file }: Evidence, tenant: Circumstances['tenant']): string {
  const named = settings('myhostname', factsOf(tenant, 'postfix'));
  const own = named.find((each) => each.evidence.sha256 === sha256);
  return own?.fact.value ?? file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

const settings = (named: string, all: readonly Sourced<'postfix'>[]) =>
  all.filter(({ fact }) => fact.parameter === named);

export const serverRules: readonly Rule[] = [
  {
    id: 'relay-anyone',
    step: 'on-premises',
    actions: ['relay'],
    sources: ['anonymous-relay'],
    find: ({ tenant }) => {
      const connectors = factsOf(tenant, 'receive-connectors');
      return factsOf(tenant, 'relay-permissions').map(({ fact, evidence }) => {
        const itself = receiveConnector(fact.connector, connectors);
        return {
          subject: fact.connector,
          severity: relaySeverity(itself?.fact.ranges),
          values: { ranges: nameList(itself?.fact.ranges ?? []) },
          evidence: itself ? [evidence, itself.evidence] : [evidence],
        };
      });
    },
  },
  {
    id: 'relay-secured-outside',
    step: 'on-premises',
    actions: ['receive-connectors', 'relay'],
    sources: ['anonymous-relay'],
    find: ({ tenant }) =>
      factsOf(tenant, 'receive-connectors')
        .filter(({ fact }) => fact.enabled && fact.externallySecured)
        .map(({ fact, evidence }) => ({
          subject: fact.name,
          severity: fact.ranges.some(isWideRange) ? 'critical' : 'warning',
          values: { ranges: nameList(fact.ranges) },
          evidence: [evidence],
        })),
  },
  {
    id: 'receive-anonymous-wide',
    step: 'on-premises',
    actions: ['receive-connectors'],
    sources: ['anonymous-relay'],
    find: ({ tenant }) =>
      factsOf(tenant, 'receive-connectors')
        .filter(
          ({ fact }) =>
            fact.enabled && fact.anonymous && !fact.externallySecured && fact.ranges.some(isWideRange),
        )
        .map(({ fact, evidence }) => ({
          subject: fact.name,
          severity: 'information',
          values: { ranges: nameList(fact.ranges.filter(isWideRange)) },
          evidence: [evidence],
        })),
  },
  {
    id: 'postfix-networks',
    step: 'on-premises',
    actions: ['third-party', 'relay'],
    sources: ['postfix-networks'],
    find: ({ tenant }) =>
      settings('mynetworks', factsOf(tenant, 'postfix')).flatMap(({ fact, evidence }) => {
        const wide = fact.value.split(/[\s,]+/).filter((range) => isWideRange(range.replace(/[[\]]/g, '')));
        return wide.length === 0
          ? []
          : [
              {
                subject: hostOf(evidence, tenant),
                severity: 'critical',
                values: { ranges: nameList(wide, wide.length) },
                evidence: [evidence],
              },
            ];
      }),
  },
  {
    id: 'postfix-relay',
    step: 'on-premises',
    actions: ['third-party', 'relay'],
    sources: ['postfix-relay'],
    find: ({ tenant }) =>
      settings('smtpd_relay_restrictions', factsOf(tenant, 'postfix')).flatMap(({ fact, evidence }) => {
        const others = settings('smtpd_recipient_restrictions', factsOf(tenant, 'postfix')).filter(
          (each) => each.evidence.sha256 === evidence.sha256,
        );
        if ([fact, ...others.map((each) => each.fact)].some(({ value }) => refuses(value))) return [];
        return [
          {
            subject: hostOf(evidence, tenant),
            severity: 'critical',
            values: { value: fact.value },
            evidence: [evidence],
          },
        ];
      }),
  },
  {
    id: 'source-many-domains',
    step: 'on-premises',
    actions: ['relay', 'third-party'],
    sources: ['fix-ndr-codes', 'anonymous-relay'],
    find: (circumstances) => [
      ...domainOrigins(circumstances).sources.map(({ source, servers, domains, blocked, evidence }) => ({
        subject: source,
        severity: 'critical' as const,
        values: {
          servers: nameList(servers, servers.length),
          domains: nameList(domains),
          count: String(domains.length),
          blocked: String(blocked),
        },
        evidence,
      })),
      ...reportedConnectors(circumstances, domainOrigins(circumstances).sources.length > 0),
    ],
  },
  {
    id: 'header-sender',
    step: 'on-premises',
    actions: ['third-party', 'legitimate'],
    sources: ['fix-ndr-codes', 'rfc-3464'],
    find: (circumstances) => headerSenders(circumstances),
  },
  {
    id: 'relay-login',
    step: 'on-premises',
    actions: ['relay', 'third-party'],
    sources: ['smtp-auth', 'postfix-relay'],
    find: ({ logs }) => foreignLogins(logs.flows),
  },
  {
    id: 'queue-released',
    step: 'on-premises',
    actions: ['legitimate'],
    sources: ['outbound-spam'],
    find: ({ logs }) => releasedQueues(logs.flows),
  },
];

/** By its whole name: servers have connectors of the same name. A name without a server means the only one of that name. */
function receiveConnector(
  name: string,
  connectors: readonly Sourced<'receive-connectors'>[],
): Sourced<'receive-connectors'> | undefined {
  const exact = connectors.find(({ fact }) => fact.name.toLowerCase() === name.toLowerCase());
  if (exact) return exact;
  const alike = connectors.filter(({ fact }) => connectorName(fact.name) === connectorName(name));
  const isShort = !name.includes('\\') || alike.every(({ fact }) => !fact.name.includes('\\'));
  return isShort && alike.length === 1 ? alike[0] : undefined;
}

/** A relay for some named devices is how Microsoft's page makes it; whom a wider one serves, nobody knows. */
function relaySeverity(ranges: readonly string[] | undefined): Match['severity'] {
  if (ranges === undefined || ranges.length === 0) return 'warning';
  if (ranges.some(isWideRange)) return 'critical';
  return ranges.some(isLooseRange) ? 'warning' : 'information';
}

/** Connectors that the admin center's report names with many domains; where logs know the host, the connector is only the way. */
function reportedConnectors({ tenant, logs }: Circumstances, isExplained: boolean): Match[] {
  const own = ownDomains(tenant);
  const rows = factsOf(tenant, 'non-accepted-domains').filter(
    ({ fact }) => own?.covers(fact.domain) !== true,
  );
  return [...groupBy(rows, ({ fact }) => fact.connector)].flatMap(([connector, some]) => {
    const domains = [...new Set(some.map(({ fact }) => fact.domain))];
    if (domains.length < manyDomains) return [];
    return [
      {
        subject: connector,
        severity: isUnregistered(logs) && !isExplained ? ('warning' as const) : ('information' as const),
        values: {
          servers: '',
          domains: nameList(domains),
          count: String(domains.length),
          blocked: String(some.reduce((sum, { fact }) => sum + fact.count, 0)),
        },
        evidence: some.slice(0, 5).map(({ evidence }) => evidence),
      },
    ];
  });
}

/** Hosts whose bounced mail has an own envelope sender and somebody else's address in the From field. */
function headerSenders({ tenant, logs }: Circumstances): Match[] {
  const own = ownDomains(tenant);
  if (!own) return [];
  const found = logs.flows.filter(isUnregistered).flatMap(({ sender, source, origins, evidence }) =>
    !sender.includes('@') || !own.covers(domainOf(sender))
      ? []
      : origins.flatMap(({ headerSender = '', handedInBy }) =>
          !headerSender.includes('@') || own.covers(domainOf(headerSender))
            ? []
            : [
                {
                  host: handedInFrom(sender, logs.flows) ?? handedInBy ?? source ?? sender,
                  domain: domainOf(headerSender),
                  sender,
                  evidence,
                },
              ],
        ),
  );
  return [...groupBy(found, ({ host }) => host)].map(([host, some]) => ({
    subject: host,
    severity: 'critical',
    values: {
      sender: nameList(some.map(({ sender }) => sender)),
      domains: nameList(some.map(({ domain }) => domain)),
    },
    evidence: some.slice(0, 5).map(({ evidence }) => evidence),
  }));
}

/** The address from which an own server has a sender's blocked mail. */
function handedInFrom(sender: string, flows: readonly MailFlow[]): string | undefined {
  const flow = flows.find((each) => each.vantage === 'server' && each.sender === sender && each.blocked > 0);
  return flow && (flow.source ?? serverOf(flow));
}

/** SMTP logins that hand in much mail from the Internet, and were blocked, while they are used at home too or for several senders. */
function foreignLogins(flows: readonly MailFlow[]): Match[] {
  const logins = groupBy(
    flows.filter(({ vantage }) => vantage === 'server'),
    ({ login }) => login,
  );
  return [...logins].flatMap(([login, ways]) => {
    const outside = ways.filter(({ source }) => source !== undefined && isPublicAddress(source));
    const mails = outside.reduce((sum, { blocked, delivered }) => sum + blocked + delivered, 0);
    const isBlocked = outside.some(({ blocked }) => blocked > 0);
    const isAtHome = ways.some(({ source }) => source !== undefined && !isPublicAddress(source));
    if (mails < fewest || !isBlocked) return [];
    const sources = [...new Set(outside.flatMap(({ source }) => source ?? []))];
    return [
      {
        subject: login,
        severity: isAtHome ? ('critical' as const) : ('warning' as const),
        values: {
          mails: String(mails),
          addresses: nameList(sources),
          servers: nameList(
            ways.flatMap(({ server }) => server ?? []),
            ways.length,
          ),
        },
        evidence: outside.slice(0, 5).map(({ evidence }) => evidence),
      },
    ];
  });
}

/** Share of a server's mail that has to have waited for the block to be a queue's. A default: most of it. */
const mostOfIt = 0.5;

/** Servers most of whose mail had waited long before Exchange Online refused some of it. */
function releasedQueues(flows: readonly MailFlow[]): Match[] {
  const servers = groupBy(
    flows.filter(({ vantage, server }) => vantage === 'server' && server !== undefined),
    ({ server }) => server,
  );
  return [...servers].flatMap(([server, ways]) => {
    const sum = (of: 'waited' | 'blocked' | 'delivered') => ways.reduce((total, flow) => total + flow[of], 0);
    const waited = sum('waited');
    if (waited < fewest || sum('blocked') === 0 || waited < mostOfIt * (sum('blocked') + sum('delivered')))
      return [];
    const longest = Math.max(...ways.map(({ longestWait }) => longestWait));
    return [
      {
        subject: server,
        severity: 'warning' as const,
        values: { waited: String(waited), hours: String(Math.round(longest / 3_600_000)) },
        evidence: ways
          .filter((flow) => flow.waited > 0)
          .slice(0, 5)
          .map(({ evidence }) => evidence),
      },
    ];
  });
}
