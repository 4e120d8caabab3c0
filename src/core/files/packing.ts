import { promises as files } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * How a file is packed, by its first bytes; an archive and an Outlook message also by their names, since documents of many programs
 * are such files too.
 */
export type Packing = 'plain' | 'gzip' | 'zip' | 'outlook' | 'xz' | 'zstd';

export function packingOf(path: string, head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b && /\.zip$/i.test(path)) return 'zip';
  if (startsWith(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) return 'xz';
  if (startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])) return 'zstd';
  return startsWith(head, compoundFile) && /\.(?:msg|oft)$/i.test(path) ? 'outlook' : 'plain';
}

/** Of a compound file (MS-CFB). */
export const compoundFile: readonly number[] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** How many bytes tell how a file is packed. */
const headLength = 8;

/** How the file at a path is packed. @throws (by rejection) the system's error when it cannot be read */
export async function packingAt(path: string): Promise<Packing> {
  const file = await files.open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(headLength), 0, headLength);
    return packingOf(path, buffer);
  } finally {
    await file.close();
  }
}

/** Bytes that are inflated at a time. */
const chunkLength = 1 << 18;
/**
 * How much may come out of packed bytes, in times their size; what is smaller than `alwaysUnpacked` may be packed as tightly as
 * it likes. Logs pack to a fifth or a fiftieth, and a file made to fill disks to a thousandth.
 */
const mostUnpacked = 400;
const alwaysUnpacked = 1 << 30;

/** Bytes as they stand, or what gzip (RFC 1952), xz or zstd made them from. @throws (by rejection) where they are damaged, or too much comes out */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const rest = chunks[Symbol.asyncIterator]();
  try {
    const first = await rest.next();
    if (first.done) return;
    let packed = 0;
    async function* all(): AsyncGenerator<Uint8Array> {
      for (let next = first; !next.done; next = await rest.next()) {
        packed += next.value.length;
        yield next.value;
      }
    }
    const packing = packingOf('', first.value);
    if (packing === 'plain') yield* all();
    else yield* bounded(await unpackedFrom(packing, all()), () => packed);
  } finally {
    await rest.return?.();
  }
}

async function unpackedFrom(
  packing: Exclude<Packing, 'plain'>,
  chunks: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  if (packing === 'xz') return (await import('./xz')).unpackXz(chunks);
  if (packing === 'zstd') return (await import('./zstd')).unpackZstd(chunks);
  return inflated(chunks);
}

/**
 * Ends where more comes out than any log is packed into: such a file was made to keep a machine busy.
 * @param packed how many packed bytes went in so far
 */
export async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  packed: () => number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > alwaysUnpacked && bytes > mostUnpacked * packed())
      throw new Error(`It unpacks to more than ${mostUnpacked} times its size: read no further.`);
    yield chunk;
  }
}

function inflated(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: chunkLength });
  // The error arrives at whoever reads the result.
  pipeline(Readable.from(chunks, { objectMode: true }), gunzip, () => undefined);
  return gunzip;
}
