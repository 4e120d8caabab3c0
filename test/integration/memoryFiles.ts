import * as vscode from 'vscode';

/**
 * Files in memory that all hold the same text, under whatever name: any scheme other than `file:` will do, as those of
 * remote and virtual workspaces.
 */
export class MemoryFiles implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(private readonly text: string) {}

  watch() {
    return new vscode.Disposable(() => undefined);
  }
  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.text.length };
  }
  readFile(): Uint8Array {
    return Buffer.from(this.text);
  }
  readDirectory(): [string, vscode.FileType][] {
    return [];
  }
  createDirectory(): void {}
  writeFile(): void {}
  delete(): void {}
  rename(): void {}
}
