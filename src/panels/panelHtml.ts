import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The panel's empty page. Content arrives by message and is put in as text, so nothing from a file is ever parsed as
 * HTML; the policy allows our own script and style sheet and nothing else.
 */
export function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri, language: string): string {
  const nonce = randomBytes(18).toString('base64');
  const asset = (...path: string[]) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${asset('media', 'explanation.css')}">
<title>NDR Lens</title>
</head>
<body>
<script nonce="${nonce}" src="${asset('dist', 'webview', 'explanation.js')}"></script>
</body>
</html>`;
}
