import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import { isStatusCode } from '../core/code/statusCode';
import type { Incident } from '../core/incident/incident';
import { standing } from '../core/incident/standing';
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

  /** Brings the view to the front with the focus on it, filtered to a code when one is given. */
  async open(code?: string): Promise<void> {
    if (code !== undefined) await this.setFilter(code);
    await vscode.commands.executeCommand(`${checklistViewId}.focus`);
  }

  /** Ticks or unticks a row, the selected one unless another is named. */
  async toggle(row: ChecklistNode | undefined = this.selected): Promise<void> {
    if (row) await this.tree.toggle(row);
    else void vscode.window.showInformationMessage(vscode.l10n.t('Select a row of the checklist first.'));
  }

  /** Says above the rows what is most likely behind the block; undefined where nothing is. */
  showDiagnosis(sentence: string | undefined): void {
    if (sentence === this.diagnosis) return;
    this.diagnosis = sentence;
    void this.showProgress();
  }

  /** Filters to a code, or shows all steps as they are. */
  async setFilter(code: string | undefined): Promise<void> {
    this.tree.setFilter(code);
    await this.showProgress();
    await this.memory.update(filterKey, code);
  }

  private refresh(): void {
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
    const { codeEntry, isStepDone, progress, steps } = await this.knowledge.load();
    const { done, total } = progress(steps, ticks, code === undefined ? undefined : codeEntry(code));
    const progressMessage =
      code === undefined ? vscode.l10n.t('{0} of {1} done', done, total) : filterMessage(code, done, total);
    const contradicted = steps.filter(
      (step) => isStepDone(step, ticks) && standing(incident, step.id).length > 0,
    ).length;
    const warnings =
      contradicted > 0 ? [vscode.l10n.t('steps ticked although findings stand: {0}', contradicted)] : [];
    this.view.message = invalid
      ? vscode.l10n.t('{0} cannot be read. Nothing is saved until it is mended.', fileName(file))
      : [
          ...(this.diagnosis === undefined ? [] : [this.diagnosis]),
          ...(file === undefined ? [] : [describe(incident)]),
          progressMessage,
          ...warnings,
        ].join(' · ');
    const open = total - done;
    this.view.badge =
      started && open > 0
        ? { value: open, tooltip: vscode.l10n.t('Remediation steps to do: {0}', open) }
        : undefined;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function filterMessage(code: string, done: number, total: number): string {
  return total === 0
    ? vscode.l10n.t('None of these steps applies to {0}. Its explanation says what to do instead.', code)
    : vscode.l10n.t('Steps for {0}: {1} of {2} done', code, done, total);
}

function describe({ title, state }: Incident): string {
  return state === 'archived' ? vscode.l10n.t('{0} (archived)', printable(title)) : printable(title);
}

function fileName(path = ''): string {
  return printable(path.replace(/^.*[\\/]/, ''));
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
