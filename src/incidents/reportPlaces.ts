import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { pathOf } from '../shared/filePaths';
import { workspaceIdentity } from '../shared/workspaceIdentity';

/** Where the case reports of this workspace are kept. */
export function reportsFolder(storage: vscode.Uri): string {
  return join(pathOf(storage), 'reports', workspaceIdentity());
}

/** The addresses of documents in tabs that belong to no file yet, as case reports do. */
export function untitledDocuments(): string[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return inputs.flatMap((input) =>
    input instanceof vscode.TabInputText && input.uri.scheme === 'untitled' ? [input.uri.toString()] : [],
  );
}

/** True where a document that the window has brought back may be a case report. */
export function mayHaveReports(storage: vscode.Uri): boolean {
  return untitledDocuments().length > 0 && existsSync(reportsFolder(storage));
}
