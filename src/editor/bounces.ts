import type * as vscode from 'vscode';
import { looksLikeMessage } from '../core/mailFile';
import { type Culprit, findCulprit } from '../core/ndr/culprit';
import { type Ndr, parseNdr } from '../core/ndr/ndr';
import { PerVersion } from './perVersion';

/** A bounce as it was read, and who was blocked. */
export interface Bounce {
  readonly ndr: Ndr;
  readonly culprit: Culprit;
}

/** The bounces among open documents, each document version read once for all who ask. */
export class Bounces {
  private readonly read = new PerVersion((document) => read(document.getText()));

  /** @returns undefined for a document that is no bounce */
  in(document: vscode.TextDocument): Bounce | undefined {
    return this.read.of(document);
  }
}

function read(text: string): Bounce | undefined {
  if (!looksLikeMessage(text)) return undefined;
  const ndr = parseNdr(text);
  return ndr.kind === 'unknown' ? undefined : { ndr, culprit: findCulprit(ndr) };
}
