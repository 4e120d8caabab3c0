import * as vscode from 'vscode';
import { type Backing, DiskError, disk, type Facts } from '../core/browser/disk';
import { fileUri } from '../shared/filePaths';

const { fs } = vscode.workspace;

/** Files where the file systems of VS Code have them. */
export const workspaceFiles: Backing = {
  facts: (path) => told(path, async () => factsOf(await fs.stat(fileUri(path)))),
  read: (path) => told(path, async () => new Uint8Array(await fs.readFile(fileUri(path)))),
  list: async (path) => (await told(path, () => fs.readDirectory(fileUri(path)))).map(([name]) => name),
  write: (path, bytes) => told(path, () => fs.writeFile(fileUri(path), bytes)),
  makeFolder: (path) => told(path, () => fs.createDirectory(fileUri(path))),
  move: (from, to) => told(from, () => fs.rename(fileUri(from), fileUri(to), { overwrite: true })),
  delete: (path) => told(path, () => fs.delete(fileUri(path))),
};

/** What the system of Node.js calls the errors of VS Code's. */
const codes = { FileNotFound: 'ENOENT', FileExists: 'EEXIST', NoPermissions: 'EACCES' } as const;

async function told<Result>(path: string, act: () => Thenable<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : '';
    throw new DiskError(codes[code as keyof typeof codes] ?? 'EIO', path, error);
  }
}

function factsOf({ type, size, mtime }: vscode.FileStat): Facts {
  return { isFolder: (type & vscode.FileType.Directory) !== 0, size, mtimeMs: mtime };
}

/**
 * Puts the names in a folder into the memory, and in those below it.
 * @param isWanted asked of each file and folder by its path
 * @throws (by rejection) DiskError where the folder cannot be listed
 */
export async function listIntoMemory(folder: string, isWanted: (path: string) => boolean): Promise<void> {
  const names = await told(folder, () => fs.readDirectory(fileUri(folder)));
  disk.putFolder(folder);
  const there = new Set(names.map(([name]) => name));
  for (const name of disk.list(folder)) if (!there.has(name)) disk.delete(`${folder}/${name}`);
  for (const [name, type] of names) {
    const path = `${folder}/${name}`;
    // Links may lead round in a circle.
    if (!isWanted(path) || (type & vscode.FileType.SymbolicLink) !== 0) continue;
    if (type === vscode.FileType.Directory) await listIntoMemory(path, isWanted).catch(() => undefined);
    else if (!disk.find(path)?.bytes) disk.put(path, await workspaceFiles.facts(path).catch(() => unknown));
  }
}

/** Of a file that went while it was looked at. */
const unknown: Facts = { isFolder: false, size: 0, mtimeMs: 0 };

/** Keeps the files of a folder in memory as they are where they are kept, those in folders of it left out. */
export class FolderInMemory implements vscode.Disposable {
  private readonly watcher: vscode.FileSystemWatcher;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly isWanted: (name: string) => boolean,
  ) {
    this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(fileUri(folder), '*'));
    const again = () => void this.read();
    this.watcher.onDidChange(again);
    this.watcher.onDidCreate(again);
    this.watcher.onDidDelete(again);
  }

  /** Fulfilled when the memory holds what is in the folder by now. */
  read(): Promise<void> {
    this.reading = this.reading.then(() => this.readOnce());
    return this.reading;
  }

  private async readOnce(): Promise<void> {
    const { folder } = this;
    const names = await Promise.resolve(fs.readDirectory(fileUri(folder))).catch(() => []);
    // A folder that is not there yet is one without files.
    disk.putFolder(folder);
    const wanted = new Set(
      names.flatMap(([name, type]) => (type === vscode.FileType.File && this.isWanted(name) ? [name] : [])),
    );
    for (const name of disk.list(folder)) if (!wanted.has(name)) disk.delete(`${folder}/${name}`);
    for (const name of wanted) await this.readFile(`${folder}/${name}`);
  }

  private async readFile(path: string): Promise<void> {
    try {
      const facts = await workspaceFiles.facts(path);
      disk.put(path, { ...facts, bytes: await workspaceFiles.read(path) });
    } catch {
      // It went meanwhile, and its going is told.
    }
  }

  dispose(): void {
    this.watcher.dispose();
  }
}
