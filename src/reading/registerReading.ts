import * as vscode from 'vscode';
import { MailDocuments } from '../documents/mailDocuments';
import { outlookScheme } from '../documents/outlookScheme';
import { readableNdrScheme } from '../documents/readableNdrScheme';
import { Feature } from '../shared/feature';
import type { Services } from '../shared/services';
import type { ReadingFeature } from './createReading';
import { explanationViewType } from './explanationViewType';

/** The editor of Outlook messages, which VS Code knows from the manifest. */
const outlookViewType = 'ndrLens.outlookMessage';

/** Registers the reading of open documents, which is loaded with the first one that may have codes. */
export function registerReading(
  services: Services,
): vscode.Disposable & { readonly feature: Feature<ReadingFeature> } {
  const documents = new MailDocuments();
  const readableChanged = new vscode.EventEmitter<vscode.Uri>();
  const feature = new Feature<ReadingFeature>(async () => {
    const { createReading } = await import('./createReading');
    return createReading({ ...services, documents, readableChanged: (uri) => readableChanged.fire(uri) });
  });
  const loadWhereNeeded = () => {
    if (!vscode.workspace.textDocuments.some((document) => documents.includes(document))) return;
    void services.problems.attempt(() => feature.load());
  };
  // What is open already is read once the editor has started.
  const started = setImmediate(loadWhereNeeded);
  const all = vscode.Disposable.from(
    documents,
    readableChanged,
    feature,
    documents.onDidChange(loadWhereNeeded),
    vscode.workspace.onDidOpenTextDocument(loadWhereNeeded),
    vscode.workspace.registerTextDocumentContentProvider(readableNdrScheme, {
      onDidChange: readableChanged.event,
      provideTextDocumentContent: async (uri) => (await feature.load()).readable.content(uri),
    }),
    vscode.workspace.registerTextDocumentContentProvider(outlookScheme, {
      provideTextDocumentContent: async (uri) => (await feature.load()).outlook.content(uri),
    }),
    vscode.window.registerCustomEditorProvider(outlookViewType, {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: async ({ uri }, panel) => (await feature.load()).outlook.open(uri, panel),
    } satisfies vscode.CustomReadonlyEditorProvider),
    vscode.window.registerWebviewPanelSerializer(explanationViewType, {
      deserializeWebviewPanel: async (panel, state) =>
        (await feature.load()).panel.deserializeWebviewPanel(panel, state),
    }),
  );
  return {
    feature,
    dispose: () => {
      clearImmediate(started);
      all.dispose();
    },
  };
}
