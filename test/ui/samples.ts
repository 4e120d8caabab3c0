import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../host/repository';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-samples-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A copy of the samples: what happens in a window never reaches the project's own files. */
export const samples = join(folder, 'samples');
cpSync(join(repositoryRoot(), 'samples'), samples, { recursive: true });

/** Takes away what windows before have kept in the samples' folder. */
export function forgetIncidents(): void {
  rmSync(join(samples, '.ndr-lens'), { recursive: true, force: true });
}
