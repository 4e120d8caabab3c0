import * as vscode from 'vscode';
import type { Language } from '../core/code/language';
import { unreadText } from '../core/files/unreadTexts';
import { readOutlookMessage } from '../core/msg/msgThread';
import type { Bounces } from '../documents/bounces';
import { outlookUri } from '../documents/outlookUri';
import type { ReadableNdrs } from './readableNdr';

/** Shows Outlook messages as the mails that they are: a bounce as a person reads it, any other as its text. */
export class OutlookMessages {
  constructor(
    private readonly bounces: Bounces,
    private readonly readable: ReadableNdrs,
    private readonly language: Language,
  ) {}

  /** The mail in the message that an address of a document names. @throws Error with a sentence where it cannot be read */
  async content({ query }: vscode.Uri): Promise<string> {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(query, true));
    return (await readOutlookMessage(bytes)).text;
  }

  /** Puts the mail in the place of the tab that the message was opened in; where it cannot be read, the tab says why. */
  async open(message: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
    const { viewColumn = vscode.ViewColumn.Active } = panel;
    const raw = outlookUri(message);
    try {
      // A document whose provider fails opens empty: the failure is wanted here.
      await this.content(raw);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      panel.webview.html = sentencePage(unreadText(said, this.language));
      return;
    }
    const document = await vscode.workspace.openTextDocument(raw);
    if (this.bounces.in(document)) await this.readable.show(raw, viewColumn);
    else await vscode.window.showTextDocument(document, { viewColumn });
    panel.dispose();
  }
}

/** A page with a sentence and nothing else: no script, no style, no link. */
function sentencePage(sentence: string): string {
  const shown = sentence.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>NDR Lens</title></head><body><p>${shown}</p></body></html>`;
}
