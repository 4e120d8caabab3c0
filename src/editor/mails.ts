import type * as vscode from 'vscode';
import type { Mail } from '../core/mail/readMail';
import { looksLikeMessage } from '../core/mailFile';
import { messageCore } from '../messageLoader';
import { PerVersion } from './perVersion';

/** The mails among open documents, the MIME structure of each document version walked once for all who ask. */
export class Mails {
  private readonly read: PerVersion<Mail | undefined>;

  /** @param read walks a mail */
  constructor(read: (text: string) => Mail = (text) => messageCore().readMail(text)) {
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
