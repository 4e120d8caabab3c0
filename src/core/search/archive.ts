import type { Entry, ZipFile } from 'yauzl';
import { bounded, unpacked } from '../files/packing';
import { decode } from '../files/textFile';
import { type FoundArchive, headLength, type OnRead, type OpenFile, type Sniffed, sniff } from './openFile';

/** Files of an archive that are read. */
const mostEntries = 10_000;

/** A `.zip` that is open. */
export class Archive {
  /** Packed bytes that have been read of each of its files, and of all. */
  private readonly read = new Map<string, number>();
  private bytes = 0;

  private constructor(
    readonly path: string,
    private zip: ZipFile | undefined,
    private readonly onRead: OnRead | undefined,
  ) {}

  /**
   * @param onRead told how many packed bytes of all its files have been read so far
   * @throws (by rejection) yauzl's error for an archive that is broken
   */
  static async open({ path, descriptor }: FoundArchive, onRead?: OnRead): Promise<Archive> {
    const { fromFdPromise } = await import('yauzl');
    return new Archive(path, await fromFdPromise(descriptor, unread), onRead);
  }

  /**
   * Its files in their order, each open; or why one could not be opened.
   * @throws (by rejection) yauzl's error where its list is broken
   */
  async *files(
    isWanted: (name: string) => boolean = () => true,
  ): AsyncGenerator<OpenFile | { readonly name: string; readonly error: unknown }> {
    let entries = 0;
    for await (const entry of (await this.opened()).eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      entries += 1;
      if (entries > mostEntries) throw new Error(`It holds more than ${mostEntries} files: read no further.`);
      if (!isWanted(this.nameOf(entry))) continue;
      try {
        yield await this.openEntry(entry);
      } catch (error) {
        yield { name: this.nameOf(entry), error };
      }
    }
  }

  /** Closes it; a file of it that is read later opens it again. */
  close(): void {
    this.zip?.close();
    this.zip = undefined;
  }

  private nameOf(entry: Entry): string {
    return `${this.path}/${entry.fileName}`;
  }

  private async opened(): Promise<ZipFile> {
    if (!this.zip) {
      const { openPromise } = await import('yauzl');
      this.zip = await openPromise(this.path, unread);
    }
    return this.zip;
  }

  private async openEntry(entry: Entry): Promise<OpenFile> {
    const stream = this.entryBytes(entry)[Symbol.asyncIterator]();
    const parts: Uint8Array[] = [];
    let length = 0;
    let isWhole = false;
    while (length <= headLength) {
      const next = await stream.next();
      if (next.done) {
        isWhole = true;
        break;
      }
      parts.push(next.value);
      length += next.value.length;
    }
    const first = Buffer.concat(parts);
    const sniffed = sniff(isWhole ? first : first.subarray(0, headLength));
    const rest = sniffed.kind === 'log' && !isWhole ? undefined : stream;
    if (!rest) await stream.return?.(undefined);
    return new EntryFile(
      {
        ...sniffed,
        name: this.nameOf(entry),
        path: this.path,
        modified: entry.getLastModDate().getTime(),
        isWhole,
      },
      rest && { first, rest },
      () => this.entryBytes(entry),
      () => this.openEntry(entry),
    );
  }

  private async *entryBytes(entry: Entry): AsyncGenerator<Uint8Array> {
    const zip = await this.opened();
    const stream = await zip.openReadStreamPromise(entry);
    yield* unpacked(bounded(this.counted(stream, entry), () => entry.compressedSize));
  }

  /** How much of the packed bytes has been read is not told: it is taken to go along with what came out. */
  private async *counted(chunks: AsyncIterable<Uint8Array>, entry: Entry): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      const packed = Math.floor((bytes / entry.uncompressedSize) * entry.compressedSize);
      const before = this.read.get(entry.fileName) ?? 0;
      this.bytes += Math.max(0, packed - before);
      this.read.set(entry.fileName, Math.max(before, packed));
      this.onRead?.(this.bytes);
      yield chunk;
    }
  }
}

const unread = { lazyEntries: true, autoClose: false } as const;

type EntryFacts = Sniffed & Pick<OpenFile, 'name' | 'path' | 'modified' | 'isWhole'>;

/** A file of an archive. A log that is long is read from the start in its turn, so that none waits half inflated. */
class EntryFile implements OpenFile {
  readonly name: string;
  readonly path: string;
  readonly kind: OpenFile['kind'];
  readonly encoding: OpenFile['encoding'];
  head: string;
  readonly modified: number;
  readonly isWhole: boolean;
  readonly isPlain = false;
  readonly canOpenAgain = true;
  readonly mayHoldCode = true;
  readonly size = undefined;

  constructor(
    facts: EntryFacts,
    private begun: { readonly first: Uint8Array; readonly rest: AsyncIterator<Uint8Array> } | undefined,
    private readonly fromStart: () => AsyncIterable<Uint8Array>,
    private readonly again: () => Promise<OpenFile>,
  ) {
    this.name = facts.name;
    this.path = facts.path;
    this.kind = facts.kind;
    this.encoding = facts.encoding;
    this.head = facts.head;
    this.modified = facts.modified;
    this.isWhole = facts.isWhole;
  }

  readInto(_room: Buffer): number {
    throw new Error('What is in an archive is read as a stream.');
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    const { begun } = this;
    this.begun = undefined;
    if (!begun) {
      yield* this.fromStart();
      return;
    }
    try {
      yield begun.first;
      for (let next = await begun.rest.next(); !next.done; next = await begun.rest.next()) yield next.value;
    } finally {
      await begun.rest.return?.();
    }
  }

  texts(): AsyncIterable<string> {
    return decode(this.bytes());
  }

  suspend(): void {
    this.close();
    this.head = '';
  }

  openAgain(): Promise<OpenFile> {
    return this.again();
  }

  close(): void {
    void this.begun?.rest.return?.();
    this.begun = undefined;
  }
}
