import { createHash } from 'node:crypto';
import * as vscode from 'vscode';

/** A file name for what is kept of this window's workspace; windows without a folder share one. */
export function workspaceIdentity(): string {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const places = workspaceFile ? [workspaceFile] : workspaceFolders.map(({ uri }) => uri);
  const identity = places.map(String).sort().join('\n');
  return identity === '' ? 'no-folder' : createHash('sha256').update(identity).digest('hex').slice(0, 32);
}
