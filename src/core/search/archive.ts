import { closeSync, createReadStream, fstatSync, readFileSync, readSync } from 'node:fs';
import type { Entry, ZipFile } from 'yauzl';
import { bounded, packingOf, unpacked } from '../files/packing';
import { decode, decodeWhole } from '../files/textFile';
import { whyUnread } from '../files/unread';
import { placeIn } from '../msg/mailLines';
import { tooLong, UnreadableMessage } from '../msg/unreadable';
import {
  type FoundArchive,
  headLength,
  type OnRead,
  type OpenFile,
  openFile,
  type Sniffed,
  sniff,
} from './openFile';

/** Longest Outlook message that is read into memory, in bytes. */
const longestOutlook = 1 << 26;

/** What holds other files, or a mail in another form, and is open. */
export interface Container {
  /**
   * Its files in their order, each open; or why one could not be opened.
   * @throws (by rejection) where the container itself is broken
   */
  files(
    isWanted?: (name: string) => boolean,
  ): AsyncGenerator<OpenFile | { readonly name: string; readonly error: unknown }>;
  /** Closes it; a file of it that is read later opens it again. */
  close(): void;
}

/**
 * Opens what was found.
 * @param onRead told how many packed bytes of all its files have been read so far
 * @throws (by rejection) yauzl's error for an archive that is broken
 */
export async function openContainer(found: FoundArchive, onRead?: OnRead): Promise<Container> {
  if (found.packing === 'zip') return await Archive.open(found, onRead);
  return found.packing === 'outlook'
    ? new OutlookContainer(found, onRead)
    : new PackedContainer(found, onRead);
}

/** What holds one file, of its own name. */
abstract class OneFile implements Container {
  private isOpen = true;

  constructor(
    protected readonly found: FoundArchive,
    protected readonly onRead: OnRead | undefined,
  ) {}

  async *files(isWanted: (name: string) => boolean = () => true): ReturnType<Container['files']> {
    const { path, name, modified } = this.found;
    if (!isWanted(name)) return;
    try {
      yield await this.open({ name, path, modified });
    } catch (error) {
      yield { name, error };
    }
  }

  protected abstract open(facts: FileFacts): Promise<OpenFile>;

  close(): void {
    if (this.isOpen) closeSync(this.found.descriptor);
    this.isOpen = false;
  }
}

/** A file that is packed in a way that Node.js unpacks as a stream alone. */
class PackedContainer extends OneFile {
  protected open(facts: FileFacts): Promise<OpenFile> {
    return openStream(() => unpacked(this.chunks()), facts);
  }

  private async *chunks(): AsyncGenerator<Uint8Array> {
    let read = 0;
    for await (const chunk of createReadStream(this.found.path)) {
      read += chunk.length;
      this.onRead?.(read);
      yield chunk;
    }
  }
}

/** An Outlook message, which holds one mail. */
class OutlookContainer extends OneFile {
  protected async open(facts: FileFacts): Promise<OpenFile> {
    const bytes = bytesOf(this.found.descriptor);
    this.onRead?.(bytes.length);
    return outlookFile(bytes, facts);
  }
}

/** All bytes of an open file, wherever it was read to. */
function bytesOf(descriptor: number): Uint8Array {
  const { size } = fstatSync(descriptor);
  if (size > longestOutlook) throw new UnreadableMessage(tooLong);
  const bytes = Buffer.alloc(size);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, size, 0));
}

/** The mail in the bytes of an Outlook message, as a file that was read. @throws (by rejection) where it cannot be read */
async function outlookFile(bytes: Uint8Array, facts: FileFacts): Promise<OpenFile> {
  const { readOutlookMessage } = await import('../msg/msgThread');
  const mail = await readOutlookMessage(bytes);
  async function* text() {
    yield Buffer.from(mail.text);
  }
  const file = (): OpenFile =>
    new EntryFile(
      { ...facts, kind: 'mail', encoding: 'utf-8', head: mail.text, isWhole: true },
      undefined,
      text,
      async () => file(),
      (line) => placeIn(mail, line),
    );
  return file();
}

/** The text of a file, or of each file of an archive. @throws (by rejection) where it cannot be read */
export async function* wholeTexts(
  path: string,
): AsyncGenerator<{ readonly name: string; readonly text: string }> {
  const opened = openFile(path);
  if (opened.kind !== 'archive') yield await textOf(opened);
  else {
    const container = await openContainer(opened);
    try {
      for await (const file of container.files()) {
        if ('error' in file) throw file.error;
        yield await textOf(file);
      }
    } finally {
      container.close();
    }
  }
}

async function textOf(file: OpenFile): Promise<{ name: string; text: string }> {
  try {
    const { name, path } = file;
    // Of a mail without a code nothing was kept.
    if (!file.mayHoldCode) return { name, text: decodeWhole(readFileSync(path)) };
    if (file.isWhole) return { name, text: file.head };
    let text = '';
    for await (const piece of file.texts()) text += piece;
    return { name, text };
  } finally {
    file.close();
  }
}

/** Files of an archive that are read. */
const mostEntries = 10_000;

/** A `.zip` that is open. */
class Archive implements Container {
  /** Packed bytes that have been read of each of its files, and of all. */
  private readonly read = new Map<string, number>();
  private bytes = 0;

  private constructor(
    readonly path: string,
    private zip: ZipFile | undefined,
    private readonly onRead: OnRead | undefined,
  ) {}

  /** @throws (by rejection) yauzl's error for an archive that is broken */
  static async open({ path, descriptor }: FoundArchive, onRead?: OnRead): Promise<Archive> {
    const { fromFdPromise } = await import('yauzl');
    return new Archive(path, await fromFdPromise(descriptor, unread), onRead);
  }

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

  private openEntry(entry: Entry): Promise<OpenFile> {
    const facts = { name: this.nameOf(entry), path: this.path, modified: entry.getLastModDate().getTime() };
    return openStream(
      () => this.entryBytes(entry),
      facts,
      (first) =>
        packingOf(entry.fileName, first) === 'outlook' ? this.openOutlook(entry, facts) : undefined,
    );
  }

  private async openOutlook(entry: Entry, facts: FileFacts): Promise<OpenFile> {
    if (entry.uncompressedSize > longestOutlook) throw new UnreadableMessage(tooLong);
    const parts: Uint8Array[] = [];
    for await (const part of this.entryBytes(entry)) parts.push(part);
    return outlookFile(Buffer.concat(parts), facts);
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

type FileFacts = Pick<OpenFile, 'name' | 'path' | 'modified'>;

/**
 * Opens a file by its unpacked bytes, and says what it is by the first of them.
 * @param otherwise asked with those bytes whether the file is something else
 * @throws (by rejection) what reading throws, and where it is of a kind that is not read
 */
async function openStream(
  bytes: () => AsyncGenerator<Uint8Array>,
  facts: FileFacts,
  otherwise: (first: Buffer) => Promise<OpenFile> | undefined = () => undefined,
): Promise<OpenFile> {
  const stream = bytes();
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
  const other = otherwise(first);
  const reason = whyUnread(first);
  if (other || reason !== undefined) await stream.return(undefined);
  if (other) return await other;
  if (reason !== undefined) throw new Error(reason);
  const sniffed = sniff(isWhole ? first : first.subarray(0, headLength));
  const rest = sniffed.kind === 'log' && !isWhole ? undefined : stream;
  if (!rest) await stream.return(undefined);
  return new EntryFile({ ...sniffed, ...facts, isWhole }, rest && { first, rest }, bytes, () =>
    openStream(bytes, facts, otherwise),
  );
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
    readonly placeAt?: OpenFile['placeAt'],
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
