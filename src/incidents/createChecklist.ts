import * as vscode from 'vscode';
import type { CommandsOf } from '../shared/commandIds';
import type { Services } from '../shared/services';
import { checklistCommands } from './checklistCommands';
import type { ChecklistNode } from './checklistRow';
import { ChecklistTree, type RowsChanged } from './checklistTree';
import { ChecklistView } from './checklistView';
import { IncidentMessages } from './incidentMessages';
import type { IncidentPlaces } from './incidentPlaces';
import { IncidentStatus } from './incidentStatus';
import { IncidentStore } from './incidentStore';
import type { NoteFiles } from './noteFiles';
import { StepNotes } from './stepNotes';

/** What the checklist works with. */
export interface ChecklistFeatureServices extends Services {
  readonly places: IncidentPlaces;
  readonly view: vscode.TreeView<ChecklistNode>;
  /** Told when the view has other rows to show. */
  readonly rowsChanged: RowsChanged;
  /** The documents of the notes. */
  readonly notes: NoteFiles;
}

/** What is loaded with the first row of the checklist, or where there is an incident. */
export interface ChecklistFeature extends vscode.Disposable {
  readonly store: IncidentStore;
  readonly notes: StepNotes;
  readonly tree: ChecklistTree;
  readonly view: ChecklistView;
  readonly status: IncidentStatus;
  readonly commands: CommandsOf<'checklist'>;
}

/** The incident at hand, its checklist and its notes. */
export function createChecklist(services: ChecklistFeatureServices): ChecklistFeature {
  const { context, problems, knowledge, places, ticks } = services;
  const memory = context.workspaceState;
  const store = new IncidentStore(places, memory, problems);
  const messages = new IncidentMessages(problems, memory);
  const noticed = store.onDidNotice((notice) => problems.attempt(() => messages.tell(notice)));
  const showTicks = () => ticks.show(store.incident.ticks);
  const shown = store.onDidChange(showTicks);
  showTicks();
  const notes = new StepNotes(store, services.notes.changed);
  const tree = new ChecklistTree(knowledge, store, services.rowsChanged);
  const view = new ChecklistView({ knowledge, store, memory, tree, view: services.view });
  const status = new IncidentStatus(knowledge, store);
  const all = vscode.Disposable.from(noticed, shown, messages, notes, view, status, store);
  return {
    store,
    notes,
    tree,
    view,
    status,
    commands: checklistCommands({ knowledge, store, view }),
    dispose: () => all.dispose(),
  };
}
