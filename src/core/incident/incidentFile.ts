import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { replaceFileSync } from '../replaceFile';
import type { Incident } from './incident';
import { mergeIncidents } from './merge';
import { InvalidIncidentError, UnfitIncidentError } from './problem';
import { largestIncident, readIncident } from './read';
import { incidentJson } from './write';

/** Milliseconds after which a lock counts as left behind by a window that died. A save takes some ten. */
const staleAfter = 3000;
/** Milliseconds to wait for another window's save. */
const patience = 5000;

/**
 * Reads an incident file.
 * @returns undefined when there is none
 * @throws InvalidIncidentError; or the system's error
 */
export function loadIncident(path: string): Incident | undefined {
  try {
    const { size } = statSync(path);
    // UTF-8 has at most three bytes for a UTF-16 unit.
    if (size > largestIncident * 3) throw tooLarge();
    return readIncident(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Writes what this window made of an incident, together with what others made of it since.
 *
 * It is on the disk when this returns, and it takes the file's place in one move: a crash leaves the old or the new file,
 * whole. A lock beside the file keeps two windows from writing at once.
 * @param base the incident as this window last knew it on the disk; undefined for a new one
 * @returns what is in the file now
 * @throws InvalidIncidentError when the file was made invalid meanwhile, and UnfitIncidentError when the change would make it
 * so, and then it is left alone; or the system's error
 */
export function saveIncident(path: string, base: Incident | undefined, mine: Incident): Incident {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    const held = lock(`${path}.lock`);
    try {
      const theirs = loadIncident(path);
      const json = incidentJson(theirs ? mergeIncidents(base, mine, theirs) : mine);
      const next = checked(json);
      const draft = `${path}.${process.pid}.tmp`;
      writeFileSync(draft, json, { flush: true });
      // Two windows may have taken the same stale lock away: then one of them begins again.
      if (!held.isOurs()) continue;
      replaceFileSync(draft, path);
      return next;
    } finally {
      held.release();
    }
  }
}

/** What is about to be written, read as the next window will. */
function checked(json: string): Incident {
  try {
    return readIncident(json);
  } catch (error) {
    throw new UnfitIncidentError(String(error));
  }
}

interface Lock {
  isOurs(): boolean;
  release(): void;
}

/** Takes the lock, waiting for who has it; one that was left behind is taken away. */
function lock(path: string): Lock {
  const owner = `${process.pid} ${Date.now()} ${Math.random()}`;
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, owner);
      closeSync(file);
      const isOurs = () => contentOf(path) === owner;
      return {
        isOurs,
        release: () => {
          if (isOurs()) rmSync(path, { force: true });
        },
      };
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    if (isStale(path)) rmSync(path, { force: true });
    else if (Date.now() > deadline) throw new Error(`${path} is held by another window.`);
    else sleep(5);
  }
}

function isStale(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > staleAfter;
  } catch {
    return false;
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function tooLarge(): InvalidIncidentError {
  const place = { line: 1, column: 1, offset: 0, length: 0 };
  return new InvalidIncidentError([{ kind: 'size', path: '$', detail: String(largestIncident), ...place }]);
}

function isNotFound(error: unknown): boolean {
  return hasCode(error, 'ENOENT');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
