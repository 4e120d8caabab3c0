import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { constants, gunzipSync } from 'node:zlib';
import { looksLikeMessage } from '../files/mailFile';
import { type Packing, packingOf, unpacked } from '../files/packing';
import { decode, decodeWhole, encodingHead, encodingOf } from '../files/textFile';
import { whyUnread } from '../files/unread';
import { startsMailbox } from '../mail/messages';
import type { Encoding } from './kernel/codeSearch';
import { longestFiltered, type MailFilter, mailFilter } from './kernel/mailFilter';

/** What a file is by how it begins. A `log` is anything that is no mail. */
export type FileKind = 'mail' | 'mbox' | 'log';

/** Told how many bytes of a file have been read so far, as they stand on the disk. */
export type OnRead = (bytesRead: number) => void;

/** What the first bytes of a file say of it. */
export interface Sniffed {
  readonly kind: FileKind;
  readonly encoding: Encoding;
  /** Its first characters: its whole text where it is whole, else enough to tell what it is. Nothing of a mail without a code. */
  readonly head: string;
}

/** A file, or a file of an archive, that is open. Its bytes are unpacked and can be read once. */
export interface OpenFile extends Sniffed {
  /** The file's path; for what is in an archive the archive's path, a slash and the name in it. */
  readonly name: string;
  /** Where it is on the disk: its own path or that of the archive. */
  readonly path: string;
  /** True where all of it was read when it was opened: then `head` is its text. */
  readonly isWhole: boolean;
  /** False where it is whole and holds no status code, however it is encoded: most mails are so, and need not be read. */
  readonly mayHoldCode: boolean;
  /** True where `readInto` reads it, since nothing has to be unpacked. */
  readonly isPlain: boolean;
  /** False for what can be read once only, such as a pipe. */
  readonly canOpenAgain: boolean;
  /** How long it is on the disk, in bytes; not known of small mails and of what is in an archive. */
  readonly size: number | undefined;
  /** When it was last written, in milliseconds since 1970. */
  readonly modified: number;
  /**
   * Reads the next bytes of what is plain while the caller waits.
   * @returns how many there were; 0 at the end
   * @throws the system's error
   */
  readInto(room: Buffer): number;
  /** What threads read parts of it by, while it is open; undefined for what is no plain file of the disk, or whole. */
  descriptorForParts?(): number | undefined;
  /** Its bytes from the start. @throws (by rejection) the system's error, or the one of unpacking it */
  bytes(onRead?: OnRead): AsyncIterable<Uint8Array>;
  /** Its text from the start. @throws (by rejection) as `bytes` */
  texts(onRead?: OnRead): AsyncIterable<string>;
  /** Closes it until it is read, and forgets its first bytes: for files that wait for their turn in great numbers. */
  suspend(): void;
  /**
   * Opens it once more from the start, for a second pass.
   * @throws (by rejection) the system's error, or where another file has its name by now
   */
  openAgain(): Promise<OpenFile>;
  close(): void;
  /** What stands on a line of a mail that was made of something else, by a name for people; the file has no such lines. */
  readonly placeAt?: ((line: number) => string) | undefined;
}

/** An archive, an Outlook message, or a file that is unpacked as a stream was met: who opened it reads it on by its descriptor, and closes that (`openContainer`). */
export interface FoundArchive {
  readonly kind: 'archive';
  readonly packing: Exclude<Packing, 'plain' | 'gzip'>;
  readonly path: string;
  /** As it is to be called. */
  readonly name: string;
  readonly descriptor: number;
  readonly modified: number;
}

/** How much of a file tells what it is, in bytes: `looksLikeMessage` reads 16,384 characters. */
export const headLength = longestFiltered;
/** How much of a gzip file is inflated to tell what it is, in bytes, and how much may come out. */
const packedHead = 1 << 14;
const mostInflated = 1 << 24;
/** Bytes read at a time where they come as a stream. */
const chunkLength = 1 << 18;

/** Where files' first bytes are put, one file after the other, and looked at: a buffer takes longer to make than to fill. */
let filter: MailFilter | undefined;

/** How much of a mail without a code is read to see that it is one, in bytes. */
const sureLength = 1024;

/**
 * Opens a file, reads its first bytes while the caller waits, and says what it is by them.
 * @param name as it is to be called
 * @param modified when it was last written, in milliseconds since 1970, where that is known already
 * @throws the system's error when it cannot be opened or read, and where it is of a kind that is not read
 */
export function openFile(path: string, modified?: number, name = path): OpenFile | FoundArchive {
  const descriptor = openSync(path, 'r');
  try {
    filter ??= mailFilter();
    const bytes = filter.bytes.subarray(0, fill(descriptor, filter.bytes));
    const packing = packingOf(path, bytes);
    if (packing !== 'plain' && packing !== 'gzip')
      return {
        kind: 'archive',
        packing,
        path,
        name,
        descriptor,
        modified: modified ?? fstatSync(descriptor).mtimeMs,
      };
    const reason = whyUnread(bytes);
    if (reason !== undefined) throw new Error(reason);
    return new DiskFile(path, name, descriptor, bytes, modified, filter);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Closes what was opened. */
export function closeOpened(opened: OpenFile | FoundArchive): void {
  if (opened.kind === 'archive') closeSync(opened.descriptor);
  else opened.close();
}

/** The longest file whose text is read at once, in bytes: most mail is shorter, most logs are longer. */
const longestWhole = 1 << 24;

/**
 * The text of a file, read while the caller waits; undefined where it is packed or longer than `longestWhole`.
 * @throws the system's error
 */
export function wholeText(file: OpenFile): string | undefined {
  if (file.isWhole) return file.head;
  if (!file.isPlain || file.size === undefined || file.size > longestWhole) return undefined;
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.allocUnsafe(chunkLength);
    const length = file.readInto(part);
    if (length === 0) return decodeWhole(Buffer.concat(parts));
    parts.push(part.subarray(0, length));
  }
}

/** What unpacked bytes from the start of a file say of it. */
export function sniff(bytes: Buffer): Sniffed {
  const head = decodeWhole(bytes);
  const kind = looksLikeMessage(head) ? (startsMailbox(head) ? 'mbox' : 'mail') : 'log';
  return { kind, encoding: encodingOf(bytes.subarray(0, encodingHead)), head };
}

/** It has no bytes of zero and no mark of UTF-16, and is no mailbox: such are not ruled out. */
const mailWithoutCode: Sniffed = { kind: 'mail', encoding: 'utf-8', head: '' };

class DiskFile implements OpenFile {
  readonly kind: FileKind;
  readonly encoding: Encoding;
  head: string;
  readonly isWhole: boolean;
  readonly mayHoldCode: boolean;
  isPlain: boolean;
  /** Bytes that were read and not yet given: unpacked where the file is plain. */
  private ready: Buffer | undefined;
  private readonly isGzip: boolean;
  private readonly length: number;
  /** Not asked for of small mails, which nobody reads twice. */
  private readonly facts: Stats | undefined;
  readonly canOpenAgain: boolean;
  private isSuspended = false;

  constructor(
    readonly path: string,
    readonly name: string,
    private descriptor: number | undefined,
    first: Buffer,
    private readonly known: number | undefined,
    filter: MailFilter,
  ) {
    this.length = first.length;
    this.isGzip = packingOf('', first) === 'gzip';
    const isRead = first.length < filter.bytes.length;
    const whole = this.isGzip && isRead ? inflatedWhole(first) : isRead ? first : undefined;
    this.mayHoldCode = this.isGzip || !isRead || filter.mayHoldCode(first.length);
    const { kind, encoding, head } =
      whole && !this.mayHoldCode && looksLikeMessage(first.toString('latin1', 0, sureLength))
        ? mailWithoutCode
        : sniff(whole ?? (this.isGzip ? inflatedHead(first) : first));
    this.kind = kind;
    this.encoding = encoding;
    this.head = head;
    this.isWhole = whole !== undefined;
    this.isPlain = this.isWhole || !this.isGzip;
    const facts =
      (kind === 'log' || !this.isWhole) && descriptor !== undefined ? fstatSync(descriptor) : undefined;
    this.facts = facts;
    this.canOpenAgain = facts?.isFile() ?? false;
    // Of a whole mail the text is all that anybody wants.
    if (!this.isWhole || kind !== 'mail') this.ready = Buffer.from(whole ?? first);
    if (this.isWhole) this.close();
  }

  get size(): number | undefined {
    return this.facts?.size;
  }

  get modified(): number {
    return this.known ?? this.facts?.mtimeMs ?? statSync(this.path).mtimeMs;
  }

  readInto(room: Buffer): number {
    this.resume();
    const { ready, descriptor } = this;
    const length = ready?.copy(room) ?? 0;
    this.ready = ready?.subarray(length);
    if (descriptor === undefined || length === room.length) return length;
    return length + readSync(descriptor, room, length, room.length - length, null);
  }

  descriptorForParts(): number | undefined {
    if (!this.isPlain || this.isWhole || !this.canOpenAgain) return undefined;
    this.resume();
    return this.descriptor;
  }

  bytes(onRead?: OnRead): AsyncIterable<Uint8Array> {
    return this.isPlain ? this.chunks(onRead) : unpacked(this.chunks(onRead));
  }

  texts(onRead?: OnRead): AsyncIterable<string> {
    return decode(this.bytes(onRead));
  }

  suspend(): void {
    this.close();
    this.ready = undefined;
    this.head = '';
    this.isPlain = !this.isGzip;
    this.isSuspended = true;
  }

  async openAgain(): Promise<OpenFile> {
    const again = openFile(this.path, this.known, this.name);
    if (
      again instanceof DiskFile &&
      again.facts?.dev === this.facts?.dev &&
      again.facts?.ino === this.facts?.ino
    )
      return again;
    closeOpened(again);
    throw new Error('Another file has its name by now: senders that stood in it may be missing.');
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  private resume(): void {
    if (this.isSuspended) this.descriptor = openSync(this.path, 'r');
    this.isSuspended = false;
  }

  /** Its bytes as they stand on the disk; of a whole one, unpacked. */
  private async *chunks(onRead: OnRead | undefined): AsyncGenerator<Uint8Array> {
    try {
      for (let read = 0; ; ) {
        const room = Buffer.allocUnsafe(chunkLength);
        const length = this.readInto(room);
        if (length === 0) return;
        read += length;
        onRead?.(this.isWhole && this.isGzip ? this.length : read);
        yield room.subarray(0, length);
        await nextTurn();
      }
    } finally {
      this.close();
    }
  }
}

/** Fills a buffer from where a file is. @returns how many bytes there were */
function fill(descriptor: number, buffer: Buffer): number {
  let at = 0;
  while (at < buffer.length) {
    const read = readSync(descriptor, buffer, at, buffer.length - at, null);
    if (read === 0) break;
    at += read;
  }
  return at;
}

/** All that a small gzip file holds; undefined where that is much, or the file is broken: reading it as a stream tells. */
function inflatedWhole(packed: Buffer): Buffer | undefined {
  try {
    return gunzipSync(packed, { maxOutputLength: headLength });
  } catch {
    return undefined;
  }
}

/** What the first bytes of a gzip file hold; nothing where they are broken: reading them as a stream tells. */
function inflatedHead(packed: Buffer): Buffer {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostInflated };
    return gunzipSync(packed.subarray(0, packedHead), options).subarray(0, headLength);
  } catch {
    return Buffer.alloc(0);
  }
}
