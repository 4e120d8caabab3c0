import { sendingDomain } from '../logs/figures/eventFilter';
import type { LogEvent } from '../logs/formats/event';

/** What results can be grouped by. */
export const groupings = ['code', 'file', 'sender', 'domain', 'server', 'connector', 'day'] as const;
export type Grouping = (typeof groupings)[number];

/** Events that have a name in common. */
export interface EventGroup {
  /** As the log has it and not fit to show; undefined where the log does not say. */
  readonly name: string | undefined;
  /** Those of blocked mails first, and then those that only name a code; each in the order of files and lines. */
  readonly events: readonly LogEvent[];
  /** The day that all events with a time are of, `2026-11-24` in the zones of their logs; undefined where there are several or none. */
  readonly day: string | undefined;
}

/** A group while events come. */
interface Gathered {
  readonly blocked: LogEvent[];
  readonly mentioned: LogEvent[];
  /** Two are enough to know that they are several. */
  readonly days: Set<string>;
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
    const group = this.groupOf(event);
    group[event.outcome === 'blocked' ? 'blocked' : 'mentioned'].push(event);
    const day = wallDay(event);
    if (day !== undefined && group.days.size < 2) group.days.add(day);
  }

  /** The groups: days in order, all else with the most blocked mail first, and last what the logs do not say. */
  groups(): EventGroup[] {
    const isByDay = this.grouping === 'day';
    return [...this.byName]
      .sort(([one, { blocked, mentioned }], [other, others]) => {
        if (one === undefined || other === undefined)
          return Number(one === undefined) - Number(other === undefined);
        const byCount = others.blocked.length - blocked.length || others.mentioned.length - mentioned.length;
        return (isByDay ? 0 : byCount) || (one < other ? -1 : 1);
      })
      .map(([name, { blocked, mentioned, days }]) => ({
        name,
        events: [...blocked, ...mentioned],
        day: days.size === 1 ? [...days][0] : undefined,
      }));
  }

  private groupOf(event: LogEvent): Gathered {
    const name = groupName(event, this.grouping);
    const known = this.byName.get(name);
    if (known) return known;
    const group: Gathered = { blocked: [], mentioned: [], days: new Set() };
    this.byName.set(name, group);
    return group;
  }
}

export function isGrouping(value: unknown): value is Grouping {
  return groupings.some((grouping) => grouping === value);
}
