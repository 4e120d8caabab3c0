import * as vscode from 'vscode';
import type { Bounces } from '../documents/bounces';
import type { Hits } from '../documents/hits';
import type { MailDocuments } from '../documents/mailDocuments';
import type { Mails } from '../documents/mails';
import type { Knowledge } from '../shared/knowledge';
import { CodePresence } from './codePresence';
import { CodeDecorations } from './decorations';
import { CodeLinkProvider } from './documentLinks';
import { CodeHoverProvider } from './hover';
import { MailLanguage } from './mailLanguage';
import { registerProviders } from './registerProviders';
import { structureProviders } from './structureProviders';

/** What everything in the editor works with. */
export interface EditorServices {
  readonly mails: Mails;
  readonly hits: Hits;
  readonly bounces: Bounces;
  readonly documents: MailDocuments;
  readonly knowledge: Knowledge;
}

/** Puts all that belongs to the text of a document in its place: marks, links, hovers, outline, folds, language. */
export function registerEditor({
  mails,
  hits,
  bounces,
  documents,
  knowledge,
}: EditorServices): vscode.Disposable {
  return vscode.Disposable.from(
    new CodeDecorations(hits, documents),
    new CodePresence(hits, bounces, documents),
    new MailLanguage(),
    registerProviders(documents, {
      links: new CodeLinkProvider(hits),
      hover: new CodeHoverProvider(hits, bounces, knowledge),
      ...structureProviders(mails, knowledge.language),
    }),
  );
}
