type Chunks = AsyncIterable<Uint8Array>;

/*
 * What is used of Node's streams: asynchronous iterables go in and come out.
 */

export const Readable = {
  from: (chunks: Chunks, _options?: object): Chunks => chunks,
  toWeb: (chunks: Chunks): ReadableStream<Uint8Array> => {
    const rest = chunks[Symbol.asyncIterator]();
    return new ReadableStream({
      pull: async (controller) => {
        const next = await rest.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await rest.return?.();
      },
    });
  },
};

/** What gzip (RFC 1952) made bytes from, once a pipeline feeds it. */
export class Gunzip implements Chunks {
  private source: Chunks | undefined;

  feed(source: Chunks): void {
    this.source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    if (!this.source) throw new Error('Nothing feeds it.');
    const inflater = new DecompressionStream('gzip') as Inflater;
    const reader = Readable.toWeb(this.source).pipeThrough(inflater).getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }
}

interface Inflater {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

/** Leads bytes into what inflates them. An error arrives at whoever reads the result. */
export function pipeline(source: Chunks, gunzip: Gunzip, _ended: () => void): void {
  gunzip.feed(source);
}
