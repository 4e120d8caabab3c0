import { Buffer } from 'node:buffer';
import type { BigIntStats, Stats } from 'node:fs';
import { backing, DiskError, disk } from '../disk';
import { namedFacts } from './stats';

/*
 * What is used of Node's `fs/promises`: files are where the workspace is, and what is written is in memory too.
 */

type Content = string | Uint8Array;

export async function stat(path: string): Promise<Stats> {
  return namedFacts((await backing()?.facts(path)) ?? disk.get(path));
}

export async function readFile(path: string, encoding: 'utf8'): Promise<string>;
export async function readFile(path: string): Promise<Uint8Array>;
export async function readFile(path: string, encoding?: 'utf8'): Promise<Content> {
  const bytes = (await backing()?.read(path)) ?? disk.get(path).bytes;
  if (!bytes) throw new DiskError('EIO', path);
  return encoding ? Buffer.from(bytes).toString(encoding) : bytes;
}

/** Takes into memory what a file holds by now. */
export async function readIntoMemory(path: string): Promise<void> {
  try {
    const bytes = new Uint8Array(await readFile(path));
    disk.put(path, { isFolder: false, size: bytes.length, mtimeMs: (await stat(path)).mtimeMs, bytes });
  } catch (error) {
    if (!isMissing(error)) throw error;
    disk.delete(path);
  }
}

export async function readdir(path: string): Promise<string[]> {
  return (await backing()?.list(path)) ?? disk.list(path);
}

/** @param options `wx` writes no file that is there already */
export async function writeFile(
  path: string,
  content: Content,
  options: { flag?: 'wx' } = {},
): Promise<void> {
  const bytes = new Uint8Array(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  if (options.flag === 'wx' && (await isThere(path))) throw new DiskError('EEXIST', path);
  await backing()?.write(path, bytes);
  disk.put(path, { isFolder: false, size: bytes.length, mtimeMs: Date.now(), bytes });
}

export async function mkdir(path: string, _options: { readonly recursive: true }): Promise<void> {
  await backing()?.makeFolder(path);
  disk.putFolder(path);
}

export async function rename(from: string, to: string): Promise<void> {
  await backing()?.move(from, to);
  if (disk.find(from)) disk.move(from, to);
}

export async function rm(path: string, { force = false }: { readonly force?: boolean } = {}): Promise<void> {
  try {
    await backing()?.delete(path);
  } catch (error) {
    if (!force || !isMissing(error)) throw error;
  }
  disk.delete(path);
}

/** What is used of an open file. */
interface OpenedFile {
  read(buffer: Buffer, offset: number, length: number): Promise<{ bytesRead: number; buffer: Buffer }>;
  writeFile(content: Content): Promise<void>;
  sync(): Promise<void>;
  stat(options?: { readonly bigint: true }): Promise<BigIntStats>;
  close(): Promise<void>;
}

/** A file that is read from its start, or written as a whole. */
export async function open(path: string, _flags: 'r' | 'w' = 'r'): Promise<OpenedFile> {
  let at = 0;
  let whole: Uint8Array | undefined;
  return {
    read: async (buffer, offset, length) => {
      whole ??= await readFile(path);
      const part = whole.subarray(at, at + length);
      buffer.set(part, offset);
      at += part.length;
      return { bytesRead: part.length, buffer };
    },
    writeFile: (content) => writeFile(path, content),
    sync: async () => undefined,
    stat: async () => namedFacts(disk.get(path)),
    close: async () => undefined,
  };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof DiskError && error.code === 'ENOENT';
}
