import * as vscode from 'vscode';
import type { ReadingFeature } from '../reading/createReading';
import type { DiagnosisBoard } from '../scanning/diagnosisBoard';
import type { Scans } from '../scanning/scans';
import { Feature } from '../shared/feature';
import type { Services } from '../shared/services';
import type { ChecklistNode } from './checklistRow';
import { checklistViewId } from './checklistViewId';
import type { ChecklistFeature } from './createChecklist';
import type { IncidentFeature } from './createIncidentWork';
import { DropOnChecklist } from './dropOnChecklist';
import { exportsScheme } from './exportsScheme';
import { IncidentPlaces } from './incidentPlaces';
import { IncidentWatch } from './incidentWatch';
import { NoteFiles } from './noteFiles';
import { queryScheme } from './queryScheme';
import { mayHaveReports } from './reportPlaces';

/** What the checklist and the work on incidents need of the other features. */
export interface ChecklistRegistrationServices extends Services {
  readonly reading: Feature<ReadingFeature>;
  readonly scans: Scans;
  readonly board: DiagnosisBoard;
}

/** What the editor knows of incidents from the start. */
export interface ChecklistRegistration extends vscode.Disposable {
  readonly checklist: Feature<ChecklistFeature>;
  readonly work: Feature<IncidentFeature>;
  /** Fulfilled when nothing waits to be written any more. */
  saved(): Promise<void>;
}

/**
 * Registers the checklist and the notes of its steps, which are loaded with the first row or where there is an incident,
 * and the work on incidents beyond their ticks, which is loaded with its first command or at the end of a scan.
 */
export function registerChecklist(services: ChecklistRegistrationServices): ChecklistRegistration {
  const { context, problems, scans } = services;
  const places = new IncidentPlaces(context.globalStorageUri);
  const pageChanged = new vscode.EventEmitter<vscode.Uri>();
  const rowsChanged = new vscode.EventEmitter<ChecklistNode[] | undefined>();
  const checklist: Feature<ChecklistFeature> = new Feature(async () => {
    const { createChecklist } = await import('./createChecklist');
    return createChecklist({ ...services, places, view, rowsChanged, notes });
  });
  const work: Feature<IncidentFeature> = new Feature(async () => {
    const { createIncidentWork } = await import('./createIncidentWork');
    return createIncidentWork({
      ...services,
      ...(await checklist.load()),
      pageChanged: (uri) => pageChanged.fire(uri),
    });
  });
  const notes = new NoteFiles(async () => (await checklist.load()).notes);
  const view: vscode.TreeView<ChecklistNode> = vscode.window.createTreeView<ChecklistNode>(checklistViewId, {
    treeDataProvider: {
      onDidChangeTreeData: rowsChanged.event,
      getChildren: async (row) => (await checklist.load()).tree.getChildren(row),
      getTreeItem: async (row) => (await checklist.load()).tree.getTreeItem(row),
      getParent: async (row) => (await checklist.load()).tree.getParent(row),
    },
    manageCheckboxStateManually: true,
    showCollapseAll: true,
    dragAndDropController: new DropOnChecklist(async (sources) => (await work.load()).import(sources)),
  });
  const loadWhereNeeded = () => {
    if (!view.visible && !places.hasAny()) return;
    void problems.attempt(() => checklist.load());
  };
  let watch: IncidentWatch | undefined;
  // Looking for incidents can wait until the editor has started.
  const started = setImmediate(() => {
    watch = new IncidentWatch(places, loadWhereNeeded);
    loadWhereNeeded();
    if (mayHaveReports(context.globalStorageUri)) void problems.attempt(() => work.load());
  });
  let ended: NodeJS.Immediate | undefined;
  const all = vscode.Disposable.from(
    rowsChanged,
    pageChanged,
    view,
    notes,
    work,
    checklist,
    vscode.workspace.registerTextDocumentContentProvider(exportsScheme, {
      onDidChange: pageChanged.event,
      provideTextDocumentContent: async () => (await work.load()).exportsPage.content(),
    }),
    vscode.workspace.registerTextDocumentContentProvider(queryScheme, {
      onDidChange: pageChanged.event,
      provideTextDocumentContent: async (uri) => (await work.load()).queryPages.content(uri),
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme: queryScheme },
      {
        provideCodeLenses: async (document) => (await work.load()).queryPages.provideCodeLenses(document),
      },
    ),
    vscode.workspace.onDidChangeWorkspaceFolders(loadWhereNeeded),
    scans.onDidChange((snapshot) => {
      clearImmediate(ended);
      if (snapshot?.state === 'running') return;
      // In a turn of its own: a scan that ends has its results to show.
      ended = setImmediate(() => problems.attempt(async () => (await work.load()).scanned()));
    }),
  );
  return {
    checklist,
    work,
    saved: async () => checklist.ifLoaded?.store.saved(),
    dispose: () => {
      clearImmediate(started);
      clearImmediate(ended);
      watch?.dispose();
      all.dispose();
    },
  };
}
