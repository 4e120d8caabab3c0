import { readFileSync } from 'node:fs';
import { noText } from '../files/unreadTexts';
import { filesAt } from '../files/walk';
import { incidentExtension } from '../incident/fileName';
import type { Incident } from '../incident/incident';
import { readIncident } from '../incident/read';
import type { Complain, MetFile, ReadSources } from '../mixed/mixedFiles';
import { listFiles } from '../scan/listing';
import { readLogs } from '../scan/readFiles';

/** What nobody keeps mail in, and what NDR Lens itself wrote. */
const excluded = ['**/node_modules', '**/.git', '**/{support-case,caso-supporto}*.{md,html}'];

/** The mails, logs and exports at places. Symbolic links below them are not followed. */
export function* filesIn(folders: readonly string[]): Generator<MetFile> {
  const request = { include: [], exclude: excluded, removed: [], countDeliveries: true, timeZone: '' };
  const targets = folders.map((path) => ({ path, base: path, exclude: [] }));
  for (const file of listFiles({ ...request, targets }, () => undefined))
    yield 'error' in file ? file : { path: file.path, modified: file.modified };
}

/** Counts what could not be read, but for what is no text, which nobody misses. */
export class UnreadCount {
  count = 0;
  readonly complain: Complain = (_path, error) => {
    if (!(error instanceof Error && error.message === noText)) this.count += 1;
  };

  readonly readSources: ReadSources = async (sources, clock, take) => {
    const before = this.count;
    for await (const batch of readLogs(sources, clock))
      if ('error' in batch) this.complain(batch.name, batch.error);
      else take(batch);
    return this.count === before;
  };
}

/** The newest incident that is open in files at places; undefined where there is none that can be read. */
export function incidentIn(folders: readonly string[]): Incident | undefined {
  const isWanted = (name: string, isFolder: boolean) =>
    isFolder ? !/(?:^|[\\/])(?:node_modules|\.git)$/.test(name) : name.endsWith(incidentExtension);
  const found = folders.flatMap((folder) =>
    [...filesAt(folder, isWanted)].flatMap((file) => {
      if ('error' in file || !file.path.endsWith(incidentExtension)) return [];
      try {
        return [readIncident(readFileSync(file.path, 'utf8'))];
      } catch {
        return [];
      }
    }),
  );
  const open = found.filter(({ state }) => state === 'open');
  return open.sort((one, other) => (one.created < other.created ? 1 : -1))[0];
}
