import * as vscode from 'vscode';

interface Kept {
  readonly bytes: Uint8Array;
  readonly mtime: number;
}

/** Files in memory, as those of a repository that is open on the web. */
export class MemoryWorkspace implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly files = new Map<string, Kept>();
  private readonly folders = new Set<string>(['/']);

  /** @param files content in Base64 by path */
  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, content] of Object.entries(files)) {
      this.files.set(path, { bytes: Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0)), mtime: 1 });
      for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1))
        this.folders.add(path.slice(0, at));
    }
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { path } = uri;
    const file = this.files.get(path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.mtime, size: file.bytes.length };
    if (this.folders.has(path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    if (!this.folders.has(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
    const start = uri.path === '/' ? '/' : `${uri.path}/`;
    const inside = (path: string) =>
      path.startsWith(start) && path !== '/' && !path.slice(start.length).includes('/');
    return [
      ...[...this.files.keys()]
        .filter(inside)
        .map((path) => [path.slice(start.length), vscode.FileType.File] as const),
      ...[...this.folders]
        .filter(inside)
        .map((path) => [path.slice(start.length), vscode.FileType.Directory] as const),
    ].map(([name, type]) => [name, type]);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.bytes;
  }

  createDirectory({ path }: vscode.Uri): void {
    this.folders.add(path);
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const isNew = !this.files.has(uri.path);
    this.files.set(uri.path, { bytes, mtime: Date.now() });
    this.tell(isNew ? vscode.FileChangeType.Created : vscode.FileChangeType.Changed, uri);
  }

  delete(uri: vscode.Uri): void {
    if (!this.files.delete(uri.path) && !this.folders.delete(uri.path))
      throw vscode.FileSystemError.FileNotFound(uri);
    this.tell(vscode.FileChangeType.Deleted, uri);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    const file = this.files.get(from.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(from);
    this.files.delete(from.path);
    this.files.set(to.path, file);
    this.tell(vscode.FileChangeType.Deleted, from);
    this.tell(vscode.FileChangeType.Created, to);
  }

  private tell(type: vscode.FileChangeType, uri: vscode.Uri): void {
    this.changed.fire([{ type, uri }]);
  }
}
