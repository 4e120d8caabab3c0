import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { filesAt } from '../core/files/walk';
import { isOnDisk } from '../shared/filePaths';

/** Something to import: a file or folder, or what was dropped or copied without being one. */
export type Importable = vscode.Uri | { readonly name: string; readonly bytes: Uint8Array };

/** Files between which others have their turn. */
const filesAtOnce = 100;

/**
 * The files that were given, each folder as the files under it; symbolic links are not followed.
 * @throws the system's error where a folder of no disk cannot be listed, and the signal's reason when it is stopped
 */
export async function* filesToImport(
  sources: readonly Importable[],
  signal: AbortSignal,
): AsyncGenerator<Importable> {
  for (const source of sources)
    if (!(source instanceof vscode.Uri)) yield source;
    else if (isOnDisk(source)) yield* filesUnder(source, signal);
    else yield* entriesUnder(source, signal);
}

async function* filesUnder(uri: vscode.Uri, signal: AbortSignal): AsyncGenerator<vscode.Uri> {
  let count = 0;
  for (const { path } of filesAt(uri.fsPath)) {
    signal.throwIfAborted();
    yield vscode.Uri.file(path);
    count += 1;
    if (count % filesAtOnce === 0) await setImmediate();
  }
}

async function* entriesUnder(uri: vscode.Uri, signal: AbortSignal): AsyncGenerator<vscode.Uri> {
  signal.throwIfAborted();
  const { type } = await vscode.workspace.fs.stat(uri);
  if (type !== vscode.FileType.Directory) {
    yield uri;
    return;
  }
  for (const [name, kind] of await vscode.workspace.fs.readDirectory(uri)) {
    const inner = vscode.Uri.joinPath(uri, name);
    if (kind === vscode.FileType.File) yield inner;
    if (kind === vscode.FileType.Directory) yield* entriesUnder(inner, signal);
  }
}
