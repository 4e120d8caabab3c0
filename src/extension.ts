import * as vscode from 'vscode';
import { commandIds } from './commandIds';
import { checklistCommands } from './commands/checklistCommands';
import { codeCommands } from './commands/codeCommands';
import { dashboardCommands } from './commands/dashboardCommands';
import { registerCommands } from './commands/registerCommands';
import { Bounces } from './editor/bounces';
import { Hits } from './editor/hits';
import { MailDocuments } from './editor/mailDocuments';
import { ReadableNdrs } from './editor/readableNdr';
import { registerEditor } from './editor/registerEditor';
import { createKnowledge } from './knowledgeLoader';
import { DashboardPanel, dashboardViewType } from './panels/dashboardPanel';
import { ExplanationPanel, explanationViewType } from './panels/explanationPanel';
import { followCursor } from './panels/followCursor';
import { MessageReader } from './panels/messageReader';
import { PanelContentReader } from './panels/panelContent';
import { Problems } from './problems';
import { ScanningRegistration } from './scans/registerScanning';
import { ScanSession } from './scans/scanSession';
import { ChecklistStore, checklistFile } from './views/checklistStore';
import { ChecklistView } from './views/checklistView';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('NDR Lens', { log: true });
  const problems = new Problems(log);
  const knowledge = createKnowledge(vscode.env.language);
  const hits = new Hits();
  const bounces = new Bounces();
  const readable = new ReadableNdrs(bounces, knowledge);
  const documents = new MailDocuments();
  const store = new ChecklistStore(checklistFile(context.globalStorageUri), problems);
  const view = new ChecklistView(knowledge, store, context.workspaceState);
  const messages = new MessageReader(context.extensionUri);
  const reader = new PanelContentReader(knowledge, hits, bounces, messages, problems);
  const panel = new ExplanationPanel(context.extensionUri, knowledge, reader, hits);
  const session = new ScanSession(context.extensionUri);
  const scanning = new ScanningRegistration({ context, session, hits, problems });
  const { results } = scanning;
  const { extensionUri } = context;
  const dashboard = new DashboardPanel({ extensionUri, knowledge, problems, scans: session, results });

  context.subscriptions.push(
    log,
    documents,
    store,
    view,
    messages,
    readable,
    panel,
    session,
    scanning,
    dashboard,
    registerEditor({ hits, bounces, documents, knowledge }),
    followCursor(panel, hits, documents),
    vscode.window.registerWebviewPanelSerializer(explanationViewType, panel),
    vscode.window.registerWebviewPanelSerializer(dashboardViewType, dashboard),
    registerCommands(problems, {
      ...codeCommands({ hits, knowledge, panel, readable }),
      ...checklistCommands({ knowledge, store, view }),
      ...scanning.commands,
      ...dashboardCommands({ dashboard }),
      [commandIds.showLog]: () => log.show(),
    }),
  );
}
