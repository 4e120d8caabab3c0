import { domainOf } from '../bounce/address';
import { factsOf } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';
import { DomainSet } from './domainNames';

/** The accepted domains of the tenant; undefined where none were imported. */
export function ownDomains(tenant: TenantFacts): DomainSet | undefined {
  const domains = factsOf(tenant, 'accepted-domains').map(({ fact }) => fact.domain.replace(/^\*\./, ''));
  return domains.length === 0 ? undefined : new DomainSet(domains);
}

/** Says whether an address lies outside the tenant; undefined where nobody can tell. */
export function isOutside(address: string, own: DomainSet | undefined): boolean | undefined {
  return own && address.includes('@') ? !own.covers(domainOf(address)) : undefined;
}

/**
 * Accounts by the names that exports use for them: an address, an alias, or a path that ends with the alias. An address and an
 * alias mean the same account where the address begins with the alias.
 */
export class Accounts {
  private readonly addresses = new Set<string>();
  private readonly aliases = new Set<string>();
  private readonly beginnings = new Set<string>();

  constructor(names: Iterable<string>) {
    for (const each of names) {
      const name = comparableName(each);
      if (!name.includes('@')) this.aliases.add(name);
      else {
        this.addresses.add(name);
        this.beginnings.add(beginningOf(name));
      }
    }
  }

  has(account: string | undefined): boolean {
    if (account === undefined) return false;
    const name = comparableName(account);
    return name.includes('@')
      ? this.addresses.has(name) || this.aliases.has(beginningOf(name))
      : this.aliases.has(name) || this.beginnings.has(name);
  }
}

function comparableName(account: string): string {
  const name = account.trim().toLowerCase();
  return name.slice(name.lastIndexOf('/') + 1);
}

function beginningOf(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}

/** Persons with a privileged role. A group stands for others, whom the export does not name. */
export function roleHolders(tenant: TenantFacts): string[] {
  return factsOf(tenant, 'role-members').flatMap(({ fact }) =>
    fact.isPrivileged && fact.principal !== 'group' ? fact.names : [],
  );
}

/** The administrators, from role members and registration details; undefined where neither says who they are. */
export function administrators(tenant: TenantFacts): Accounts | undefined {
  const members = roleHolders(tenant);
  const flagged = factsOf(tenant, 'mfa-registration').flatMap(({ fact }) =>
    fact.isAdmin ? [fact.user] : [],
  );
  return members.length + flagged.length > 0 ? new Accounts([...members, ...flagged]) : undefined;
}
