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
 * alias mean the same account where the address begins with the alias and is one of the tenant: `admin` is not `admin@other.example`.
 */
export class Accounts {
  private readonly addresses = new Set<string>();
  private readonly aliases = new Set<string>();
  private readonly beginnings = new Set<string>();
  private readonly own: DomainSet | undefined;

  /** @param own the tenant's domains; without them, those of the addresses stand for them */
  constructor(names: Iterable<string>, own?: DomainSet) {
    for (const each of names) {
      const name = comparableName(each);
      if (!name.includes('@')) this.aliases.add(name);
      else {
        this.addresses.add(name);
        this.beginnings.add(beginningOf(name));
      }
    }
    this.own =
      own ?? (this.addresses.size > 0 ? new DomainSet([...this.addresses].map(domainOf)) : undefined);
  }

  has(account: string | undefined): boolean {
    if (account === undefined) return false;
    const name = comparableName(account);
    return name.includes('@')
      ? this.addresses.has(name) || (this.aliases.has(beginningOf(name)) && !isOutside(name, this.own))
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

/** Accounts of Entra Connect and Cloud Sync. They sign in without a second factor by design. */
export function isSyncAccount(account: string): boolean {
  return /^(?:sync_[^@]+_[^@]+|adtoaadsyncserviceaccount[^@]*)(?:@|$)/i.test(comparableName(account));
}

/**
 * Those who may change connectors, from role members. Groups are no persons: `TenantAdmins_…` stands for whoever is a Global
 * Administrator. Undefined where the members of no such role are known by name.
 */
export function administrators(tenant: TenantFacts): Accounts | undefined {
  const members = factsOf(tenant, 'role-members').filter(
    ({ fact }) => fact.managesExchange && fact.principal !== 'group' && fact.principal !== 'app',
  );
  const flagged = factsOf(tenant, 'mfa-registration').flatMap(({ fact }) =>
    fact.isAdmin ? [fact.user] : [],
  );
  const names = [...members.flatMap(({ fact }) => fact.names), ...flagged];
  return names.length > 0 ? new Accounts(names, ownDomains(tenant)) : undefined;
}

/** The user accounts among the members of roles that make an administrator. */
export function privilegedUsers(tenant: TenantFacts): Accounts {
  const members = factsOf(tenant, 'role-members').filter(
    ({ fact }) => fact.isPrivileged && fact.principal !== 'group' && fact.principal !== 'app',
  );
  return new Accounts(
    members.flatMap(({ fact }) => fact.names),
    ownDomains(tenant),
  );
}
