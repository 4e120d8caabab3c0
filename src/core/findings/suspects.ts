import { factsOf } from '../tenant/factSet';
import { Accounts, ownDomains } from './accounts';
import { strangers } from './foreignUse';
import { once } from './once';
import type { Circumstances } from './rule';
import { aboveOwnPast } from './volume';

/**
 * Accounts that facts speak against: restricted by Microsoft, sending far above their own past before the block, or used from a foreign
 * address. That mail of an account was blocked says nothing against it: a block of the tenant concerns everybody.
 */
export const suspects = once((circumstances: Circumstances): Accounts => {
  const { tenant } = circumstances;
  return new Accounts(
    [
      ...factsOf(tenant, 'blocked-senders').map(({ fact }) => fact.address),
      ...aboveOwnPast(circumstances).map(({ sender }) => sender),
      ...strangers(circumstances).flatMap(({ user, isCertain }) => (isCertain ? [user] : [])),
    ],
    ownDomains(tenant),
  );
});
