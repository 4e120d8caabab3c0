import * as vscode from 'vscode';
import type { Language } from '../core/catalogue/language';
import { looksLikeMessage } from '../core/mailFile';
import { foldsOf } from '../core/mime/folds';
import { type OutlineRow, outlineOf } from '../core/mime/outline';
import { parseStructure } from '../core/mime/structure';
import type { Range } from '../core/mime/view';
import { PerVersion } from './perVersion';

/** What can be shown of how a message is built. */
export interface Structure {
  readonly outline: readonly OutlineRow[];
  readonly folds: readonly Range[];
}

/** Lines that hold the header of every message but a contrived one. */
const headLines = 1000;

/** How the messages among open documents are built, each document version read once for all who ask. */
export class Structures {
  private readonly read: PerVersion<Structure | undefined>;

  constructor(language: Language) {
    this.read = new PerVersion((document) => structureOf(document, language));
  }

  /** Undefined for a document that is no message. */
  of(document: vscode.TextDocument): Structure | undefined {
    return this.read.of(document);
  }
}

function structureOf(document: vscode.TextDocument, language: Language): Structure | undefined {
  if (!looksLikeMessage(document.getText(new vscode.Range(0, 0, headLines, 0)))) return undefined;
  const text = document.getText();
  const parts = parseStructure(text);
  return { outline: outlineOf(text, parts, language), folds: foldsOf(text, parts) };
}
