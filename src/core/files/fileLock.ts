import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';

/** Milliseconds after which a lock counts as left behind by a window that died. A save takes some ten. */
const staleAfter = 3000;
/** Milliseconds to wait for another window's save. */
const patience = 5000;
/** Milliseconds between two looks at a lock that another window holds. */
const pause = 5;

/**
 * Does work while a lock file keeps other windows from doing the same. Waits for who has it without blocking the thread.
 * @param work is told how to ask whether the lock is still its own: two windows may have taken the same stale one away
 * @throws the work's error, the system's, or one that says who is waited for
 */
export async function whileLocked<Result>(
  path: string,
  work: (isOurs: () => Promise<boolean>) => Promise<Result>,
): Promise<Result> {
  const owner = `${process.pid} ${randomUUID()}`;
  await take(path, owner);
  const isOurs = async () => (await contentOf(path)) === owner;
  try {
    return await work(isOurs);
  } finally {
    if (await isOurs()) await rm(path, { force: true });
  }
}

async function take(path: string, owner: string): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await writeFile(path, owner, { flag: 'wx' });
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
      if (Date.now() > deadline)
        throw new Error(`${path} is held by another window, or cannot be made.`, { cause: error });
    }
    if (await isStale(path)) await rm(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Windows says so of a file that is just being removed, too. */
function isHeld(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EEXIST' || (process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES'));
}

async function isStale(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > staleAfter;
  } catch {
    return false;
  }
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
