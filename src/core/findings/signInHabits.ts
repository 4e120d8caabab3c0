import { isPublicAddress } from '../bounce/address';
import type { Sourced } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';
import { groupBy, mostly } from './groups';
import { once } from './once';
import { isTooFar, signInsByUser } from './travel';

/**
 * How an address stands to an account. `foreign`: successful sign-ins from another country than the account's, while the account signs
 * in from its own as well, so that it cannot be a journey; `unusual`: from another country, and a journey is possible.
 */
export type Strangeness = 'foreign' | 'unusual';

/** Days on which an account signs in from one address until it is a habit, such as a VPN. A default: the days of a working week. */
const habitDays = 5;
/** Accounts of different people that share an address: then it is an office or a VPN of the organization. A default. */
const sharedBy = 3;

/** From the end of a day's work to the beginning of the next. A default. */
const night = 16 * 3_600_000;

type SignIn = Sourced<'sign-ins'>;

/** An address that is strange for an account, with its first sign-in from there. */
export interface StrangeAddress {
  readonly user: string;
  readonly address: string;
  readonly country: string;
  readonly usual: string;
  readonly strangeness: Strangeness;
  readonly signIn: SignIn;
}

/** What successful sign-ins say about where accounts are. */
export class SignInHabits {
  private readonly strange = new Map<string, StrangeAddress>();
  private readonly byAddress = new Map<string, StrangeAddress[]>();

  constructor(tenant: TenantFacts) {
    const byUser = signInsByUser(tenant);
    const shared = sharedAddresses(byUser);
    const tenantCountry = mostly([...byUser.values()].flatMap((each) => [...countriesOf(each)]));
    for (const [user, signIns] of byUser) {
      const usual = usualCountry(signIns, tenantCountry);
      if (usual === undefined) continue;
      for (const each of strangeOf(user, usual, signIns, shared)) this.add(each);
    }
  }

  /** All addresses that are strange for somebody. */
  all(): StrangeAddress[] {
    return [...this.strange.values()];
  }

  /** How an address stands to an account; that it is strange for others counts where the account itself never signed in from it. */
  of(account: string, address: string | undefined): StrangeAddress | undefined {
    if (address === undefined) return undefined;
    const own = this.strange.get(keyOf(account, address));
    if (own) return own;
    return this.byAddress.get(address)?.find(({ strangeness }) => strangeness === 'foreign');
  }

  private add(each: StrangeAddress): void {
    this.strange.set(keyOf(each.user, each.address), each);
    const known = this.byAddress.get(each.address);
    if (known) known.push(each);
    else this.byAddress.set(each.address, [each]);
  }
}

const keyOf = (account: string, address: string) => `${account.toLowerCase()}\n${address}`;

/** The habits of a tenant's accounts, made once. */
export const habitsOf = once((tenant: TenantFacts) => new SignInHabits(tenant));

function* strangeOf(
  user: string,
  usual: string,
  signIns: readonly SignIn[],
  shared: ReadonlySet<string>,
): Generator<StrangeAddress> {
  const atHome = signIns.filter(({ fact }) => fact.country === usual);
  const addresses = groupBy(
    signIns.filter(({ fact }) => fact.country !== undefined && fact.country !== usual),
    ({ fact }) => fact.address ?? '',
  );
  for (const [address, away] of addresses) {
    const days = new Set(away.map(({ fact }) => dayOf(fact.at)));
    const [signIn] = [...away].sort((one, other) => one.fact.at - other.fact.at);
    if (!signIn || !isPublicAddress(address) || days.size >= habitDays || shared.has(address)) continue;
    const isApart = away.some(
      (there) => atHome.some((here) => isTooFar(here, there)) || isWithinNight(there, atHome),
    );
    yield {
      user,
      address,
      country: signIn.fact.country ?? '',
      usual,
      strangeness: isApart ? 'foreign' : 'unusual',
      signIn,
    };
  }
}

/** Says whether an account was at home shortly before a sign-in and shortly after it. */
function isWithinNight({ fact: { at, last } }: SignIn, atHome: readonly SignIn[]): boolean {
  const left = Math.max(...atHome.flatMap(({ fact }) => (fact.last <= at ? [fact.last] : [])));
  const back = Math.min(...atHome.flatMap(({ fact }) => (fact.at >= last ? [fact.at] : [])));
  return back - left < night;
}

function sharedAddresses(byUser: ReadonlyMap<string, readonly SignIn[]>): Set<string> {
  const users = new Map<string, number>();
  for (const signIns of byUser.values())
    for (const address of new Set(signIns.flatMap(({ fact }) => fact.address ?? [])))
      users.set(address, (users.get(address) ?? 0) + 1);
  return new Set([...users].flatMap(([address, count]) => (count >= sharedBy ? [address] : [])));
}

const dayOf = (at: number) => Math.floor(at / (24 * 3_600_000));

/** The country of most days; of several, the tenant's, or else the first: an account is at home before others come. */
function usualCountry(signIns: readonly SignIn[], expected: string | undefined): string | undefined {
  const countries = countriesByDay([...signIns].sort((one, other) => one.fact.at - other.fact.at));
  return mostly(countries, expected) ?? mostly(countries, countries[0]);
}

/** The countries in which the account was, once a day, in the order given. */
function countriesByDay(signIns: readonly SignIn[]): string[] {
  return [...groupBy(signIns, ({ fact }) => fact.country && `${fact.country} ${dayOf(fact.at)}`).keys()].map(
    (key) => key.slice(0, key.lastIndexOf(' ')),
  );
}

const countriesOf = (signIns: readonly SignIn[]) =>
  new Set(signIns.flatMap(({ fact }) => fact.country ?? []));
