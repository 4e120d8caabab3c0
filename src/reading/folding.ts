import * as vscode from 'vscode';
import type { Structures } from '../documents/structures';

/** Folds the parts of a message, its headers and its long encoded bodies. */
export class MailFoldingProvider implements vscode.FoldingRangeProvider {
  constructor(private readonly structures: Structures) {}

  /** Undefined for what is no message: VS Code folds that by its indentation. */
  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] | undefined {
    const structure = this.structures.of(document);
    return structure?.folds
      .map(({ start, end }) => [document.positionAt(start).line, document.positionAt(end).line] as const)
      .filter(([first, last]) => first < last)
      .map(([first, last]) => new vscode.FoldingRange(first, last));
  }
}
