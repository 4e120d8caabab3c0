import { domainOf } from '../bounce/address';
import { factsOf } from '../tenant/factSet';
import { isOutside, ownDomains } from './accounts';
import type { Circumstances } from './rule';

/** Accounts that have to share an address until it is an office's. A default: one person's home serves one or two. */
const sharedBy = 3;

/**
 * Addresses of the house: those from which several accounts sign in or send, and from which own servers' mail of accepted domains reaches
 * Exchange Online.
 */
export function ownAddresses({ tenant, logs }: Circumstances): ReadonlySet<string> {
  const own = ownDomains(tenant);
  const users = new Map<string, Set<string>>();
  const add = (address: string | undefined, user: string) => {
    if (address === undefined || address === '') return;
    const known = users.get(address) ?? new Set();
    users.set(address, known.add(user));
  };
  for (const { fact } of factsOf(tenant, 'sign-ins'))
    if (fact.outcome === 'success') add(fact.address, fact.user);
  for (const { fact } of factsOf(tenant, 'message-trace'))
    if (isOutside(fact.sender, own) === false)
      for (const address of Object.keys(fact.addresses)) add(address, fact.sender);
  for (const { vantage, source, sender } of logs.flows)
    if (vantage === 'trace' && sender.includes('@') && own?.covers(domainOf(sender))) add(source, sender);
  return new Set([...users].flatMap(([address, names]) => (names.size >= sharedBy ? [address] : [])));
}
