import type { Evidence } from '../code/evidence';
import type { LoginFailures } from '../logs/figures/logFacts';
import type { FailedLogin } from '../logs/formats/event';
import { ownText } from '../logs/formats/ownText';

/** Names and addresses that are kept; whoever guesses may make up a new one each time. */
const mostLogins = 2000;
const mostAddresses = 1000;

interface Tries {
  count: number;
  first: number | undefined;
  last: number | undefined;
  readonly addresses: Set<string>;
  evidence: Evidence;
}

/** Counts logins that failed, in bounded memory. */
export class LoginTries {
  private readonly tries = new Map<string, Tries>();

  add({ login, source, moment, file, line }: FailedLogin): void {
    if (login === undefined || login === '') return;
    const name = login.toLowerCase();
    const known = this.tries.get(name);
    if (!known && this.tries.size >= mostLogins) return;
    const tries = known ?? {
      ...{ count: 0, first: undefined, last: undefined },
      addresses: new Set<string>(),
      evidence: { file, line },
    };
    if (!known) this.tries.set(ownText(name), tries);
    tries.count += 1;
    if (moment) {
      tries.first = Math.min(tries.first ?? moment.at, moment.at);
      tries.last = Math.max(tries.last ?? moment.at, moment.at);
    }
    if (source !== undefined && tries.addresses.size < mostAddresses) tries.addresses.add(ownText(source));
    const { file: kept, line: at = 0 } = tries.evidence;
    if (file < kept || (file === kept && line < at)) tries.evidence = { file, line };
  }

  copy(): LoginTries {
    const copied = new LoginTries();
    for (const [name, tries] of this.tries)
      copied.tries.set(name, { ...tries, addresses: new Set(tries.addresses) });
    return copied;
  }

  /** By name; undefined where no login failed. */
  failures(): LoginFailures[] | undefined {
    if (this.tries.size === 0) return undefined;
    return [...this.tries]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([login, { addresses, ...tries }]) => ({ login, ...tries, addresses: addresses.size }));
  }
}
