import type { FileRange } from '../core/search/fileParts';
import type { Encoding } from '../core/search/kernel/codeSearch';
import { type RangeResult, scanRange } from '../core/search/scanFile';
import type { Times, Undated } from './times';
import { wantedAt } from './wantedAt';

/** Asks a worker to scan a part of a file that is no mail. */
export interface RangeRequest {
  readonly kind: 'range';
  readonly path: string;
  readonly range: FileRange;
  readonly encoding: Encoding;
  readonly times: Times;
  /** The file's first characters, and when it was last written. */
  readonly head: string;
  readonly modified: number;
}

/** What was found in a part of a file, and how many hits in it have no time, where times are asked for. */
export interface PartResult extends RangeResult {
  readonly undated: number;
}

/** Scans a part of a file. @throws (by rejection) the system's error when the file cannot be read */
export async function scanPart(request: RangeRequest): Promise<PartResult> {
  const { path, range, encoding, times, head, modified } = request;
  const undated: Undated = { count: 0 };
  const wantedIn = await wantedAt(times, undated);
  const found = scanRange(path, range, encoding, wantedIn?.(head, modified).line);
  return { ...found, undated: undated.count };
}
