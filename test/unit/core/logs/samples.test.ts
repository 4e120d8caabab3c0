import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { walk } from '../../../../src/core/files/walk';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { type LogSource, logFile } from '../../../../src/core/scan/readFiles';
import { readAll } from './readTexts';

const root = join(import.meta.dirname, '../../../..');
const folder = join(root, 'samples/logs');

async function sources(): Promise<LogSource[]> {
  const found: LogSource[] = [];
  for await (const file of walk(folder)) {
    if ('error' in file) throw file.error;
    const log = await logFile(file.path);
    // The stamps of the samples are of November 2026, whenever they were checked out.
    found.push({
      ...log,
      name: file.path.slice(folder.length + 1),
      modified: Date.parse('2026-11-25T00:00:00Z'),
    });
  }
  return found;
}

const row = (event: LogEvent) =>
  [
    ...[event.file, event.line, event.format, event.outcome, event.code, event.moment?.time],
    ...[event.sender, event.recipient, event.queueId, event.sessionId, event.messageId],
    ...[event.source, event.remoteHost, event.server, event.connector, event.diagnostic],
  ]
    .map((value) => value ?? '-')
    .join('\t');

const lines = (path: string) => readFileSync(join(root, path), 'utf8').trimEnd().split('\n').slice(1);

describe('the sample logs', () => {
  it('say exactly what test/expectedEvents.tsv says', async () => {
    expect((await readAll(await sources())).map(row)).toEqual(lines('test/expectedEvents.tsv'));
  });

  it('say the same read in any order', async () => {
    const logs = await sources();
    const expected = (await readAll(logs)).map(row);
    expect((await readAll([...logs].reverse())).map(row)).toEqual(expected);
    expect((await readAll([...logs.slice(7), ...logs.slice(0, 7)])).map(row)).toEqual(expected);
  });

  it('have every code that the scan finds, at the same place', async () => {
    const places = (await readAll(await sources())).flatMap(({ file, hits }) =>
      hits.map(({ line, column, code }) =>
        ['samples/logs/'.concat(file), line, column, code, 'plain'].join('\t'),
      ),
    );
    const scanned = lines('test/expectedHits.tsv').filter((line) => line.startsWith('samples/logs/'));
    expect(places.sort()).toEqual(scanned.sort());
  });

  it('come with what was assumed about their times', async () => {
    const assumed = new Map(
      (await readAll(await sources())).map(({ file, moment }) => [file, moment?.assumed]),
    );
    expect(assumed.get('mail.log')).toEqual(['year', 'zone']);
    expect(assumed.get('exim_mainlog')).toEqual(['zone']);
    for (const file of ['mail-iso.log', 'SEND20261123-1.LOG', 'ex261123.log', 'message-trace.csv'])
      expect(assumed.get(file) ?? [], file).toEqual([]);
  });
});
