import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { contextKeys } from '../shared/commandIds';
import { syncLimit } from './syncLimit';

/** VS Code opens the document of a tab within this time, in milliseconds; what it refuses to show gets none. */
const patience = 1500;

/**
 * Tells of files in the tab in front that VS Code shows to no extension: packed ones, and those that are too large for it, which depends
 * on the machine and its settings. There is a tab for them and no document.
 */
export function watchUnreadableTabs(found: (uri: vscode.Uri) => void): vscode.Disposable {
  let shown: string | undefined;
  const look = async () => {
    const uri = fileInFront();
    if (uri?.toString() === shown) return;
    shown = uri?.toString();
    setUnreadable(false);
    if (!uri || !(await isUnreadable(uri))) return;
    if (fileInFront()?.toString() !== uri.toString()) return;
    setUnreadable(true);
    found(uri);
  };
  const subscription = vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(() => void look()),
    vscode.window.tabGroups.onDidChangeTabGroups(() => void look()),
  );
  void look();
  return subscription;
}

function fileInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText && input.uri.scheme === 'file' ? input.uri : undefined;
}

async function isUnreadable({ fsPath }: vscode.Uri): Promise<boolean> {
  if (/\.(?:gz|xz|zip|zst)$/i.test(fsPath)) return true;
  try {
    if ((await stat(fsPath)).size > syncLimit) return true;
  } catch {
    // A tab for a file that is gone is VS Code's to explain.
    return false;
  }
  if (!hasDocument(fsPath)) await new Promise((resolve) => setTimeout(resolve, patience));
  return !hasDocument(fsPath);
}

function hasDocument(path: string): boolean {
  return vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === 'file' && uri.fsPath === path);
}

/** The button that scans stays beside such a tab, when the offer is gone. */
function setUnreadable(value: boolean): void {
  void vscode.commands.executeCommand('setContext', contextKeys.isUnreadable, value);
}
