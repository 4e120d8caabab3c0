import type { Evidence } from '../code/evidence';
import { comparable, DomainSet, isDefaultDomain, withParents } from '../findings/domainNames';
import { factsOf } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';

/** Shorter names stand in others by chance. */
const shortestName = 4;

/** Labels below which companies register, besides the last one: `co.uk`, `com.au`. */
const secondLevel = new Set(['co', 'com', 'org', 'net', 'gov', 'edu', 'ac', 'or', 'ne']);

/** The tenant's domains: what it may send as, what lies below, and what bears its name. */
export class OwnDomains extends DomainSet {
  /** Domains that were added and cannot send yet, comparable, with where that stands. */
  readonly pending: ReadonlyMap<string, Evidence>;
  private readonly exact: ReadonlySet<string>;
  private readonly withSubdomains: DomainSet;
  private readonly companies: readonly string[];

  private constructor(tenant: TenantFacts) {
    const facts = factsOf(tenant, 'accepted-domains');
    const pending = new Map(
      facts.flatMap(({ fact, evidence }) =>
        fact.pending ? [[comparable(fact.domain), evidence] as const] : [],
      ),
    );
    // One list may know what another does not: a domain can be verified, and not set up to its end.
    const ready = facts.flatMap(({ fact }) => (pending.has(comparable(fact.domain)) ? [] : [fact]));
    super(ready.map(({ domain }) => domain.replace(/^\*\./, '')));
    this.pending = pending;
    this.exact = new Set(ready.map(({ domain }) => comparable(domain)));
    this.withSubdomains = new DomainSet(
      ready.flatMap(({ domain, matchSubDomains }) =>
        matchSubDomains || domain.startsWith('*.') ? [domain.replace(/^\*\./, '')] : [],
      ),
    );
    this.companies = [
      ...new Set(ready.flatMap(({ domain }) => companyOf(domain.replace(/^\*\./, '')) ?? [])),
    ];
  }

  /** @returns undefined where no accepted domain was imported */
  static of(tenant: TenantFacts): OwnDomains | undefined {
    const own = new OwnDomains(tenant);
    return own.exact.size === 0 ? undefined : own;
  }

  /** True for what the tenant may send as. */
  accepts(domain: string): boolean {
    const name = comparable(domain);
    return (
      this.exact.has(name) || this.withSubdomains.covers(name) || (this.covers(name) && isDefaultDomain(name))
    );
  }

  /** True for a domain below an own one, and for one that bears the organization's name, such as `contoso-shop.example`. */
  isRelated(domain: string): boolean {
    const name = comparable(domain);
    if (this.covers(name) || withParents(name).some((each) => this.pending.has(each))) return true;
    const labels = name.split('.').slice(0, -1);
    return this.companies.some((company) => labels.some((label) => label.includes(company)));
  }
}

/** The domain as it was registered: `contoso.co.uk` of `mail.contoso.co.uk`, `contoso.onmicrosoft.com` as it stands. */
export function registeredDomain(domain: string): string {
  const labels = comparable(domain).split('.');
  const kept = isDefaultDomain(domain) || secondLevel.has(labels.at(-2) ?? '') ? 3 : 2;
  return labels.slice(-kept).join('.');
}

/** The label under which a domain is registered: `contoso` of `mail.contoso.co.uk`. */
function companyOf(domain: string): string | undefined {
  const [label, ...top] = registeredDomain(domain).split('.');
  if (top.length === 0) return undefined;
  return label !== undefined && label.length >= shortestName ? label : undefined;
}
