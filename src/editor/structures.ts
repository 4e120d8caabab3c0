import type * as vscode from 'vscode';
import type { Language } from '../core/catalogue/language';
import type { Mail } from '../core/mail/readMail';
import type { OutlineRow } from '../core/mime/outline';
import type { Range } from '../core/mime/view';
import { messageCore } from '../messageLoader';
import type { Mails } from './mails';
import { PerVersion } from './perVersion';

/** What can be shown of how a message is built. */
export interface Structure {
  readonly outline: readonly OutlineRow[];
  readonly folds: readonly Range[];
}

/** How the messages among open documents are built, each document version read once for all who ask. */
export class Structures {
  private readonly read: PerVersion<Structure | undefined>;

  constructor(mails: Mails, language: Language) {
    this.read = new PerVersion((document) => structureOf(mails.in(document), language));
  }

  /** Undefined for a document that is no message. */
  of(document: vscode.TextDocument): Structure | undefined {
    return this.read.of(document);
  }
}

function structureOf(mail: Mail | undefined, language: Language): Structure | undefined {
  if (!mail) return undefined;
  const { foldsOf, outlineOf, partsOfMail } = messageCore();
  const { text } = mail;
  const parts = partsOfMail(mail);
  return { outline: outlineOf(text, parts, language), folds: foldsOf(text, parts) };
}
