import type { IsWanted } from '../core/files/globs';
import { decode } from '../core/files/textFile';
import { filesAt } from '../core/files/walk';
import { missingWasm } from '../core/files/wasm';
import type { ReadBatch } from '../core/logs/figures/deliveries';
import type { Clock } from '../core/logs/formats/clock';
import { type LogSource, type ReadOptions, readLogs } from '../core/scan/readFiles';
import { codeOf, trouble } from './exitCode';
import { type Output, reasonOf } from './output';
import { clockOf, timesIn } from './times';

const standardInput = '-';

/**
 * The zone for times that name none: the one given, or this machine's.
 * @throws UsageError
 */
export function clockIn(zone: string | undefined): Clock {
  return clockOf(timesIn({ zone }));
}

/** The files at paths, folders walked, each once; what cannot be looked into is said. */
export function sourcesAt(
  paths: readonly string[],
  output: Output,
  isWanted?: IsWanted,
): { sources: LogSource[]; failed: boolean } {
  const sources = new Map<string, LogSource>();
  let failed = false;
  for (const path of paths)
    if (path === standardInput) sources.set(path, input());
    else
      for (const met of filesAt(path, isWanted))
        if ('error' in met) {
          output.complainAbout(met.path, met.error);
          failed = true;
        } else sources.set(met.path, { name: met.path, modified: met.stats?.mtimeMs });
  return { sources: [...sources.values()], failed };
}

function input(): LogSource {
  return { name: standardInput, modified: Date.now(), once: true, open: () => decode(process.stdin) };
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
  const met = new Set<string>();
  const onRead = (path: string, bytes: number) => {
    met.add(path);
    output.tellProgress('message.progress', () => ({
      done: String(met.size),
      all: String(sources.length),
      size: String(Math.round(bytes / 1e6)),
      file: path,
    }));
  };
  for await (const batch of readLogs(sources, clock, { ...options, onRead })) {
    if ('error' in batch) {
      output.complainAbout(batch.name, batch.error);
      reader.fail?.(batch.name, batch.error);
      isWhole &&= codeOf(reasonOf(batch.error)) !== trouble;
    } else await reader.take(batch);
  }
  tellMissing(output);
  return isWhole;
}

/** Says why it took longer where WebAssembly is not to be had. */
export function tellMissing(output: Output): void {
  const reason = missingWasm();
  if (reason !== undefined) output.tell('message.slow', { reason });
}
