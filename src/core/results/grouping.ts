import { sendingDomain } from '../logs/figures/eventFilter';
import type { LogEvent } from '../logs/formats/event';

/** What results can be grouped by. */
export const groupings = ['code', 'file', 'sender', 'domain', 'server', 'connector', 'day'] as const;
export type Grouping = (typeof groupings)[number];

/** Events that have a name in common. */
export interface EventGroup {
  /** As the log has it and not fit to show; undefined where the log does not say. */
  readonly name: string | undefined;
  readonly events: readonly LogEvent[];
}

const names: Readonly<Record<Grouping, (event: LogEvent) => string | undefined>> = {
  code: ({ code }) => code,
  file: ({ file }) => file,
  sender: ({ sender }) => sender,
  domain: sendingDomain,
  server: ({ server }) => server,
  connector: ({ connector }) => connector,
  // In the zone of the log, as a person reads it there.
  day: ({ moment }) => moment?.time.slice(0, 10),
};

/** The name of the group that an event belongs to. */
export function groupName(event: LogEvent, grouping: Grouping): string | undefined {
  return names[grouping](event);
}

/** Sorts events into groups as they come. */
export class EventGroups {
  private readonly byName = new Map<string | undefined, LogEvent[]>();
  private count = 0;

  constructor(
    readonly grouping: Grouping,
    private readonly isWanted: (event: LogEvent) => boolean,
  ) {}

  /** How many events are in the groups. */
  get size(): number {
    return this.count;
  }

  add(event: LogEvent): void {
    if (!this.isWanted(event)) return;
    this.count += 1;
    const name = groupName(event, this.grouping);
    const group = this.byName.get(name);
    if (group) group.push(event);
    else this.byName.set(name, [event]);
  }

  /** The groups: days in order, all else with the most events first, and last what the logs do not say. */
  groups(): EventGroup[] {
    const isByDay = this.grouping === 'day';
    return [...this.byName]
      .map(([name, events]) => ({ name, events }))
      .sort((one, other) => {
        if (one.name === undefined || other.name === undefined)
          return Number(one.name === undefined) - Number(other.name === undefined);
        const byCount = isByDay ? 0 : other.events.length - one.events.length;
        return byCount || (one.name < other.name ? -1 : 1);
      });
  }
}

export function isGrouping(value: unknown): value is Grouping {
  return groupings.some((grouping) => grouping === value);
}
