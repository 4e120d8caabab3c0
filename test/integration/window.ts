import { join } from 'node:path';
import * as vscode from 'vscode';

/** The samples' folder, which the tests' window has open. */
export function samplesFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The tests need the samples folder open.');
  return folder.uri;
}

export function sample(path: string): vscode.Uri {
  return vscode.Uri.joinPath(samplesFolder(), ...path.split('/'));
}

/** A file of the project, seen from `out/integration`. */
export function repositoryFile(path: string): string {
  return join(__dirname, '..', '..', path);
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** An untitled document with this text, shown in the editor. */
export async function paste(content: string, language?: string): Promise<vscode.TextEditor> {
  const options = language === undefined ? { content } : { content, language };
  const document = await vscode.workspace.openTextDocument(options);
  let editor = await vscode.window.showTextDocument(document);
  // What is given is the editor in that place, which may still show what is being closed.
  await until('the editor of the text', async () => {
    if (editor.document !== document) editor = await vscode.window.showTextDocument(document);
    return editor.document === document;
  });
  return editor;
}

export async function linksIn(uri: vscode.Uri): Promise<vscode.DocumentLink[]> {
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
    'vscode.executeLinkProvider',
    uri,
    1000,
  );
  return links.filter(({ target }) => target?.scheme === 'command');
}

export async function hoversAt(uri: vscode.Uri, position: vscode.Position): Promise<vscode.MarkdownString[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  return hovers.flatMap(({ contents }) =>
    contents.filter((content) => content instanceof vscode.MarkdownString),
  );
}

/** So long that only what hangs takes it, in milliseconds; less than mocha waits for a test. */
const patience = 240_000;

/** Waits until a condition holds; what VS Code does after an event takes a moment. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
