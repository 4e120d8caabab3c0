import { sendingDomain } from '../logs/figures/eventFilter';
import type { LogEvent } from '../logs/formats/event';

/** What results can be grouped by. */
export const groupings = ['code', 'file', 'sender', 'domain', 'server', 'connector', 'day'] as const;
export type Grouping = (typeof groupings)[number];

/** Events that have a name in common. */
export interface EventGroup {
  /** As the log has it and not fit to show; undefined where the log does not say. */
  readonly name: string | undefined;
  /** As they were found. */
  readonly found: readonly LogEvent[];
  /** As they are shown. While events come, as they were found; then what blocked mail first, and the newest first. */
  readonly events: readonly LogEvent[];
  /** The day that all events with a time are of, `2026-11-24` in the zones of their logs; undefined where there are several or none. */
  readonly day: string | undefined;
}

const names: Readonly<Record<Grouping, (event: LogEvent) => string | undefined>> = {
  code: ({ code }) => code,
  file: ({ file }) => file,
  sender: ({ sender }) => sender,
  domain: sendingDomain,
  server: ({ server }) => server,
  connector: ({ connector }) => connector,
  // In the zone of the log, as a person reads it there.
  day: wallDay,
};

function wallDay({ moment }: LogEvent): string | undefined {
  return moment?.time.slice(0, 10);
}

/** The name of the group that an event belongs to. */
export function groupName(event: LogEvent, grouping: Grouping): string | undefined {
  return names[grouping](event);
}

/** A group while events come. */
class Gathered {
  readonly found: LogEvent[] = [];
  blocked = 0;
  /** Two are enough to know that they are several. */
  private readonly days = new Set<string>();

  constructor(readonly name: string | undefined) {}

  add(event: LogEvent): void {
    this.found.push(event);
    if (event.outcome === 'blocked') this.blocked += 1;
    const day = wallDay(event);
    if (day !== undefined && this.days.size < 2) this.days.add(day);
  }

  get day(): string | undefined {
    return this.days.size === 1 ? [...this.days][0] : undefined;
  }
}

/** Sorts events into groups as they come. */
export class EventGroups {
  private readonly byName = new Map<string | undefined, Gathered>();
  private count = 0;

  constructor(
    readonly grouping: Grouping,
    readonly isWanted: (event: LogEvent) => boolean,
  ) {}

  /** How many events are in the groups. */
  get size(): number {
    return this.count;
  }

  add(event: LogEvent): void {
    if (!this.isWanted(event)) return;
    this.count += 1;
    const name = groupName(event, this.grouping);
    const group = this.byName.get(name) ?? new Gathered(name);
    this.byName.set(name, group);
    group.add(event);
  }

  /** The groups as they were found, and what is in each: while more comes, no row moves under the mouse. */
  asFound(): EventGroup[] {
    return [...this.byName.values()].map(({ name, found, day }) => ({
      name,
      found,
      day,
      events: [...found],
    }));
  }

  /** The groups: days with the newest first, all else with the most blocked mail first, and last what the logs do not say. */
  inOrder(): EventGroup[] {
    const isByDay = this.grouping === 'day';
    return [...this.byName.values()]
      .sort((one, other) => {
        if (one.name === undefined || other.name === undefined)
          return Number(one.name === undefined) - Number(other.name === undefined);
        if (isByDay) return one.name > other.name ? -1 : 1;
        const byCount = other.blocked - one.blocked || other.found.length - one.found.length;
        return byCount || (one.name < other.name ? -1 : 1);
      })
      .map(({ name, found, day }) => new OrderedGroup(name, found, day));
  }
}

/** Puts its events in order once they are asked for: most groups are never opened. */
class OrderedGroup implements EventGroup {
  private ordered: readonly LogEvent[] | undefined;

  constructor(
    readonly name: string | undefined,
    readonly found: readonly LogEvent[],
    readonly day: string | undefined,
  ) {}

  get events(): readonly LogEvent[] {
    this.ordered ??= this.found.toSorted(
      (one, other) => rank(one) - rank(other) || timeOf(other) - timeOf(one),
    );
    return this.ordered;
  }
}

function rank({ outcome }: LogEvent): number {
  return outcome === 'blocked' ? 0 : 1;
}

/** What has no time stands last. */
function timeOf({ moment }: LogEvent): number {
  return moment?.at ?? 0;
}

export function isGrouping(value: unknown): value is Grouping {
  return groupings.some((grouping) => grouping === value);
}
