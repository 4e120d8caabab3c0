import { promises as files } from 'node:fs';
import { TextDecoder } from 'node:util';
import { UntilError } from './untilError';

/** How much of a file tells its encoding, in bytes. */
export const encodingHead = 4096;
const chunkLength = 1 << 18;

/**
 * The encoding of a file by its first bytes: its byte order mark, or UTF-16 by where its zero bytes stand, else UTF-8.
 * Message traces from Exchange Online are UTF-16LE, with the mark or without. What is neither reads as UTF-8, in which
 * every older encoding of mail and logs keeps its ASCII.
 */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (!head.includes(0)) return 'utf-8';
  const zeros = [0, 0];
  for (let index = 0; index < head.length; index += 1)
    if (head[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 8;
  if (odd > many && odd > 4 * even) return 'utf-16le';
  if (even > many && even > 4 * odd) return 'utf-16be';
  return 'utf-8';
}

/**
 * Decodes bytes that arrive in chunks of any size. A byte order mark is not part of the text; bytes that mean nothing
 * in the encoding become U+FFFD.
 * @throws (by rejection) what reading throws, after the text that came before
 */
export async function* decode(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array<ArrayBufferLike> = new Uint8Array();
  let decoder: TextDecoder | undefined;
  const untilError = new UntilError(chunks);
  for await (const chunk of untilError) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    head = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
    if (head.length < encodingHead) continue;
    decoder = new TextDecoder(encodingOf(head.subarray(0, encodingHead)));
    yield decoder.decode(head, { stream: true });
  }
  yield decoder ? decoder.decode() : new TextDecoder(encodingOf(head)).decode(head);
  untilError.throwIfFailed();
}

/**
 * The text of a file, piece by piece.
 * @throws the system's error when the file cannot be opened or read
 */
export async function* readText(path: string): AsyncGenerator<string> {
  yield* decode(readChunks(path));
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await files.open(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkLength), 0, chunkLength);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The same text as `decode` makes of the bytes. */
export function decodeWhole(bytes: Buffer): string {
  const encoding = encodingOf(bytes.subarray(0, encodingHead));
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes);
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', isMarked ? 3 : 0);
}
