import * as vscode from 'vscode';
import { excerptScheme } from '../documents/excerptScheme';
import type { Excerpts } from './excerpts';

/** Lines beyond what is in sight that have their numbers already. */
const ahead = 200;

/** Shows the numbers that lines of an excerpt have in their file: those of the editor would be wrong ones. */
export class ExcerptNumbers implements vscode.Disposable {
  private readonly numbers = vscode.window.createTextEditorDecorationType({
    before: { color: new vscode.ThemeColor('editorLineNumber.foreground'), margin: '0 1.5em 0 0' },
  });
  private readonly subscription = vscode.Disposable.from(
    this.numbers,
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      for (const editor of editors) this.draw(editor);
    }),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.draw(textEditor)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const editor of vscode.window.visibleTextEditors)
        if (editor.document === document) this.draw(editor);
    }),
  );

  constructor(private readonly excerpts: Pick<Excerpts, 'numberOf'>) {}

  /** Draws the numbers around what is in sight. */
  draw(editor: vscode.TextEditor): void {
    const { uri, lineCount } = editor.document;
    if (uri.scheme !== excerptScheme) return;
    editor.options = { lineNumbers: vscode.TextEditorLineNumbersStyle.Off };
    const [visible] = editor.visibleRanges;
    const first = Math.max(0, (visible?.start.line ?? 0) - ahead);
    const end = Math.min(lineCount, (visible?.end.line ?? 0) + ahead);
    const decorations: vscode.DecorationOptions[] = [];
    const width = String(
      this.excerpts.numberOf(uri, end - 1) ?? this.excerpts.numberOf(uri, end - 2) ?? '',
    ).length;
    for (let line = first; line < end; line += 1) {
      const number = this.excerpts.numberOf(uri, line);
      if (number !== undefined) decorations.push(numberAt(line, number, width));
    }
    editor.setDecorations(this.numbers, decorations);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function numberAt(line: number, number: number, width: number): vscode.DecorationOptions {
  // Blanks at the start would be collapsed.
  const contentText = String(number).padStart(width, '\u2007');
  return { range: new vscode.Range(line, 0, line, 0), renderOptions: { before: { contentText } } };
}
