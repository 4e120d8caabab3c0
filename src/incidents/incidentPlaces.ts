import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { incidentExtension } from '../core/incident/fileName';
import { fileUri, keepsFiles, pathOf } from '../shared/filePaths';
import { readSettings } from '../shared/settings';
import { workspaceIdentity } from '../shared/workspaceIdentity';

/** Names that Windows keeps for devices, whatever follows the first dot. */
const reservedName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Where the incidents of this window's workspace are kept. */
export class IncidentPlaces {
  constructor(private readonly globalStorage: vscode.Uri) {}

  /** The folder inside the workspace; undefined without a folder on this machine. */
  get workspace(): string | undefined {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    if (!first || !keepsFiles(first.uri)) return undefined;
    const root = pathOf(first.uri);
    const folder = join(root, readSettings().incidentFolder);
    // A workspace may come from anywhere; neither its settings nor its links lead a file out of it.
    return isInside(root, folder) && isInside(realPath(root), realPath(folder)) ? folder : undefined;
  }

  /**
   * The folder in the extension's storage; windows without a folder share one.
   *
   * Not in the storage that VS Code gives each workspace: an extension host that starts while the one before still ends, as
   * after a crash or a quick reload, is given another folder there, and would find no ticks.
   */
  get storage(): string {
    return join(pathOf(this.globalStorage), 'incidents', workspaceIdentity());
  }

  /** Where a checklist was kept before there were incidents. */
  get checklist(): string {
    return join(pathOf(this.globalStorage), 'checklists', `${workspaceIdentity()}.json`);
  }

  /** Both folders, where there are both; they need not be there yet. */
  folders(): string[] {
    return [this.workspace, this.storage].filter((folder) => folder !== undefined);
  }

  /** The files there are, in both places. */
  files(): string[] {
    return this.folders().flatMap((folder) => {
      if (!existsSync(folder)) return [];
      const names = readdirSync(folder).filter((name) => name.endsWith(incidentExtension));
      return names.sort().map((name) => join(folder, name));
    });
  }

  /** True where there is an incident, or a checklist from before there were any. */
  hasAny(): boolean {
    return existsSync(this.checklist) || this.files().length > 0;
  }

  isInWorkspace(path: string): boolean {
    const { workspace } = this;
    // Not by the letter: Windows knows no case, and the setting may end with a slash.
    return workspace !== undefined && relative(workspace, dirname(path)) === '';
  }

  /** A path for a new incident, in the workspace unless the setting says otherwise. */
  newPath(title: string, folder = this.preferred): string {
    const plain = title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60);
    const name = plain === '' || reservedName.test(plain) ? `incident-${plain}`.replace(/-$/, '') : plain;
    for (let count = 1; ; count += 1) {
      const path = join(folder, `${name}${count === 1 ? '' : `-${count}`}${incidentExtension}`);
      if (!existsSync(path)) return path;
    }
  }

  /** What to watch for changes by other windows, by hand or by git. */
  patterns(): vscode.RelativePattern[] {
    return this.folders().map(
      (folder) => new vscode.RelativePattern(fileUri(folder), `*${incidentExtension}`),
    );
  }

  private get preferred(): string {
    const { workspace } = this;
    return workspace !== undefined && readSettings().incidentLocation === 'workspace'
      ? workspace
      : this.storage;
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`);
}

/** Where links lead; of a folder that is not there yet, where it would be. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), path.slice(parent.length));
  }
}
