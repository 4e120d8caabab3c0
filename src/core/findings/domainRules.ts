import type { LogCount } from '../logs/figures/logFacts';
import { factsOf, type Sourced } from '../tenant/factSet';
import type { AcceptedDomain } from '../tenant/factTypes/mailFlowFacts';
import { comparable, isDefaultDomain, withParents } from './domainNames';
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

const isUnregistered = ({ codes }: LogCount) => codes.includes('5.7.750');

export const domainRules: readonly Rule[] = [
  {
    id: 'domain-unaccepted',
    step: 'domains',
    actions: ['compare', 'add'],
    sources: ['fix-ndr-codes', 'accepted-domains'],
    find: (circumstances) =>
      matches(circumstances, (domain, { kind }) =>
        kind === 'unknown'
          ? { severity: isUnregistered(domain) ? 'critical' : 'warning', evidence: places(domain.evidence) }
          : undefined,
      ),
  },
  {
    id: 'domain-subdomain',
    step: 'domains',
    actions: ['compare', 'add'],
    sources: ['fix-ndr-codes', 'accepted-domain-cmdlet'],
    find: (circumstances) =>
      matches(circumstances, (domain, standing) =>
        standing.kind === 'below'
          ? {
              severity: isUnregistered(domain) ? 'critical' : 'warning',
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
        kind === 'default' ? { severity: 'warning', evidence: places(domain.evidence) } : undefined,
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
          standing.kind === 'accepted' && standing.by.fact.type === type && isUnregistered(domain)
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
      const sending = new Set(logs.domains.flatMap(({ name }) => withParents(name)));
      return factsOf(tenant, 'accepted-domains').flatMap(({ fact, evidence }) => {
        if (!fact.pending) return [];
        const isUsed = sending.has(comparable(fact.domain));
        return [{ subject: fact.domain, severity: isUsed ? 'critical' : 'warning', evidence: [evidence] }];
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
