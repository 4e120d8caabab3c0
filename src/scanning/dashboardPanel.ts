import * as vscode from 'vscode';
import { isStatusCode } from '../core/code/statusCode';
import type { Unit } from '../core/dashboard/view';
import type { EventFilter } from '../core/logs/figures/eventFilter';
import type { DashboardMessage, ShowDashboard } from '../messages/dashboardMessages';
import { commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { panelHtml } from '../shared/panelHtml';
import type { Problems } from '../shared/problems';
import { DashboardReader } from './dashboardContent';
import { dashboardViewType } from './dashboardViewType';
import type { DiagnosisBoard } from './diagnosisBoard';
import { savePicture } from './savePicture';
import type { Scans } from './scans';

/** The results, which show the same hits as the dashboard. */
export interface FilteredResults {
  /** Shows the hits that pass; all of them with an empty filter. */
  setFilter(filter: EventFilter): Promise<void>;
  /** Tells what is filtered by from now on, whoever asked for it. */
  readonly onDidChangeFilter: vscode.Event<EventFilter>;
}

/** What the dashboard works with. */
export interface DashboardServices {
  readonly extensionUri: vscode.Uri;
  readonly knowledge: Knowledge;
  readonly problems: Problems;
  readonly scans: Scans;
  readonly results: FilteredResults;
  readonly board: DiagnosisBoard;
}

/** The one page that shows the whole incident. */
export class DashboardPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private readonly reader: DashboardReader;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly services: DashboardServices) {
    const { knowledge, scans, board } = services;
    this.reader = new DashboardReader(knowledge, scans, board, (content) => {
      const message: ShowDashboard = { type: 'show', content };
      void this.panel?.webview.postMessage(message);
    });
    const refresh = () => {
      if (this.panel?.visible) void services.problems.attempt(() => this.reader.refresh());
    };
    this.subscriptions = [
      scans.onDidChange(refresh),
      board.onDidChange(refresh),
      services.results.onDidChangeFilter((filter) => {
        this.reader.filter = filter;
        refresh();
      }),
    ];
  }

  /** Opens the dashboard, or brings it to the front. */
  show(): void {
    if (this.panel) this.panel.reveal();
    else
      this.adopt(
        vscode.window.createWebviewPanel(
          dashboardViewType,
          vscode.l10n.t('NDR Dashboard'),
          vscode.ViewColumn.Active,
          {},
        ),
      );
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const unit = typeof state === 'object' && state !== null && 'unit' in state ? state.unit : undefined;
    if (isUnit(unit)) this.reader.unit = unit;
    this.adopt(panel);
  }

  private adopt(panel: vscode.WebviewPanel): void {
    const { extensionUri, knowledge, problems } = this.services;
    this.panel?.dispose();
    this.panel = panel;
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
    };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: DashboardMessage) =>
      problems.attempt(() => this.receive(message)),
    );
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.html = panelHtml(panel.webview, extensionUri, knowledge.language, 'dashboard');
  }

  private receive(message: DashboardMessage): unknown {
    switch (message.type) {
      case 'ready':
        return this.reader.refresh();
      case 'scan':
        return vscode.commands.executeCommand(commandIds.scan);
      case 'toggle':
      case 'time':
      case 'remove':
      case 'clear':
        return this.filter(message);
      case 'unit':
        this.reader.unit = isUnit(message.unit) ? message.unit : undefined;
        return this.reader.refresh();
      case 'changeZone':
        return vscode.commands.executeCommand(commandIds.changeTimeZone);
      case 'explain':
        return isStatusCode(message.code)
          ? vscode.commands.executeCommand(commandIds.explain, { code: message.code })
          : undefined;
      case 'open':
        return this.openPlace(message.place);
      case 'createCase':
        return vscode.commands.executeCommand(commandIds.createCaseReport);
      case 'copyMarkdown':
        return this.copyMarkdown();
      case 'savePicture':
        return savePicture(message.png);
    }
  }

  private async filter(message: Parameters<DashboardReader['filterBy']>[0]): Promise<void> {
    await this.services.results.setFilter(this.reader.filterBy(message));
  }

  /** The page names a place by its number: it shows text from files, and is not to be trusted with paths. */
  private openPlace(place: number): unknown {
    const evidence = this.services.board.shown?.places[place];
    return (
      evidence && vscode.commands.executeCommand(commandIds.openEvidence, { ...evidence, isBeside: true })
    );
  }

  private async copyMarkdown(): Promise<void> {
    const report = await this.reader.markdown();
    if (report === undefined) return;
    await vscode.env.clipboard.writeText(report);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Report copied as Markdown'), 3000);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.reader.dispose();
    this.panel?.dispose();
  }
}

function isUnit(value: unknown): value is Unit {
  return value === 'minute' || value === 'hour' || value === 'day';
}
