import * as vscode from 'vscode';
import { MemoryWorkspace } from './memoryWorkspace';

/** Opens the samples as a workspace that is on no disk. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const listed = vscode.Uri.joinPath(context.extensionUri, 'samples.json');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(listed));
  const files = new MemoryWorkspace(JSON.parse(text));
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memory-workspace', files, { isCaseSensitive: true }),
  );
}
