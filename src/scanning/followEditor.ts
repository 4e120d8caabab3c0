import * as vscode from 'vscode';
import { pathOf } from '../shared/filePaths';
import type { Excerpts } from './excerpts';
import type { EventNode } from './resultNodes';
import type { ResultStructure } from './resultStructure';
import type { ResultsView } from './resultsView';

/** The cursor rests this long before the results follow it, in milliseconds. */
const pause = 300;

/** The row of the result that the cursor of an editor is on. */
export function rowAtCursor(
  { document, selection }: vscode.TextEditor,
  structure: ResultStructure,
  excerpts: Excerpts,
): EventNode | undefined {
  const { line } = selection.active;
  const source = excerpts.sourceOf(document.uri, line) ?? { file: pathOf(document.uri), line: line + 1 };
  return structure.rowAt(source.file, source.line);
}

/** Selects the result that the cursor of the editor is on, while the results are in sight. */
export function followEditor(
  results: ResultsView,
  structure: ResultStructure,
  excerpts: Excerpts,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const follow = async (editor: vscode.TextEditor) => {
    const row = rowAtCursor(editor, structure, excerpts);
    if (row) await results.select(row);
  };
  const subscription = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    clearTimeout(timer);
    if (results.isVisible) timer = setTimeout(() => void follow(textEditor), pause);
  });
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    subscription.dispose();
  });
}
