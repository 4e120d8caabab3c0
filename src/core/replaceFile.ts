import { renameSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';

/** How often a move is tried again, and the milliseconds in between. */
const mostTries = 10;
const pause = 20;

/**
 * Puts a draft in the place of a file, in one move; a draft that cannot be moved is removed. Waits in between by blocking
 * the thread.
 * @throws the system's error
 */
export function replaceFileSync(draft: string, path: string): void {
  for (let tries = 0; ; tries += 1)
    try {
      renameSync(draft, path);
      return;
    } catch (error) {
      if (!mayPass(error, tries)) {
        rmSync(draft, { force: true });
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
}

/** The same without blocking. */
export async function replaceFile(draft: string, path: string): Promise<void> {
  for (let tries = 0; ; tries += 1)
    try {
      await rename(draft, path);
      return;
    } catch (error) {
      if (!mayPass(error, tries)) {
        await rm(draft, { force: true });
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
}

/** Windows refuses the move for a moment while a virus scanner or an indexer has the file open. */
function mayPass(error: unknown, tries: number): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isBusy = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
  return isBusy && process.platform === 'win32' && tries < mostTries;
}
