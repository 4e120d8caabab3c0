import * as vscode from 'vscode';
import { contextKeys } from '../commandIds';
import type { Hits } from './hits';
import type { MailDocuments } from './mailDocuments';

/** Typing pauses this long before the commands of the palette follow, in milliseconds. */
const pause = 300;

/** Keeps the context key that shows the commands for codes only where the active document has codes. */
export class CodePresence implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly hits: Hits,
    private readonly documents: MailDocuments,
  ) {
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.updateSoon();
      }),
      documents.onDidChange(() => this.update()),
    ];
    this.update();
  }

  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), pause);
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const present =
      document !== undefined && this.documents.includes(document) && this.hits.in(document).length > 0;
    void vscode.commands.executeCommand('setContext', contextKeys.hasCodes, present);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
