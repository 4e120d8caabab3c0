import { type EventGroup, EventGroups, type Grouping } from './grouping';

/** Rows up to which a group is read as it is; a side bar shows some thirty. */
const mostAtOnce = 100;

/**
 * What a large group is divided by, the first that says something: what is blocked, whose domains, who, and when. Server, file and
 * connector say where a mail passed, which is asked for by name.
 */
const dividers: readonly Grouping[] = ['code', 'domain', 'sender', 'day'];

/** The groups that a large group falls into. */
export interface GroupParts {
  readonly grouping: Grouping;
  readonly groups: readonly EventGroup[];
}

const known = new WeakMap<EventGroup, GroupParts | 'whole'>();

/**
 * Divides a group that is too large to be read row by row. Undefined where it is not, and where nothing divides it into at least two
 * parts, fewer than half as many as it has rows.
 * @param above what the group and those above it are grouped by
 */
export function partsOf(group: EventGroup, above: readonly Grouping[]): GroupParts | undefined {
  const parts = known.get(group) ?? divided(group, above) ?? 'whole';
  known.set(group, parts);
  return parts === 'whole' ? undefined : parts;
}

function divided({ found }: EventGroup, above: readonly Grouping[]): GroupParts | undefined {
  if (found.length <= mostAtOnce) return undefined;
  for (const grouping of dividers.filter((each) => !above.includes(each))) {
    const sorting = new EventGroups(grouping, () => true);
    for (const event of found) sorting.add(event);
    const groups = sorting.inOrder();
    if (groups.length > 1 && groups.length <= found.length / 2) return { grouping, groups };
  }
  return undefined;
}
