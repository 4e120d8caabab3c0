import { Decompress } from 'fzstd';

/** Packed bytes that are unpacked at a time: a block of four may become 128 KB. */
const step = 1 << 12;

/** What zstd (RFC 8878) made bytes from. @throws (by rejection) Error with a sentence where they are damaged */
export async function* unpackZstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const decoder = new Decompress((data) => ready.push(data.slice()));
  const push = (piece: Uint8Array, isLast: boolean) => {
    ready = [];
    try {
      decoder.push(piece, isLast);
    } catch (error) {
      throw new Error(`The zstd data is damaged: ${error instanceof Error ? error.message : String(error)}.`);
    }
    return ready;
  };
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += step) yield* push(chunk.subarray(at, at + step), false);
  yield* push(new Uint8Array(), true);
}
