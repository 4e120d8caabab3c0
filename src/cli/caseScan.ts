import { statSync } from 'node:fs';
import type { Appendix, CaseMaterial } from '../core/caseReport/material';
import { pathBehind } from '../core/files/archiveNames';
import { fileHash } from '../core/files/fileHash';
import { LogFigures } from '../core/findings/logFigures';
import type { LogFacts } from '../core/logs/figures/logFacts';
import type { ScannedFile } from '../core/logs/figures/snapshot';
import type { Clock } from '../core/logs/formats/clock';
import type { LogEvent } from '../core/logs/formats/event';
import { byPlace } from '../core/scan/scanRecord';
import { readTogether, sourcesAt } from './logSources';
import { type Output, reasonOf } from './output';

/** Events kept for the list of hits; the numbers are of all. */
const mostEvents = 20_000;

/** Reads logs and bounces for a report, with the hashes of their files where it lists files. */
export async function scanForCase(
  paths: readonly string[],
  clock: Clock,
  wanted: readonly Appendix[],
  output: Output,
): Promise<{ material: Omit<CaseMaterial, 'incident'>; facts: LogFacts; failed: boolean }> {
  const figures = LogFigures.of({ offsetAt: clock.offsetAt });
  const { sources, failed } = sourcesAt(paths, output);
  const files = new Map<string, ScannedFile>(
    sources.map(({ name, modified = modifiedAt(name) }) => [
      name,
      { path: name, bytes: 0, modified, hits: 0 },
    ]),
  );
  const pathOf = (name: string) => pathBehind(name, (path) => files.has(path)) ?? name;
  const note = (name: string, change: (file: ScannedFile) => Partial<ScannedFile>) => {
    // What Support is sent is an archive as a whole, and the hash is that of the archive.
    const path = pathOf(name);
    const file = files.get(path);
    if (file) files.set(path, { ...file, ...change(file) });
  };
  const events: LogEvent[] = [];
  let dropped = 0;
  // For the cause each mail is looked at.
  await readTogether(sources, clock, {}, output, {
    take: (batch) => {
      figures.addBatch(batch);
      for (const event of batch.events) {
        if (event.hits.length === 0) continue;
        if (events.length < mostEvents) events.push(event);
        else dropped += 1;
        note(event.file, ({ hits }) => ({ hits: hits + event.hits.length }));
      }
    },
    fail: (name, error) => note(name, () => ({ problem: reasonOf(error) })),
  });
  const scanned = [...files.values()];
  const hashes = wanted.includes('files') ? await hashesOf(scanned, output) : [];
  const snapshot = {
    events: inFileOrder(events, (name) => pathOf(name), [...files.keys()]),
    dropped,
    files: scanned,
    summary: figures.summary(),
    state: 'complete' as const,
  };
  return {
    material: { snapshot, hashes },
    facts: figures.facts(),
    failed: failed || scanned.some(({ problem }) => problem !== undefined),
  };
}

/** Events in the order of the files that were given, and by line within a file: as the window shows them. */
function inFileOrder(
  events: readonly LogEvent[],
  pathOf: (name: string) => string,
  paths: readonly string[],
): LogEvent[] {
  const places = new Map(paths.map((path, place) => [path, place]));
  const placeOf = ({ file }: LogEvent) => places.get(pathOf(file)) ?? paths.length;
  return events
    .map((event) => ({ event, place: placeOf(event) }))
    .sort((one, other) => one.place - other.place || byPlace(one.event, other.event))
    .map(({ event }) => event);
}

/** 0 for what is gone: reading it says so. */
function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

async function hashesOf(files: readonly ScannedFile[], output: Output) {
  const hashes: { file: string; sha256: string }[] = [];
  for (const { path } of files)
    try {
      hashes.push({ file: path, sha256: await fileHash(path) });
    } catch (error) {
      output.complainAbout(path, error);
    }
  return hashes;
}
