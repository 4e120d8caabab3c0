import { type RangeResult, scanRange } from '../core/search/scanFile';
import type { RangeRequest } from './scanWorker';
import { type Undated, wantedAt } from './times';

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
