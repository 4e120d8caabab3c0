import type { LogCount } from '../logs/figures/logFacts';
import { factsOf, type Sourced } from '../tenant/factSet';
import type { AcceptedDomain } from '../tenant/factTypes/mailFlowFacts';
import { ownDomains } from './accounts';
import { comparable, isDefaultDomain, withParents } from './domainNames';
import { domainOrigins, isUnregistered, manyDomains } from './domainOrigins';
import { groupBy } from './groups';
import type { Circumstances, Match, Rule } from './rule';

type Accepted = Sourced<'accepted-domains'>;

/** How a sending domain stands to the tenant's list. */
type Standing =
  | { readonly kind: 'accepted'; readonly by: Accepted }
  | { readonly kind: 'below'; readonly parent: Accepted }
  | { readonly kind: 'default' | 'unknown' };

/** How each sending domain of the logs stands to the accepted domains; nothing without such a list. */
function standings({ tenant, logs }: Circumstances): { domain: LogCount; standing: Standing }[] {
  const accepted = factsOf(tenant, 'accepted-domains');
  if (accepted.length === 0) return [];
  const byName = new Map(accepted.map((each) => [comparable(each.fact.domain).replace(/^\*\./, ''), each]));
  return logs.domains.map((domain) => ({ domain, standing: standingOf(comparable(domain.name), byName) }));
}

function standingOf(domain: string, byName: ReadonlyMap<string, Accepted>): Standing {
  const exact = byName.get(domain);
  if (exact) return { kind: 'accepted', by: exact };
  let nearest: Accepted | undefined;
  for (let at = domain.indexOf('.'); at >= 0; at = domain.indexOf('.', at + 1)) {
    const parent = byName.get(domain.slice(at + 1));
    if (parent && coversBelow(parent.fact)) return { kind: 'accepted', by: parent };
    nearest ??= parent;
  }
  if (nearest) return { kind: 'below', parent: nearest };
  return { kind: isDefaultDomain(domain) ? 'default' : 'unknown' };
}

/** `MatchSubDomains` in the cloud; Exchange Server writes the domain itself as `*.contoso.com`. */
function coversBelow({ matchSubDomains, domain }: AcceptedDomain): boolean {
  return matchSubDomains || domain.startsWith('*.');
}

/** One list is asked for each rule: the row that it rests on is named where there is one. */
function matches(
  circumstances: Circumstances,
  pick: (domain: LogCount, standing: Standing) => Omit<Match, 'subject'> | undefined,
): Match[] {
  return standings(circumstances).flatMap(({ domain, standing }) => {
    const match = pick(domain, standing);
    return match ? [{ subject: domain.name, ...match, values: { ...counted(domain), ...match.values } }] : [];
  });
}

function counted({ blocked, codes }: LogCount): Record<string, string> {
  return { blocked: String(blocked), codes: codes.join(', ') };
}

const places = (...evidence: readonly (Match['evidence'][number] | undefined)[]) =>
  evidence.filter((each) => each !== undefined);

export const domainRules: readonly Rule[] = [
  {
    id: 'domain-unaccepted',
    step: 'domains',
    actions: ['compare', 'add'],
    sources: ['fix-ndr-codes', 'accepted-domains'],
    find: (circumstances) => {
      const { foreign } = domainOrigins(circumstances);
      return matches(circumstances, (domain, { kind }) =>
        kind === 'unknown' && isUnregistered(domain) && !foreign.has(domain.name)
          ? { severity: 'critical', evidence: places(domain.evidence) }
          : undefined,
      );
    },
  },
  {
    id: 'domain-foreign',
    step: 'domains',
    actions: ['compare'],
    sources: ['fix-ndr-codes', 'external-forwarding'],
    find: (circumstances) => {
      const { foreign } = domainOrigins(circumstances);
      return matches(circumstances, (domain, { kind }) =>
        kind === 'unknown' && foreign.has(domain.name)
          ? { severity: 'information', evidence: places(domain.evidence) }
          : undefined,
      );
    },
  },
  {
    id: 'domain-reported',
    step: 'domains',
    actions: ['compare', 'add'],
    sources: ['non-accepted-domain-report'],
    find: (circumstances) => reportedDomains(circumstances),
  },
  {
    id: 'domain-subdomain',
    step: 'domains',
    actions: ['compare', 'add'],
    sources: ['fix-ndr-codes', 'accepted-domain-cmdlet'],
    find: (circumstances) =>
      matches(circumstances, (domain, standing) =>
        standing.kind === 'below' && isUnregistered(domain)
          ? {
              severity: 'critical',
              values: { parent: standing.parent.fact.domain },
              evidence: places(domain.evidence, standing.parent.evidence),
            }
          : undefined,
      ),
  },
  {
    id: 'domain-default',
    step: 'domains',
    actions: ['compare'],
    sources: ['accepted-domains'],
    find: (circumstances) =>
      matches(circumstances, (domain, { kind }) =>
        kind === 'default' && isUnregistered(domain)
          ? { severity: 'warning', evidence: places(domain.evidence) }
          : undefined,
      ),
  },
  ...(['authoritative', 'internal-relay', 'external-relay'] as const).map(
    (type): Rule => ({
      id: `domain-blocked-${type}`,
      step: 'domains',
      actions: ['compare'],
      sources: ['accepted-domains', 'fix-ndr-codes'],
      find: (circumstances) =>
        matches(circumstances, (domain, standing) =>
          standing.kind === 'accepted' &&
          !standing.by.fact.pending &&
          standing.by.fact.type === type &&
          isUnregistered(domain)
            ? { severity: 'information', evidence: places(domain.evidence, standing.by.evidence) }
            : undefined,
        ),
    }),
  ),
  {
    id: 'domain-pending',
    step: 'domains',
    actions: ['list', 'add'],
    sources: ['add-domain'],
    find: ({ tenant, logs }) => {
      const blocked = new Set(logs.domains.filter(isUnregistered).flatMap(({ name }) => withParents(name)));
      return factsOf(tenant, 'accepted-domains').flatMap(({ fact, evidence }) => {
        if (!fact.pending) return [];
        const isUsed = blocked.has(comparable(fact.domain));
        // One that nobody sends from may wait.
        const unused = isUnregistered(logs) ? 'warning' : 'information';
        return [{ subject: fact.domain, severity: isUsed ? 'critical' : unused, evidence: [evidence] }];
      });
    },
  },
  {
    id: 'domain-sending-off',
    step: 'domains',
    actions: ['list'],
    sources: ['accepted-domain-cmdlet'],
    find: (circumstances) =>
      matches(circumstances, (domain, standing) =>
        standing.kind === 'accepted' && standing.by.fact.sendingDisabled
          ? { severity: 'warning', evidence: places(domain.evidence, standing.by.evidence) }
          : undefined,
      ),
  },
];

/** Rows of the admin center's report, together by domain; many domains by one connector are a matter of the connector. */
function reportedDomains(circumstances: Circumstances): Match[] {
  const { tenant, logs } = circumstances;
  const own = ownDomains(tenant);
  const rows = factsOf(tenant, 'non-accepted-domains').filter(
    ({ fact }) => own?.covers(fact.domain) !== true,
  );
  return [...groupBy(rows, ({ fact }) => fact.connector ?? '')].flatMap(([connector, some]) => {
    const byDomain = [...groupBy(some, ({ fact }) => fact.domain)];
    return byDomain.map(([domain, parts]) => ({
      subject: domain,
      severity:
        byDomain.length < manyDomains && isUnregistered(logs)
          ? ('warning' as const)
          : ('information' as const),
      values: {
        connector,
        count: String(parts.reduce((sum, { fact }) => sum + fact.count, 0)),
      },
      evidence: parts.slice(0, 3).map(({ evidence }) => evidence),
    }));
  });
}
