import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/**
 * Opens a made-up incident, bounces, logs and exports of a tenant, in a folder of its own: what is ticked there is nobody's.
 * Ticks of an earlier time stay.
 */
export async function openSampleIncident(extension: vscode.Uri, storage: vscode.Uri): Promise<void> {
  const folder = vscode.Uri.joinPath(storage, vscode.l10n.t('sample-incident'));
  await cp(join(extension.fsPath, 'samples'), folder.fsPath, { recursive: true });
  const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
}
