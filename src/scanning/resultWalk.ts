import type { EventNode, GroupNode, PageNode } from './resultNodes';
import type { ResultStructure } from './resultStructure';

type Row = GroupNode | PageNode | EventNode;

/**
 * The row of the event that stands behind or before another, through groups and pages, and round again at the end; undefined where there
 * is none.
 * @param from undefined to begin at the end where the way begins
 */
export function eventBeside(
  structure: ResultStructure,
  from: EventNode | undefined,
  direction: 'next' | 'previous',
): EventNode | undefined {
  const onTheWay = (rows: readonly Row[]) => (direction === 'next' ? rows : rows.toReversed());
  const nearest = (rows: readonly Row[]): EventNode | undefined => {
    for (const row of onTheWay(rows)) {
      const found = row.kind === 'event' ? row : nearest(structure.under(row));
      if (found) return found;
    }
    return undefined;
  };
  for (let row: Row | undefined = from; row; row = row.parent) {
    const beside = structure.under(row.parent);
    const at = beside.findIndex((each) => isSame(each, row));
    const found = nearest(direction === 'next' ? beside.slice(at + 1) : beside.slice(0, Math.max(0, at)));
    if (found) return found;
  }
  return nearest(structure.under(undefined));
}

function isSame(one: Row, other: Row): boolean {
  if (one.kind === 'event') return other.kind === 'event' && one.event === other.event;
  if (one.kind === 'page') return other.kind === 'page' && one.page.from === other.page.from;
  return other.kind === 'group' && one.group.name === other.group.name;
}
