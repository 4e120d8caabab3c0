import * as vscode from 'vscode';
import { commandIds } from '../commandIds';
import { excerptScheme } from '../editor/excerptScheme';
import type { Hits } from '../editor/hits';
import type { Knowledge } from '../knowledgeLoader';
import { dashboardViewType } from '../panels/dashboardViewType';
import type { Problems } from '../problems';
import type { Scanning } from '../scanning';
import { ResultsView } from '../views/resultsView';
import type { ScanSession } from './scanSession';
import { watchUnreadableTabs } from './unreadableTabs';

/** What scanning in the editor works with. */
export interface RegistrationServices {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'workspaceState'>;
  readonly session: ScanSession;
  readonly hits: Hits;
  readonly problems: Problems;
  readonly knowledge: Knowledge;
}

const ids = [
  ...[commandIds.scan, commandIds.scanWorkspace, commandIds.rescan, commandIds.cancelScan],
  ...[commandIds.clearResults, commandIds.groupResults, commandIds.filterResults],
  ...[commandIds.clearResultsFilter, commandIds.openResult, commandIds.copyResults],
  ...[commandIds.copyResultsAsTable, commandIds.exportResults, commandIds.removeFromResults],
  ...[commandIds.showEarlierLines, commandIds.showLaterLines, commandIds.openDashboard],
];

/** Puts what belongs to scanning in its place, and leaves what does the work unloaded until it is needed. */
export class ScanningRegistration implements vscode.Disposable {
  readonly results: ResultsView;
  /** The commands about scans and results, by id. */
  readonly commands: Readonly<Record<string, (argument?: unknown, selection?: unknown) => unknown>>;
  private readonly excerptChanged = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable[];
  private loaded: Promise<Scanning> | undefined;

  constructor(private readonly services: RegistrationServices) {
    this.results = new ResultsView(services.session, services.context.workspaceState, () => this.load());
    this.commands = Object.fromEntries(
      ids.map((id) => [
        id,
        async (argument?: unknown, selection?: unknown) =>
          (await this.load()).commands[id]?.(argument, selection),
      ]),
    );
    this.subscriptions = [
      this.results,
      this.excerptChanged,
      vscode.workspace.registerTextDocumentContentProvider(excerptScheme, {
        onDidChange: this.excerptChanged.event,
        provideTextDocumentContent: async (uri) => (await this.load()).excerpts.content(uri),
      }),
      vscode.languages.registerCodeLensProvider(
        { scheme: excerptScheme },
        { provideCodeLenses: async (document) => (await this.load()).excerpts.provideCodeLenses(document) },
      ),
      vscode.window.registerWebviewPanelSerializer(dashboardViewType, {
        deserializeWebviewPanel: async (panel, state) =>
          (await this.load()).dashboard.deserializeWebviewPanel(panel, state),
      }),
      watchUnreadableTabs(async (uri) => (await this.load()).offer.offer(uri)),
    ];
  }

  private load(): Promise<Scanning> {
    this.loaded ??= import('../scanning').then(({ createScanning }) =>
      createScanning({
        extensionUri: this.services.context.extensionUri,
        session: this.services.session,
        results: this.results,
        hits: this.services.hits,
        problems: this.services.problems,
        knowledge: this.services.knowledge,
        excerptChanged: (uri) => this.excerptChanged.fire(uri),
      }),
    );
    return this.loaded;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    void this.loaded?.then((scanning) => scanning.dispose());
  }
}
