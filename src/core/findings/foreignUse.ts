import type { Evidence } from '../code/evidence';
import { factsOf } from '../tenant/factSet';
import { auditRisk } from './auditRisk';
import { groupBy } from './groups';
import { once } from './once';
import { isInRange } from './ranges';
import type { Circumstances } from './rule';
import { habitsOf, type StrangeAddress } from './signInHabits';
import { aboveOwnPast, fewest } from './volume';

/** An account that is used from a strange address, and what was done from there. */
export interface Stranger extends StrangeAddress {
  /** Operations of the audit log, and `FromIP` or `SenderIPAddresses` where a trace or a connector has the address. */
  readonly deeds: readonly string[];
  /** True where more than a sign-in speaks for it: it cannot be a journey, and something was done. */
  readonly isCertain: boolean;
  readonly evidence: readonly Evidence[];
}

/** Accounts and strange addresses of which more is known than a sign-in: one address in two kinds of exports is one thread. */
export const strangers = once(findStrangers);

interface Deed {
  readonly isRisky: boolean;
  readonly what: string;
  readonly evidence: Evidence;
}

function findStrangers(circumstances: Circumstances): Stranger[] {
  const { tenant } = circumstances;
  const accused = new Set([
    ...factsOf(tenant, 'blocked-senders').map(({ fact }) => fact.address.toLowerCase()),
    ...aboveOwnPast(circumstances).map(({ sender }) => sender),
  ]);
  const deeds = deedsByAddress(circumstances);
  const isBlocked = circumstances.logs.firstHit !== undefined;
  return habitsOf(tenant)
    .all()
    .flatMap((each) => {
      const done = deeds.get(each.address) ?? [];
      const isAccused = accused.has(each.user);
      if (done.length === 0 && !(isAccused && each.strangeness === 'foreign')) return [];
      return [
        {
          ...each,
          deeds: [...new Set(done.map(({ what }) => what))],
          // Ordinary work from two countries at once, without a block, is that of somebody behind a VPN.
          isCertain:
            isAccused ||
            (each.strangeness === 'foreign' && (isBlocked || done.some(({ isRisky }) => isRisky))),
          evidence: [each.signIn.evidence, ...done.map(({ evidence }) => evidence)],
        },
      ];
    });
}

/** What was done from each address, as far as it matters. */
function deedsByAddress(circumstances: Circumstances): Map<string, Deed[]> {
  const { tenant } = circumstances;
  const strange = new Set(
    habitsOf(tenant)
      .all()
      .map(({ address }) => address),
  );
  const done: (Deed & { readonly address: string })[] = [];
  for (const { fact, evidence } of factsOf(tenant, 'audit-log')) {
    const risk = auditRisk(fact, tenant);
    if (fact.address !== undefined && strange.has(fact.address) && risk !== undefined)
      done.push({ address: fact.address, what: fact.operation, isRisky: risk === 'risky', evidence });
  }
  for (const [address, { count, evidence }] of mailsByAddress(circumstances))
    if (strange.has(address) && count >= fewest)
      done.push({ address, what: `FromIP (${count})`, isRisky: true, evidence });
  for (const { fact, evidence } of factsOf(tenant, 'inbound-connectors'))
    for (const address of strange)
      if (fact.senderAddresses?.some((range) => isInRange(address, range)))
        done.push({ address, what: `SenderIPAddresses (${fact.name})`, isRisky: true, evidence });
  return groupBy(done, ({ address }) => address);
}

/** Mails by the address they were handed in from, up to the day of the block. */
function mailsByAddress({ tenant }: Circumstances): Map<string, { count: number; evidence: Evidence }> {
  const mails = new Map<string, { count: number; evidence: Evidence }>();
  for (const { fact, evidence } of factsOf(tenant, 'message-trace'))
    for (const [address, count] of Object.entries(fact.addresses)) {
      const before = mails.get(address);
      if (before) before.count += count;
      else mails.set(address, { count, evidence });
    }
  return mails;
}
