import * as vscode from 'vscode';
import type { EventFilter } from '../core/logs/figures/eventFilter';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { Grouping } from '../core/results/grouping';
import type { ResultsModel, ShownResults } from '../core/results/resultsModel';
import { commandIds, contextKeys } from '../shared/commandIds';
import type { EventNode, ResultNode } from './resultNodes';
import type { ResultsDescription } from './resultsDescription';
import type { ResultsTree } from './resultsTree';
import { resultsViewId } from './resultsViewId';
import type { ScanSession } from './scanSession';
import { type StartRow, startItem, startMessage, startRows } from './startRows';

type Row = ResultNode | StartRow;

/** What shows the results: the rows, and what stands above them. */
export interface ResultRows {
  readonly model: ResultsModel;
  readonly tree: ResultsTree;
  describe(snapshot: ScanSnapshot | undefined): ResultsDescription;
}

const groupingKey = 'results.grouping';

/** What a scan found, grouped and filtered, in our container. What shows it is loaded with the first results. */
export class ResultsView
  implements vscode.TreeDataProvider<Row>, vscode.TreeDragAndDropController<Row>, vscode.Disposable
{
  readonly dropMimeTypes = ['text/uri-list', 'files'];
  readonly dragMimeTypes = [];
  private readonly treeChanged = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.treeChanged.event;
  private readonly filterChanged = new vscode.EventEmitter<EventFilter>();
  /** Told which events pass from now on, whoever asked for it. */
  readonly onDidChangeFilter = this.filterChanged.event;
  private readonly view: vscode.TreeView<Row>;
  private readonly subscriptions: vscode.Disposable[];
  private loaded: ResultRows | undefined;

  constructor(
    private readonly session: ScanSession,
    private readonly memory: vscode.Memento,
    private readonly load: () => Promise<ResultRows>,
  ) {
    this.view = vscode.window.createTreeView(resultsViewId, {
      treeDataProvider: this,
      dragAndDropController: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.view.message = startMessage();
    this.subscriptions = [
      this.view,
      this.treeChanged,
      this.filterChanged,
      session.onDidChange(() => void this.follow()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => session.snapshot ?? this.refresh()),
    ];
  }

  /** The rows that are selected. */
  get selection(): readonly ResultNode[] {
    return this.view.selection.filter((row) => row.kind !== 'start');
  }

  get isVisible(): boolean {
    return this.view.visible;
  }

  /** Selects the row of an event and leaves the focus where it is. What is selected already stays as it is. */
  async select(row: EventNode): Promise<void> {
    const isSelected = this.selection.some((each) => 'event' in each && each.event === row.event);
    if (!isSelected) await this.view.reveal(row, { select: true, focus: false });
  }

  /** Shows the events that pass, in place of any other filter; all of them with an empty one. */
  async setFilter(filter: EventFilter): Promise<void> {
    await this.change({ filter });
    this.filterChanged.fire(filter);
  }

  async setGrouping(grouping: Grouping): Promise<void> {
    await this.change({ grouping });
    await this.memory.update(groupingKey, grouping);
  }

  /** What was grouped by when this workspace was last open; anything may stand there. */
  get rememberedGrouping(): unknown {
    return this.memory.get(groupingKey);
  }

  /** Brings the view to the front with the focus on it. */
  async open(): Promise<void> {
    await vscode.commands.executeCommand(`${resultsViewId}.focus`);
  }

  async getChildren(node?: Row): Promise<Row[]> {
    if (node?.kind === 'start') return [];
    if (!this.session.snapshot) return this.session.isRunning ? [] : startRows();
    return (await this.parts()).tree.children(node);
  }

  async getTreeItem(node: Row): Promise<vscode.TreeItem> {
    return node.kind === 'start' ? startItem(node) : (await this.parts()).tree.item(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: Row): Promise<vscode.TreeItem> {
    if (node.kind !== 'start') item.tooltip ??= (await this.parts()).tree.tooltip(node);
    return item;
  }

  getParent(node: Row): ResultNode | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  async handleDrop(_target: Row | undefined, dropped: vscode.DataTransfer): Promise<void> {
    const list = (await dropped.get('text/uri-list')?.asString()) ?? '';
    const listed = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    const files = [...dropped].flatMap(([, item]) => item.asFile()?.uri ?? []);
    const uris = new Map(
      [...listed.map((line) => vscode.Uri.parse(line, true)), ...files].map((uri) => [`${uri}`, uri]),
    );
    if (uris.size > 0) await vscode.commands.executeCommand(commandIds.scan, [...uris.values()]);
  }

  /** Called back whenever there are other rows to show. */
  readonly refresh = (): void => {
    // VS Code passes the first of several changes on at once, and holds back the others: what stood above the old rows goes first.
    this.describe();
    this.treeChanged.fire(undefined);
  };

  private async parts(): Promise<ResultRows> {
    this.loaded ??= await this.load();
    return this.loaded;
  }

  private async change(change: Partial<ShownResults>): Promise<void> {
    const { model } = await this.parts();
    model.setView({ ...model.view, ...change });
  }

  private async follow(): Promise<void> {
    const { snapshot } = this.session;
    setContext(contextKeys.hasResults, snapshot !== undefined);
    const { model, tree } = await this.parts();
    const hasOthers = tree.setProblems(snapshot?.files.filter(({ problem }) => problem !== undefined) ?? []);
    model.setEvents(snapshot?.events ?? [], snapshot?.state !== 'running');
    if (hasOthers) this.refresh();
    else this.describe();
  }

  private describe(): void {
    const { loaded } = this;
    if (!loaded) return;
    const { description, message } = loaded.describe(this.session.snapshot);
    this.view.description = description;
    if (this.view.message !== message) this.view.message = message;
    setContext(contextKeys.hasResultsFilter, loaded.model.isFiltered);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
