import * as vscode from 'vscode';
import { noteScheme } from './noteScheme';
import type { StepNotes } from './stepNotes';

/** The documents of notes as VS Code asks for them; what reads and writes them is loaded with the first one. */
export class NoteFiles implements vscode.FileSystemProvider, vscode.Disposable {
  /** Told which notes changed elsewhere. */
  readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly registration = vscode.workspace.registerFileSystemProvider(noteScheme, this, {
    isCaseSensitive: true,
  });

  constructor(private readonly load: () => Promise<StepNotes>) {}

  watch(uri: vscode.Uri): vscode.Disposable {
    const watching = this.load().then((notes) => notes.watch(uri));
    return new vscode.Disposable(() => void watching.then((watch) => watch.dispose()));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.load()).stat(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.load()).readFile(uri);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await (await this.load()).writeFile(uri, content);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    vscode.Disposable.from(this.registration, this.changed).dispose();
  }
}
