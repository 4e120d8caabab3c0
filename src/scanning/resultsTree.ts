import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { languageOf } from '../core/code/language';
import { unreadText } from '../core/files/unreadTexts';
import type { ScannedFile } from '../core/logs/figures/snapshot';
import { shown } from '../core/results/eventRow';
import type { EventGroup, Grouping } from '../core/results/grouping';
import { type Page, pagesOf, pageWith } from '../core/results/pages';
import type { ResultsModel } from '../core/results/resultsModel';
import { commandIds } from '../shared/commandIds';
import type { EventNode, GroupNode, PageNode, ProblemsNode, ResultNode } from './resultNodes';
import { count, eventTooltip, numbersText, outcomeName, resultRow, unknownName } from './resultTexts';

const groupIcons: Readonly<Record<Grouping, string>> = {
  code: 'circle-slash',
  file: 'file',
  sender: 'account',
  domain: 'globe',
  server: 'server',
  connector: 'plug',
  day: 'calendar',
};

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** The groups of results, their events and codes, as tree rows; thousands of them come in pages. */
export class ResultsTree {
  private problems: readonly ScannedFile[] = [];

  constructor(private readonly model: ResultsModel) {}

  /**
   * Takes the files that could not be read to their end.
   * @returns whether they are others than before
   */
  setProblems(files: readonly ScannedFile[]): boolean {
    const isOther =
      files.length !== this.problems.length || files.some((file, index) => file !== this.problems[index]);
    this.problems = files;
    return isOther;
  }

  children(node: ResultNode | undefined): ResultNode[] {
    switch (node?.kind) {
      case undefined:
        return [...this.groupRows(), ...this.problemRows()];
      case 'group':
        return eventRows(node);
      case 'page':
        return node.parent
          ? eventNodes(node.parent.group, node.page, node)
          : this.model.groups
              .slice(node.page.from, node.page.to)
              .map((group) => ({ kind: 'group', group, parent: node }));
      case 'event':
        return node.event.hits.map((hit) => ({ kind: 'hit', event: node.event, hit, parent: node }));
      case 'problems':
        return node.files.map((file) => ({ kind: 'problem', file, parent: node }));
      default:
        return [];
    }
  }

  item(node: ResultNode): vscode.TreeItem {
    const { grouping } = this.model.view;
    switch (node.kind) {
      case 'group':
        return this.groupItem(node.group, grouping);
      case 'page':
        return pageItem(node, grouping);
      case 'event':
        return eventItem(node, grouping);
      case 'hit': {
        const item = new vscode.TreeItem(node.hit.code, None);
        item.description = vscode.l10n.t('line {0}, column {1}', node.hit.line, node.hit.column);
        return leading(item, node);
      }
      case 'problems':
        return problemsItem(node);
      case 'problem': {
        const item = new vscode.TreeItem(shown(basename(node.file.path)), None);
        const reason = shown(unreadText(node.file.problem ?? '', languageOf(vscode.env.language)));
        item.description = reason;
        item.tooltip = `${shown(node.file.path)}\n${reason}`;
        item.contextValue = 'file';
        return item;
      }
    }
  }

  /** What is shown while the mouse rests on a row, where that takes long to put together. */
  tooltip(node: ResultNode): string | undefined {
    return node.kind === 'event' ? eventTooltip(node.event) : undefined;
  }

  /** The row for the code on a line of a file; undefined where the results have none. */
  rowAt(file: string, line: number): EventNode | undefined {
    const found = this.model.at(file, line);
    if (!found) return undefined;
    const { event, group } = found;
    const { groups } = this.model;
    const outer = pageWith(groups.indexOf(group), groups.length);
    const parent: GroupNode = { kind: 'group', group, parent: outer && { kind: 'page', page: outer } };
    const index = group.events.indexOf(event);
    const page = pageWith(index, group.events.length);
    return { kind: 'event', event, index, parent: page ? { kind: 'page', page, parent } : parent };
  }

  private groupRows(): ResultNode[] {
    const { groups } = this.model;
    const { first, further } = pagesOf(groups.length);
    return [
      ...groups.slice(first.from, first.to).map((group): GroupNode => ({ kind: 'group', group })),
      ...further.map((page): PageNode => ({ kind: 'page', page })),
    ];
  }

  private problemRows(): ProblemsNode[] {
    return this.problems.length === 0 ? [] : [{ kind: 'problems', files: this.problems }];
  }

  private groupItem(group: EventGroup, grouping: Grouping): vscode.TreeItem {
    const { name, events } = group;
    const label =
      name === undefined ? unknownName(grouping) : shown(grouping === 'file' ? basename(name) : name);
    // The only group there is says nothing: one looks for what is in it.
    const item = new vscode.TreeItem(label, this.model.groups.length === 1 ? Expanded : Collapsed);
    item.id = groupId(name, grouping);
    item.iconPath = new vscode.ThemeIcon(groupIcons[grouping]);
    const number = this.groupNumbers(group);
    item.description =
      grouping === 'file' && name !== undefined ? `${number} · ${shown(dirname(name))}` : number;
    item.tooltip = `${shown(name ?? label)}: ${number}\n${vscode.l10n.t('Places: {0}', count(events.length))}`;
    item.contextValue = grouping === 'file' ? 'group file' : 'group';
    item.accessibilityInformation = { label: `${label}, ${number}` };
    return item;
  }

  /** Until mails are counted, and where all of a group count in another one, its rows. */
  private groupNumbers({ name, events }: EventGroup): string {
    const numbers = this.model.numbers?.groups.get(name);
    return numbers && numbers.blocked + numbers.mentioned > 0 ? numbersText(numbers) : count(events.length);
  }
}

function eventRows(group: GroupNode): ResultNode[] {
  const { events } = group.group;
  const { first, further } = pagesOf(events.length);
  return [
    ...eventNodes(group.group, first, group),
    ...further.map((page): PageNode => ({ kind: 'page', page, parent: group })),
  ];
}

function eventNodes({ events }: EventGroup, { from, to }: Page, parent: GroupNode | PageNode): EventNode[] {
  return events.slice(from, to).map((event, at) => ({ kind: 'event', event, index: from + at, parent }));
}

function groupId(name: string | undefined, grouping: Grouping): string {
  return `${grouping} ${name ?? ''} ${name === undefined}`;
}

function groupOf(parent: GroupNode | PageNode): EventGroup | undefined {
  return parent.kind === 'group' ? parent.group : parent.parent?.group;
}

function pageItem({ page, parent }: PageNode, grouping: Grouping): vscode.TreeItem {
  const item = new vscode.TreeItem(
    vscode.l10n.t('{0} to {1}', count(page.from + 1), count(page.to)),
    Collapsed,
  );
  item.id = parent ? `${groupId(parent.group.name, grouping)} from ${page.from}` : `from ${page.from}`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'page';
  return item;
}

function eventItem(node: EventNode, grouping: Grouping): vscode.TreeItem {
  const { event } = node;
  const group = groupOf(node.parent);
  const { label, description } = resultRow(event, grouping, group);
  const item = new vscode.TreeItem(label, event.hits.length > 1 ? Collapsed : None);
  item.id = `${groupId(group?.name, grouping)} #${node.index}`;
  item.description = description;
  item.iconPath =
    event.outcome === 'blocked'
      ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
      : new vscode.ThemeIcon('info');
  item.contextValue = 'event file';
  item.accessibilityInformation = {
    label: `${event.code ?? ''}, ${outcomeName(event.outcome)}, ${label}, ${description}`,
  };
  return leading(item, node);
}

function problemsItem({ files }: ProblemsNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Not read to the end'), Collapsed);
  item.id = 'problems';
  const number = count(files.length);
  item.description = number;
  item.accessibilityInformation = { label: `${vscode.l10n.t('Not read to the end')}, ${number}` };
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'problems';
  return item;
}

function leading(item: vscode.TreeItem, node: ResultNode): vscode.TreeItem {
  item.command = { command: commandIds.openResult, title: vscode.l10n.t('Open'), arguments: [node] };
  return item;
}
