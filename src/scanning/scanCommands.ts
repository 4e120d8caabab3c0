import * as vscode from 'vscode';
import { type Command, commandIds } from '../shared/commandIds';
import { selectedUris } from '../shared/selectedUris';
import type { ResultsView } from './resultsView';
import type { ScanRunner } from './scanRunner';
import { chooseTimeZone } from './timeZoneChoice';

/** What the commands that scan work with. */
export interface ScanServices {
  readonly runner: ScanRunner;
  readonly results: ResultsView;
}

/** The commands that scan, by id. */
export function scanCommands({ runner, results }: ScanServices) {
  const scan = async (uris: readonly vscode.Uri[] | undefined) => {
    if (!uris || uris.length === 0) return;
    await results.open();
    await runner.scan(uris);
  };
  return {
    [commandIds.scan]: async (argument, selection) =>
      scan(selectedUris(argument, selection) ?? (await choose())),
    [commandIds.scanWorkspace]: () => scan(workspaceUris()),
    [commandIds.rescan]: () => runner.rescan(),
    [commandIds.changeTimeZone]: async () => {
      const zone = await chooseTimeZone(runner.timeZone);
      if (zone !== undefined) await runner.rescanIn(zone);
    },
    [commandIds.cancelScan]: () => runner.cancel(),
    [commandIds.clearResults]: () => runner.clear(),
  } satisfies Record<string, Command>;
}

function workspaceUris(): vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
}

/** Asks what to scan. Files and folders apart, since no system's dialog lets one choose both. */
async function choose(): Promise<readonly vscode.Uri[] | undefined> {
  const workspace = { label: vscode.l10n.t('The workspace'), iconPath: new vscode.ThemeIcon('root-folder') };
  const folders = { label: vscode.l10n.t('Folders…'), iconPath: new vscode.ThemeIcon('folder') };
  const files = { label: vscode.l10n.t('Files…'), iconPath: new vscode.ThemeIcon('files') };
  const choice = await vscode.window.showQuickPick(
    workspaceUris().length > 0 ? [workspace, folders, files] : [folders, files],
    { placeHolder: vscode.l10n.t('What do you want to scan for 5.7.7xx codes?') },
  );
  if (choice === undefined) return undefined;
  if (choice === workspace) return workspaceUris();
  return vscode.window.showOpenDialog({
    canSelectFiles: choice === files,
    canSelectFolders: choice === folders,
    canSelectMany: true,
    openLabel: vscode.l10n.t('Scan'),
  });
}
