import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { UntilError } from '../files/untilError';
import { type Accepts, ByteScanner } from './byteScanner';
import type { FileRange } from './fileParts';
import { type CodeSearch, codeSearch, type Encoding, searchLength } from './kernel/codeSearch';
import { countWhole, type FileHit, scanText, scanWhole } from './messageScan';
import { type FoundArchive, type OpenFile, openFile, wholeText } from './openFile';
import type { ScanHit } from './scanner';

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
  /** Told now and then how many bytes of a path have been read so far, as they stand on the disk. */
  readonly onRead?: ((path: string, bytesRead: number) => void) | undefined;
}

/** Hits in a file, or in a file of an archive; or why that could not be read, or not to its end. */
export type FileResult =
  | { readonly name: string; readonly hits: readonly FileHit[] }
  | { readonly name: string; readonly error: unknown };

/** Bytes searched between two looks at the signal: some milliseconds. */
const bytesPerTurn = 1 << 25;

/**
 * Finds status codes in a file, plain, `.gz` or `.zip`, in UTF-8 or UTF-16: in a mail seen through its encodings, in anything else
 * where they stand. Memory stays bounded for any size of input.
 */
export async function* scanFile(path: string, options: ScanOptions = {}): AsyncGenerator<FileResult> {
  let opened: OpenFile | FoundArchive;
  try {
    opened = openFile(path);
  } catch (error) {
    yield { name: path, error };
    return;
  }
  yield* scanOpened(opened, options);
}

/** The same in what is open already, and closes it. */
export async function* scanOpened(
  opened: OpenFile | FoundArchive,
  options: ScanOptions = {},
): AsyncGenerator<FileResult> {
  if (opened.kind !== 'archive') yield* hitsOrError(opened, options);
  else
    try {
      yield* scanContainer(opened, options);
    } catch (error) {
      yield { name: opened.path, error };
    }
}

/** @throws (by rejection) yauzl's error for an archive that is broken */
async function* scanContainer(found: FoundArchive, options: ScanOptions): AsyncGenerator<FileResult> {
  const { path } = found;
  const { openContainer } = await import('./archive');
  const container = await openContainer(found, (bytesRead) => options.onRead?.(path, bytesRead));
  try {
    for await (const file of container.files()) {
      if (options.signal?.aborted) return;
      if ('error' in file) yield file;
      else yield* hitsOrError(file, options);
    }
  } finally {
    container.close();
  }
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
  { from, to }: FileRange,
  encoding: Encoding,
  accepts?: Accepts,
): RangeResult {
  const file = openSync(path, 'r');
  try {
    return searched((search) => {
      const scanner = new ByteScanner(search, encoding, accepts);
      let at = from;
      const hits = allHits(scanner, (room) => {
        const read = readSync(file, room, 0, Math.min(room.length, to - at), at);
        at += read;
        return read;
      });
      return { hits, breaks: scanner.breaks };
    });
  } finally {
    closeSync(file);
  }
}

/** Longer logs are not for `hitsAtOnce`, in bytes: some ten milliseconds of work. */
const longestLog = 1 << 26;

/**
 * The hits in a file, found while the caller waits: the same as `scanFile` finds. Undefined where that would take long, or the
 * file is packed; then nothing was read of it but its head.
 * @throws the system's error when the file cannot be read
 */
export function hitsAtOnce(file: OpenFile, wantedIn?: WantedIn): readonly FileHit[] | undefined {
  if (!file.mayHoldCode) return [];
  const wanted = wantedIn?.(file.head, file.modified);
  if (file.kind === 'log' && !(file.isWhole && !wanted)) {
    const { isPlain, isWhole, size = Number.POSITIVE_INFINITY } = file;
    return isPlain && (isWhole || size <= longestLog) ? hitsInLog(file, wanted) : undefined;
  }
  const text = wholeText(file);
  if (text === undefined) return undefined;
  return wanted?.message(text) === false ? [] : scanWhole(text);
}

/** How many hits `hitsAtOnce` finds; undefined where it does. */
export function countAtOnce(file: OpenFile, wantedIn?: WantedIn): number | undefined {
  if (wantedIn || !file.isWhole || !file.mayHoldCode) return hitsAtOnce(file, wantedIn)?.length;
  return countWhole(file.head);
}

/** Searches that nothing is being looked at with: their memory is used again. */
const free: CodeSearch[] = [];

function hitsInLog(file: OpenFile, wanted: Wanted | undefined): ScanHit[] {
  return searched((search) =>
    allHits(new ByteScanner(search, file.encoding, wanted?.line), (room) => file.readInto(room)),
  );
}

function searched<Result>(work: (search: CodeSearch) => Result): Result {
  const search = free.pop() ?? codeSearch();
  try {
    return work(search);
  } finally {
    free.push(search);
  }
}

/** @param readInto fills a buffer with the bytes that come next, and says how many there were */
function allHits(scanner: ByteScanner, readInto: (room: Buffer) => number): ScanHit[] {
  const all: ScanHit[] = [];
  for (const { hits } of readOn(scanner, readInto)) for (const hit of hits) all.push(hit);
  return all;
}

/** Reads into the memory of a search, and gives the hits as they are found and how many bytes were read. */
function* readOn(
  scanner: ByteScanner,
  readInto: (room: Buffer) => number,
): Generator<{ readonly hits: readonly ScanHit[]; readonly read: number }> {
  for (;;) {
    const { room } = scanner;
    const read = readInto(room.subarray(0, Math.min(room.length, searchLength)));
    yield { hits: read > 0 ? scanner.push(read) : scanner.finish(), read };
    if (read === 0) return;
  }
}

async function* hitsOrError(file: OpenFile, options: ScanOptions): AsyncGenerator<FileResult> {
  const { name } = file;
  try {
    const wanted = options.wantedIn?.(file.head, file.modified);
    for await (const hits of hitsIn(file, wanted, options))
      if (hits.length > 0) yield { name, hits: file.placeAt ? hits.map((hit) => placed(hit, file)) : hits };
  } catch (error) {
    yield { name, error };
  } finally {
    file.close();
  }
}

function placed(hit: FileHit, file: OpenFile): FileHit {
  const place = file.placeAt?.(hit.line);
  return place === undefined ? hit : { ...hit, place };
}

async function* hitsIn(
  file: OpenFile,
  wanted: Wanted | undefined,
  options: ScanOptions,
): AsyncGenerator<readonly FileHit[]> {
  if (file.kind !== 'log') {
    yield* hitsInMail(file, wanted);
    return;
  }
  const search = free.pop() ?? codeSearch();
  try {
    const scanner = new ByteScanner(search, file.encoding, wanted?.line);
    yield* file.isPlain ? searchPlain(file, scanner, options) : searchStream(file, scanner, options);
  } finally {
    free.push(search);
  }
}

async function* hitsInMail(file: OpenFile, wanted: Wanted | undefined): AsyncGenerator<readonly FileHit[]> {
  if (file.isWhole) {
    if (wanted?.message(file.head) !== false) yield scanWhole(file.head);
    return;
  }
  const pieces = new UntilError(file.texts());
  if (wanted) {
    let text = '';
    for await (const piece of pieces) text += piece;
    if (wanted.message(text)) yield scanWhole(text);
  } else yield* scanText(pieces);
  pieces.throwIfFailed();
}

async function* searchPlain(
  file: OpenFile,
  scanner: ByteScanner,
  { signal, onRead }: ScanOptions,
): AsyncGenerator<readonly FileHit[]> {
  let at = 0;
  let turn = bytesPerTurn;
  for (const { hits, read } of readOn(scanner, (room) => file.readInto(room))) {
    if (hits.length > 0) yield hits;
    at += read;
    if (at < turn) continue;
    turn += bytesPerTurn;
    onRead?.(file.path, at);
    await nextTurn();
    if (signal?.aborted) return;
  }
}

/** Unpacked bytes that come by themselves, as inflating goes on beside the search. */
async function* searchStream(
  file: OpenFile,
  scanner: ByteScanner,
  { signal, onRead }: ScanOptions,
): AsyncGenerator<readonly FileHit[]> {
  const chunks = new UntilError(file.bytes((bytesRead) => onRead?.(file.path, bytesRead)));
  for await (const chunk of chunks) {
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
  chunks.throwIfFailed();
}
