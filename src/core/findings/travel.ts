import { factsOf, type Sourced } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';

/** The successful sign-ins of each account, by its name in lower case. */
export function signInsByUser(tenant: TenantFacts): Map<string, Sourced<'sign-ins'>[]> {
  const users = new Map<string, Sourced<'sign-ins'>[]>();
  for (const each of factsOf(tenant, 'sign-ins')) {
    if (each.fact.outcome !== 'success') continue;
    const signIns = users.get(each.fact.user);
    if (signIns) signIns.push(each);
    else users.set(each.fact.user, [each]);
  }
  return users;
}

/** Two sign-ins between which nobody can have travelled. */
export interface ImpossibleTravel {
  readonly from: Sourced<'sign-ins'>;
  readonly to: Sourced<'sign-ins'>;
}

/** Faster than an airliner, in kilometres an hour. */
const fastest = 1000;
/** Places that an address is assigned to are off by as much, in kilometres. */
const vague = 300;
/** Without coordinates: time between two countries, in milliseconds. A flight with its airports takes longer. */
const shortest = 3_600_000;

/** The first impossible travel in the sign-ins of one account. */
export function impossibleTravel(signIns: readonly Sourced<'sign-ins'>[]): ImpossibleTravel | undefined {
  const ordered = [...signIns].sort(
    (one, other) => one.fact.at - other.fact.at || one.fact.line - other.fact.line,
  );
  for (let index = 1; index < ordered.length; index += 1) {
    const [from, to] = [ordered[index - 1], ordered[index]];
    if (from && to && isTooFar(from, to)) return { from, to };
  }
  return undefined;
}

/** Says whether two sign-ins, in whatever order, cannot be those of one person who travelled between them. */
export function isTooFar({ fact: one }: Sourced<'sign-ins'>, { fact: other }: Sourced<'sign-ins'>): boolean {
  if (one.country === undefined || other.country === undefined || one.country === other.country) return false;
  const distance = kilometres(one, other);
  const [earlier, later] = one.at <= other.at ? [one, other] : [other, one];
  const time = Math.max(0, later.at - earlier.last);
  if (distance === undefined) return time < shortest;
  return distance > vague && distance - vague > (fastest * time) / 3_600_000;
}

interface Place {
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** Distance on the Earth's surface by the haversine formula. */
function kilometres(from: Place, to: Place): number | undefined {
  const { latitude: fromLatitude, longitude: fromLongitude } = from;
  const { latitude: toLatitude, longitude: toLongitude } = to;
  if (fromLatitude === undefined || fromLongitude === undefined) return undefined;
  if (toLatitude === undefined || toLongitude === undefined) return undefined;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (one: number, other: number) => Math.sin(radians(other - one) / 2) ** 2;
  const chord =
    half(fromLatitude, toLatitude) +
    Math.cos(radians(fromLatitude)) * Math.cos(radians(toLatitude)) * half(fromLongitude, toLongitude);
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(chord)));
}
