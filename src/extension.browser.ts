import * as vscode from 'vscode';
import { keepFilesIn } from './core/browser/disk';
import { startWorkersBy } from './core/browser/node/worker_threads';
import { incidentExtension } from './core/incident/fileName';
import { activate as activateEverywhere } from './extension';
import { IncidentPlaces } from './incidents/incidentPlaces';
import { contextKeys } from './shared/commandIds';
import { onSettingsChange } from './shared/settings';
import { startWorker } from './web/startWorker';
import { FolderInMemory, workspaceFiles } from './web/workspaceDisk';

export { deactivate } from './extension';

/** In a browser, incidents are looked for before anything asks whether there are any. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  void vscode.commands.executeCommand('setContext', contextKeys.isBrowser, true);
  keepFilesIn(workspaceFiles);
  startWorkersBy((name) => startWorker(context.extensionUri, name));
  const places = new IncidentPlaces(context.globalStorageUri);
  const followed = new Map<string, FolderInMemory>();
  const follow = async () => {
    const folders = places.folders().filter((folder) => !followed.has(folder));
    for (const folder of folders)
      followed.set(folder, new FolderInMemory(folder, (name) => name.endsWith(incidentExtension)));
    await Promise.all(folders.map((folder) => followed.get(folder)?.read()));
  };
  await follow();
  context.subscriptions.push(
    new vscode.Disposable(() => vscode.Disposable.from(...followed.values()).dispose()),
    onSettingsChange(() => void follow()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void follow()),
  );
  activateEverywhere(context);
}
