import type { Evidence } from '../code/evidence';
import type { Deliveries } from '../logs/figures/deliveries';
import type { CountedMail } from '../logs/figures/logFacts';
import { ownText } from '../logs/formats/ownText';

const hour = 3_600_000;

/** Senders and hours that are kept; an attack may write a new sender into each mail. */
const mostSenders = 20_000;
const mostHours = 21 * 24;
/** Senders that are told, the busiest ones. */
const mostTold = 20;

/** Sums up mail that was counted and not read one by one, in bounded memory. */
export class CountedMailSum {
  private readonly senders = new Map<string, { count: number; evidence: Evidence }>();
  private readonly hours = new Map<number, number>();

  add({ minutes, names }: Deliveries): void {
    for (const { at, delivered } of minutes) {
      if (at === undefined || delivered === 0) continue;
      const begin = at - (at % hour);
      if (this.hours.has(begin) || this.hours.size < mostHours)
        this.hours.set(begin, (this.hours.get(begin) ?? 0) + delivered);
    }
    for (const [name, { count, file, line }] of names.senders ?? []) {
      if (file === undefined || count === 0) continue;
      const known = this.senders.get(name);
      if (!known && this.senders.size >= mostSenders) continue;
      const isEarlier =
        !known ||
        file < known.evidence.file ||
        (file === known.evidence.file && line < (known.evidence.line ?? 0));
      this.senders.set(known ? name : ownText(name), {
        count: count + (known?.count ?? 0),
        evidence: isEarlier ? { file, line } : known.evidence,
      });
    }
  }

  copy(): CountedMailSum {
    const copied = new CountedMailSum();
    for (const [name, sum] of this.senders) copied.senders.set(name, sum);
    for (const [at, count] of this.hours) copied.hours.set(at, count);
    return copied;
  }

  /** Undefined where nothing was counted. */
  told(): CountedMail | undefined {
    if (this.hours.size === 0) return undefined;
    return {
      senders: [...this.senders]
        .map(([name, { count, evidence }]) => ({ name, count, evidence }))
        .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
        .slice(0, mostTold),
      hours: [...this.hours].map(([at, count]) => ({ at, count })).sort((one, other) => one.at - other.at),
    };
  }
}
