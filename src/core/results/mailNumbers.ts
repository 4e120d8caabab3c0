import { eachMailOnce } from '../logs/figures/filteredSummary';
import { joinMails } from '../logs/figures/mailJoin';
import type { LogEvent } from '../logs/formats/event';
import { type EventGroup, type Grouping, groupName } from './grouping';

/** Blocked mails, each once whatever records tell of it, and what names a code without being about a mail that it blocked. */
export interface MailNumbers {
  readonly blocked: number;
  readonly mentioned: number;
}

/** The numbers of all results that are shown, and of each group by its name. */
export interface ResultNumbers extends MailNumbers {
  readonly groups: ReadonlyMap<string | undefined, GroupNumbers>;
}

/** The numbers of a group, and of the groups that it falls into. */
export interface GroupNumbers extends MailNumbers {
  /** Those of each group within it, by its name. */
  within(grouping: Grouping): ReadonlyMap<string | undefined, GroupNumbers>;
}

/** Mails counted between two pauses; some milliseconds' work. */
const slice = 10_000;

/** What is counted. */
interface Shown {
  readonly grouping: Grouping;
  readonly groups: readonly EventGroup[];
  isWanted(event: LogEvent): boolean;
}

/** Counts mails as the dashboard does (see `countSlices`), in steps for whoever has other things to do in between. */
export function* countMails(
  events: readonly LogEvent[],
  { grouping, groups, isWanted }: Shown,
): Generator<void, ResultNumbers> {
  const all = { blocked: 0, mentioned: 0 };
  const byName = new Map<string | undefined, Numbers>();
  for (const [index, mail] of (yield* eachMailOnce(events)).entries()) {
    if (isWanted(mail)) {
      addTo(all, mail);
      if (grouping !== 'file') numbersOf(byName, groupName(mail, grouping)).add(mail);
    }
    if (index % slice === slice - 1) yield;
  }
  // What a file tells counts there, though another tells more of the same mail.
  if (grouping === 'file') for (const { name, found } of groups) byName.set(name, yield* numbersIn(found));
  return { ...all, groups: byName };
}

function addTo(numbers: { blocked: number; mentioned: number }, { outcome, hits }: LogEvent): void {
  if (outcome === 'blocked') numbers.blocked += 1;
  else if (hits.length > 0) numbers.mentioned += 1;
}

class Numbers implements GroupNumbers {
  blocked = 0;
  mentioned = 0;
  private readonly mails: LogEvent[] = [];
  private readonly parts = new Map<Grouping, ReadonlyMap<string | undefined, Numbers>>();

  add(mail: LogEvent): void {
    addTo(this, mail);
    this.mails.push(mail);
  }

  within(grouping: Grouping): ReadonlyMap<string | undefined, GroupNumbers> {
    const known = this.parts.get(grouping);
    if (known) return known;
    const byName = new Map<string | undefined, Numbers>();
    for (const mail of this.mails) numbersOf(byName, groupName(mail, grouping)).add(mail);
    this.parts.set(grouping, byName);
    return byName;
  }
}

function numbersOf(byName: Map<string | undefined, Numbers>, name: string | undefined): Numbers {
  const known = byName.get(name) ?? new Numbers();
  byName.set(name, known);
  return known;
}

function* numbersIn(events: readonly LogEvent[]): Generator<void, Numbers> {
  const numbers = new Numbers();
  for (const event of events) if (event.outcome !== 'blocked') numbers.add(event);
  const blocked = events.filter(({ outcome }) => outcome === 'blocked');
  for (const mail of yield* joinMails(blocked)) numbers.add(mail);
  return numbers;
}
