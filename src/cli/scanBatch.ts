import { printable } from '../core/code/printable';
import type { FileHit } from '../core/search/messageScan';
import { type FoundArchive, type OpenFile, openFile } from '../core/search/openFile';
import { countAtOnce, hitsAtOnce, type WantedIn } from '../core/search/scanFile';
import { codeOf, found, nothing, worse } from './exitCode';
import { reasonOf } from './output';
import { placeAndCode } from './placeAndCode';
import type { HitFormat } from './terminal';
import type { Times, Undated } from './times';
import { wantedAt } from './wantedAt';

/** How hits are printed: a line of text each, an object a line, or how many a file has. */
export type PrintFormat = HitFormat | 'json' | 'count';

/** What came of some files, one after the other. */
export interface Scanned {
  readonly printed: string;
  readonly complaints: readonly { readonly path: string; readonly reason: string }[];
  /** The exit code that these files ask for. */
  readonly code: number;
  /** How many of the files were dealt with; the next one, if any, is for another batch. */
  readonly done: number;
  /** Hits and mails without a time, where times are asked for. */
  readonly undated: number;
  /** True where the next file is packed, or too long to be read at once. */
  readonly isNextLong: boolean;
  /** That file, open; it does not travel between threads. */
  readonly next?: OpenFile | FoundArchive | undefined;
}

/** How much a batch prints before it leaves the rest of its files for another, in UTF-16 units. */
const longestPrint = 1 << 20;

/** Scans regular files, one after the other, without a pause. Never throws. */
export async function scanBatch(
  paths: readonly string[],
  format: PrintFormat,
  times: Times,
): Promise<Scanned> {
  const undated: Undated = { count: 0 };
  const wantedIn = await wantedAt(times, undated);
  const scanned = () => ({ printed, complaints, code, undated: undated.count });
  const complaints: { path: string; reason: string }[] = [];
  let printed = '';
  let code: number = nothing;
  for (const [done, path] of paths.entries()) {
    if (printed.length > longestPrint) return { ...scanned(), done, isNextLong: false };
    try {
      const next = openFile(path);
      const lines = linesFor(next, format, wantedIn);
      if (lines === undefined) return { ...scanned(), done, isNextLong: true, next };
      printed += lines;
      if (lines !== '') code = worse(code, found);
    } catch (error) {
      const reason = reasonOf(error);
      complaints.push({ path, reason });
      code = worse(code, codeOf(reason));
    }
  }
  return { ...scanned(), done: paths.length, isNextLong: false };
}

/** Undefined where the file is not for one batch among others, and stays open; else it is closed. */
function linesFor(
  file: OpenFile | FoundArchive,
  format: PrintFormat,
  wantedIn: WantedIn | undefined,
): string | undefined {
  if (file.kind === 'archive') return undefined;
  let isDone = true;
  try {
    const lines = format === 'count' ? countFor(file, wantedIn) : hitsFor(file, format, wantedIn);
    isDone = lines !== undefined;
    return lines;
  } finally {
    if (isDone) file.close();
  }
}

function countFor(file: OpenFile, wantedIn: WantedIn | undefined): string | undefined {
  const count = countAtOnce(file, wantedIn);
  return count === undefined ? undefined : asCount(file.path, count);
}

function hitsFor(
  file: OpenFile,
  format: HitFormat | 'json',
  wantedIn: WantedIn | undefined,
): string | undefined {
  const hits = hitsAtOnce(file, wantedIn);
  return hits === undefined ? undefined : asLines(file.path, hits, format);
}

/** What is printed of how many hits a file has: nothing where it has none. */
export function asCount(path: string, count: number): string {
  return count === 0 ? '' : `${printable(path)}: ${count}\n`;
}

/** What is printed of the hits of one file, a line each. */
export function asLines(path: string, hits: readonly FileHit[], format: HitFormat | 'json'): string {
  return hits.map((hit) => (format === 'json' ? asJson(path, hit) : asText(path, hit, format))).join('');
}

function asText(path: string, { line, column, code, text, place }: FileHit, format: HitFormat): string {
  const where = place === undefined ? `${line}:${column}` : ` ${place}`;
  return `${placeAndCode(path, where, code, format)} ${printable(text)}\n`;
}

/** `via` and `part` are there where the file is a message, `place` where it has no lines; JSON leaves out what is undefined. */
function asJson(file: string, { line, column, code, text, via, part, place }: FileHit): string {
  return `${JSON.stringify({ file, line, column, code, text, via, part, place })}\n`;
}
