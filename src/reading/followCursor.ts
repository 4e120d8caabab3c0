import * as vscode from 'vscode';
import type { Hits } from '../documents/hits';
import type { MailDocuments } from '../documents/mailDocuments';
import { readSettings } from '../shared/settings';
import { referenceTo } from './codeReference';
import type { ExplanationPanel } from './explanationPanel';

/** A cursor on the move rests this long before the panel follows, in milliseconds. */
const rest = 120;

/** Lets the open explanation panel follow the cursor from code to code, unless the setting turns that off. */
export function followCursor(
  panel: ExplanationPanel,
  hits: Hits,
  documents: MailDocuments,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const subscription = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
    clearTimeout(timer);
    const [selection] = selections;
    if (
      !panel.isOpen ||
      !selection ||
      !readSettings().followCursor ||
      !documents.includes(textEditor.document)
    )
      return;
    timer = setTimeout(() => {
      const hit = hits.at(textEditor.document, selection.active);
      if (hit) void panel.update(referenceTo(textEditor.document, hit));
    }, rest);
  });
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    subscription.dispose();
  });
}
