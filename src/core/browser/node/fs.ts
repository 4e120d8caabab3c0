import { Buffer } from 'node:buffer';
import type { BigIntStats, Dirent, Stats } from 'node:fs';
import { DiskError, disk, type Entry, type Facts } from '../disk';
import * as later from './fs-promises';
import { namedFacts } from './stats';

/*
 * What the core uses of Node's `fs`, over the disk in memory. What is asked for at once is answered from memory alone.
 */

export type { BigIntStats, Stats };
export { later as promises };

/** Open files by their numbers. */
const open = new Map<number, { readonly entry: Entry; at: number }>();
let lastDescriptor = 2;

export function existsSync(path: string): boolean {
  return disk.find(path) !== undefined;
}

export function realpathSync(path: string): string {
  disk.get(path);
  return path;
}

export function statSync(path: string, options: { readonly bigint: true }): BigIntStats;
export function statSync(path: string): Stats;
export function statSync(path: string): Stats | BigIntStats {
  return namedFacts(disk.get(path));
}

export function readdirSync(folder: string, options: { readonly withFileTypes: true }): Dirent[];
export function readdirSync(folder: string): string[];
export function readdirSync(folder: string, options?: object): (string | Dirent)[] {
  const names = disk.list(folder);
  if (!options) return names;
  return names.map((name) => direntOf(name, disk.get(`${folder}/${name}`)));
}

/** @throws Error with the reason where the file was not read into memory */
export function readFileSync(path: string, encoding: 'utf8'): string {
  return Buffer.from(bytesOf(path, disk.get(path))).toString(encoding);
}

export function openSync(path: string, _flags: 'r'): number {
  const entry = disk.get(path);
  bytesOf(path, entry);
  lastDescriptor += 1;
  open.set(lastDescriptor, { entry, at: 0 });
  return lastDescriptor;
}

export function readSync(
  descriptor: number,
  room: Uint8Array,
  offset: number,
  length: number,
  position: number | null,
): number {
  const file = opened(descriptor);
  const from = position ?? file.at;
  const part = (file.entry.bytes ?? new Uint8Array()).subarray(from, from + length);
  room.set(part, offset);
  if (position === null) file.at += part.length;
  return part.length;
}

export function fstatSync(descriptor: number): Stats {
  return namedFacts(opened(descriptor).entry);
}

export function closeSync(descriptor: number): void {
  open.delete(descriptor);
}

/** The bytes of a file, piece by piece. */
export async function* createReadStream(
  path: string,
  {
    signal,
    highWaterMark = 1 << 16,
  }: { readonly signal?: AbortSignal; readonly highWaterMark?: number } = {},
): AsyncGenerator<Uint8Array> {
  const bytes = await later.readFile(path);
  for (let at = 0; at < bytes.length; at += highWaterMark) {
    signal?.throwIfAborted();
    yield bytes.subarray(at, at + highWaterMark);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Nobody tells of files in a browser but VS Code, by what is put into the memory. */
export function watch(folder: string, _options: object, changed: () => void): FSWatcher {
  const end = disk.watch((where) => {
    if (where === folder) changed();
  });
  return { on: () => undefined, close: end };
}

/** What is used of a watcher. */
export interface FSWatcher {
  on(event: 'error', listener: () => void): void;
  close(): void;
}

function opened(descriptor: number) {
  const file = open.get(descriptor);
  if (!file) throw new Error(`No file is open as ${descriptor}.`);
  return file;
}

function bytesOf(path: string, { bytes, problem }: Entry): Uint8Array {
  if (problem !== undefined) throw new Error(problem);
  if (!bytes) throw new DiskError('EIO', path);
  return bytes;
}

function direntOf(name: string, { isFolder }: Facts): Dirent {
  return { name, isDirectory: () => isFolder, isFile: () => !isFolder } as Dirent;
}
