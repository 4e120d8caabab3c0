import type { LogEvent } from '../formats/event';
import { ownText } from '../formats/ownText';

/** How many mails carry a name: a code, a sender, a server. */
export interface Count {
  readonly name: string;
  readonly blocked: number;
  readonly delivered: number;
}

/** Names counted one by one in a table. An attack may write a new sender into each line; later ones count together. */
export const mostNames = 20_000;

interface Tally {
  blocked: number;
  delivered: number;
}

/** Counts mails by name, in bounded memory. */
export class Counts {
  private readonly tallies = new Map<string, Tally>();
  private restBlocked = 0;

  constructor(private readonly limit = mostNames) {}

  add(name: string | undefined, { outcome }: LogEvent): void {
    if (name === undefined || (outcome !== 'blocked' && outcome !== 'delivered')) return;
    const tally = this.tallies.get(name) ?? this.begin(name);
    if (tally) tally[outcome] += 1;
    else if (outcome === 'blocked') this.restBlocked += 1;
  }

  /** Counts delivered mails that carry a name. */
  addDelivered(name: string, count: number): void {
    const tally = this.tallies.get(name) ?? this.begin(name);
    if (tally) tally.delivered += count;
  }

  /** The names with blocked mails, most blocked first. */
  blocked(): Count[] {
    return [...this.tallies]
      .filter(([, { blocked }]) => blocked > 0)
      .map(([name, tally]) => ({ name, ...tally }))
      .sort((one, other) => other.blocked - one.blocked || (one.name < other.name ? -1 : 1));
  }

  /** Blocked mails whose names came when the table was full. */
  get rest(): number {
    return this.restBlocked;
  }

  /** The same counts, to go on with apart from these. */
  copy(): Counts {
    const copied = new Counts(this.limit);
    for (const [name, tally] of this.tallies) copied.tallies.set(name, { ...tally });
    copied.restBlocked = this.restBlocked;
    return copied;
  }

  private begin(name: string): Tally | undefined {
    if (this.tallies.size >= this.limit) return undefined;
    const tally = { blocked: 0, delivered: 0 };
    this.tallies.set(ownText(name), tally);
    return tally;
  }
}
