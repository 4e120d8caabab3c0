import * as vscode from 'vscode';
import type { CommandsOf } from '../commandIds';
import { codeCommands } from '../commands/codeCommands';
import { Bounces } from '../editor/bounces';
import { Hits } from '../editor/hits';
import type { MailDocuments } from '../editor/mailDocuments';
import { Mails } from '../editor/mails';
import { MessageReader } from '../editor/messageReader';
import { ReadableNdrs } from '../editor/readableNdr';
import { registerEditor } from '../editor/registerEditor';
import { ExplanationPanel } from '../panels/explanationPanel';
import { followCursor } from '../panels/followCursor';
import { PanelContentReader } from '../panels/panelContent';
import type { Services } from '../shared/services';

/** What reading works with. */
export interface ReadingServices extends Services {
  readonly documents: MailDocuments;
  /** Told which readable form of a bounce is out of date. */
  readonly readableChanged: (uri: vscode.Uri) => void;
}

/** What is loaded with the first document that may have codes. */
export interface ReadingFeature extends vscode.Disposable {
  readonly hits: Hits;
  readonly bounces: Bounces;
  readonly readable: ReadableNdrs;
  readonly panel: ExplanationPanel;
  readonly commands: CommandsOf<'reading'>;
}

/** Codes in open documents: links, hovers, marks, the readable NDR and the explanation. */
export function createReading(services: ReadingServices): ReadingFeature {
  const { context, problems, knowledge, documents, readableChanged } = services;
  const { extensionUri } = context;
  const mails = new Mails();
  const hits = new Hits(mails);
  const bounces = new Bounces(mails);
  const messages = new MessageReader();
  const readable = new ReadableNdrs(bounces, messages, knowledge, readableChanged, problems);
  const reader = new PanelContentReader(knowledge, hits, bounces, problems);
  const panel = new ExplanationPanel(extensionUri, knowledge, reader, hits, problems);
  const all = vscode.Disposable.from(
    messages,
    readable,
    panel,
    registerEditor({ mails, hits, bounces, documents, knowledge }),
    followCursor(panel, hits, documents),
  );
  return {
    hits,
    bounces,
    readable,
    panel,
    commands: codeCommands({ hits, knowledge, panel, readable }),
    dispose: () => all.dispose(),
  };
}
