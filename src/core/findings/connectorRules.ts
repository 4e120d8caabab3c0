import { factsOf, hasKind, type Sourced, timeText } from '../tenant/factSet';
import type { InboundConnector } from '../tenant/factTypes/mailFlowFacts';
import { administrators, ownDomains } from './accounts';
import { connectorName } from './logFacts';
import type { Circumstances, Match, Rule } from './rule';
import { signInsByUser } from './travel';

const day = 24 * 3_600_000;

/**
 * A connector that was made or changed from two weeks before the first blocked mail on counts as new: an attacker uses a connector at
 * once or lets it rest for some days, and Microsoft's own search goes back further only to be safe.
 */
const newWithin = 14 * day;

function isNew(
  { created, changed }: { created?: number | undefined; changed?: number | undefined },
  first: number,
) {
  return [created, changed].some((at) => at !== undefined && at >= first - newWithin);
}

/** Ranges that hold so much of the Internet that they restrict nothing. */
export function isWideRange(range: string): boolean {
  const text = range.trim().toLowerCase();
  const prefix = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(text);
  if (prefix) return Number(prefix[2]) < (prefix[1]?.includes(':') ? 16 : 8);
  const [from, to] = text.split('-').map((each) => each.trim());
  if (from === undefined || to === undefined) return text === '*' || text === 'any';
  if (from.includes(':')) return /^(?:::|0*:.*)$/.test(from) && to.startsWith('f');
  return Number(to.split('.')[0]) - Number(from.split('.')[0]) >= 1;
}

/** True where the export says that neither a certificate nor a bounded list of addresses is asked for. */
function isUnrestricted({ certificate, senderAddresses }: InboundConnector): boolean {
  if (certificate !== '' || senderAddresses === undefined) return false;
  return senderAddresses.length === 0 || senderAddresses.some(isWideRange);
}

const isWildcard = ({ senderDomains }: InboundConnector) =>
  senderDomains?.some((domain) => domain === '*') ?? false;

const enabled = (circumstances: Circumstances) =>
  factsOf(circumstances.tenant, 'inbound-connectors').filter(({ fact }) => fact.enabled);

const about = ({ fact, evidence }: Sourced<'inbound-connectors'>, severity: Match['severity']): Match => ({
  subject: fact.name,
  severity,
  evidence: [evidence],
});

export const connectorRules: readonly Rule[] = [
  {
    id: 'connector-wildcard',
    step: 'connectors',
    actions: ['inbound', 'remove'],
    sources: ['compromised-connector', 'inbound-connector-cmdlet'],
    find: (circumstances) =>
      enabled(circumstances)
        .filter(({ fact }) => isWildcard(fact) && isUnrestricted(fact))
        .map((each) => about(each, 'critical')),
  },
  {
    id: 'connector-unrestricted',
    step: 'connectors',
    actions: ['inbound'],
    sources: ['inbound-connector-cmdlet'],
    find: (circumstances) =>
      enabled(circumstances)
        .filter(({ fact }) => !isWildcard(fact) && isUnrestricted(fact))
        .map((each) => about(each, 'warning')),
  },
  {
    id: 'connector-without-tls',
    step: 'connectors',
    actions: ['inbound'],
    sources: ['inbound-connector-cmdlet'],
    find: (circumstances) =>
      enabled(circumstances)
        .filter(({ fact }) => fact.requireTls === false)
        .map((each) => about(each, 'warning')),
  },
  ...(['inbound', 'outbound'] as const).map(
    (direction): Rule => ({
      id: `connector-new-${direction}`,
      step: 'connectors',
      actions: [direction, 'audit'],
      sources: ['compromised-connector'],
      find: ({ tenant, logs: { firstHit } }) =>
        firstHit === undefined
          ? []
          : factsOf(tenant, `${direction}-connectors`)
              .filter(({ fact }) => isNew(fact, firstHit))
              .map(({ fact, evidence }) => ({
                subject: fact.name,
                severity: fact.enabled ? 'warning' : 'information',
                values: {
                  changed: timeText(
                    Math.max(fact.created ?? fact.changed ?? 0, fact.changed ?? fact.created ?? 0),
                  ),
                  first: timeText(firstHit),
                },
                evidence: [evidence],
              })),
    }),
  ),
  {
    id: 'connector-actor',
    step: 'connectors',
    actions: ['audit'],
    sources: ['compromised-connector', 'audit-log'],
    find: ({ tenant }) => {
      const known = administrators(tenant);
      if (!known) return [];
      return connectorChanges({ tenant })
        .filter(({ fact }) => !known.has(fact.actor))
        .map((each) => ({ ...changeOf(each), severity: 'critical' }));
    },
  },
  {
    id: 'connector-actor-country',
    step: 'connectors',
    actions: ['audit'],
    sources: ['compromised-connector', 'compromised-account'],
    find: ({ tenant }) => {
      const habits = habitsByUser(tenant);
      return connectorChanges({ tenant }).flatMap((each) => {
        const { actor, address = '' } = each.fact;
        const own = habits.get(actor.toLowerCase());
        const from = own?.byAddress.get(address);
        const country = from?.fact.country;
        const usual = own?.usual;
        if (!from || country === undefined || usual === undefined || usual === country) return [];
        const change = changeOf(each);
        return [
          {
            ...change,
            severity: 'critical' as const,
            values: { ...change.values, country, usual },
            evidence: [...change.evidence, from.evidence],
          },
        ];
      });
    },
  },
  {
    id: 'connector-unused',
    step: 'connectors',
    actions: ['inbound'],
    sources: ['validate-connectors'],
    find: ({ tenant, logs }) => {
      const traced = factsOf(tenant, 'message-trace').flatMap(({ fact }) => fact.connector ?? []);
      const seen = new Set([...logs.connectors, ...traced.map(connectorName)]);
      if (seen.size === 0) return [];
      return factsOf(tenant, 'inbound-connectors')
        .filter(({ fact }) => !seen.has(connectorName(fact.name)))
        .map((each) => about(each, 'information'));
    },
  },
  {
    id: 'connector-blocked',
    step: 'connectors',
    actions: ['blocked'],
    sources: ['blocked-connectors'],
    find: ({ tenant }) =>
      factsOf(tenant, 'blocked-connectors').map(({ fact, evidence }) => ({
        subject: fact.connector,
        severity: 'critical',
        values: { reason: fact.reason ?? '' },
        evidence: [evidence],
      })),
  },
  {
    id: 'connector-smart-host',
    step: 'connectors',
    actions: ['outbound'],
    sources: ['use-connectors'],
    find: ({ tenant, logs }) => {
      const own = ownDomains(tenant);
      if (!own) return [];
      const met = new Set(logs.remoteHosts);
      const isKnown = (host: string) => met.has(host) || own.covers(host);
      return factsOf(tenant, 'outbound-connectors').flatMap(({ fact, evidence }) => {
        const unknown = fact.smartHosts.filter((host) => !isKnown(host));
        if (!fact.enabled || unknown.length === 0) return [];
        return [
          {
            subject: fact.name,
            severity: 'warning',
            values: { hosts: unknown.slice(0, 5).join(', ') },
            evidence: [evidence],
          },
        ];
      });
    },
  },
];

function connectorChanges({ tenant }: Pick<Circumstances, 'tenant'>): Sourced<'audit-log'>[] {
  if (!hasKind(tenant, 'audit-log')) return [];
  return factsOf(tenant, 'audit-log').filter(({ fact }) =>
    /^(?:New|Set)-(?:In|Out)boundConnector$/i.test(fact.operation),
  );
}

function changeOf({ fact, evidence }: Sourced<'audit-log'>): Omit<Match, 'severity'> {
  return {
    subject: fact.target ?? fact.actor,
    values: {
      actor: fact.actor,
      operation: fact.operation,
      at: fact.at === undefined ? '' : timeText(fact.at),
      address: fact.address ?? '',
    },
    evidence: [evidence],
  };
}

/** From where an account signs in: its commonest country, and the first sign-in from each address. */
interface Habits {
  readonly usual: string | undefined;
  readonly byAddress: ReadonlyMap<string, Sourced<'sign-ins'>>;
}

function habitsByUser(tenant: Circumstances['tenant']): Map<string, Habits> {
  return new Map(
    [...signInsByUser(tenant)].map(([user, signIns]) => {
      const usual = commonest(signIns.flatMap(({ fact }) => fact.country ?? []));
      const addressed = signIns.flatMap((each) =>
        each.fact.address === undefined ? [] : [[each.fact.address, each] as const],
      );
      // Of several from one address, the first stays: a map keeps the last it is given.
      return [user, { usual, byAddress: new Map(addressed.reverse()) }];
    }),
  );
}

/** The name that comes most often; of equals, the first by name. */
function commonest(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))[0]?.[0];
}
