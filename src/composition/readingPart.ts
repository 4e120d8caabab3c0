import * as vscode from 'vscode';
import { codeCommands } from '../commands/codeCommands';
import { Bounces } from '../editor/bounces';
import { Hits } from '../editor/hits';
import { MailDocuments } from '../editor/mailDocuments';
import { Mails } from '../editor/mails';
import { MessageReader } from '../editor/messageReader';
import { ReadableNdrs } from '../editor/readableNdr';
import { registerEditor } from '../editor/registerEditor';
import { ExplanationPanel, explanationViewType } from '../panels/explanationPanel';
import { followCursor } from '../panels/followCursor';
import { PanelContentReader } from '../panels/panelContent';
import type { Ground, Part } from './part';

/** Codes in open documents: links, hovers, marks, the readable NDR and the explanation. */
export function readingPart({
  context,
  problems,
  knowledge,
}: Ground): Part & { readonly hits: Hits; readonly bounces: Bounces } {
  const { extensionUri } = context;
  const mails = new Mails();
  const hits = new Hits(mails);
  const bounces = new Bounces(mails);
  const documents = new MailDocuments();
  const messages = new MessageReader(extensionUri);
  const readable = new ReadableNdrs(bounces, messages, knowledge, problems);
  const reader = new PanelContentReader(knowledge, hits, bounces, problems);
  const panel = new ExplanationPanel(extensionUri, knowledge, reader, hits);
  const all = vscode.Disposable.from(
    documents,
    messages,
    readable,
    panel,
    registerEditor({ mails, hits, bounces, documents, knowledge }),
    followCursor(panel, hits, documents),
    vscode.window.registerWebviewPanelSerializer(explanationViewType, panel),
  );
  return {
    hits,
    bounces,
    commands: codeCommands({ hits, knowledge, panel, readable }),
    dispose: () => all.dispose(),
  };
}
