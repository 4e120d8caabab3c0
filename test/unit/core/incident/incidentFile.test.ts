import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newIncident } from '../../../../src/core/incident/incident';
import { type Change, IncidentFiles, loadIncident } from '../../../../src/core/incident/incidentFile';
import { InvalidIncidentError, UnfitIncidentError } from '../../../../src/core/incident/problem';
import { setTicks } from '../../../../src/core/incident/ticks';
import { amount } from '../../full';
import { later, now } from './incidents';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-incident-'));
const path = join(folder, 'one.ndr-incident.json');
const writer = join(folder, 'writer.cjs');
const base = newIncident('1', 'Blocked', now);
const tick =
  (key: string): Change =>
  (incident) =>
    setTicks(incident, [[key, true]], later);
/** As a window of its own would. */
const save = (change: Change, otherwise = base) => new IncidentFiles().change(path, change, otherwise);
const begin = () => save((incident) => incident);

afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => rmSync(path, { force: true }));

describe('an incident file that is saved', () => {
  it('is there, read back the same, with nothing beside it', async () => {
    expect(loadIncident(path)).toBeUndefined();
    const saved = await save(tick('domains/list'));
    expect(loadIncident(path)).toEqual(saved);
    expect(readdirSync(folder).filter((name) => name.startsWith('one'))).toEqual(['one.ndr-incident.json']);
  });

  it('keeps what another window saved since', async () => {
    await begin();
    const files = new IncidentFiles();
    files.read(path);
    await save(tick('mfa/require'));
    const saved = await files.change(path, tick('domains/list'), base);
    expect(Object.keys(saved.ticks)).toEqual(['domains/list', 'mfa/require']);
  });

  it('comes back when somebody took it away', async () => {
    const begun = await begin();
    rmSync(path);
    await save(tick('domains/list'), begun);
    expect(Object.keys(loadIncident(path)?.ticks ?? {})).toEqual(['domains/list']);
  });

  it('is left alone when somebody made it invalid', async () => {
    await begin();
    writeFileSync(path, '{ "version": 2, mine');
    await expect(save(tick('domains/list'))).rejects.toThrow(InvalidIncidentError);
    expect(readFileSync(path, 'utf8')).toBe('{ "version": 2, mine');
    expect(readdirSync(folder).filter((name) => name.startsWith('one'))).toEqual(['one.ndr-incident.json']);
  });

  it('stays as it was when a change would make it invalid', async () => {
    await begin();
    const unfit = save((incident) => ({ ...incident, evidence: [{ file: 'mail.log', line: 0 }] }));
    await expect(unfit).rejects.toThrow(UnfitIncidentError);
    expect(loadIncident(path)).toEqual(base);
  });

  it('is not held up for ever by a window that died while it saved', async () => {
    writeFileSync(`${path}.lock`, 'gone');
    utimesSync(`${path}.lock`, new Date(0), new Date(0));
    await begin();
    expect(loadIncident(path)).toEqual(base);
  });
});

describe('processes that save one file', () => {
  beforeAll(async () => {
    await build({
      stdin: {
        contents: `
          import { newIncident } from './src/core/incident/incident';
          import { IncidentFiles } from './src/core/incident/incidentFile';
          import { setTicks } from './src/core/incident/ticks';
          const [path = '', name = '', count = '0'] = process.argv.slice(2);
          const files = new IncidentFiles();
          const work = async () => {
            for (let index = 0; index < Number(count); index += 1) {
              const by = { at: new Date(1e12 + index).toISOString() };
              const tick = (incident) => setTicks(incident, [[\`mfa/\${name}\${index}\`, true]], by);
              await files.change(path, tick, newIncident('1', 'x', by));
              process.stdout.write('.');
            }
          };
          work();`,
        resolveDir: join(import.meta.dirname, '../../../..'),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      outfile: writer,
      logLevel: 'error',
    });
  });

  const start = (name: string, count: number): ChildProcess =>
    spawn(process.execPath, [writer, path, name, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

  it('lose none of each other’s ticks', async () => {
    await begin();
    const count = amount(10, 40);
    await Promise.all(['a', 'b', 'c'].map((name) => ended(start(name, count))));
    const expected = ['a', 'b', 'c'].flatMap((name) =>
      Array.from({ length: count }, (_, at) => `mfa/${name}${at}`),
    );
    expect(new Set(Object.keys(loadIncident(path)?.ticks ?? {}))).toEqual(new Set(expected));
  });

  it('leave the old or the new file, whole, wherever a save is killed', async () => {
    let known = -1;
    for (let round = 0; round < amount(4, 12); round += 1) {
      rmSync(`${path}.lock`, { force: true });
      const child = start(`r${round}x`, 100_000);
      let told = 0;
      await new Promise<void>((resolve) => {
        child.stdout?.on('data', (data: Buffer) => {
          told += data.length;
          if (told > round) resolve();
        });
      });
      // Wherever it is in the next save by now.
      child.kill('SIGKILL');
      await ended(child);
      const ticks = Object.keys(loadIncident(path)?.ticks ?? {}).length;
      expect(ticks).toBeGreaterThanOrEqual(known + told);
      known = ticks;
    }
  });
});
