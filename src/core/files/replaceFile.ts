import { rename, rm } from 'node:fs/promises';

/** How often a move is tried again, and the milliseconds in between. */
const mostTries = 10;
const pause = 20;

/**
 * Gives a file another name, in one move; what stands under that name is replaced.
 * @throws the system's error, and then both are as they were
 */
export async function moveFile(from: string, to: string): Promise<void> {
  for (let tries = 0; ; tries += 1)
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!mayPass(error, tries)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
}

/**
 * Puts a draft in the place of a file, in one move; a draft that cannot be moved is removed.
 * @throws the system's error
 */
export async function replaceFile(draft: string, path: string): Promise<void> {
  try {
    await moveFile(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Windows refuses the move for a moment while a virus scanner or an indexer has the file open. */
function mayPass(error: unknown, tries: number): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isBusy = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
  return isBusy && process.platform === 'win32' && tries < mostTries;
}
