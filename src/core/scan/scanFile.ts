import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { mayHoldCode } from '../mail/mayHoldCode';
import { looksLikeMessage } from '../mailFile';
import { type Accepts, ByteScanner } from './byteScanner';
import { type FileBytes, filesIn, type Packing, packingOf } from './fileBytes';
import { type CodeSearch, codeSearch, type Encoding, searchLength } from './kernel/codeSearch';
import { countWhole, type FileHit, scanText, scanWhole } from './messageScan';
import type { ScanHit } from './scanner';
import { decode, decodeWhole, encodingHead, encodingOf, readStart, readText, readWhole } from './textFile';

/** Which hits are wanted. */
export interface Wanted {
  /** Asked of a hit in anything but mail. */
  readonly line: Accepts;
  /** Asked of a mail with its whole text. */
  readonly message: (text: string) => boolean;
}

/** Says which hits of a file are wanted, by its first characters and when it was last written (milliseconds since 1970). */
export type WantedIn = (head: string, modified: number) => Wanted;

export interface ScanOptions {
  readonly wantedIn?: WantedIn | undefined;
  /** Ends the scan soon after it is aborted. What was found until then stands; nothing is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how many bytes of a file have been read so far, as they stand on the disk. */
  readonly onRead?: ((name: string, bytesRead: number) => void) | undefined;
}

/** Hits in a file, or in a file of an archive; or why that could not be read, or not to its end. */
export type FileResult =
  | { readonly name: string; readonly hits: readonly FileHit[] }
  | { readonly name: string; readonly error: unknown };

/** How much of a file tells what it is, in bytes: `looksLikeMessage` reads 16,384 characters. */
export const headLength = 1 << 16;
/** Bytes searched between two looks at the signal: some milliseconds. */
const bytesPerTurn = 1 << 25;

/**
 * Finds status codes in a file, plain, `.gz` or `.zip`, in UTF-8 or UTF-16: in a mail seen through its encodings, in anything else
 * where they stand. Memory stays bounded for any size of input.
 */
export async function* scanFile(path: string, options: ScanOptions = {}): AsyncGenerator<FileResult> {
  const search = free.pop() ?? codeSearch();
  try {
    const { packing, encoding, isMessage, head } = lookAt(path, search.bytes);
    const wanted = options.wantedIn?.(head, statSync(path).mtimeMs);
    if (packing !== 'plain')
      for await (const file of filesIn(path)) {
        if (options.signal?.aborted) return;
        yield* withErrors(file.name, scanBytes(file, path, options, search));
      }
    else if (isMessage) yield* withErrors(path, scanMessage(readText(path), wanted));
    else {
      const scanner = new ByteScanner(search, encoding, wanted?.line);
      yield* withErrors(path, scanLines(path, scanner, options));
    }
  } catch (error) {
    yield { name: path, error };
  } finally {
    free.push(search);
  }
}

/** A part of a file that begins and ends with lines. Offsets are bytes, `to` exclusive. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
}

/** What was found in a part of a file; its lines are counted from 1. */
export interface RangeResult {
  readonly hits: readonly ScanHit[];
  /** Line breaks in it. */
  readonly breaks: number;
}

/**
 * Finds status codes in a part of a plain file that is no mail, while the caller waits.
 * @throws the system's error when the file cannot be read
 */
export function scanRange(
  path: string,
  range: FileRange,
  encoding: Encoding,
  accepts?: Accepts,
): RangeResult {
  const search = free.pop() ?? codeSearch();
  try {
    const scanner = new ByteScanner(search, encoding, accepts);
    const hits: ScanHit[] = [];
    for (const found of readInto(scanner, path, range)) for (const hit of found.hits) hits.push(hit);
    return { hits, breaks: scanner.breaks };
  } finally {
    free.push(search);
  }
}

/** Files longer than this are not for `scanAtOnce`, in bytes: some ten milliseconds of work. */
const longestAtOnce = 1 << 26;

/**
 * The hits in a regular file, found while the caller waits: the same as `scanFile` finds. Undefined where that would take long, or
 * the file is packed.
 * @throws the system's error when the file cannot be read
 */
export function scanAtOnce(path: string, wantedIn?: WantedIn): readonly FileHit[] | undefined {
  const { bytes, isWhole } = readStart(path);
  if (packingOf(path, bytes) !== 'plain') return undefined;
  const text = isWhole ? decodeWhole(bytes) : undefined;
  if (text !== undefined && (!wantedIn || looksLikeMessage(text))) {
    const isWanted = wantedIn?.(text, statSync(path).mtimeMs).message(text) ?? true;
    return isWanted ? scanWhole(text) : [];
  }
  const { isMessage, encoding, head } = kindOf(path, bytes);
  const wanted = wantedIn?.(head, statSync(path).mtimeMs);
  if (isMessage) {
    const message = readWhole(path);
    if (message === undefined) return undefined;
    return wanted?.message(message) === false ? [] : scanWhole(message);
  }
  if (statSync(path).size > longestAtOnce) return undefined;
  return scanRange(path, { from: 0, to: Number.POSITIVE_INFINITY }, encoding, wanted?.line).hits;
}

/** How many hits `scanAtOnce` finds; undefined where it does. */
export function countAtOnce(path: string, wantedIn?: WantedIn): number | undefined {
  if (!wantedIn) {
    const { bytes, isWhole } = readStart(path);
    if (isWhole && packingOf(path, bytes) === 'plain') return countWhole(decodeWhole(bytes));
  }
  return scanAtOnce(path, wantedIn)?.length;
}

/** What a file is, by its first bytes. */
export interface FileKind {
  readonly packing: Packing;
  readonly encoding: Encoding;
  readonly isMessage: boolean;
  /** Its first characters, where it is not packed. */
  readonly head: string;
  /** True for a mail that is no longer than these bytes, where no code stands in it. */
  readonly isMailWithoutCode: boolean;
}

/**
 * @param buffer for the first bytes; what is in it is lost
 * @throws the system's error when the file cannot be read
 */
export function lookAt(path: string, buffer: Buffer = Buffer.alloc(headLength)): FileKind {
  const file = openSync(path, 'r');
  try {
    const read = readSync(file, buffer, 0, headLength, 0);
    return kindOf(path, buffer.subarray(0, read), read < headLength && read === fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

/**
 * What a file, or a file in an archive, is once it is unpacked.
 * @returns with the path where it is plain, so that it can be read at any place
 * @throws the system's error when it cannot be read, or the one of unpacking it
 */
export async function kindOfFile(file: FileBytes): Promise<FileKind & { readonly path: string | undefined }> {
  if (file.path !== undefined) {
    const kind = lookAt(file.path);
    if (kind.packing === 'plain') return { ...kind, path: file.path };
  }
  const chunks = file.read()[Symbol.asyncIterator]();
  try {
    return { ...kindOf('', (await gathered(chunks)).subarray(0, headLength)), path: undefined };
  } finally {
    await chunks.return?.();
  }
}

/** @param isWhole true where the file has no more bytes */
function kindOf(path: string, bytes: Buffer, isWhole = bytes.length < headLength): FileKind {
  const packing = packingOf(path, bytes);
  const text = packing === 'plain' ? decodeWhole(bytes) : '';
  const isMessage = looksLikeMessage(text);
  return {
    packing,
    encoding: encodingOf(bytes.subarray(0, encodingHead)),
    isMessage,
    head: text,
    isMailWithoutCode: isMessage && isWhole && !mayHoldCode(bytes),
  };
}

/** Searches that nothing is being looked at with: their memory is used again. */
const free: CodeSearch[] = [];

async function* withErrors(
  name: string,
  hits: AsyncIterable<readonly FileHit[]>,
): AsyncGenerator<FileResult> {
  try {
    for await (const some of hits) if (some.length > 0) yield { name, hits: some };
  } catch (error) {
    yield { name, error };
  }
}

async function* scanLines(
  path: string,
  scanner: ByteScanner,
  { signal, onRead }: ScanOptions,
): AsyncGenerator<readonly FileHit[]> {
  let turn = bytesPerTurn;
  for (const { hits, at } of readInto(scanner, path)) {
    if (hits.length > 0) yield hits;
    if (at < turn) continue;
    turn += bytesPerTurn;
    onRead?.(path, at);
    await nextTurn();
    if (signal?.aborted) return;
  }
}

/** Reads a file into the memory of a search, and gives the hits as they are found and how far it has been read. */
function* readInto(
  scanner: ByteScanner,
  path: string,
  { from, to }: FileRange = { from: 0, to: Number.POSITIVE_INFINITY },
): Generator<{ readonly hits: readonly ScanHit[]; readonly at: number }> {
  const file = openSync(path, 'r');
  try {
    for (let at = from; ; ) {
      const { room } = scanner;
      const read = readSync(file, room, 0, Math.min(room.length, searchLength, to - at), at);
      at += read;
      yield { hits: read > 0 ? scanner.push(read) : scanner.finish(), at };
      if (read === 0) return;
    }
  } finally {
    closeSync(file);
  }
}

/** Unpacked bytes that come by themselves, as inflating goes on beside the search. */
async function* scanBytes(
  file: FileBytes,
  archive: string,
  options: ScanOptions,
  search: CodeSearch,
): AsyncGenerator<readonly FileHit[]> {
  const { signal, onRead, wantedIn } = options;
  const chunks = file.read((bytesRead) => onRead?.(file.name, bytesRead))[Symbol.asyncIterator]();
  try {
    const head = await gathered(chunks);
    const { encoding, isMessage, head: text } = kindOf('', head.subarray(0, headLength));
    const wanted = wantedIn?.(text, file.modified ?? statSync(archive).mtimeMs);
    if (isMessage) {
      yield* scanMessage(decode(after(head, chunks)), wanted);
      return;
    }
    const scanner = new ByteScanner(search, encoding, wanted?.line);
    for await (const chunk of after(head, chunks)) {
      if (signal?.aborted) return;
      for (let at = 0; at < chunk.length; ) {
        const { room } = scanner;
        const piece = chunk.subarray(at, at + Math.min(room.length, searchLength));
        room.set(piece);
        at += piece.length;
        yield scanner.push(piece.length);
      }
    }
    yield scanner.finish();
  } finally {
    await chunks.return?.();
  }
}

async function gathered(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < headLength) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(parts);
}

async function* after(head: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

async function* scanMessage(
  text: AsyncIterable<string>,
  wanted: Wanted | undefined,
): AsyncGenerator<readonly FileHit[]> {
  let whole = '';
  async function* kept(): AsyncGenerator<string> {
    for await (const piece of text) {
      if (wanted) whole += piece;
      yield piece;
    }
  }
  for await (const hits of scanText(kept())) if (!wanted || wanted.message(whole)) yield hits;
}
