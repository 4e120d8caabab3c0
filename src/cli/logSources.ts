import { stat } from 'node:fs/promises';
import type { Clock } from '../core/logs/clock';
import type { ReadBatch } from '../core/logs/deliveries';
import { type LogSource, logFiles, type ReadOptions, readLogs } from '../core/logs/logFiles';
import { type IsWanted, wantedBy } from '../core/scan/globs';
import { decode } from '../core/scan/textFile';
import { walk } from '../core/scan/walk';
import type { Output } from './output';
import { clockOf, timesIn } from './times';

const standardInput = '-';

/**
 * The zone for times that name none: the one given, or this machine's.
 * @throws UsageError
 */
export function clockIn(zone: string | undefined): Clock {
  return clockOf(timesIn({ zone }));
}

/** The logs and bounces at paths, folders walked, archives opened; what cannot be read is said. */
export async function sourcesAt(
  paths: readonly string[],
  output: Output,
  isWanted: IsWanted = wantedBy([]),
): Promise<{ sources: LogSource[]; failed: boolean }> {
  const sources = new Map<string, LogSource>();
  let failed = false;
  for (const path of paths)
    for await (const met of filesOf(path, isWanted))
      try {
        if ('error' in met) throw met.error;
        const found = met.path === standardInput ? [input()] : await logFiles(met.path);
        for (const source of found) sources.set(source.name, source);
      } catch (error) {
        output.complainAbout(met.path, error);
        failed = true;
      }
  return { sources: [...sources.values()], failed };
}

async function* filesOf(path: string, isWanted: IsWanted): ReturnType<typeof walk> {
  if (path === standardInput) yield { path };
  else
    try {
      if ((await stat(path)).isDirectory()) yield* walk(path, isWanted);
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

/** What is done with what logs say, and with what cannot be read, which is said in any case. */
export interface LogReader {
  take(batch: ReadBatch): void | Promise<void>;
  fail?(name: string, error: unknown): void;
}

/** Reads logs together. @returns false where something could not be read, or not to its end */
export async function readTogether(
  sources: readonly LogSource[],
  clock: Clock,
  options: ReadOptions,
  output: Output,
  reader: LogReader,
): Promise<boolean> {
  let isWhole = true;
  for await (const batch of readLogs(sources, clock, options)) {
    if ('error' in batch) {
      output.complainAbout(batch.name, batch.error);
      reader.fail?.(batch.name, batch.error);
      isWhole = false;
    } else await reader.take(batch);
  }
  return isWhole;
}
