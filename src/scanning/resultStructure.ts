import { type EventGroup, type Grouping, groupName } from '../core/results/grouping';
import type { GroupNumbers } from '../core/results/mailNumbers';
import { type Page, pagesOf, pageWith } from '../core/results/pages';
import { partsOf } from '../core/results/parts';
import type { ResultsModel } from '../core/results/resultsModel';
import type { EventNode, GroupNode, PageNode } from './resultNodes';

/** Groups that stand beside each other. */
interface Groups {
  readonly grouping: Grouping;
  readonly groups: readonly EventGroup[];
  readonly numbers: ReadonlyMap<string | undefined, GroupNumbers> | undefined;
}

/** Which rows stand under which: groups, what large ones fall into, and their events; thousands of them come in pages. */
export class ResultStructure {
  constructor(private readonly model: ResultsModel) {}

  /** The rows under a group or a page; without one the first. */
  under(parent: GroupNode | PageNode | undefined): (GroupNode | EventNode | PageNode)[] {
    const group = parent && groupAround(parent);
    const inner = this.groupsUnder(group);
    const rows = ({ from, to }: Page): (GroupNode | EventNode)[] => {
      if (inner) return inner.groups.slice(from, to).map((each) => groupNode(each, inner, parent));
      if (!group || !parent) return [];
      return group.group.events
        .slice(from, to)
        .map((event, at) => ({ kind: 'event', event, index: from + at, parent }));
    };
    if (parent?.kind === 'page') return rows(parent.page);
    const { first, further } = pagesOf(inner?.groups.length ?? group?.group.found.length ?? 0);
    return [...rows(first), ...further.map((page) => pageNode(page, group, inner))];
  }

  /** The row for the code on a line of a file; undefined where the results have none. */
  rowAt(file: string, line: number): EventNode | undefined {
    const event = this.model.at(file, line);
    if (!event) return undefined;
    let parent: GroupNode | undefined;
    for (let inner = this.groupsUnder(parent); inner; inner = this.groupsUnder(parent)) {
      const name = groupName(event, inner.grouping);
      const at = inner.groups.findIndex((group) => group.name === name);
      const group = inner.groups[at];
      if (!group) return undefined;
      const page = pageWith(at, inner.groups.length);
      parent = groupNode(group, inner, page ? pageNode(page, parent, inner) : parent);
    }
    const index = parent?.group.events.indexOf(event) ?? -1;
    if (!parent || index < 0) return undefined;
    const page = pageWith(index, parent.group.events.length);
    return { kind: 'event', event, index, parent: page ? pageNode(page, parent) : parent };
  }

  /** The groups under a row; undefined where events stand there. While more is to come no group is divided: its rows stay. */
  private groupsUnder(node: GroupNode | undefined): Groups | undefined {
    const { groups, isInOrder, numbers, view } = this.model;
    if (!node) return { groups, grouping: view.grouping, numbers: numbers?.groups };
    const parts = isInOrder ? partsOf(node.group, groupingsOf(node)) : undefined;
    return parts && { ...parts, numbers: node.numbers?.within(parts.grouping) };
  }
}

function groupNode(
  group: EventGroup,
  { grouping, numbers }: Groups,
  parent: GroupNode | PageNode | undefined,
): GroupNode {
  return { kind: 'group', group, grouping, numbers: numbers?.get(group.name), parent };
}

function pageNode(page: Page, parent: GroupNode | undefined, inner?: Groups): PageNode {
  return { kind: 'page', page, groups: inner?.groups.slice(page.from, page.to), parent };
}

/** The group that a row is or stands in. */
export function groupAround(node: GroupNode | PageNode): GroupNode | undefined {
  return node.kind === 'group' ? node : node.parent;
}

/** What the groups are grouped by in which a row stands, the innermost first. */
export function groupingsOf(node: GroupNode | PageNode): readonly Grouping[] {
  const group = groupAround(node);
  if (!group) return [];
  return [group.grouping, ...(group.parent ? groupingsOf(group.parent) : [])];
}
