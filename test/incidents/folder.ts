import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Incident } from './generate';

/**
 * Writes the files of an incident into a folder, each with the time at which it was collected, which settles the year of
 * log stamps that name none.
 * @returns the paths of the tenant's answers, and those of logs, traces and bounces; a trace is in both
 */
export async function writeIncident(
  folder: string,
  { files, logs, answers, truth }: Incident,
): Promise<{ exports: string[]; logs: string[] }> {
  await mkdir(folder, { recursive: true });
  const collected = new Date(truth.collected);
  const paths = { exports: [] as string[], logs: [] as string[] };
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    await writeFile(path, bytes);
    await utimes(path, collected, collected);
    if (answers.has(name)) paths.exports.push(path);
    if (logs.has(name)) paths.logs.push(path);
  }
  return paths;
}
