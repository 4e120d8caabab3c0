import * as vscode from 'vscode';
import { isStatusCode } from '../core/code/statusCode';
import { reset, undoReset } from '../core/incident/ticks';
import type { SourceId, StatementSource } from '../core/knowledge/sources';
import { type CommandsOf, commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { pickCode } from '../shared/pickCode';
import { type ChecklistNode, rowOf } from './checklistRow';
import type { ChecklistView } from './checklistView';
import type { IncidentStore } from './incidentStore';

/** What the commands about the checklist work with. */
export interface ChecklistServices {
  readonly knowledge: Knowledge;
  readonly store: IncidentStore;
  readonly view: ChecklistView;
}

/** The commands about the checklist, by id. */
export function checklistCommands({ knowledge, store, view }: ChecklistServices): CommandsOf<'checklist'> {
  return {
    [commandIds.openChecklist]: (argument) => view.open(codeIn(argument), stepIn(argument)),
    [commandIds.filterChecklist]: async () => {
      const code = await pickCode(knowledge, vscode.l10n.t('For which code do you want to see the steps?'));
      if (code !== undefined) await view.open(code);
    },
    [commandIds.showAllSteps]: () => view.setFilter(undefined),
    [commandIds.toggleTick]: (argument) => view.toggle(rowOf(argument)),
    [commandIds.resetChecklist]: () => resetChecklist(store),
    [commandIds.undoReset]: () => store.edit(undoReset),
    [commandIds.openDocumentation]: (argument) => openDocumentation(knowledge, rowOf(argument)),
  };
}

function codeIn(argument: unknown): string | undefined {
  const code =
    typeof argument === 'object' && argument !== null && 'code' in argument ? argument.code : undefined;
  return isStatusCode(code) ? code : undefined;
}

/** The step that a page asks for, by its id. */
function stepIn(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'step' in argument ? argument.step : undefined;
}

async function resetChecklist(store: IncidentStore): Promise<void> {
  const confirm = vscode.l10n.t('Reset');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Untick every step of the checklist?'),
    { modal: true, detail: vscode.l10n.t('You can undo this until you tick the next step.') },
    confirm,
  );
  if (choice !== confirm) return;
  await store.edit(reset);
  const undo = vscode.l10n.t('Undo');
  const next = await vscode.window.showInformationMessage(vscode.l10n.t('The checklist was reset.'), undo);
  if (next === undo) await store.edit(undoReset);
}

async function openDocumentation(knowledge: Knowledge, row: ChecklistNode | undefined): Promise<void> {
  if (!row) return;
  const { portalLink, sources, texts } = await knowledge.load();
  const read = texts[knowledge.language];
  const portal = row.action?.portal && portalLink(row.action.portal, knowledge.language);
  const pages = [
    ...(portal
      ? [{ label: portal.title, description: portal.needs, detail: portal.url, url: portal.url }]
      : []),
    ...(row.action ?? row.step).documentation.flatMap((id: SourceId) => {
      const { title, url }: StatementSource = sources[id];
      return url === undefined ? [] : [{ label: read[title], detail: url, url }];
    }),
  ];
  const [first, ...others] = pages;
  const page =
    others.length > 0
      ? await vscode.window.showQuickPick(pages, {
          placeHolder: vscode.l10n.t('Which page do you want to open?'),
        })
      : first;
  if (page) await vscode.env.openExternal(vscode.Uri.parse(page.url, true));
}
