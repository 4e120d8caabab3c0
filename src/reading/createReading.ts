import * as vscode from 'vscode';
import { Bounces } from '../documents/bounces';
import { Hits } from '../documents/hits';
import type { MailDocuments } from '../documents/mailDocuments';
import { Mails } from '../documents/mails';
import { MessageReader } from '../documents/messageReader';
import type { CommandsOf } from '../shared/commandIds';
import type { Services } from '../shared/services';
import { codeCommands } from './codeCommands';
import { ExplanationPanel } from './explanationPanel';
import { followCursor } from './followCursor';
import { OutlookMessages } from './outlookMessages';
import { PanelContentReader } from './panelContent';
import { ReadableNdrs } from './readableNdr';
import { registerEditor } from './registerEditor';

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
  readonly outlook: OutlookMessages;
  readonly panel: ExplanationPanel;
  readonly commands: CommandsOf<'reading'>;
}

/** Codes in open documents: links, hovers, marks, the readable NDR and the explanation. */
export function createReading(services: ReadingServices): ReadingFeature {
  const { context, problems, knowledge, documents, readableChanged, ticks } = services;
  const { extensionUri } = context;
  const mails = new Mails();
  const hits = new Hits(mails);
  const bounces = new Bounces(mails);
  const messages = new MessageReader();
  const readable = new ReadableNdrs(bounces, messages, knowledge, readableChanged, problems);
  const reader = new PanelContentReader(knowledge, hits, bounces, ticks, problems);
  const panel = new ExplanationPanel(extensionUri, knowledge, reader, hits, problems);
  const all = vscode.Disposable.from(
    messages,
    readable,
    panel,
    ticks.onDidChange(() => problems.attempt(() => panel.refresh())),
    registerEditor({ mails, hits, bounces, documents, knowledge }),
    followCursor(panel, hits, documents),
  );
  return {
    hits,
    bounces,
    readable,
    outlook: new OutlookMessages(bounces, readable, knowledge.language),
    panel,
    commands: codeCommands({ extensionUri, hits, knowledge, panel, readable }),
    dispose: () => all.dispose(),
  };
}
