import * as vscode from 'vscode';
import { commandIds } from './commandIds';
import { checklistCommands } from './commands/checklistCommands';
import { codeCommands } from './commands/codeCommands';
import { registerCommands } from './commands/registerCommands';
import { CodePresence } from './editor/codePresence';
import { CodeDecorations } from './editor/decorations';
import { CodeLinkProvider } from './editor/documentLinks';
import { Hits } from './editor/hits';
import { CodeHoverProvider } from './editor/hover';
import { MailDocuments } from './editor/mailDocuments';
import { MailLanguage } from './editor/mailLanguage';
import { registerProviders } from './editor/registerProviders';
import { structureProviders } from './editor/structureProviders';
import { createKnowledge } from './knowledgeLoader';
import { ExplanationPanel, explanationViewType } from './panels/explanationPanel';
import { followCursor } from './panels/followCursor';
import { MessageReader } from './panels/messageReader';
import { PanelContentReader } from './panels/panelContent';
import { Problems } from './problems';
import { ChecklistStore } from './views/checklistStore';
import { ChecklistView } from './views/checklistView';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('NDR Lens', { log: true });
  const problems = new Problems(log);
  const knowledge = createKnowledge(vscode.env.language);
  const hits = new Hits();
  const documents = new MailDocuments();
  const store = new ChecklistStore(context.storageUri ?? context.globalStorageUri, problems);
  const view = new ChecklistView(knowledge, store, context.workspaceState);
  const messages = new MessageReader(context.extensionUri);
  const reader = new PanelContentReader(knowledge, messages, problems);
  const panel = new ExplanationPanel(context.extensionUri, knowledge, reader);

  context.subscriptions.push(
    log,
    documents,
    store,
    view,
    messages,
    panel,
    new CodeDecorations(hits, documents),
    new CodePresence(hits, documents),
    new MailLanguage(),
    registerProviders(documents, {
      links: new CodeLinkProvider(hits),
      hover: new CodeHoverProvider(hits, knowledge),
      ...structureProviders(knowledge.language),
    }),
    followCursor(panel, hits, documents),
    vscode.window.registerWebviewPanelSerializer(explanationViewType, panel),
    registerCommands(problems, {
      ...codeCommands({ hits, knowledge, panel }),
      ...checklistCommands({ knowledge, store, view }),
      [commandIds.showLog]: () => log.show(),
    }),
  );
}
