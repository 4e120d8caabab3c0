import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import { noteOf } from '../core/incident/incident';
import { noteLine } from '../core/incident/noteLine';
import { findingsOf, standing } from '../core/incident/standing';
import { setTicks } from '../core/incident/ticks';
import type { Step, StepAction } from '../core/knowledge/types';
import type { Knowledge } from '../shared/knowledge';
import type { ActionNode, ChecklistNode } from './checklistRow';
import { type ChecklistTexts, textsFor } from './checklistTexts';
import { findingItem } from './findingItem';
import type { IncidentStore } from './incidentStore';

type LoadedKnowledge = Awaited<ReturnType<Knowledge['load']>>;

const warning = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

/** Fired with the rows that are to be drawn anew, or with nothing for all. */
export type RowsChanged = vscode.EventEmitter<ChecklistNode[] | undefined>;

/** The remediation steps with their actions and ticks, as tree rows. */
export class ChecklistTree {
  private code: string | undefined;
  private steps: ChecklistNode[] | undefined;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly store: IncidentStore,
    private readonly changed: RowsChanged,
  ) {}

  /** The code at hand; steps that do not apply to it say so. */
  get filter(): string | undefined {
    return this.code;
  }

  setFilter(code: string | undefined): void {
    this.code = code;
    this.refresh();
  }

  /** Draws the rows anew. The steps stay: VS Code forgets a tick that is made while a tree is made from its root. */
  refresh(): void {
    this.changed.fire(this.steps);
  }

  async getChildren(node?: ChecklistNode): Promise<ChecklistNode[]> {
    if (!node) {
      const { steps } = await this.knowledge.load();
      this.steps ??= steps.map((step) => ({ step }));
      return this.steps;
    }
    const { step, action, finding } = node;
    if (action || finding) return [];
    return [
      ...findingsOf(this.store.incident, step.id).map((child) => ({ step, finding: child })),
      ...step.actions.map((child) => ({ step, action: child })),
    ];
  }

  async getTreeItem(node: ChecklistNode): Promise<vscode.TreeItem> {
    const loaded = await this.knowledge.load();
    if (node.finding) return findingItem(node.finding, this.store.incident, loaded, this.knowledge.language);
    const texts = textsFor(loaded, this.knowledge.language, this.code);
    if (!node.action) return this.stepItem(node.step, loaded, texts);
    const item = this.actionItem(node.step, node.action, loaded, texts);
    return this.marked(node, item, loaded, texts);
  }

  getParent(node: ChecklistNode): ChecklistNode | undefined {
    if (!node.action && !node.finding) return undefined;
    return this.steps?.find(({ step }) => step === node.step) ?? { step: node.step };
  }

  /** Takes over what was ticked and unticked; a step stands for all of its actions, and a finding for nothing. */
  async tick(changes: readonly (readonly [ChecklistNode, vscode.TreeItemCheckboxState])[]): Promise<void> {
    const { actionKey } = await this.knowledge.load();
    const keys = changes.flatMap(([{ step, action }, state]) =>
      (action ? [action] : step.actions).map(
        (each) => [actionKey(step, each), state === vscode.TreeItemCheckboxState.Checked] as const,
      ),
    );
    await this.store.edit((incident, by) => setTicks(incident, keys, by));
  }

  /** Ticks a row that is not ticked, and unticks one that is. */
  async toggle(row: ChecklistNode): Promise<void> {
    const { checkboxState } = await this.getTreeItem(row);
    if (typeof checkboxState !== 'object') return;
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    await this.tick([[row, checkboxState.state === Checked ? Unchecked : Checked]]);
  }

  private stepItem(
    step: Step,
    { isStepDone, queriesFor, tickedActions }: LoadedKnowledge,
    texts: ChecklistTexts,
  ): vscode.TreeItem {
    const title = texts.say(step.title);
    const label = texts.say(step.label);
    const notNeeded = texts.notNeeded(step);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = step.id;
    item.tooltip = texts.tooltip({ step }, notNeeded?.because);
    const queries = queriesFor(step.id).length > 0 ? ' queries' : '';
    item.contextValue = `step noted documentation${queries}${notNeeded ? '' : ' tickable'}`;
    if (notNeeded) {
      item.iconPath = new vscode.ThemeIcon('circle-slash');
      item.description = notNeeded.short;
      return heard(item, label, notNeeded.short);
    }
    const { incident } = this.store;
    const { ticks } = incident;
    const [ticked, all] = [tickedActions(step, ticks), step.actions.length];
    // First of all: the buttons of the row take the room at its end.
    item.label = `${ticked}/${all} ${label}`;
    const done = isStepDone(step, ticks);
    const note = noteLine(noteOf(incident, step.id));
    item.checkboxState = checkbox(done, note === undefined ? title : vscode.l10n.t('{0}, has a note', title));
    const beside: string[] = [];
    const spoken = [vscode.l10n.t('{0} of {1}', ticked, all)];
    if (note !== undefined) {
      item.tooltip = texts.tooltip({ step }, vscode.l10n.t('Note: {0}', printable(note)));
      beside.push(vscode.l10n.t('note'));
      spoken.push(vscode.l10n.t('note'));
    }
    const against = standing(incident, step.id).length;
    if (against > 0) {
      const sentence = vscode.l10n.t('Ticked, open findings: {0}', against);
      // The number first: it stays in sight where the rest has no room.
      beside.unshift(findingsText(against));
      spoken.push(done ? sentence : findingsText(against));
      if (done) {
        item.iconPath = warning;
        item.tooltip = texts.tooltip({ step }, sentence);
      }
    }
    item.description = beside.join(' · ');
    return heard(item, label, spoken.join(' · '));
  }

  private actionItem(
    step: Step,
    action: StepAction,
    { actionKey, queriesFor }: LoadedKnowledge,
    texts: ChecklistTexts,
  ): vscode.TreeItem {
    const title = texts.say(action.title);
    const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
    const key = actionKey(step, action);
    item.id = key;
    item.tooltip = texts.tooltip({ step, action });
    item.contextValue = [
      'action',
      ...(action.documentation.length > 0 ? ['documentation'] : []),
      ...(queriesFor(step.id, action.id).length > 0 ? ['command'] : []),
    ].join(' ');
    if (texts.notNeeded(step)) return item;
    item.contextValue += ' tickable';
    item.checkboxState = checkbox(Object.hasOwn(this.store.incident.ticks, key), title);
    return item;
  }

  /** Says of an action that is ticked what stands against it. The rules are read only where there is something to say. */
  private async marked(
    { step, action }: ActionNode,
    item: vscode.TreeItem,
    { actionKey, findingText }: LoadedKnowledge,
    texts: ChecklistTexts,
  ): Promise<vscode.TreeItem> {
    const { incident } = this.store;
    const key = actionKey(step, action);
    const against = standing(incident, step.id);
    if (item.checkboxState === undefined || !Object.hasOwn(incident.ticks, key) || against.length === 0)
      return item;
    const { contradictions } = await import('../core/findings/contradictions');
    const found = contradictions(against, incident.ticks).find((each) => each.key === key);
    if (!found) return item;
    const titles = found.findings.map((finding) => findingText(finding, this.knowledge.language).title);
    const sentence = vscode.l10n.t('Ticked, despite this finding: {0}', titles.join('; '));
    item.description = findingsText(titles.length);
    item.iconPath = warning;
    item.tooltip = texts.tooltip({ step, action }, sentence);
    return heard(item, texts.say(action.title), vscode.l10n.t('Ticked, open findings: {0}', titles.length));
  }
}

function findingsText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count);
}

/** Who hears the row is told what others see beside its name: VS Code reads out the name alone. */
function heard(item: vscode.TreeItem, name: string, beside: string): vscode.TreeItem {
  item.accessibilityInformation = { label: `${name}, ${beside}` };
  return item;
}

function checkbox(ticked: boolean, label: string): NonNullable<vscode.TreeItem['checkboxState']> {
  return {
    state: ticked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    accessibilityInformation: { label, role: 'checkbox' },
  };
}
