import { isPublicAddress } from '../bounce/address';
import type { Evidence } from '../code/evidence';
import { factsOf, type Sourced, timeText } from '../tenant/factSet';
import { isOutside, ownDomains } from './accounts';
import { groupBy } from './groups';
import { once } from './once';
import type { Circumstances } from './rule';

/** An account that sent far more than it should have, and against what that was measured. */
export interface Outlier {
  readonly sender: string;
  readonly day: string;
  readonly sent: number;
  readonly failed: number;
  /** The median it stands against. */
  readonly usual: number;
  /** The address that nearly all of it was handed in from, where nobody else and no other day of this account used it. */
  readonly newAddress?: string | undefined;
  readonly evidence: Evidence;
}

/**
 * Below this many mails a day nothing is said: a person who answers a newsletter or invites to a party sends some dozens,
 * and medians of small numbers jump.
 */
export const fewest = 50;

/** A day against the account's own: ten times its median. Busy days of people stay within three or four times. */
const ownFactor = 10;
/** Days of its own that an account needs before they say anything. */
const fewestDays = 3;
/**
 * From as many mails a day on, one other day is enough: Microsoft's recommended limit for one hour
 * (https://learn.microsoft.com/defender-office-365/recommended-settings-for-eop-and-office365), which no person reaches by hand.
 */
export const manyMails = 500;

/**
 * A modified z-score (Iglewicz and Hoaglin, 1993) above which a value is an outlier; they recommend 3.5. Median and MAD,
 * unlike mean and deviation, are not moved by the very account that is looked for.
 */
const farScore = 3.5;
/** Accounts that a tenant needs before their median says anything. */
const fewestAccounts = 5;

/** Share of a day's mail that has to come from an address of its own. A default: what is left are mails of the person. */
const nearlyAll = 0.8;

interface Day {
  readonly name: string;
  readonly sent: number;
  readonly failed: number;
  readonly addresses: Map<string, number>;
  readonly evidence: Evidence;
}

interface Account {
  readonly sender: string;
  readonly days: readonly Day[];
}

/**
 * The busiest day of each account in the message traces that is far above the median of its other days. After the first blocked mail,
 * a block makes people try again: such days say nothing.
 */
export const aboveOwnPast = once((facts: Circumstances): Outlier[] => {
  const accounts = accountsIn(facts);
  const sharing = accountsByAddress(accounts);
  return accounts.flatMap(({ sender, days }) => {
    const busiest = busiestOf(days);
    if (!busiest) return [];
    const others = days.filter((day) => day !== busiest);
    const usual = median(others.map(({ sent }) => sent));
    const enough = busiest.sent >= manyMails ? 1 : fewestDays;
    if (others.length < enough || busiest.sent < Math.max(fewest, ownFactor * usual)) return [];
    return [outlier(sender, busiest, usual, newAddress(busiest, others, sharing))];
  });
});

/** The busiest day of each account that is far above what the accounts of the tenant send on theirs. */
export function aboveTenant(facts: Circumstances): Outlier[] {
  const busiest = accountsIn(facts).flatMap(({ sender, days }) => {
    const day = busiestOf(days);
    return day ? [{ sender, day, hasPast: days.length > fewestDays }] : [];
  });
  if (busiest.length < fewestAccounts) return [];
  const usual = median(busiest.map(({ day }) => day.sent));
  const spread = median(busiest.map(({ day }) => Math.abs(day.sent - usual)));
  // Where most send the same, the spread is 0; one mail more would be an outlier.
  const unit = Math.max(spread / 0.6745, 0.1 * usual, 1);
  return busiest
    .filter(({ day, hasPast }) => !hasPast && day.sent >= fewest && (day.sent - usual) / unit > farScore)
    .map(({ sender, day }) => outlier(sender, day, usual));
}

function outlier(sender: string, day: Day, usual: number, address?: string): Outlier {
  const { name, sent, failed, evidence } = day;
  return { sender, day: name, sent, failed, usual, newAddress: address, evidence };
}

/** The days of the tenant's own accounts up to that of the first blocked mail. Without a list of its domains, of all senders. */
function accountsIn({ tenant, logs: { firstHit } }: Circumstances): Account[] {
  const own = ownDomains(tenant);
  const lastDay = firstHit === undefined ? undefined : timeText(firstHit).slice(0, 10);
  const traced = factsOf(tenant, 'message-trace').filter(
    ({ fact: { sender, day } }) =>
      isOutside(sender, own) !== true && (lastDay === undefined || day <= lastDay),
  );
  return [...groupBy(traced, ({ fact }) => fact.sender)].map(([sender, volumes]) => ({
    sender,
    days: [...groupBy(volumes, ({ fact }) => fact.day)].flatMap(([name, parts]) => dayOf(name, parts)),
  }));
}

function dayOf(name: string, parts: readonly Sourced<'message-trace'>[]): Day[] {
  const [first] = parts;
  if (!first) return [];
  const addresses = new Map<string, number>();
  for (const { fact } of parts)
    for (const [address, count] of Object.entries(fact.addresses))
      addresses.set(address, (addresses.get(address) ?? 0) + count);
  const total = (of: 'sent' | 'failed') => parts.reduce((sum, { fact }) => sum + fact[of], 0);
  return [{ name, sent: total('sent'), failed: total('failed'), addresses, evidence: first.evidence }];
}

function accountsByAddress(accounts: readonly Account[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { days } of accounts)
    for (const address of new Set(days.flatMap((day) => [...day.addresses.keys()])))
      counts.set(address, (counts.get(address) ?? 0) + 1);
  return counts;
}

function newAddress(
  { sent, addresses }: Day,
  others: readonly Day[],
  sharing: ReadonlyMap<string, number>,
): string | undefined {
  const [address, count = 0] = [...addresses].sort(([, less], [, more]) => more - less)[0] ?? [];
  if (address === undefined || address === '' || count < nearlyAll * sent) return undefined;
  const isUsed = (sharing.get(address) ?? 0) > 1 || others.some((day) => day.addresses.has(address));
  return isUsed || !isPublicAddress(address) ? undefined : address;
}

function busiestOf(days: readonly Day[]): Day | undefined {
  return [...days].sort((one, other) => other.sent - one.sent || (one.name < other.name ? -1 : 1))[0];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
