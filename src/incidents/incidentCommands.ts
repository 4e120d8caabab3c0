import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { languageOf } from '../core/code/language';
import { printable } from '../core/code/printable';
import { shownTime } from '../core/code/shownTime';
import { rename, setState } from '../core/incident/incident';
import { type Command, commandIds } from '../shared/commandIds';
import { fileUri, pathOf } from '../shared/filePaths';
import type { Knowledge } from '../shared/knowledge';
import { rowOf } from './checklistRow';
import type { ChecklistView } from './checklistView';
import type { ListedIncident } from './incidentList';
import type { IncidentStore } from './incidentStore';
import type { ReportShelf } from './reportShelf';
import { openSampleIncident } from './sampleIncident';
import type { StepNotes } from './stepNotes';

/** What the commands about incidents work with. */
export interface IncidentServices {
  readonly knowledge: Knowledge;
  readonly store: IncidentStore;
  readonly notes: StepNotes;
  readonly view: ChecklistView;
  readonly shelf: ReportShelf;
  /** Where the extension keeps what is its own. */
  readonly storage: vscode.Uri;
  readonly extensionUri: vscode.Uri;
}

/** The commands about incidents, by id. */
export function incidentCommands({
  knowledge,
  store,
  notes,
  view,
  shelf,
  storage,
  extensionUri,
}: IncidentServices) {
  return {
    [commandIds.openSampleIncident]: () => openSampleIncident(extensionUri, storage),
    [commandIds.newIncident]: async () => {
      const title = await askTitle(vscode.l10n.t('Title of the new incident'), '');
      if (title === undefined) return;
      const isAnother = store.isBegun;
      await store.create(title);
      // What was scanned for the incident before says nothing of this one; a scan before the first incident belongs to it.
      if (isAnother)
        for (const clear of [commandIds.clearResults, commandIds.clearResultsFilter])
          await vscode.commands.executeCommand(clear);
      await view.open();
    },
    [commandIds.openIncident]: () => switchIncident(store, view),
    [commandIds.renameIncident]: async () => {
      const title = await askTitle(vscode.l10n.t('New title of the incident'), store.incident.title);
      if (title !== undefined) await store.administer((incident, by) => rename(incident, title, by));
    },
    [commandIds.archiveIncident]: () =>
      store.administer((incident, by) => setState(incident, 'archived', by)),
    [commandIds.reopenIncident]: () => store.administer((incident, by) => setState(incident, 'open', by)),
    [commandIds.deleteIncident]: () => deleteIncident(store, shelf, storage),
    [commandIds.saveIncidentInWorkspace]: () => store.moveToWorkspace(),
    [commandIds.openIncidentFile]: () =>
      store.file === undefined
        ? vscode.window.showInformationMessage(
            vscode.l10n.t('Nothing has been ticked yet, so there is no file.'),
          )
        : vscode.window.showTextDocument(fileUri(store.file)),
    [commandIds.editNote]: async (argument) => {
      const row = rowOf(argument) ?? view.selected;
      if (row) {
        const { texts } = await knowledge.load();
        await notes.open(row.step.id, texts[knowledge.language][row.step.label.text]);
        return;
      }
      return vscode.window.showInformationMessage(vscode.l10n.t('Select a row of the checklist first.'));
    },
  } satisfies Record<string, Command>;
}

async function askTitle(prompt: string, value: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    prompt,
    value,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('An incident needs a title.') : undefined),
  });
}

async function switchIncident(store: IncidentStore, view: ChecklistView): Promise<void> {
  const items = store
    .list()
    .sort((one, other) => ((one.incident?.created ?? '') < (other.incident?.created ?? '') ? 1 : -1))
    .map((listed) => ({ ...labelsFor(listed), path: listed.path, picked: listed.path === store.file }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no incident yet. The first tick begins one.'),
    );
    return;
  }
  const choice = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which incident do you want to open?'),
    matchOnDescription: true,
  });
  if (!choice) return;
  store.open(choice.path);
  await view.open();
}

function labelsFor({ path, incident }: ListedIncident): { label: string; description: string } {
  if (!incident) return { label: `$(error) ${basename(path)}`, description: vscode.l10n.t('cannot be read') };
  const date = shownTime(incident.created, languageOf(vscode.env.language), 'day');
  // A title that holds `$(…)` would be drawn as an icon.
  const title = printable(incident.title).replaceAll('$(', '\\$(');
  return {
    label: title,
    description: incident.state === 'archived' ? vscode.l10n.t('{0}, archived', date) : date,
  };
}

async function deleteIncident(store: IncidentStore, shelf: ReportShelf, storage: vscode.Uri): Promise<void> {
  const { id } = store.incident;
  const confirm = vscode.l10n.t('Move to Trash');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete the incident "{0}"?', printable(store.incident.title)),
    { modal: true, detail: vscode.l10n.t('Its ticks and notes go to the trash with it.') },
    confirm,
  );
  if (choice !== confirm) return;
  await store.remove((path) => toTrash(path, storage));
  await shelf.forget(id);
}

/** To the system's trash; where there is none, as on a server, into a folder of the extension's. */
async function toTrash(path: string, storage: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(fileUri(path), { useTrash: true });
  } catch {
    const folder = join(pathOf(storage), 'trash');
    await mkdir(folder, { recursive: true });
    const kept = join(folder, `${Date.now()}-${basename(path)}`);
    await writeFile(kept, await readFile(path));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no trash here. The incident was moved to {0}.', kept),
    );
  }
  // Where the trash took it, it is gone already.
  await rm(path, { force: true });
}
