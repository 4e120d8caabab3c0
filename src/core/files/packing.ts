import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** How a file is packed, by its first bytes; an archive also by its name, since documents of many programs are archives too. */
type Packing = 'plain' | 'gzip' | 'zip';

export function packingOf(path: string, head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const isArchive = head[0] === 0x50 && head[1] === 0x4b && /\.zip$/i.test(path);
  return isArchive ? 'zip' : 'plain';
}

/** How the file at a path is packed. @throws (by rejection) the system's error when it cannot be read */
export async function packingAt(path: string): Promise<Packing> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4);
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

/** Bytes as they stand, or what gzip (RFC 1952) made them from. @throws (by rejection) zlib's error, or where too much comes out */
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
    if (packingOf('', first.value) === 'gzip') yield* bounded(inflated(all()), () => packed);
    else yield* all();
  } finally {
    await rest.return?.();
  }
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
