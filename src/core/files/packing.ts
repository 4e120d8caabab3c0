import { isUtf8 } from 'node:buffer';
import { promises as files } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { encodingHead, encodingOf } from './textFile';

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
const compoundFile: readonly number[] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Why what is no text is not read: pictures, programs, databases. Many lie beside mail and logs, and nobody misses what is in them. */
export const noText = 'It is no text, and of no kind that is read.';

/** What is packed in a way that is not read, by its first bytes, with what it is and what to do instead. */
const unread: readonly { readonly signature: readonly number[]; readonly reason: string }[] = [
  {
    signature: [0x42, 0x5a, 0x68],
    reason: 'It is packed with bzip2, which is not read: unpack it first (bunzip2).',
  },
  {
    signature: [0x04, 0x22, 0x4d, 0x18],
    reason: 'It is packed with LZ4, which is not read: unpack it first (unlz4).',
  },
  {
    signature: [0x1f, 0x9d],
    reason: 'It is packed with compress, which is not read: unpack it first (uncompress).',
  },
  {
    signature: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
    reason: 'It is a 7z archive, which is not read: unpack it first.',
  },
  {
    signature: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07],
    reason: 'It is a RAR archive, which is not read: unpack it first.',
  },
  {
    signature: [0x21, 0x42, 0x44, 0x4e],
    reason:
      'It is a data file of Outlook, which is not read: drag the messages out of Outlook into a folder first.',
  },
  {
    signature: [0x50, 0x4b, 0x03, 0x04],
    reason:
      'It is a document of Office or another zip archive by its own name, which is not read: save it as text or CSV, or call it .zip.',
  },
  {
    signature: compoundFile,
    reason:
      'It is a document of an older Office, which is not read: save it as text, or call it .msg if it is a message.',
  },
  {
    signature: [0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48],
    reason: 'It is a journal of systemd, which is not read: print it with journalctl -o json first.',
  },
  {
    signature: [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0x00],
    reason:
      'It is an event log of Windows, which is not read: save it as text or CSV in the Event Viewer first.',
  },
  {
    signature: [0x50, 0x41, 0x52, 0x31],
    reason: 'It is a Parquet table, which is not read: write it as CSV or JSON first (DuckDB does).',
  },
  {
    signature: [0x25, 0x50, 0x44, 0x46, 0x2d],
    reason: 'It is a PDF, which is not read: save what it says as text.',
  },
  { signature: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], reason: noText },
  {
    signature: [0x78, 0x9f, 0x3e, 0x22],
    reason:
      'It is a winmail.dat of Outlook (TNEF), which is not read: open its message in Outlook and save that.',
  },
];

/** Why a file is not read, as a sentence for people; undefined for one that is. */
export function whyUnread(head: Uint8Array): string | undefined {
  const found = unread.find(({ signature }) => startsWith(head, signature));
  // bzip2's signature are three letters.
  if (found?.signature.length === 3 && !startsWith(head.subarray(4), [0x31, 0x41, 0x59, 0x26]))
    return undefined;
  if (found) return found.reason;
  return packingOf('', head) === 'plain' && isNoText(head.subarray(0, encodingHead)) ? noText : undefined;
}

/** Signs below the blank, in a hundred, that no text has: of random bytes it is ten. Logs of a server that crashed hold bytes of zero. */
const mostControls = 5;

function isNoText(head: Uint8Array): boolean {
  // Nearly all text ends here.
  if ((!head.includes(0) && isUtf8(head)) || encodingOf(head) !== 'utf-8') return false;
  let controls = 0;
  let zeros = 0;
  for (const byte of head)
    if (byte === 0) zeros += 1;
    else if (byte < 0x20 && !isTextControl(byte)) controls += 1;
  return controls > 2 && controls * 100 > (head.length - zeros) * mostControls;
}

/** What text is laid out and coloured with, and switched between sets of characters. */
function isTextControl(byte: number): boolean {
  return (byte >= 0x08 && byte <= 0x0f) || byte === 0x1b;
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
