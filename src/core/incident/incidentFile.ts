import { type BigIntStats, readFileSync, statSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { whileLocked } from '../files/fileLock';
import { lookAgain } from '../files/lookAgain';
import { replaceFile } from '../files/replaceFile';
import type { Incident } from './incident';
import { InvalidIncidentError } from './problem';
import { largestIncident, readIncident, readOwnIncident } from './read';
import { incidentJson } from './write';

/**
 * What somebody does to an incident. It is done again to what another window has written meanwhile, so that it depends on
 * nothing but the incident it is given.
 */
export type Change = (incident: Incident) => Incident;

/** What a file held when it was last read or written here. */
interface Known {
  readonly stamp: string;
  readonly text: string;
  readonly held: Incident | InvalidIncidentError;
}

/**
 * Reads an incident file.
 * @returns undefined when there is none
 * @throws InvalidIncidentError; or the system's error
 */
export function loadIncident(path: string): Incident | undefined {
  const held = new IncidentFiles().read(path);
  if (held instanceof InvalidIncidentError) throw held;
  return held;
}

/** Incident files, each of which is read again only when its time, its size or the file itself is another. */
export class IncidentFiles {
  private readonly known = new Map<string, Known>();

  /**
   * What a file holds, or what is wrong with it: the same object as long as the file is unchanged.
   * @returns undefined when there is no such file
   * @throws the system's error
   */
  read(path: string): Incident | InvalidIncidentError | undefined {
    try {
      const stats = statSync(path, { bigint: true });
      const stamp = stampOf(stats);
      const known = this.known.get(path);
      if (known?.stamp === stamp) return known.held;
      const read = contentOf(path, stats);
      this.known.set(path, { stamp, ...read });
      return read.held;
    } catch (error) {
      if (!isNotFound(error)) throw error;
      this.known.delete(path);
      return undefined;
    }
  }

  /**
   * Does a change to what is in a file now, whoever wrote it.
   *
   * It is on the disk when the promise is fulfilled, and it takes the file's place in one move: a crash leaves the old or
   * the new file, whole. A lock beside the file keeps two windows from writing at once. What changes nothing is not written.
   * @param otherwise what to change where there is no file
   * @returns what is in the file then
   * @throws InvalidIncidentError when the file is invalid, and UnfitIncidentError when the change would make it so, and then
   * it is left alone; or the system's error
   */
  async change(path: string, change: Change, otherwise: Incident): Promise<Incident> {
    await mkdir(dirname(path), { recursive: true });
    for (;;) {
      const written = await whileLocked(`${path}.lock`, (isOurs) =>
        this.write(path, change, otherwise, isOurs),
      );
      if (written) return written;
    }
  }

  /** @returns undefined where another window took the lock away */
  private async write(
    path: string,
    change: Change,
    otherwise: Incident,
    isOurs: () => Promise<boolean>,
  ): Promise<Incident | undefined> {
    await lookAgain(path);
    const before = this.read(path);
    if (before instanceof InvalidIncidentError) throw before;
    const json = incidentJson(change(before ?? otherwise));
    if (before && json === this.known.get(path)?.text) return before;
    const held = readOwnIncident(json);
    const draft = `${path}.${process.pid}.tmp`;
    const stamp = await written(draft, json);
    if (!(await isOurs())) return undefined;
    await replaceFile(draft, path);
    this.known.set(path, { stamp, text: json, held });
    return held;
  }
}

function contentOf(path: string, { size }: BigIntStats): Omit<Known, 'stamp'> {
  // UTF-8 has at most three bytes for a UTF-16 unit.
  if (size > largestIncident * 3) return { text: '', held: tooLarge() };
  const text = readFileSync(path, 'utf8');
  try {
    return { text, held: readIncident(text) };
  } catch (error) {
    if (error instanceof InvalidIncidentError) return { text, held: error };
    throw error;
  }
}

/** Writes a draft so that a power cut cannot leave an empty one in the file's place; its stamp stays when it is moved. */
async function written(draft: string, json: string): Promise<string> {
  const file = await open(draft, 'w');
  try {
    await file.writeFile(json);
    await file.sync();
    return stampOf(await file.stat({ bigint: true }));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

function stampOf({ mtimeNs, size, ino }: BigIntStats): string {
  return `${mtimeNs} ${size} ${ino}`;
}

function tooLarge(): InvalidIncidentError {
  const place = { line: 1, column: 1, offset: 0, length: 0 };
  return new InvalidIncidentError([{ kind: 'size', path: '$', detail: String(largestIncident), ...place }]);
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
