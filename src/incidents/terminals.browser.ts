import * as vscode from 'vscode';

/** There is no terminal in a browser: the command is copied, and this says so. */
export async function typeInto(_shell: 'PowerShell' | 'any', command: string): Promise<void> {
  await vscode.env.clipboard.writeText(command);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'There is no terminal in the browser. The command was copied: paste it where it is to run.',
    ),
  );
}
