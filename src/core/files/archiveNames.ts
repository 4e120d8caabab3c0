import { promises as files } from 'node:fs';

/**
 * What may be the path of an archive, in the name of a file in it, the shortest first. A folder may be named like an archive, and
 * a file in an archive too. VS Code writes the slash behind the archive as Windows does, there.
 */
function* archivesIn(name: string): Generator<string> {
  for (const { index } of name.matchAll(/\.zip(?=[\\/])/gi)) yield name.slice(0, index + '.zip'.length);
}

/** The path that a name means, of a file or of the archive that holds it; undefined where neither is one of the paths. */
export function pathBehind(name: string, isPath: (path: string) => boolean): string | undefined {
  if (isPath(name)) return name;
  for (const path of archivesIn(name)) if (isPath(path)) return path;
  return undefined;
}

/** The archive on the disk that holds the file of this name; undefined where it is in none. */
export async function archiveWith(name: string): Promise<string | undefined> {
  for (const path of archivesIn(name)) {
    const found = await files.stat(path).catch(() => undefined);
    if (found?.isFile()) return path;
  }
  return undefined;
}

/** True where two names mean the same file of an archive, whichever way their slashes lean. */
export function isSameEntry(archive: string, one: string, other: string): boolean {
  const entry = (name: string) => name.slice(archive.length).replaceAll('\\', '/');
  return entry(one) === entry(other);
}
