import type * as vscode from 'vscode';
import { looksLikeMessage } from '../core/files/mailFile';
import { type Mail, readMail } from '../core/mail/readMail';
import { PerVersion } from './perVersion';

/** The mails among open documents, the MIME structure of each document version walked once for all who ask. */
export class Mails {
  private readonly read: PerVersion<Mail | undefined>;

  /** @param read walks a mail */
  constructor(read: (text: string) => Mail = readMail) {
    this.read = new PerVersion((document) => {
      const text = document.getText();
      return looksLikeMessage(text) ? read(text) : undefined;
    });
  }

  /** Undefined for a document that is no mail. */
  in(document: vscode.TextDocument): Mail | undefined {
    return this.read.of(document);
  }
}
