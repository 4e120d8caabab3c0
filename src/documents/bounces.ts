import type * as vscode from 'vscode';
import { type Culprit, findCulprit } from '../core/bounce/culprit';
import type { MessageFields } from '../core/bounce/messageFields';
import { type Ndr, ndrOfMail } from '../core/bounce/ndr';
import { pastedNdr } from '../core/bounce/ndrsIn';
import { readMessageFields } from '../core/bounce/readMessageFields';
import type { Mail } from '../core/mail/readMail';
import type { Mails } from './mails';
import { PerVersion } from './perVersion';

/** A bounce as it was read, and who was blocked. */
export interface Bounce {
  readonly ndr: Ndr;
  readonly culprit: Culprit;
}

/** The bounces among open documents, each document version read once for all who ask. */
export class Bounces {
  private readonly read: PerVersion<Bounce | undefined>;
  private readonly pasted = new PerVersion((document) => {
    const ndr = pastedNdr(document.getText());
    return ndr && { ndr, culprit: findCulprit(ndr) };
  });

  constructor(mails: Mails) {
    this.read = new PerVersion((document) => read(mails.in(document)));
  }

  /** @returns undefined for a document that is no bounce */
  in(document: vscode.TextDocument): Bounce | undefined {
    const bounce = this.read.of(document) ?? this.pasted.of(document);
    return bounce?.ndr.kind === 'unknown' ? undefined : bounce;
  }

  /** What a person reads first of a mail, bounce or not; undefined for a document that is no mail. */
  fieldsOf(document: vscode.TextDocument): MessageFields | undefined {
    const mail = this.read.of(document);
    return mail && readMessageFields(mail.ndr);
  }
}

function read(mail: Mail | undefined): Bounce | undefined {
  if (!mail) return undefined;
  const ndr = ndrOfMail(mail);
  return { ndr, culprit: findCulprit(ndr) };
}
