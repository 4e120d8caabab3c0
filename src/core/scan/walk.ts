import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsWanted } from './globs';

/** A file that was met, or a place that could not be looked into. */
export type Met = { readonly path: string } | { readonly path: string; readonly error: unknown };

/**
 * Every regular file under a folder, each folder's entries by name in code unit order, so that two runs say the same.
 * Symbolic links are not followed: they may lead round in a circle.
 * @param isWanted asked of each file and folder by its path from the folder that is walked
 */
export async function* walk(
  folder: string,
  isWanted: IsWanted = () => true,
  within = '',
): AsyncGenerator<Met> {
  let entries: Awaited<ReturnType<typeof list>>;
  try {
    entries = await list(folder);
  } catch (error) {
    yield { path: folder, error };
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const name = join(within, entry.name);
    if (entry.isDirectory()) {
      if (isWanted(name, true)) yield* walk(path, isWanted, name);
    } else if (entry.isFile() && isWanted(name, false)) yield { path };
  }
}

async function list(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}
