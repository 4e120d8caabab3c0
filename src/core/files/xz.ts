import { Readable } from 'node:stream';
import { XzReadableStream } from 'xz-decompress';

/** What xz made bytes from. @throws (by rejection) Error with a sentence where they are damaged */
export async function* unpackXz(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packed = Readable.toWeb(Readable.from(chunks, { objectMode: true })) as ReadableStream<Uint8Array>;
  const reader = new XzReadableStream(packed).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(/error code/.test(said) ? 'The xz data is damaged, or needs too much memory.' : said);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
