import * as vscode from 'vscode';
import { excerptScheme } from '../documents/excerptScheme';
import type { ReadingFeature } from '../reading/createReading';
import { Feature } from '../shared/feature';
import type { Services } from '../shared/services';
import type { ScanningFeature } from './createScanning';
import { dashboardViewType } from './dashboardViewType';
import { DiagnosisBoard } from './diagnosisBoard';
import { ResultsView } from './resultsView';
import { ScanSession } from './scanSession';
import { watchUnreadableTabs } from './unreadableTabs';

/** What the editor knows of scanning from the start. */
export interface ScanningRegistration extends vscode.Disposable {
  readonly session: ScanSession;
  readonly board: DiagnosisBoard;
  readonly feature: Feature<ScanningFeature>;
}

/** Registers scans of folders and logs, their results and the dashboard, which are loaded with the first scan. */
export function registerScanning(
  services: Services & { readonly reading: Feature<ReadingFeature> },
): ScanningRegistration {
  const session = new ScanSession();
  const board = new DiagnosisBoard();
  const excerptChanged = new vscode.EventEmitter<vscode.Uri>();
  const feature = new Feature<ScanningFeature>(async () => {
    const { createScanning } = await import('./createScanning');
    return createScanning({
      ...services,
      session,
      results,
      board,
      excerptChanged: (uri) => excerptChanged.fire(uri),
    });
  });
  const results = new ResultsView(session, services.context.workspaceState, () => feature.load());
  const all = vscode.Disposable.from(
    session,
    board,
    results,
    excerptChanged,
    feature,
    vscode.workspace.registerTextDocumentContentProvider(excerptScheme, {
      onDidChange: excerptChanged.event,
      provideTextDocumentContent: async (uri) => (await feature.load()).excerpts.content(uri),
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme: excerptScheme },
      { provideCodeLenses: async (document) => (await feature.load()).excerpts.provideCodeLenses(document) },
    ),
    vscode.window.registerWebviewPanelSerializer(dashboardViewType, {
      deserializeWebviewPanel: async (panel, state) =>
        (await feature.load()).dashboard.deserializeWebviewPanel(panel, state),
    }),
    watchUnreadableTabs(async (uri) => (await feature.load()).offer.offer(uri)),
  );
  return { session, board, feature, dispose: () => all.dispose() };
}
