import type * as vscode from 'vscode';
import type { Language } from '../core/code/language';
import { foldsOf } from '../core/mail/folds';
import { type OutlineRow, outlineOf } from '../core/mail/outline';
import type { Mail } from '../core/mail/readMail';
import { partsOfMail } from '../core/mail/structure';
import type { Range } from '../core/mail/view';
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
  const { text } = mail;
  const parts = partsOfMail(mail);
  return { outline: outlineOf(text, parts, language), folds: foldsOf(text, parts) };
}
