import * as vscode from 'vscode';
import { commandIds } from '../shared/commandIds';

/** A row of the results while nothing has been scanned: starts a scan, or shows one on made-up files. */
export interface StartRow {
  readonly kind: 'start';
  readonly command:
    | typeof commandIds.scan
    | typeof commandIds.scanWorkspace
    | typeof commandIds.openSampleIncident;
}

/**
 * Rows in place of VS Code's welcome content: that hides the tree, and files that are dropped on it reach no extension.
 */
export function startRows(): StartRow[] {
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  const ids = [
    ...(hasFolder ? [commandIds.scanWorkspace] : []),
    commandIds.scan,
    commandIds.openSampleIncident,
  ];
  return ids.map((command) => ({ kind: 'start', command }));
}

export function startItem({ command }: StartRow): vscode.TreeItem {
  const { title, icon } = looks[command]();
  const item = new vscode.TreeItem(title);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title };
  return item;
}

const looks: Readonly<Record<StartRow['command'], () => { readonly title: string; readonly icon: string }>> =
  {
    [commandIds.scanWorkspace]: () => ({ title: vscode.l10n.t('Scan the Workspace'), icon: 'root-folder' }),
    [commandIds.scan]: () => ({ title: vscode.l10n.t('Scan Files or Folders…'), icon: 'folder-opened' }),
    [commandIds.openSampleIncident]: () => ({
      title: vscode.l10n.t('Open the Sample Incident'),
      icon: 'beaker',
    }),
  };

/** What stands above them. */
export function startMessage(): string {
  return vscode.l10n.t(
    'Find all 5.7.7xx codes in folders of bounces and mail logs, compressed ones too, and see whose mail is blocked. Files and folders can also be dropped here.',
  );
}
