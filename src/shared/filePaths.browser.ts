import * as vscode from 'vscode';

/*
 * In a browser, files are of many systems. A path of the core begins with the scheme and the authority of the system that a file is of.
 */

const none = '-';

/** True for what lies on a disk of this machine. */
export function isOnDisk(_uri: vscode.Uri): boolean {
  return false;
}

/** True for what a file system that VS Code knows can read. */
export function hasPath({ scheme }: vscode.Uri): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined;
}

/** True for a place where files can be kept, too. */
export function keepsFiles({ scheme }: vscode.Uri): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** The path by which the core reads a file. */
export function pathOf({ scheme, authority, path }: vscode.Uri): string {
  const place = authority === '' ? none : encodeURIComponent(authority).replace(/^-$/, '%2D');
  return `/${scheme}/${place}${path}`;
}

/** The file that a path of the core names. */
export function fileUri(path: string): vscode.Uri {
  const [, scheme = '', place = '', rest = ''] = /^\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  return vscode.Uri.from({
    scheme,
    authority: place === none ? '' : decodeURIComponent(place),
    path: rest === '' ? '/' : rest,
  });
}
