/** What a system says of an error, as Node.js does. */
export class DiskError extends Error {
  constructor(
    readonly code: 'ENOENT' | 'EEXIST' | 'EACCES' | 'EIO',
    readonly path: string,
    cause?: unknown,
  ) {
    super(`${code}: ${path}`, { cause });
  }
}

/** What is known of a file or folder, as `Stats` of Node.js names it. */
export interface Facts {
  readonly isFolder: boolean;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** A file or folder of the disk in memory. */
export interface Entry extends Facts {
  readonly ino: number;
  /** Where left out, the file is known and not read. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Why the file is not read, as a sentence. */
  readonly problem?: string;
  /** True for what was read for another thread. */
  readonly isForThread?: boolean;
}

/** What a thread is told of the disk of another. */
export type SentEntry = Facts & { readonly path: string } & Pick<Entry, 'bytes' | 'problem'>;

const rootPath = '/';

/**
 * A disk in memory. A browser has none, and the core asks its own at once: what it may ask for is put here before. Paths are those
 * of POSIX, and folders stand before what is in them.
 */
export class MemoryDisk {
  private readonly entries = new Map<string, Entry>();
  private readonly names = new Map<string, Set<string>>();
  private readonly listeners = new Set<(folder: string) => void>();
  private lastNumber = 0;

  /** Undefined where there is nothing of that name. */
  find(path: string): Entry | undefined {
    return this.entries.get(plain(path));
  }

  /** @throws DiskError */
  get(path: string): Entry {
    const entry = this.find(path);
    if (!entry) throw new DiskError('ENOENT', path);
    return entry;
  }

  /** The names in a folder. @throws DiskError */
  list(folder: string): string[] {
    const names = this.names.get(plain(folder));
    if (!names) throw new DiskError('ENOENT', folder);
    return [...names];
  }

  /** Puts a file or folder there. What is as it was keeps its number, by which it is known again. */
  put(path: string, entry: Omit<Entry, 'ino'>): void {
    const name = plain(path);
    const before = this.entries.get(name);
    if (before && isSame(before, entry)) return;
    this.lastNumber += 1;
    this.set(name, { ...entry, ino: this.lastNumber });
  }

  putFolder(path: string): void {
    const name = plain(path);
    if (this.entries.get(name)?.isFolder) return;
    this.lastNumber += 1;
    this.set(name, { isFolder: true, size: 0, mtimeMs: 0, ino: this.lastNumber });
  }

  /** Gives a file another name, under which it keeps its number. @throws DiskError */
  move(from: string, to: string): void {
    const entry = this.get(from);
    this.delete(from);
    this.set(plain(to), entry);
  }

  delete(path: string): void {
    const name = plain(path);
    for (const inner of this.names.get(name) ?? []) this.delete(`${name}/${inner}`);
    this.names.delete(name);
    if (!this.entries.delete(name)) return;
    const folder = folderOf(name);
    this.names.get(folder)?.delete(name.slice(folder.length).replace(/^\//, ''));
    this.tell(folder);
  }

  /** Calls back with the folder in which something has changed. */
  watch(listener: (folder: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What another thread needs of it to read files. Their bytes go over to that thread and are forgotten here. */
  handOver(): SentEntry[] {
    const sent: SentEntry[] = [];
    for (const [path, { isForThread, isFolder, size, mtimeMs, bytes, problem }] of this.entries)
      if (isForThread)
        sent.push({
          ...{ path, isFolder, size, mtimeMs },
          ...(bytes && { bytes }),
          ...(problem !== undefined && { problem }),
        });
    for (const { path } of sent) this.delete(path);
    return sent;
  }

  /** Takes what another thread has handed over, in place of what was there. */
  takeOver(entries: readonly SentEntry[]): void {
    const kept = new Set(entries.map(({ path }) => path));
    for (const [path, { isFolder }] of [...this.entries]) if (!isFolder && !kept.has(path)) this.delete(path);
    for (const { path, ...entry } of entries) this.put(path, entry);
  }

  private set(name: string, entry: Entry): void {
    this.entries.set(name, entry);
    if (entry.isFolder && !this.names.has(name)) this.names.set(name, new Set());
    if (name === rootPath) return;
    const folder = folderOf(name);
    this.putFolder(folder);
    this.names.get(folder)?.add(name.slice(folder.length).replace(/^\//, ''));
    this.tell(folder);
  }

  private tell(folder: string): void {
    for (const listener of this.listeners) listener(folder);
  }
}

function plain(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function folderOf(name: string): string {
  return name.slice(0, Math.max(1, name.lastIndexOf('/')));
}

function isSame(one: Omit<Entry, 'ino'>, other: Omit<Entry, 'ino'>): boolean {
  if (one.isFolder !== other.isFolder || one.size !== other.size || one.problem !== other.problem)
    return false;
  const { bytes } = other;
  if (!one.bytes || !bytes) return one.bytes === bytes && one.mtimeMs === other.mtimeMs;
  return one.bytes.every((byte, index) => byte === bytes[index]);
}

/** The disk of this thread. */
export const disk = new MemoryDisk();

/** Where files are kept that outlive this window. */
export interface Backing {
  /** @throws (by rejection) DiskError */
  facts(path: string): Promise<Facts>;
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The names in a folder. */
  list(path: string): Promise<string[]>;
  write(path: string, bytes: Uint8Array): Promise<void>;
  makeFolder(path: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  delete(path: string): Promise<void>;
}

let behind: Backing | undefined;

/** Says where files are kept; a thread without that has what is in its memory. */
export function keepFilesIn(backing: Backing): void {
  behind = backing;
}

export function backing(): Backing | undefined {
  return behind;
}
