import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { decode } from '../scan/textFile';
import type { TenantExport } from './facts';
import { type Refusal, TenantReading } from './reading';

/** The largest export, in bytes. An audit log of 50,000 entries has some 150 MB. */
export const largestExport = 200 * 1024 * 1024;

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
}

/**
 * Reads an export from a file: plain, UTF-8 or UTF-16.
 * @throws the system's error when it cannot be read, and the signal's reason when it is stopped
 */
export async function readTenantFile(path: string, options: ReadingOptions = {}): Promise<Imported> {
  const { size } = await stat(path);
  return readChunks(path, createReadStream(path, { highWaterMark: chunkLength }), size, options);
}

/** Reads an export that is no file of this machine; `name` is said where a path would be. */
export async function readTenantBytes(
  name: string,
  bytes: Uint8Array,
  options: ReadingOptions = {},
): Promise<Imported> {
  return readChunks(name, slices(bytes), bytes.length, options);
}

async function readChunks(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  total: number,
  { progress, signal }: ReadingOptions,
): Promise<Imported> {
  if (total > largestExport) return { file, refusal: { reason: 'too-large' } };
  const hash = createHash('sha256');
  const reading = new TenantReading();
  let read = 0;
  async function* hashed() {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      hash.update(chunk);
      read += chunk.length;
      // A file may grow while it is read, and a device has no size.
      if (read > largestExport) return;
      yield chunk;
      progress?.(read, total);
    }
  }
  for await (const text of decode(hashed())) {
    reading.push(text);
    if (reading.isHopeless) break;
  }
  if (read > largestExport) return { file, refusal: { reason: 'too-large' } };
  const result = reading.end();
  if ('reason' in result) return { file, refusal: result };
  return { export: { ...result, source: { file, sha256: hash.digest('hex') } } };
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkLength) {
    yield bytes.subarray(at, at + chunkLength);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
