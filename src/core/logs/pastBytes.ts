import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';

/** What syslog wrote, in UTF-8. */
export interface SyslogFile {
  readonly name: string;
  /** Where it can be read at any place; undefined for what is packed. */
  readonly path: string | undefined;
  /** Its bytes from the start. */
  bytes(onRead?: (bytesRead: number) => void): AsyncIterable<Uint8Array>;
}

interface PastFile {
  readonly path: string | undefined;
  /** Which file of the disk it was: another may have its name by now. */
  readonly identity: string | undefined;
}

/** Bytes of a packed file that were read last. */
interface RecentBytes {
  readonly file: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Bytes of packed files that are kept: nearly all lines about a message stand closer together. */
const mostRecent = 1 << 23;

/** Files that are read one after the other, and what was read of them: plain ones at any place, of packed ones the last bytes. */
export class PastBytes {
  private readonly files: PastFile[] = [];
  private descriptor: number | undefined;
  private readonly recent: RecentBytes[] = [];
  private recentLength = 0;

  /** The number of the file that is read, from 0. */
  get current(): number {
    return this.files.length - 1;
  }

  /**
   * Goes on to the next file.
   * @throws the system's error when a plain file cannot be opened
   */
  begin({ path }: SyslogFile): void {
    this.end();
    this.files.push({ path, identity: undefined });
    if (path === undefined) return;
    this.descriptor = openSync(path, 'r');
    this.files[this.current] = { path, identity: identityOf(this.descriptor) };
  }

  /** Which file of the disk is read; undefined for a packed one. */
  get identity(): string | undefined {
    return this.files[this.current]?.identity;
  }

  /** Says that no more of the file is read. */
  end(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  /** Keeps what was read of a packed file. */
  remember(bytes: Uint8Array, offset: number): void {
    this.recent.push({ file: this.current, offset, bytes });
    this.recentLength += bytes.length;
    while (this.recentLength > mostRecent) this.recentLength -= this.recent.shift()?.bytes.length ?? 0;
  }

  /**
   * Reads bytes of the file that is read, which is plain.
   * @returns how many there were
   * @throws the system's error
   */
  readOn(into: Buffer, offset: number): number {
    return this.descriptor === undefined ? 0 : readSync(this.descriptor, into, 0, into.length, offset);
  }

  /** Reads bytes of any file so far. @returns false where they are not to be had any more */
  read(number: number, offset: number, into: Buffer): boolean {
    const known = this.files[number];
    if (!known) return false;
    if (known.path === undefined) return this.copyRecent(number, offset, into);
    if (number === this.current && this.descriptor !== undefined)
      return filled(this.descriptor, offset, into);
    try {
      const file = openSync(known.path, 'r');
      try {
        return identityOf(file) === known.identity && filled(file, offset, into);
      } finally {
        closeSync(file);
      }
    } catch {
      return false;
    }
  }

  private copyRecent(number: number, offset: number, into: Buffer): boolean {
    let copied = 0;
    for (const { file, offset: at, bytes } of this.recent) {
      if (file !== number || at >= offset + into.length || at + bytes.length <= offset) continue;
      const part = bytes.subarray(Math.max(0, offset - at), offset + into.length - at);
      into.set(part, Math.max(0, at - offset));
      copied += part.length;
    }
    return copied === into.length;
  }
}

/** Which file of the disk has a path; undefined where none has. */
export function identityAt(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && identityIn(found);
}

function identityOf(file: number): string {
  return identityIn(fstatSync(file));
}

function identityIn({ dev, ino }: Pick<Stats, 'dev' | 'ino'>): string {
  return `${dev} ${ino}`;
}

function filled(file: number, offset: number, into: Buffer): boolean {
  try {
    return readSync(file, into, 0, into.length, offset) === into.length;
  } catch {
    return false;
  }
}
