import * as vscode from 'vscode';
import { pathOf } from '../shared/filePaths';
import type { Excerpts } from './excerpts';
import type { ResultsTree } from './resultsTree';
import type { ResultsView } from './resultsView';

/** The cursor rests this long before the results follow it, in milliseconds. */
const pause = 300;

/** Selects the result that the cursor of the editor is on, while the results are in sight. */
export function followEditor(results: ResultsView, tree: ResultsTree, excerpts: Excerpts): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const follow = async ({ document, selection }: vscode.TextEditor) => {
    const { line } = selection.active;
    const source = excerpts.sourceOf(document.uri, line) ?? { file: pathOf(document.uri), line: line + 1 };
    const row = tree.rowAt(source.file, source.line);
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
