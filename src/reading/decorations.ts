import * as vscode from 'vscode';
import { type Hits, rangeOf } from '../documents/hits';
import type { MailDocuments } from '../documents/mailDocuments';
import { onSettingsChange, readSettings } from '../shared/settings';

/** Typing pauses this long before marks move, in milliseconds. */
const pause = 150;

/** Marks status codes in visible editors and in their overview rulers, unless the setting turns that off. */
export class CodeDecorations implements vscode.Disposable {
  private readonly mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('ndrLens.codeBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('ndrLens.codeBorder'),
    overviewRulerColor: new vscode.ThemeColor('ndrLens.overviewRuler'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly hits: Hits,
    private readonly documents: MailDocuments,
  ) {
    this.subscriptions = [
      this.mark,
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.update(editors)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.documents.includes(document)) this.updateSoon();
      }),
      documents.onDidChange(() => this.update()),
      onSettingsChange(() => this.update()),
    ];
    this.update();
  }

  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), pause);
  }

  private update(editors: readonly vscode.TextEditor[] = vscode.window.visibleTextEditors): void {
    const { decoration } = readSettings();
    for (const editor of editors) {
      const { document } = editor;
      const hits = decoration && this.documents.includes(document) ? this.hits.in(document) : [];
      editor.setDecorations(
        this.mark,
        hits.map((hit) => rangeOf(document, hit)),
      );
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
