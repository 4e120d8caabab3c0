import type { IsWanted } from '../core/files/globs';

/** The files that `--glob` asks for; undefined for all, and then nothing is loaded that reads globs. */
export async function wantedFiles(globs: readonly string[]): Promise<IsWanted | undefined> {
  if (globs.length === 0) return undefined;
  return (await import('../core/files/globs')).wantedBy(globs);
}
