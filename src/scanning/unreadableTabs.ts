import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { syncLimit } from './syncLimit';

/**
 * Tells of files that are opened and that VS Code shows to no extension: packed ones and large ones. There is a tab for
 * them and no document.
 */
export function watchUnreadableTabs(found: (uri: vscode.Uri) => void): vscode.Disposable {
  return vscode.window.tabGroups.onDidChangeTabs(async ({ opened }) => {
    for (const { input } of opened) {
      if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== 'file') continue;
      if (await isUnreadable(input.uri.fsPath)) found(input.uri);
    }
  });
}

async function isUnreadable(path: string): Promise<boolean> {
  if (/\.(?:gz|xz|zip|zst)$/i.test(path)) return true;
  try {
    return (await stat(path)).size > syncLimit;
  } catch {
    // A tab for a file that is gone is VS Code's to explain.
    return false;
  }
}
