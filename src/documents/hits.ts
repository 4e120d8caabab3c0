import * as vscode from 'vscode';
import { findStatusCodes, type StatusCodeHit } from '../core/code/statusCode';
import { incidentExtension } from '../core/incident/fileName';
import { codesOfMail, type MessageHit } from '../core/mail/messageCodes';
import type { Mails } from './mails';
import { PerVersion } from './perVersion';

/** A status code in an open document; in a message with what it is written in, and what the decoded text says. */
export type DocumentHit = StatusCodeHit & Partial<Pick<MessageHit, 'via' | 'part' | 'sentence'>>;

/** The status codes of open documents, each document version scanned once for all who ask. */
export class Hits {
  private readonly found: PerVersion<readonly DocumentHit[]>;

  constructor(mails: Mails) {
    this.found = new PerVersion((document) => {
      // What the codes in an incident file are of is said there.
      if (document.uri.path.endsWith(incidentExtension)) return [];
      const mail = mails.in(document);
      return mail ? codesOfMail(mail) : findStatusCodes(document.getText());
    });
  }

  in(document: vscode.TextDocument): readonly DocumentHit[] {
    return this.found.of(document);
  }

  /** The hit that a position touches, its end included: a cursor right behind the code is at the code. */
  at(document: vscode.TextDocument, position: vscode.Position): DocumentHit | undefined {
    const offset = document.offsetAt(position);
    return this.in(document).find((hit) => hit.start <= offset && offset <= hit.end);
  }

  /** The whole range of the hit at the start of a range, which an encoding may have drawn out; else the range itself. */
  rangeAt(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
    const hit = this.at(document, document.validatePosition(range.start));
    return hit ? rangeOf(document, hit) : range;
  }
}

/** Where a hit stands in its document. */
export function rangeOf(document: vscode.TextDocument, hit: StatusCodeHit): vscode.Range {
  return new vscode.Range(document.positionAt(hit.start), document.positionAt(hit.end));
}
