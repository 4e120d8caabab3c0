import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { caseCommand } from '../../../src/cli/caseCommand';
import { Output } from '../../../src/cli/output';
import { wantedBy } from '../../../src/core/files/globs';
import { findingsIn } from '../../../src/core/findings';
import { LogFactsCounter } from '../../../src/core/findings/logFacts';
import { loadIncident } from '../../../src/core/incident/incidentFile';
import type { Clock } from '../../../src/core/logs/formats/clock';
import { logFile, readLogs } from '../../../src/core/scan/readFiles';
import { readTenantFile } from '../../../src/core/tenant/files';

/** The files of `samples/` are committed as they are written here: `npx vitest run --project unit test/unit/sampleCase.test.ts -u`. */
const committed = join(import.meta.dirname, '../../../samples');
const incident = 'case/adatum.ndr-incident.json';
const logs = ['logs/mail.log', 'logs/mail.log.1', 'bounces/5.7.750-hybrid-relay.eml'];
/** When the report is written: paths, times and the missing year of Postfix stamps must be the same everywhere. */
const now = new Date('2026-11-24T08:00:00Z');

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ndr-lens-sample-case-')));
const before = process.cwd();

beforeAll(() => {
  cpSync(committed, folder, { recursive: true });
  for (const path of logs) utimesSync(join(folder, path), now, now);
  process.chdir(folder);
  vi.useFakeTimers({ toFake: ['Date'], now });
});
afterAll(() => {
  vi.useRealTimers();
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

/** The same incident, as an admin who writes Italian keeps it. */
const inItalian = 'case/adatum.it.ndr-incident.json';

async function written(...args: string[]): Promise<string> {
  const out = new PassThrough();
  const errors = new PassThrough();
  const all = Promise.all([text(out), text(errors)]);
  const wishes = ['--zone', '+01:00', '--appendix', 'all', ...args];
  const file = args.includes('it') ? inItalian : incident;
  const code = await caseCommand([file, ...logs, ...wishes], new Output(out, errors));
  out.end();
  errors.end();
  const [printed, complained] = await all;
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  return printed;
}

describe('the sample case', () => {
  it.each([
    ['support-case.en.md', ['--lang', 'en']],
    ['support-case.it.md', ['--lang', 'it']],
    ['support-case.en.html', ['--lang', 'en', '--format', 'html']],
  ])('%s is what the program writes', async (name, args) => {
    await expect(await written(...args)).toMatchFileSnapshot(join(committed, 'case', name));
  });

  it('differs between the languages by what a person has written alone', () => {
    const untold = (path: string) => {
      const held = JSON.parse(readFileSync(join(committed, path), 'utf8'));
      const dismissed = Object.entries(held.dismissed).map(([id, each]) => [
        id,
        { ...(each as object), reason: '' },
      ]);
      return { ...held, id: '', title: '', notes: Object.keys(held.notes), dismissed };
    };
    expect(untold(inItalian)).toEqual(untold(incident));
  });

  it('rests on what the rules find in the samples', async () => {
    const clock: Clock = { reference: now.getTime(), offsetAt: () => 60 };
    const counter = new LogFactsCounter();
    for await (const batch of readLogs(await Promise.all(logs.map(logFile)), clock))
      if ('events' in batch) for (const event of batch.events) counter.add(event);
    const exports = await Promise.all(
      readdirSync('tenant').map(async (name) => {
        const read = await readTenantFile(join('tenant', name));
        if ('refusal' in read) throw new Error(`${name} was refused`);
        return read.export;
      }),
    );
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    const found = findingsIn({ tenant: { exports }, logs: counter.facts() });
    expect([...(loadIncident(incident)?.findings ?? [])].sort(byId)).toEqual(
      JSON.parse(JSON.stringify(found)).sort(byId),
    );
  });

  it('is left out of a scan, whose numbers it would add to', () => {
    const { contributes } = JSON.parse(readFileSync(join(committed, '../package.json'), 'utf8'));
    const scanning = contributes.configuration.find(
      ({ properties }: { properties: object }) => 'ndrLens.scan.exclude' in properties,
    );
    const globs: string[] = scanning.properties['ndrLens.scan.exclude'].default;
    const isWanted = wantedBy(globs.map((glob) => `!${glob}`));
    expect(readdirSync('case').filter((name) => isWanted(`case/${name}`, false))).toEqual([]);
    expect(logs.every((path) => isWanted(path, false))).toBe(true);
  });

  it('names the two domains and the connector before anything else', async () => {
    const [, short = ''] = /## In short\n(.*?)\n## /s.exec(await written('--lang', 'en')) ?? [];
    for (const name of ['nas.adatum.example', 'print.adatum.example', 'Relay service 365'])
      expect(short).toContain(name);
  });
});
