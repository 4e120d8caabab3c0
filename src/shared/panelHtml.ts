import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type PageName, pageHtml } from './pageHtml';

/** The empty page of a panel, ready for a webview. */
export function panelHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  language: string,
  page: PageName,
): string {
  return pageHtml({
    page,
    language,
    source: webview.cspSource,
    nonce: randomBytes(18).toString('base64'),
    asset: (name) =>
      webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString(),
  });
}
