import { readdirSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { IsWanted } from './globs';

/** A file that was met, with what the system says of it where it was asked; or a place that could not be looked into. */
export type Met =
  | { readonly path: string; readonly stats?: Stats }
  | { readonly path: string; readonly error: unknown };

/**
 * The file at a path, which may be a pipe or a device, or every regular file under a folder.
 * @param isWanted asked of what is in a folder: what is named itself is wanted
 */
export function* filesAt(path: string, isWanted?: IsWanted): Generator<Met> {
  try {
    const stats = statSync(path);
    if (!stats.isDirectory()) yield { path, stats };
    else yield* walk(path, isWanted);
  } catch (error) {
    yield { path, error };
  }
}

/**
 * Every regular file under a folder, each folder's entries by name in code unit order, so that two runs say the same.
 * Symbolic links are not followed: they may lead round in a circle. Blocks the thread; who asks may stop between any two files.
 * @param isWanted asked of each file and folder by its path from the folder that is walked
 */
export function* walk(folder: string, isWanted: IsWanted = () => true, within = ''): Generator<Met> {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch (error) {
    yield { path: folder, error };
    return;
  }
  // Joined once for all: an entry's name has nothing in it to be resolved.
  const before = join(folder, '_').slice(0, -1);
  for (const entry of entries) {
    const path = before + entry.name;
    const name = within + entry.name;
    if (entry.isDirectory()) {
      if (isWanted(name, true)) yield* walk(path, isWanted, name + sep);
    } else if (entry.isFile() && isWanted(name, false)) yield { path };
  }
}

function list(folder: string) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}
