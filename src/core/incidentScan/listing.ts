import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { incidentExtension } from '../incident/fileName';
import type { FileState, ScanRequest, ScanTarget } from './protocol';

/** A file that was met, or a place that could not be looked into. */
export type Listed = FileState | { readonly path: string; readonly error: unknown };

type Matches = (path: string) => boolean;

/**
 * The regular files that a request means, each once, in the order of the targets and by name within a folder. Symbolic
 * links are not followed, unless a target is one. Incident files, which hold the numbers of scans, are left out of folders. Blocks
 * the thread; who asks may stop between any two files.
 */
export function* listFiles({ targets, include, exclude, removed }: ScanRequest): Generator<Listed> {
  const seen = new Set(removed);
  const isWanted = include.length === 0 ? () => true : matcher(include.map(anywhere));
  const isUnwanted = matcher(exclude.map(anywhere));
  for (const target of targets) {
    const leavesOut = exclusion(target, isUnwanted);
    for (const met of filesAt(target.path, isWanted, leavesOut)) {
      if (seen.has(met.path)) continue;
      seen.add(met.path);
      yield met;
    }
  }
}

function* filesAt(path: string, isWanted: Matches, leavesOut: Matches): Generator<Listed> {
  let found: ReturnType<typeof statSync>;
  try {
    found = statSync(path);
  } catch (error) {
    yield { path, error };
    return;
  }
  if (found.isDirectory()) yield* filesIn(path, path, isWanted, leavesOut);
  else if (found.isFile()) yield { path, bytes: Number(found.size), modified: Number(found.mtimeMs) };
  else yield { path, error: new Error('This is no regular file.') };
}

function* filesIn(folder: string, root: string, isWanted: Matches, leavesOut: Matches): Generator<Listed> {
  let entries: { name: string; isFile(): boolean; isDirectory(): boolean }[];
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
  } catch (error) {
    yield { path: folder, error };
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (leavesOut(path) || entry.name.includes(incidentExtension)) continue;
    if (entry.isDirectory()) yield* filesIn(path, root, isWanted, leavesOut);
    else if (entry.isFile() && isWanted(slashed(relative(root, path)))) yield stateOf(path);
  }
}

function stateOf(path: string): Listed {
  try {
    const { size, mtimeMs } = statSync(path);
    return { path, bytes: size, modified: mtimeMs };
  } catch (error) {
    return { path, error };
  }
}

function exclusion({ base, exclude }: ScanTarget, isUnwanted: Matches): Matches {
  const isExcluded = matcher(exclude);
  return (path) => {
    const place = slashed(relative(base, path));
    return isExcluded(place) || isUnwanted(place) || isUnwanted(basename(path));
  };
}

/** A name alone is meant in every folder. */
function anywhere(glob: string): string {
  return glob.includes('/') ? glob : `**/${glob}`;
}

function matcher(globs: readonly string[]): Matches {
  if (globs.length === 0) return () => false;
  return picomatch([...globs], { dot: true, nocase: process.platform === 'win32' });
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
