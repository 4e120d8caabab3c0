import * as vscode from 'vscode';

/** A browser has no folder to copy the samples to, and this says so. */
export async function openSampleIncident(): Promise<void> {
  await vscode.window.showInformationMessage(
    vscode.l10n.t('The sample incident cannot be opened in the browser. Open a sample bounce instead.'),
  );
}
