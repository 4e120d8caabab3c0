import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { packingOf, unpacked } from '../files/packing';
import { decode } from '../files/textFile';
import { whyUnread } from '../files/unread';
import { type DayOrder, onlyOrder } from '../logs/formats/dateOrder';
import { answerNamed } from './answers';
import type { TenantExport } from './facts';
import { type Refusal, TenantReading } from './reading';

/** Bytes handled at once: a few milliseconds of work, so that the extension host can do others between. */
const chunkLength = 1 << 17;

/** What came of one file. */
export type Imported =
  | { readonly export: TenantExport }
  | { readonly file: string; readonly refusal: Refusal };

/** How to follow the reading, and to stop it. */
export interface ReadingOptions {
  /** Told the bytes read so far, and of how many. */
  readonly progress?: (read: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** As `commonOrderOf` says it of the files read together. */
  readonly commonOrder?: DayOrder | undefined;
}

/**
 * The order of day and month in exports that were read together, one computer having mostly written them.
 * @returns undefined where none of them tells, or they differ
 */
export function commonOrderOf(exports: readonly TenantExport[]): DayOrder | undefined {
  return onlyOrder(exports.map(({ dateOrder }) => (dateOrder === 'ambiguous' ? undefined : dateOrder)));
}

/**
 * Exports that were read together, those of which nothing told the order of day and month read again in the order of the others.
 * @param again reads one of them
 */
export async function withCommonOrder(
  exports: readonly TenantExport[],
  again: (each: TenantExport, commonOrder: DayOrder) => Promise<TenantExport>,
): Promise<TenantExport[]> {
  const order = commonOrderOf(exports);
  const settled: TenantExport[] = [];
  for (const each of exports)
    settled.push(order && each.dateOrder === 'ambiguous' ? await again(each, order) : each);
  return settled;
}

/**
 * Reads an export from a file of any size: plain, gzip, xz or zstd, UTF-8 or UTF-16. What is held of it does not grow with it.
 * @throws the system's error when it cannot be read, and the signal's reason when it is stopped
 */
export async function readTenantFile(path: string, options: ReadingOptions = {}): Promise<Imported> {
  const { size, mtimeMs } = await stat(path);
  const open = () => createReadStream(path, { highWaterMark: chunkLength });
  return readTenantSource({ file: path, open, total: size, writtenAt: mtimeMs }, options);
}

/** Reads an export that is no file of this machine; `name` is said where a path would be. */
export async function readTenantBytes(
  name: string,
  bytes: Uint8Array,
  options: ReadingOptions = {},
): Promise<Imported> {
  return readTenantSource({ file: name, open: () => slices(bytes), total: bytes.length }, options);
}

/** Something to read, as often as needed. */
export interface TenantSource {
  readonly file: string;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** Bytes, as far as it is known before. */
  readonly total: number;
  /** In milliseconds since 1970. */
  readonly writtenAt?: number;
}

/** Which part of a date is the day, only the whole file tells: where the first reading took it wrong, a second one puts it right. */
export async function readTenantSource(
  source: TenantSource,
  options: ReadingOptions = {},
): Promise<Imported> {
  const { commonOrder } = options;
  const hints = { answer: answerNamed(source.file), writtenAt: source.writtenAt, commonOrder };
  const reading = new TenantReading(hints);
  const imported = await readOnce(source, reading, options);
  const orders = 'export' in imported ? reading.betterOrders : undefined;
  return orders ? readOnce(source, new TenantReading({ ...hints, orders }), options) : imported;
}

async function readOnce(
  { file, open, total }: TenantSource,
  reading: TenantReading,
  { progress, signal }: ReadingOptions,
): Promise<Imported> {
  const hash = createHash('sha256');
  let read = 0;
  let isPacked = false;
  async function* hashed() {
    for await (const chunk of open()) {
      signal?.throwIfAborted();
      isPacked ||= read === 0 && isUnread(file, chunk);
      if (isPacked) return;
      hash.update(chunk);
      read += chunk.length;
      yield chunk;
      progress?.(read, total);
    }
  }
  for await (const text of decode(unpacked(hashed()))) {
    reading.push(text);
    if (reading.isHopeless) break;
  }
  if (isPacked) return { file, refusal: { reason: 'packed' } };
  const result = reading.end();
  if ('reason' in result) return { file, refusal: result };
  return { export: { ...result, source: { file, sha256: hash.digest('hex') } } };
}

/** True for what is read as an archive or a message, if at all. */
function isUnread(file: string, head: Uint8Array): boolean {
  return ['zip', 'outlook'].includes(packingOf(file, head)) || whyUnread(head) !== undefined;
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkLength) {
    yield bytes.subarray(at, at + chunkLength);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
