import * as vscode from 'vscode';
import { caseworkCommands } from '../caseworkLoader';
import { checklistCommands } from '../commands/checklistCommands';
import { importCommands } from '../commands/importCommands';
import { verifyCommands } from '../commands/verifyCommands';
import type { Bounces } from '../editor/bounces';
import { DropOnChecklist } from '../imports/dropOnChecklist';
import { FindingsUpdater } from '../imports/findingsUpdater';
import { TenantFactsStore, tenantFactsFile } from '../imports/tenantFactsStore';
import { TenantImport } from '../imports/tenantImport';
import { IncidentPlaces } from '../incidents/incidentPlaces';
import { IncidentStore } from '../incidents/incidentStore';
import { StepNotes } from '../incidents/stepNotes';
import { IncidentEvidenceReader } from '../scans/incidentEvidence';
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
}: Ground & { readonly bounces: Bounces; readonly scans: Scans }): Part {
  const { globalStorageUri: storage, workspaceState } = context;
  const store = new IncidentStore(new IncidentPlaces(storage), workspaceState, problems);
  const notes = new StepNotes(store);
  const facts = new TenantFactsStore(tenantFactsFile(storage), problems);
  const updater = new FindingsUpdater({ store: facts, problems, scans, targets: [store] });
  const imports = new TenantImport({ language: knowledge.language, store: facts, updater, problems });
  const drop = new DropOnChecklist((sources) => imports.import(sources));
  const view = new ChecklistView(knowledge, store, workspaceState, drop);
  const evidence = new IncidentEvidenceReader(bounces, scans);
  const all = vscode.Disposable.from(store, notes, facts, updater, view);
  return {
    commands: {
      ...checklistCommands({ knowledge, store, view }),
      ...verifyCommands({ knowledge, evidence }),
      ...importCommands({ knowledge, store: facts, imports, updater, scans }),
      ...caseworkCommands({ knowledge, problems, store, notes, view, storage }),
    },
    dispose: () => all.dispose(),
  };
}
