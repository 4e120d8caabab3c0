import * as vscode from 'vscode';
import type { StatusCodeHit } from '../core/code/statusCode';
import { type Hits, rangeOf } from '../documents/hits';

/** How long the position among the codes stays in the status bar, in milliseconds. */
const announcement = 4000;

/**
 * Selects the next or previous status code of the active editor, going round at the end.
 * @returns false when the document has none
 */
export function goToCode(hits: Hits, direction: 'next' | 'previous'): boolean {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return false;
  const all = hits.in(editor.document);
  const index = direction === 'next' ? indexAfter(all, editor) : indexBefore(all, editor);
  const hit = all[index];
  if (!hit) return false;
  const range = rangeOf(editor.document, hit);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('{0}: code {1} of {2}', hit.code, index + 1, all.length),
    announcement,
  );
  return true;
}

function indexAfter(hits: readonly StatusCodeHit[], { document, selection }: vscode.TextEditor): number {
  const offset = document.offsetAt(selection.end);
  const index = hits.findIndex((hit) => hit.start >= offset);
  return Math.max(0, index);
}

function indexBefore(hits: readonly StatusCodeHit[], { document, selection }: vscode.TextEditor): number {
  const offset = document.offsetAt(selection.start);
  const index = hits.findLastIndex((hit) => hit.end <= offset);
  return index < 0 ? hits.length - 1 : index;
}
