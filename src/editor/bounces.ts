import type * as vscode from 'vscode';
import { looksLikeMessage } from '../core/mailFile';
import type { Culprit } from '../core/ndr/culprit';
import type { Ndr } from '../core/ndr/ndr';
import { messageCore } from '../messageLoader';

/** A bounce as it was read, and who was blocked. */
export interface Bounce {
  readonly ndr: Ndr;
  readonly culprit: Culprit;
}

/** The bounces among open documents, each document version read once for all who ask. */
export class Bounces {
  private readonly known = new WeakMap<
    vscode.TextDocument,
    { version: number; bounce: Bounce | undefined }
  >();

  /** @returns undefined for a document that is no bounce */
  in(document: vscode.TextDocument): Bounce | undefined {
    const known = this.known.get(document);
    if (known?.version === document.version) return known.bounce;
    const bounce = read(document.getText());
    this.known.set(document, { version: document.version, bounce });
    return bounce;
  }
}

function read(text: string): Bounce | undefined {
  if (!looksLikeMessage(text)) return undefined;
  const { findCulprit, parseNdr } = messageCore();
  const ndr = parseNdr(text);
  return ndr.kind === 'unknown' ? undefined : { ndr, culprit: findCulprit(ndr) };
}
