import type { Evidence } from '../code/evidence';
import { factsOf } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';

/** An account that sent far more than it should have, and against what that was measured. */
export interface Outlier {
  readonly sender: string;
  readonly day: string;
  readonly sent: number;
  readonly failed: number;
  /** The median it stands against. */
  readonly usual: number;
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
 * A modified z-score (Iglewicz and Hoaglin, 1993) above which a value is an outlier; they recommend 3.5. Median and MAD,
 * unlike mean and deviation, are not moved by the very account that is looked for.
 */
const farScore = 3.5;
/** Accounts that a tenant needs before their median says anything. */
const fewestAccounts = 5;

interface Day {
  sent: number;
  failed: number;
  readonly evidence: Evidence;
}

/** The busiest day of each account in the message traces that is far above the median of its other days. */
export function aboveOwnPast(tenant: TenantFacts): Outlier[] {
  return [...byAccount(tenant)].flatMap(([sender, days]) => {
    const busiest = busiestOf(days);
    if (!busiest) return [];
    const [day, volume] = busiest;
    const others = [...days].flatMap(([name, { sent }]) => (name === day ? [] : [sent]));
    const usual = median(others);
    if (others.length < fewestDays || volume.sent < Math.max(fewest, ownFactor * usual)) return [];
    return [{ sender, day, ...volume, usual }];
  });
}

/** The busiest day of each account that is far above what the accounts of the tenant send on theirs. */
export function aboveTenant(tenant: TenantFacts): Outlier[] {
  const busiest = [...byAccount(tenant)].flatMap(([sender, days]) => {
    const found = busiestOf(days);
    return found ? [{ sender, day: found[0], ...found[1] }] : [];
  });
  if (busiest.length < fewestAccounts) return [];
  const usual = median(busiest.map(({ sent }) => sent));
  const spread = median(busiest.map(({ sent }) => Math.abs(sent - usual)));
  // Where most send the same, the spread is 0; one mail more would be an outlier.
  const unit = Math.max(spread / 0.6745, 0.1 * usual, 1);
  return busiest
    .filter(({ sent }) => sent >= fewest && (sent - usual) / unit > farScore)
    .map((each) => ({ ...each, usual }));
}

function byAccount(tenant: TenantFacts): Map<string, Map<string, Day>> {
  const accounts = new Map<string, Map<string, Day>>();
  for (const each of factsOf(tenant, 'message-trace')) {
    const { sender, day, sent, failed } = each.fact;
    const days = accounts.get(sender) ?? new Map<string, Day>();
    accounts.set(sender, days);
    const known = days.get(day);
    if (known) {
      known.sent += sent;
      known.failed += failed;
    } else days.set(day, { sent, failed, evidence: each.evidence });
  }
  return accounts;
}

function busiestOf(days: ReadonlyMap<string, Day>): [string, Day] | undefined {
  return [...days].sort(
    ([one, { sent: less }], [other, { sent: more }]) => more - less || (one < other ? 1 : -1),
  )[0];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
