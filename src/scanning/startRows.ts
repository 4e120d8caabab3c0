import * as vscode from 'vscode';
import { commandIds } from '../shared/commandIds';

/** A row of the results while nothing has been scanned: starts a scan. */
export interface StartRow {
  readonly kind: 'start';
  readonly command: typeof commandIds.scan | typeof commandIds.scanWorkspace;
}

/**
 * Rows in place of VS Code's welcome content: that hides the tree, and files that are dropped on it reach no extension.
 */
export function startRows(): StartRow[] {
  const files: StartRow = { kind: 'start', command: commandIds.scan };
  return vscode.workspace.workspaceFolders?.length
    ? [{ kind: 'start', command: commandIds.scanWorkspace }, files]
    : [files];
}

export function startItem({ command }: StartRow): vscode.TreeItem {
  const isWorkspace = command === commandIds.scanWorkspace;
  const title = isWorkspace ? vscode.l10n.t('Scan the Workspace') : vscode.l10n.t('Scan Files or Folders…');
  const item = new vscode.TreeItem(title);
  item.iconPath = new vscode.ThemeIcon(isWorkspace ? 'root-folder' : 'folder-opened');
  item.command = { command, title };
  return item;
}

/** What stands above them. */
export function startMessage(): string {
  return vscode.l10n.t(
    'Find all 5.7.7xx codes in folders of bounces and mail logs, compressed ones too, and see whose mail is blocked. Files and folders can also be dropped here.',
  );
}
