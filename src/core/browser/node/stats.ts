import type { BigIntStats, Stats } from 'node:fs';
import type { Facts } from '../disk';

/** Facts of a file under the names that Node.js has for them, as far as they are used. */
export function namedFacts(facts: Facts & { readonly ino?: number }): Stats & BigIntStats {
  const { isFolder, size, mtimeMs, ino = 0 } = facts;
  const named = { size, mtimeMs, mtimeNs: mtimeMs, ino, dev: 0 };
  return {
    ...named,
    isFile: () => !isFolder,
    isDirectory: () => isFolder,
  } as unknown as Stats & BigIntStats;
}
