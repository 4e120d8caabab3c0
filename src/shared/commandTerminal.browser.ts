import * as vscode from 'vscode';

/** There is no terminal in a browser, and this says so. */
export async function openCommandTerminal(): Promise<void> {
  await vscode.window.showInformationMessage(
    vscode.l10n.t('There is no terminal in the browser. Open the folder in VS Code on a computer for that.'),
  );
}
