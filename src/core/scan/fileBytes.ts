import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Entry } from 'yauzl';

/** The bytes of a file, or of a file in an archive, unpacked. */
export interface FileBytes {
  /** The file's path; for what is in an archive the archive's path, a slash and the name in it. */
  readonly name: string;
  /** The path of a file that is in no archive. */
  readonly path?: string;
  /** The path of the archive that a file is in. */
  readonly archive?: string;
  /** When a file in an archive was last changed, in milliseconds since 1970. */
  readonly modified?: number;
  /** @param onRead told how many bytes have been read so far, as they stand on the disk */
  read(onRead?: (bytesRead: number) => void): AsyncIterable<Uint8Array>;
}

/** How a file is packed, by its first bytes; an archive also by its name, since documents of many programs are archives too. */
export type Packing = 'plain' | 'gzip' | 'zip';

export function packingOf(path: string, head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const isArchive = head[0] === 0x50 && head[1] === 0x4b && /\.zip$/i.test(path);
  return isArchive ? 'zip' : 'plain';
}

/** Bytes asked of the system at a time. */
const chunkLength = 1 << 18;
/** Files of an archive that are read. */
const mostEntries = 10_000;
/**
 * How much may come out of packed bytes, in times their size; what is smaller than `alwaysUnpacked` may be packed as tightly as
 * it likes. Logs pack to a fifth or a fiftieth, and a file made to fill disks to a thousandth.
 */
const mostUnpacked = 400;
const alwaysUnpacked = 1 << 30;

/** The bytes of a file, unpacked where they are gzip's. Nothing is opened before they are read. */
export function fileBytes(path: string): FileBytes {
  return { name: path, path, read: (onRead) => unpacked(counted(chunksOf(path), onRead)) };
}

/**
 * The file itself, or the files of a `.zip`.
 * @throws the system's error when it cannot be read, and yauzl's for an archive that is broken
 */
export async function* filesIn(path: string): AsyncGenerator<FileBytes> {
  if ((await packing(path)) !== 'zip') {
    yield fileBytes(path);
    return;
  }
  const { openPromise } = await import('yauzl');
  const archive = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    let entries = 0;
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      entries += 1;
      if (entries > mostEntries) throw new Error(`It holds more than ${mostEntries} files: read no further.`);
      yield {
        name: `${path}/${entry.fileName}`,
        archive: path,
        modified: entry.getLastModDate().getTime(),
        read: (onRead) => unpacked(bounded(entryBytes(path, entry, onRead), () => entry.compressedSize)),
      };
    }
  } finally {
    archive.close();
  }
}

/** @throws the system's error when the file cannot be read */
export async function packing(path: string): Promise<Packing> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4);
    return packingOf(path, buffer);
  } finally {
    await file.close();
  }
}

function chunksOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: chunkLength });
}

async function* entryBytes(
  path: string,
  entry: Entry,
  onRead: ((bytesRead: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  const { openPromise } = await import('yauzl');
  const archive = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    // What has been read of the packed bytes is not told: it is taken to go along with what came out.
    let bytes = 0;
    for await (const chunk of await archive.openReadStreamPromise(entry)) {
      bytes += chunk.length;
      onRead?.(Math.floor((bytes / entry.uncompressedSize) * entry.compressedSize));
      yield chunk;
    }
  } finally {
    archive.close();
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onRead: ((bytesRead: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  let bytesRead = 0;
  for await (const chunk of chunks) {
    bytesRead += chunk.length;
    onRead?.(bytesRead);
    yield chunk;
  }
}

/** Bytes as they stand, or what gzip (RFC 1952) made them from. */
async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const rest = chunks[Symbol.asyncIterator]();
  try {
    const first = await rest.next();
    if (first.done) return;
    let packed = 0;
    const all = counted(joined(first.value, rest), (bytesRead) => {
      packed = bytesRead;
    });
    if (packingOf('', first.value) === 'gzip') yield* bounded(inflated(all), () => packed);
    else yield* all;
  } finally {
    await rest.return?.();
  }
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function inflated(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: chunkLength });
  // The error arrives at whoever reads the result.
  pipeline(Readable.from(chunks, { objectMode: true }), gunzip, () => undefined);
  return gunzip;
}

/** Ends where more comes out than any log is packed into: such a file was made to keep a machine busy. */
async function* bounded(chunks: AsyncIterable<Uint8Array>, packed: () => number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > alwaysUnpacked && bytes > mostUnpacked * packed())
      throw new Error(`It unpacks to more than ${mostUnpacked} times its size: read no further.`);
    yield chunk;
  }
}
