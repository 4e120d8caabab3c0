import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { contextKeys } from '../shared/commandIds';
import { hasPath, pathOf } from '../shared/filePaths';
import { syncLimit } from './syncLimit';

/**
 * Tells of files in the tab in front that VS Code shows to no extension: packed ones, and those that are too large for it, which depends
 * on the machine and its settings. There is a tab for them and no document.
 */
export function watchUnreadableTabs(found: (uri: vscode.Uri) => void): vscode.Disposable {
  let shown: string | undefined;
  const look = async (isAnew = false) => {
    const uri = fileInFront();
    if (uri?.toString() === shown && !isAnew) return;
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
    // A person may open it all the same.
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document.uri.toString() === shown) void look(true);
    }),
  );
  void look();
  return subscription;
}

function fileInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText && hasPath(input.uri) ? input.uri : undefined;
}

async function isUnreadable(uri: vscode.Uri): Promise<boolean> {
  const path = pathOf(uri);
  if (/\.(?:gz|xz|zip|zst)$/i.test(path)) return true;
  try {
    const { size } = await stat(path);
    return size > syncLimit || (size > confirmationLimit(uri) && !hasDocument(path));
  } catch {
    // A tab for a file that is gone is VS Code's to explain.
    return false;
  }
}

/** Bytes above which VS Code asks before it opens a file; by default fewer in a remote window. */
function confirmationLimit(uri: vscode.Uri): number {
  const megabytes = vscode.workspace
    .getConfiguration('workbench', uri)
    .get<number>('editorLargeFileConfirmation');
  return megabytes === undefined ? syncLimit : megabytes * 1024 * 1024;
}

function hasDocument(path: string): boolean {
  return vscode.workspace.textDocuments.some(({ uri }) => pathOf(uri) === path);
}

/** The button that scans stays beside such a tab, when the offer is gone. */
function setUnreadable(value: boolean): void {
  void vscode.commands.executeCommand('setContext', contextKeys.isUnreadable, value);
}
