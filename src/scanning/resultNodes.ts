import type { ScannedFile } from '../core/logs/figures/snapshot';
import type { CodeHit, LogEvent } from '../core/logs/formats/event';
import type { EventGroup, Grouping } from '../core/results/grouping';
import type { GroupNumbers } from '../core/results/mailNumbers';
import type { Page } from '../core/results/pages';

/** A row of the results. */
export type ResultNode = GroupNode | PageNode | EventNode | HitNode | ProblemsNode | ProblemNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly group: EventGroup;
  /** What it is a group of. */
  readonly grouping: Grouping;
  /** Undefined until mails are counted. */
  readonly numbers: GroupNumbers | undefined;
  readonly parent?: GroupNode | PageNode | undefined;
}

/** Stands for rows that are shown once they are asked for: those of its parent, or without one the first groups. */
export interface PageNode {
  readonly kind: 'page';
  readonly page: Page;
  /** The groups that stand in it; undefined where events do. */
  readonly groups?: readonly EventGroup[] | undefined;
  readonly parent?: GroupNode | undefined;
}

export interface EventNode {
  readonly kind: 'event';
  readonly event: LogEvent;
  /** Its place in the group, counted from 0. */
  readonly index: number;
  readonly parent: GroupNode | PageNode;
}

/** One of the codes of an event that has several. */
export interface HitNode {
  readonly kind: 'hit';
  readonly event: LogEvent;
  readonly hit: CodeHit;
  readonly parent: EventNode;
}

/** The files that could not be read to their end. */
export interface ProblemsNode {
  readonly kind: 'problems';
  readonly files: readonly ScannedFile[];
}

export interface ProblemNode {
  readonly kind: 'problem';
  readonly file: ScannedFile;
  readonly parent: ProblemsNode;
}

/** A place in a file, counted from 1. */
export interface ResultPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code?: string | undefined;
  /** True where what is in front is to stay in sight. */
  readonly isBeside?: boolean | undefined;
  /** True where the cursor is to go there too. */
  readonly takesFocus?: boolean | undefined;
}

/** VS Code hands rows to commands from its menus; from elsewhere there is none. */
export function isResultNode(value: unknown): value is ResultNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind !== 'start';
}

/** A place that a command is asked to open without a row. */
export function isResultPlace(value: unknown): value is ResultPlace {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string, type: string) => typeof Reflect.get(value, name) === type;
  return has('file', 'string') && has('line', 'number') && has('column', 'number');
}

/** The events that a row stands for. */
export function eventsOf(node: ResultNode): readonly LogEvent[] {
  switch (node.kind) {
    case 'group':
      return node.group.events;
    case 'page':
      return (
        node.groups?.flatMap(({ events }) => events) ??
        node.parent?.group.events.slice(node.page.from, node.page.to) ??
        []
      );
    case 'event':
    case 'hit':
      return [node.event];
    default:
      return [];
  }
}

/** Where a row leads; undefined for one that stands for several places. */
export function placeOf(node: ResultNode): ResultPlace | undefined {
  switch (node.kind) {
    case 'event': {
      const { file, line, hits, code } = node.event;
      return { file, line: hits[0]?.line ?? line, column: hits[0]?.column ?? 1, code };
    }
    case 'hit':
      return { file: node.event.file, ...node.hit };
    case 'problem':
      return { file: node.file.path, line: 1, column: 1 };
    default:
      return undefined;
  }
}

/** The file that a row is about; undefined for one that may be about several. */
export function fileOf(node: ResultNode): string | undefined {
  const place = placeOf(node);
  if (place) return place.file;
  if (node.kind !== 'group') return undefined;
  const [first] = node.group.events;
  return first && node.group.name === first.file ? first.file : undefined;
}
