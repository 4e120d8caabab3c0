import * as vscode from 'vscode';
import { caseworkCommands } from './caseworkLoader';
import { commandIds } from './commandIds';
import { checklistCommands } from './commands/checklistCommands';
import { codeCommands } from './commands/codeCommands';
import { dashboardCommands } from './commands/dashboardCommands';
import { importCommands } from './commands/importCommands';
import { registerCommands } from './commands/registerCommands';
import { verifyCommands } from './commands/verifyCommands';
import { Bounces } from './editor/bounces';
import { Hits } from './editor/hits';
import { MailDocuments } from './editor/mailDocuments';
import { ReadableNdrs } from './editor/readableNdr';
import { registerEditor } from './editor/registerEditor';
import { DropOnChecklist } from './imports/dropOnChecklist';
import { FindingsUpdater } from './imports/findingsUpdater';
import { TenantFactsStore, tenantFactsFile } from './imports/tenantFactsStore';
import { TenantImport } from './imports/tenantImport';
import { IncidentPlaces } from './incidents/incidentPlaces';
import { IncidentStore } from './incidents/incidentStore';
import { StepNotes } from './incidents/stepNotes';
import { createKnowledge } from './knowledgeLoader';
import { DashboardPanel, dashboardViewType } from './panels/dashboardPanel';
import { ExplanationPanel, explanationViewType } from './panels/explanationPanel';
import { followCursor } from './panels/followCursor';
import { MessageReader } from './panels/messageReader';
import { PanelContentReader } from './panels/panelContent';
import { Problems } from './problems';
import { IncidentEvidenceReader } from './scans/incidentEvidence';
import { ScanningRegistration } from './scans/registerScanning';
import { ScanSession } from './scans/scanSession';
import { ChecklistView } from './views/checklistView';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('NDR Lens', { log: true });
  const problems = new Problems(log);
  const knowledge = createKnowledge(vscode.env.language);
  const hits = new Hits();
  const bounces = new Bounces();
  const readable = new ReadableNdrs(bounces, knowledge);
  const documents = new MailDocuments();
  const store = new IncidentStore(
    new IncidentPlaces(context.globalStorageUri),
    context.workspaceState,
    problems,
  );
  const notes = new StepNotes(store);
  const session = new ScanSession(context.extensionUri);
  const facts = new TenantFactsStore(tenantFactsFile(context.globalStorageUri), problems);
  const updater = new FindingsUpdater({ store: facts, problems, scans: session, targets: [store] });
  const imports = new TenantImport({ language: knowledge.language, store: facts, updater, problems });
  const drop = new DropOnChecklist((sources) => imports.import(sources));
  const view = new ChecklistView(knowledge, store, context.workspaceState, drop);
  const messages = new MessageReader(context.extensionUri);
  const reader = new PanelContentReader(knowledge, hits, bounces, messages, problems);
  const panel = new ExplanationPanel(context.extensionUri, knowledge, reader, hits);
  const evidence = new IncidentEvidenceReader(bounces, session);
  const scanning = new ScanningRegistration({ context, session, hits, problems });
  const { results } = scanning;
  const { extensionUri } = context;
  const dashboard = new DashboardPanel({ extensionUri, knowledge, problems, scans: session, results });

  context.subscriptions.push(
    log,
    documents,
    store,
    facts,
    updater,
    notes,
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
      ...verifyCommands({ knowledge, evidence }),
      ...scanning.commands,
      ...importCommands({ knowledge, store: facts, imports, updater, scans: session }),
      ...caseworkCommands({ knowledge, problems, store, notes, view, storage: context.globalStorageUri }),
      ...dashboardCommands({ dashboard }),
      [commandIds.showLog]: () => log.show(),
    }),
  );
}
