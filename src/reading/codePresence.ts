import * as vscode from 'vscode';
import type { Bounces } from '../documents/bounces';
import type { Hits } from '../documents/hits';
import type { MailDocuments } from '../documents/mailDocuments';
import { contextKeys } from '../shared/commandIds';

/** Typing pauses this long before the commands of the palette follow, in milliseconds. */
const pause = 300;

/** Keeps the context keys that show commands for codes and for bounces only where the active document has some or is one. */
export class CodePresence implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly hits: Hits,
    private readonly bounces: Bounces,
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
    const active = vscode.window.activeTextEditor?.document;
    const document = active && this.documents.includes(active) ? active : undefined;
    setContext(contextKeys.hasCodes, document !== undefined && this.hits.in(document).length > 0);
    setContext(contextKeys.isBounce, document !== undefined && this.bounces.in(document) !== undefined);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
