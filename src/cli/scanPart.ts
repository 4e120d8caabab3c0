import type { Encoding } from '../core/search/kernel/codeSearch';
import { type FileRange, type RangeResult, scanRange } from '../core/search/scanFile';
import { type Times, type Undated, wantedAt } from './times';

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

/** Scans a part of a file. @throws the system's error when the file cannot be read */
export function scanPart({ path, range, encoding, times, head, modified }: RangeRequest): PartResult {
  const undated: Undated = { count: 0 };
  const found = scanRange(path, range, encoding, wantedAt(times, undated)?.(head, modified).line);
  return { ...found, undated: undated.count };
}
