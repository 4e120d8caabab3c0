import * as vscode from 'vscode';

/** True for what lies on a disk of this machine. */
export function isOnDisk({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}

/** True for what the core can read by a path. */
export function hasPath(uri: vscode.Uri): boolean {
  return isOnDisk(uri);
}

/** True for a place where files can be kept, too. */
export function keepsFiles(uri: vscode.Uri): boolean {
  return isOnDisk(uri);
}

/** The path by which the core reads a file. */
export function pathOf(uri: vscode.Uri): string {
  return uri.fsPath;
}

/** The file that a path of the core names. */
export function fileUri(path: string): vscode.Uri {
  return vscode.Uri.file(path);
}
