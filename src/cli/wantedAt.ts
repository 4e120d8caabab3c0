import type { WantedIn } from '../core/search/scanFile';
import type { Times, Undated } from './times';

/**
 * Hits on lines, and in mails, of the times asked for; undefined where all are: then nothing is loaded that reads times.
 * A line without a time is none of them.
 * @param undated counts those, and mails without a time
 */
export async function wantedAt(times: Times, undated: Undated): Promise<WantedIn | undefined> {
  if (times.since === undefined && times.until === undefined) return undefined;
  const { wantedWithin } = await import('./wantedWithin');
  return wantedWithin(times, undated);
}
