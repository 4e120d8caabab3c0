import { stat } from 'node:fs/promises';
import { type Clock, localOffset, zoneMinutes } from '../core/logs/clock';
import { type LogSource, logFile } from '../core/logs/logFiles';
import { decode } from '../core/scan/textFile';
import { walk } from '../core/scan/walk';
import type { Output } from './output';
import { UsageError } from './usageError';

const standardInput = '-';

/**
 * The zone for times that name none: the one given, or this machine's.
 * @throws UsageError
 */
export function clockIn(zone: string | undefined): Clock {
  const minutes = zone === undefined ? undefined : zoneMinutes(zone);
  if (zone !== undefined && minutes === undefined)
    throw new UsageError('A zone is written as Z, +01:00 or -0330.');
  return { reference: Date.now(), offsetAt: minutes === undefined ? localOffset : () => minutes };
}

/** The logs at some paths; what cannot be read is complained about. */
export async function sourcesAt(
  paths: readonly string[],
  output: Output,
): Promise<{ sources: LogSource[]; failed: boolean }> {
  const sources = new Map<string, LogSource>();
  let failed = false;
  for (const path of paths)
    for await (const met of filesOf(path))
      try {
        if ('error' in met) throw met.error;
        sources.set(met.path, met.path === standardInput ? input() : await logFile(met.path));
      } catch (error) {
        output.complainAbout(met.path, error);
        failed = true;
      }
  return { sources: [...sources.values()], failed };
}

async function* filesOf(path: string): ReturnType<typeof walk> {
  if (path === standardInput) yield { path };
  else
    try {
      if ((await stat(path)).isDirectory()) yield* walk(path);
      else yield { path };
    } catch (error) {
      yield { path, error };
    }
}

function input(): LogSource {
  return {
    name: standardInput,
    modified: Date.now(),
    once: true,
    open: () => decode(process.stdin),
  };
}
