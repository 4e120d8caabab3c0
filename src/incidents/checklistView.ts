import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import { isStatusCode } from '../core/code/statusCode';
import type { Incident } from '../core/incident/incident';
import { contextKeys } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import type { ChecklistNode } from './checklistRow';
import type { ChecklistTree } from './checklistTree';
import { checklistViewId } from './checklistViewId';
import type { IncidentStore } from './incidentStore';

const filterKey = 'checklist.filter';

/** What the view of the checklist works with. */
export interface ChecklistViewServices {
  readonly knowledge: Knowledge;
  readonly store: IncidentStore;
  readonly memory: vscode.Memento;
  readonly tree: ChecklistTree;
  readonly view: vscode.TreeView<ChecklistNode>;
}

/** The checklist in its own container: rows, progress, badge, and the code it is filtered to. */
export class ChecklistView implements vscode.Disposable {
  private readonly knowledge: Knowledge;
  private readonly store: IncidentStore;
  private readonly memory: vscode.Memento;
  private readonly tree: ChecklistTree;
  private readonly view: vscode.TreeView<ChecklistNode>;
  private readonly subscriptions: vscode.Disposable[];
  private diagnosis: string | undefined;
  private incidentId: string | undefined;

  constructor({ knowledge, store, memory, tree, view }: ChecklistViewServices) {
    this.knowledge = knowledge;
    this.store = store;
    this.memory = memory;
    this.tree = tree;
    this.view = view;
    this.subscriptions = [
      this.view.onDidChangeCheckboxState(({ items }) => this.tree.tick(items)),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        this.store.refresh();
        void this.showProgress();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.store.refresh()),
      store.onDidChange(() => this.refresh()),
    ];
    const remembered = memory.get<unknown>(filterKey);
    if (isStatusCode(remembered)) this.tree.setFilter(remembered);
    void this.showProgress();
  }

  /** The row that is selected; undefined where there is none. */
  get selected(): ChecklistNode | undefined {
    return this.view.selection[0];
  }

  get filter(): string | undefined {
    return this.tree.filter;
  }

  /**
   * Brings the view to the front with the focus on it, filtered to a code when one is given.
   * @param step the id of the step to select and unfold, where there is such a one
   */
  async open(code?: string, step?: unknown): Promise<void> {
    if (code !== undefined) await this.setFilter(code);
    await vscode.commands.executeCommand(`${checklistViewId}.focus`);
    const row = (await this.tree.getChildren()).find((each) => each.step.id === step);
    if (row) await this.view.reveal(row, { select: true, focus: true, expand: true });
  }

  /** Ticks or unticks a row, the selected one unless another is named. */
  async toggle(row: ChecklistNode | undefined = this.selected): Promise<void> {
    if (row) await this.tree.toggle(row);
    else void vscode.window.showInformationMessage(vscode.l10n.t('Select a row of the checklist first.'));
  }

  /** Says above the rows in a few words what is most likely behind the block; undefined where nothing is claimed. */
  showDiagnosis(words: string | undefined): void {
    if (words === this.diagnosis) return;
    this.diagnosis = words;
    void this.showProgress();
  }

  /** Filters to a code, or shows all steps as they are. */
  async setFilter(code: string | undefined): Promise<void> {
    this.tree.setFilter(code);
    await this.showProgress();
    await this.memory.update(filterKey, code);
  }

  private refresh(): void {
    const id = this.store.file === undefined ? undefined : this.store.incident.id;
    // Another incident is about other codes.
    if (this.incidentId !== undefined && this.incidentId !== id) void this.setFilter(undefined);
    this.incidentId = id;
    this.tree.refresh();
    void this.showProgress();
  }

  private async showProgress(): Promise<void> {
    const { incident, file, invalid } = this.store;
    const { ticks, beforeReset } = incident;
    const started = Object.keys(ticks).length > 0;
    const code = this.tree.filter;
    setContext(contextKeys.checklistStarted, started);
    setContext(contextKeys.canUndoReset, beforeReset !== undefined);
    setContext(contextKeys.checklistFiltered, code !== undefined);
    setContext(contextKeys.hasIncident, file !== undefined);
    setContext(contextKeys.hasArchivedIncident, incident.state === 'archived');
    setContext(contextKeys.canMoveIncident, this.store.canMoveToWorkspace);
    // With nothing to show, the catalogue stays unread: this also runs when the editor starts.
    if (!started && !invalid && !this.view.visible) {
      this.view.badge = undefined;
      return;
    }
    const { codeEntry, progress, steps } = await this.knowledge.load();
    const { done, total } = progress(steps, ticks, code === undefined ? undefined : codeEntry(code));
    // One line, whatever happens: rows that move under the mouse are ticked by mistake.
    this.view.message = invalid
      ? vscode.l10n.t('Nothing is saved: unreadable file')
      : progressMessage(code, done, total, this.diagnosis);
    this.view.description = file === undefined || invalid ? '' : describe(incident);
    const open = incident.state === 'archived' ? 0 : total - done;
    this.view.badge =
      started && open > 0
        ? { value: open, tooltip: vscode.l10n.t('Remediation steps to do: {0}', open) }
        : undefined;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** How far it is, and what is behind the block: short enough for a side bar of 300 pixels. */
function progressMessage(code: string | undefined, done: number, total: number, diagnosis?: string): string {
  if (code !== undefined && total === 0) return vscode.l10n.t('{0}: none of these steps', code);
  if (code === undefined && diagnosis === undefined) return vscode.l10n.t('{0} of {1} done', done, total);
  const progress = vscode.l10n.t('{0} of {1}', done, total);
  const ofCode = code === undefined ? progress : `${code}: ${progress}`;
  return diagnosis === undefined ? ofCode : `${ofCode} · ${diagnosis}`;
}

function describe({ title, state }: Incident): string {
  return state === 'archived' ? vscode.l10n.t('{0} (archived)', printable(title)) : printable(title);
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
