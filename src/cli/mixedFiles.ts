import { filesAt } from '../core/files/walk';
import type { Clock } from '../core/logs/formats/clock';
import { type MetFile, type Mixed, readMixed, sortFiles } from '../core/mixed/mixedFiles';
import { readTogether } from './logSources';
import type { Output } from './output';

/** Tells exports from logs and mails among files in any order, folders walked. What cannot be read is said, and the rest counts. */
export function sortPaths(paths: readonly string[], output: Output): ReturnType<typeof sortFiles> {
  return sortFiles(metAt(paths), complainIn(output));
}

/** Reads exports, logs, traces and bounces together. */
export function readPaths(paths: readonly string[], clock: Clock, output: Output): Promise<Mixed> {
  return readMixed(metAt(paths), clock, complainIn(output), (sources, ownClock, take) =>
    readTogether(sources, ownClock, {}, output, { take }),
  );
}

function* metAt(paths: readonly string[]): Generator<MetFile> {
  for (const path of paths)
    for (const met of filesAt(path))
      yield 'error' in met ? met : { path: met.path, modified: met.stats?.mtimeMs };
}

const complainIn = (output: Output) => (path: string, error: unknown) => output.complainAbout(path, error);
