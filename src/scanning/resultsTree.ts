import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { languageOf } from '../core/code/language';
import { shownTime } from '../core/code/shownTime';
import { unreadText } from '../core/files/unreadTexts';
import type { ScannedFile } from '../core/logs/figures/snapshot';
import { shown } from '../core/results/eventRow';
import type { Grouping } from '../core/results/grouping';
import type { ResultsModel } from '../core/results/resultsModel';
import { commandIds } from '../shared/commandIds';
import { countText } from '../shared/mailCounts';
import type { EventNode, GroupNode, PageNode, ProblemsNode, ResultNode } from './resultNodes';
import { groupAround, groupingsOf, ResultStructure } from './resultStructure';
import { eventTooltip, numbersText, outcomeName, resultRow, unknownName } from './resultTexts';

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

/** The groups of results, their events and codes, as tree rows. */
export class ResultsTree {
  private problems: readonly ScannedFile[] = [];
  /** Which rows stand under which. */
  readonly structure: ResultStructure;

  constructor(private readonly model: ResultsModel) {
    this.structure = new ResultStructure(model);
  }

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
        return [...this.structure.under(undefined), ...this.problemRows()];
      case 'group':
      case 'page':
        return this.structure.under(node);
      case 'event':
        return node.event.hits.map((hit) => ({ kind: 'hit', event: node.event, hit, parent: node }));
      case 'problems':
        return node.files.map((file) => ({ kind: 'problem', file, parent: node }));
      default:
        return [];
    }
  }

  item(node: ResultNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return this.groupItem(node);
      case 'page':
        return pageItem(node);
      case 'event':
        return eventItem(node);
      case 'hit': {
        const item = new vscode.TreeItem(node.hit.code, None);
        item.description = vscode.l10n.t('line {0}, column {1}', node.hit.line, node.hit.column);
        item.accessibilityInformation = { label: `${node.hit.code}, ${item.description}` };
        return leading(item, node);
      }
      case 'problems':
        return problemsItem(node);
      case 'problem': {
        const name = shown(basename(node.file.path));
        const item = new vscode.TreeItem(name, None);
        const reason = shown(unreadText(node.file.problem ?? '', languageOf(vscode.env.language)));
        item.description = reason;
        item.accessibilityInformation = { label: `${name}: ${reason}` };
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

  private problemRows(): ProblemsNode[] {
    return this.problems.length === 0 ? [] : [{ kind: 'problems', files: this.problems }];
  }

  private groupItem(node: GroupNode): vscode.TreeItem {
    const { group, grouping, parent } = node;
    const { name, found } = group;
    const label = groupLabel(name, grouping);
    // The only group there is says nothing: one looks for what is in it.
    const isAlone = parent === undefined && this.model.groups.length === 1;
    const item = new vscode.TreeItem(label, isAlone ? Expanded : Collapsed);
    item.id = groupId(node);
    item.iconPath = new vscode.ThemeIcon(groupIcons[grouping]);
    const number = groupNumbers(node);
    item.description =
      grouping === 'file' && name !== undefined ? `${number} · ${shown(dirname(name))}` : number;
    item.tooltip = `${grouping === 'file' ? shown(name ?? label) : label}: ${number}\n${vscode.l10n.t('Places: {0}', countText(found.length))}`;
    item.contextValue = grouping === 'file' ? 'group file' : 'group';
    item.accessibilityInformation = { label: `${label}, ${item.description}` };
    return item;
  }
}

/** Until mails are counted, and where all of a group count in another one, its rows. */
function groupNumbers({ group, numbers }: GroupNode): string {
  return numbers && numbers.blocked + numbers.mentioned > 0
    ? numbersText(numbers)
    : countText(group.found.length);
}

function groupLabel(name: string | undefined, grouping: Grouping): string {
  if (name === undefined) return unknownName(grouping);
  if (grouping === 'day') return shownTime(name, languageOf(vscode.env.language), 'day');
  return shown(grouping === 'file' ? basename(name) : name);
}

function groupId({ group: { name }, grouping, parent }: GroupNode): string {
  const own = `${grouping} ${name ?? ''} ${name === undefined}`;
  const above = parent && groupAround(parent);
  return above ? `${groupId(above)}\n${own}` : own;
}

function pageItem({ page, parent }: PageNode): vscode.TreeItem {
  const item = new vscode.TreeItem(
    vscode.l10n.t('{0} to {1}', countText(page.from + 1), countText(page.to)),
    Collapsed,
  );
  item.id = parent ? `${groupId(parent)} from ${page.from}` : `from ${page.from}`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'page';
  return item;
}

function eventItem(node: EventNode): vscode.TreeItem {
  const { event, index, parent } = node;
  const group = groupAround(parent);
  const { label, description } = resultRow(event, groupingsOf(parent), group?.group);
  const item = new vscode.TreeItem(label, event.hits.length > 1 ? Collapsed : None);
  item.id = `${group ? groupId(group) : ''} #${index}`;
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
  const number = countText(files.length);
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
