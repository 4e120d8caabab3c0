import { filesAt } from '../core/files/walk';
import type { Clock } from '../core/logs/formats/clock';
import { type MetFile, type Mixed, readMixed, sortFiles } from '../core/mixed/mixedFiles';
import { readTogether } from './logSources';
import type { Output } from './output';

/** Tells exports from logs and mails among files in any order, folders walked. What cannot be read is said, and the rest counts. */
export function sortPaths(paths: readonly string[], output: Output): ReturnType<typeof sortFiles> {
  return sortFiles(metAt(paths, output), complainIn(output));
}

/** Reads exports, logs, traces and bounces together. */
export function readPaths(paths: readonly string[], clock: Clock, output: Output): Promise<Mixed> {
  return readMixed(metAt(paths, output), clock, complainIn(output), (sources, ownClock, take) =>
    readTogether(sources, ownClock, {}, output, { take }),
  );
}

/** The files at paths, one after the other, as they are read. */
export function* metAt(paths: readonly string[], output: Output): Generator<MetFile> {
  let done = 0;
  for (const path of paths)
    for (const met of filesAt(path)) {
      output.tellProgress('message.scanned', () => ({ done: String(done), file: met.path }));
      yield 'error' in met ? met : { path: met.path, modified: met.stats?.mtimeMs };
      done += 1;
    }
}

const complainIn = (output: Output) => (path: string, error: unknown) => output.complainAbout(path, error);
