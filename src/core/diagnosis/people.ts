import { factsOf, type Sourced } from '../tenant/factSet';
import type { TenantFacts } from '../tenant/facts';
import { cloudLine, isInside, networkLine } from './addresses';

/** People who work from one line make it the organization's own: an office, or a VPN. Fewer may be one person with two accounts. */
const officeFrom = 3;
/** A default, in milliseconds: from a line that was used so long before the block, it is somebody's who belongs here. */
const longBefore = 7 * 24 * 3_600_000;

/** A default: who came from fewer addresses so far has not one that changes. */
const fewestChanges = 2;
/** In milliseconds: sign-ins of a shorter time do not show that somebody was away. */
const shortestStay = 24 * 3_600_000;

/** From which lines people sign in, and which of them are nobody's but a stranger's. */
export class People {
  /** When users were first seen on a line, whether by a sign-in, in the audit log or in a trace. */
  private readonly firstUses = new Map<string, Map<string, number>>();
  private readonly everybody = new Set<string>();
  /** What was found of a line: it is asked for each sign-in, and takes a look at all of them. */
  private readonly offices = new Map<string, boolean>();
  private readonly signIns = new Map<string, Sourced<'sign-ins'>[]>();
  /** When actors of the audit log were first seen on a line. */
  private readonly auditLines = new Map<string, Map<string, number>>();
  private readonly countries = new Map<string, string>();

  /** @param senders own senders by the line that traces name, which tell an office where no sign-ins were imported */
  constructor(
    tenant: TenantFacts,
    senders: Iterable<readonly [line: string, user: string, first: number]>,
    private readonly block: number,
  ) {
    for (const each of factsOf(tenant, 'sign-ins')) {
      const { user, address, outcome } = each.fact;
      if (outcome !== 'success') continue;
      const known = this.signIns.get(user);
      if (known) known.push(each);
      else this.signIns.set(user, [each]);
      if (address !== undefined) this.use(networkLine(address), user, each.fact.at);
    }
    for (const { fact } of factsOf(tenant, 'audit-log'))
      if (fact.address !== undefined && fact.actorType !== 'app' && fact.succeeded !== false)
        this.learn(fact.actor.toLowerCase(), networkLine(fact.address), fact.at);
    for (const [line, user, first] of senders) this.use(line, user, first);
    for (const [user, signIns] of this.signIns) {
      const usual = mostCommon(signIns.flatMap(({ fact }) => (fact.country ? [fact.country] : [])));
      if (usual !== undefined) this.countries.set(user, usual);
    }
  }

  /** Successful sign-ins of a user, in lower case. */
  signInsOf(user: string): readonly Sourced<'sign-ins'>[] {
    return this.signIns.get(user) ?? [];
  }

  users(): string[] {
    return [...this.signIns.keys()];
  }

  /** Where most people of the tenant sign in from. */
  get homeCountry(): string | undefined {
    return mostCommon([...this.countries.values()]);
  }

  /**
   * Sign-ins of a user from a line that nobody else uses, in a country that is not where the user mostly is, and that the user did not
   * come from before `since`.
   */
  strangeSignIns(user: string, since: number): Sourced<'sign-ins'>[] {
    const usual = this.usualCountry(user);
    const earlier = new Set(
      this.signInsOf(user).flatMap(({ fact }) =>
        fact.at < since && fact.address !== undefined ? [networkLine(fact.address)] : [],
      ),
    );
    return this.signInsOf(user).filter(({ fact: { address, country, at } }) => {
      if (address === undefined || at < since || this.isOffice(address) || earlier.has(networkLine(address)))
        return false;
      return country === undefined || usual === undefined || country !== usual;
    });
  }

  /**
   * True for a line from which a user signs in at home, if so far the user came from several such lines: a connection at home, or a
   * telephone, whose address changes.
   */
  isChangingAddressOf(user: string, line: string): boolean {
    const usual = this.usualCountry(user);
    const signIns = this.signInsOf(user).filter(
      ({ fact: { address, country } }) =>
        address !== undefined && country !== undefined && country === usual && !this.isOffice(address),
    );
    const lineOf = ({ fact }: Sourced<'sign-ins'>) => networkLine(fact.address ?? '');
    const begin = Math.min(...signIns.flatMap((each) => (lineOf(each) === line ? [each.fact.at] : [])));
    if (!Number.isFinite(begin)) return false;
    const earlier = new Set(signIns.flatMap((each) => (each.fact.at < begin ? [lineOf(each)] : [])));
    return earlier.size >= fewestChanges;
  }

  /**
   * Sign-ins of a user who went abroad and stayed: for a day and longer from nowhere else, and before that from home. Of an account that a
   * stranger uses, its owner goes on signing in.
   */
  journeyOf(user: string, since: number): Sourced<'sign-ins'>[] {
    const strange = this.strangeSignIns(user, since).sort((one, other) => one.fact.at - other.fact.at);
    const [first, last] = [strange[0], strange.at(-1)];
    if (!first || !last || last.fact.at - first.fact.at < shortestStay) return [];
    const others = this.signInsOf(user).filter((each) => !strange.some(({ fact }) => fact === each.fact));
    const isAway = others.every(({ fact }) => fact.at < first.fact.at || fact.at > last.fact.at);
    return isAway && others.some(({ fact }) => fact.at < first.fact.at) ? strange : [];
  }

  private usualCountry(user: string): string | undefined {
    // Of an account whose few sign-ins are mostly the stranger's, the tenant knows better.
    return this.homeCountry ?? this.countries.get(user);
  }

  /** True for an address from which several people work, and for those of local networks. */
  isOffice(address: string): boolean {
    if (isInside(address)) return true;
    const line = networkLine(address);
    const known = this.offices.get(line) ?? this.isOfficeLine(line);
    this.offices.set(line, known);
    return known;
  }

  private isOfficeLine(line: string): boolean {
    const uses = this.firstUses.get(line);
    return uses !== undefined && uses.size >= officeFrom && !this.isTakenByOne(line, uses);
  }

  /**
   * True for a line that some users, and not half of all unless it is abroad, came to shortly before the block, each of them from others: a
   * stranger who has several accounts, where an office or a VPN has been there for longer, or is everybody's.
   */
  private isTakenByOne(line: string, uses: ReadonlyMap<string, number>): boolean {
    if (Math.min(...uses.values()) < this.block - longBefore) return false;
    if (uses.size * 2 >= this.everybody.size && !this.isAbroad(line)) return false;
    return [...uses].every(([user, first]) =>
      [...this.firstUses].some(
        ([other, others]) => other !== line && (others.get(user) ?? first) < first - shortestStay,
      ),
    );
  }

  /** True for a line whose sign-ins all name another country than the one where the tenant is. */
  private isAbroad(line: string): boolean {
    const { homeCountry } = this;
    const there = [...this.signIns.values()]
      .flat()
      .filter(({ fact }) => fact.address !== undefined && networkLine(fact.address) === line);
    return (
      homeCountry !== undefined &&
      there.length > 0 &&
      there.every(({ fact: { country } }) => country !== undefined && country !== homeCountry)
    );
  }

  /** True for an office, and for a line from which the audit log has somebody work since long. */
  isKnown(address: string): boolean {
    const line = networkLine(address);
    return (
      this.isOffice(address) ||
      [...this.auditLines.values()].some((lines) => (lines.get(line) ?? this.block) < this.block - longBefore)
    );
  }

  /** Users who came from the line of an address. */
  usersAt(address: string): ReadonlySet<string> {
    return new Set(this.firstUses.get(networkLine(address))?.keys());
  }

  /** True where the audit log has an actor work from another line longer than from this one, which nobody else uses. */
  isNewTo(actor: string, address: string): boolean {
    const lines = this.auditLines.get(actor);
    const since = lines?.get(networkLine(address));
    if (!lines || since === undefined || this.usersAt(address).size > 1) return false;
    return [...lines.values()].some((first) => first < since);
  }

  private learn(actor: string, line: string, at = Number.POSITIVE_INFINITY): void {
    this.use(line, actor, at);
    const lines = this.auditLines.get(actor) ?? new Map<string, number>();
    this.auditLines.set(actor, lines.set(line, Math.min(at, lines.get(line) ?? at)));
  }

  private use(line: string, user: string, at: number): void {
    if (line === cloudLine) return;
    this.everybody.add(user);
    const users = this.firstUses.get(line) ?? new Map<string, number>();
    this.firstUses.set(line, users.set(user, Math.min(at, users.get(user) ?? at)));
  }
}

export function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([one, less], [other, more]) => more - less || (one < other ? -1 : 1))[0]?.[0];
}
