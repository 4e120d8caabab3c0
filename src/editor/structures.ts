import * as vscode from 'vscode';
import type { Language } from '../core/catalogue/language';
import { looksLikeMessage } from '../core/mailFile';
import type { OutlineRow } from '../core/mime/outline';
import type { Range } from '../core/mime/view';
import { messageCore } from '../messageLoader';

/** What can be shown of how a message is built. */
export interface Structure {
  readonly outline: readonly OutlineRow[];
  readonly folds: readonly Range[];
}

/** Lines that hold the header of every message but a contrived one. */
const headLines = 1000;

/** How the messages among open documents are built, each document version read once for all who ask. */
export class Structures {
  private readonly known = new WeakMap<vscode.TextDocument, { version: number; structure: Structure }>();

  constructor(private readonly language: Language) {}

  /** Undefined for a document that is no message. */
  of(document: vscode.TextDocument): Structure | undefined {
    const known = this.known.get(document);
    if (known?.version === document.version) return known.structure;
    if (!looksLikeMessage(document.getText(new vscode.Range(0, 0, headLines, 0)))) return undefined;
    const { foldsOf, outlineOf, parseStructure } = messageCore();
    const text = document.getText();
    const parts = parseStructure(text);
    const structure = { outline: outlineOf(text, parts, this.language), folds: foldsOf(text, parts) };
    this.known.set(document, { version: document.version, structure });
    return structure;
  }
}
