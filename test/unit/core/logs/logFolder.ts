import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { clock } from './readTexts';

/** Makes a folder for the logs of one test file. @returns what writes one, as it was when the clock stood there, and says its path */
export function logFolder(): (name: string, content: string | Buffer) => string {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-logs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    utimesSync(path, new Date(clock.reference), new Date(clock.reference));
    return path;
  };
}

export const samples = join(import.meta.dirname, '../../../../samples/logs');
