import * as vscode from 'vscode';
import type { IncidentMessages } from '../casework';
import { casework as caseworkBundle, openCasework } from '../caseworkLoader';
import { checklistCommands } from '../commands/checklistCommands';
import type { Bounces } from '../editor/bounces';
import { DropOnChecklist } from '../imports/dropOnChecklist';
import { IncidentPlaces } from '../incidents/incidentPlaces';
import { IncidentStore } from '../incidents/incidentStore';
import { StepNotes } from '../incidents/stepNotes';
import type { Scans } from '../scans/scans';
import { ChecklistView } from '../views/checklistView';
import type { Ground, Part } from './part';

/** The incident: its checklist, the queries that verify it, what the tenant answers, and the case for Support. */
export function incidentPart({
  context,
  problems,
  knowledge,
  bounces,
  scans,
}: Ground & { readonly bounces: Bounces; readonly scans: Scans }): Part & {
  /** Fulfilled when nothing waits to be written any more. */
  saved(): Promise<void>;
} {
  const { globalStorageUri: storage, workspaceState } = context;
  const store = new IncidentStore(new IncidentPlaces(storage), workspaceState, problems);
  let messages: IncidentMessages | undefined;
  const noticed = store.onDidNotice((notice) => {
    messages ??= new (caseworkBundle().IncidentMessages)(problems, workspaceState);
    void problems.attempt(() => messages?.tell(notice));
  });
  const notes = new StepNotes(store);
  const drop = new DropOnChecklist((sources) => casework.import(sources));
  const view = new ChecklistView(knowledge, store, workspaceState, drop);
  const casework = openCasework({ knowledge, problems, store, notes, view, storage, bounces, scans });
  const all = vscode.Disposable.from(noticed, notes, view, casework, store);
  return {
    commands: { ...checklistCommands({ knowledge, store, view }), ...casework.commands },
    saved: () => store.saved(),
    dispose: () => {
      all.dispose();
      messages?.dispose();
    },
  };
}
