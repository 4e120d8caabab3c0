import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { type IsWanted, inAnyFolder, matchesAny, wantedBy } from '../files/globs';
import { isOtherFile } from '../files/mailFile';
import { filesAt, type Met } from '../files/walk';
import { incidentExtension } from '../incident/fileName';
import type { FileState, ScanRequest, ScanTarget } from './protocol';

/** A file that was met, or a place that could not be looked into. */
export type Listed = FileState | { readonly path: string; readonly error: unknown };

/**
 * The regular files that a request means, each once, in the order of the targets and by name within a folder. Symbolic
 * links are not followed, unless a target is one. Incident files, which hold the numbers of scans, are left out of folders. Blocks
 * the thread; who asks may stop between any two files.
 * @param leaveOut told of each file that is left out since its name says that it is neither mail nor a log
 */
export function* listFiles(
  { targets, include, exclude, removed }: ScanRequest,
  leaveOut: () => void,
): Generator<Listed> {
  const seen = new Set(removed);
  const isIncluded = wantedBy(include);
  const isUnwanted = matchesAny(exclude.map(inAnyFolder));
  for (const target of targets) {
    const isExcluded = exclusionOf(target, isUnwanted);
    const isWanted: IsWanted = (name, isFolder) => {
      if (!isIncluded(name, isFolder) || name.includes(incidentExtension) || isExcluded(name)) return false;
      const isOther = !isFolder && include.length === 0 && isOtherFile(name);
      if (isOther) leaveOut();
      return !isOther;
    };
    for (const met of filesAt(target.path, isWanted)) {
      if (seen.has(met.path)) continue;
      seen.add(met.path);
      yield 'error' in met ? met : stateOf(met);
    }
  }
}

function stateOf({ path, stats }: Exclude<Met, { readonly error: unknown }>): Listed {
  try {
    const found = stats ?? statSync(path);
    if (!found.isFile()) throw new Error('This is no regular file.');
    return { path, bytes: found.size, modified: found.mtimeMs };
  } catch (error) {
    return { path, error };
  }
}

/** Says which names within a target are excluded. The globs are asked of the path from the base, which is around it. */
function exclusionOf({ path, base, exclude }: ScanTarget, isUnwanted: (path: string) => boolean) {
  const isExcluded = matchesAny(exclude);
  const target = relative(base, path);
  return (name: string) => {
    const place = target === '' ? name : `${target}/${name}`;
    return isExcluded(place) || isUnwanted(place);
  };
}
