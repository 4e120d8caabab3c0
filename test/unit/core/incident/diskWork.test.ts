import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newIncident } from '../../../../src/core/incident/incident';
import { type Change, IncidentFiles } from '../../../../src/core/incident/incidentFile';
import { readIncident, readOwnIncident } from '../../../../src/core/incident/read';
import { setTicks } from '../../../../src/core/incident/ticks';
import { incidentJson } from '../../../../src/core/incident/write';
import { anyIncident, now } from './incidents';

/** What was asked of the disk for incident files. */
const asked = vi.hoisted(() => ({ reads: 0, drafts: 0, syncs: 0, moves: 0 }));
const isIncident = vi.hoisted(() => (path: unknown) => String(path).endsWith('.ndr-incident.json'));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const readFileSync = ((path: string, options: 'utf8') => {
    if (isIncident(path)) asked.reads += 1;
    return fs.readFileSync(path, options);
  }) as typeof fs.readFileSync;
  return { ...fs, readFileSync };
});
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  const open: typeof fs.open = async (...args) => {
    const file = await fs.open(...args);
    asked.drafts += 1;
    const { sync } = file;
    file.sync = () => {
      asked.syncs += 1;
      return sync.call(file);
    };
    return file;
  };
  const rename: typeof fs.rename = (from, to) => {
    if (isIncident(to)) asked.moves += 1;
    return fs.rename(from, to);
  };
  return { ...fs, open, rename };
});

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-disk-work-'));
const path = join(folder, 'one.ndr-incident.json');
const base = newIncident('1', 'Blocked', now);
const tick =
  (key: string): Change =>
  (incident) =>
    setTicks(incident, [[key, true]], now);
const nothing = { reads: 0, drafts: 0, syncs: 0, moves: 0 };
const oneWrite = { reads: 0, drafts: 1, syncs: 1, moves: 1 };

afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(path, { force: true });
  Object.assign(asked, nothing);
});

describe('the work of the disk', () => {
  it('is one read for a file, however often it is looked at', () => {
    writeFileSync(path, incidentJson(base));
    const files = new IncidentFiles();
    const first = files.read(path);
    for (let count = 0; count < 10; count += 1) expect(files.read(path)).toBe(first);
    expect(asked).toEqual({ ...nothing, reads: 1 });
  });

  it('is one read for a file that is invalid, too', () => {
    writeFileSync(path, '{');
    const files = new IncidentFiles();
    expect(files.read(path)).toBeInstanceOf(Error);
    expect(files.read(path)).toBe(files.read(path));
    expect(asked).toEqual({ ...nothing, reads: 1 });
  });

  it.each([
    ['its time is another', () => utimesSync(path, new Date(0), new Date(0))],
    ['its size is another', () => writeFileSync(path, incidentJson({ ...base, title: 'Blocked again' }))],
  ])('is another read when %s', (_, change) => {
    writeFileSync(path, incidentJson(base));
    const files = new IncidentFiles();
    files.read(path);
    change();
    files.read(path);
    expect(asked.reads).toBe(2);
  });

  it('is one draft, one fsync and one move for a save, and no read of what this window knows', async () => {
    const files = new IncidentFiles();
    await files.change(path, tick('a/a'), base);
    expect(asked).toEqual(oneWrite);
    Object.assign(asked, nothing);
    const saved = await files.change(path, tick('b/b'), base);
    expect(asked).toEqual(oneWrite);
    expect(files.read(path)).toBe(saved);
    expect(asked.reads).toBe(0);
  });

  it('is a read before the save when another window has written', async () => {
    const files = new IncidentFiles();
    await files.change(path, tick('a/a'), base);
    await new IncidentFiles().change(path, tick('b/b'), base);
    Object.assign(asked, nothing);
    const saved = await files.change(path, tick('c/c'), base);
    expect(asked).toEqual({ ...oneWrite, reads: 1 });
    expect(Object.keys(saved.ticks)).toEqual(['a/a', 'b/b', 'c/c']);
  });

  it('is nothing for a change that changes nothing', async () => {
    const files = new IncidentFiles();
    const saved = await files.change(path, tick('a/a'), base);
    Object.assign(asked, nothing);
    expect(await files.change(path, tick('a/a'), base)).toBe(saved);
    expect(await files.change(path, (incident) => ({ ...incident, findings: [] }), base)).toBe(saved);
    expect(asked).toEqual(nothing);
  });
});

describe('what is written', () => {
  it('is known here as the next window reads it', () => {
    fc.assert(
      fc.property(anyIncident, (incident) => {
        const json = incidentJson(incident);
        expect(readOwnIncident(json)).toEqual(readIncident(json));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a window that waits for another’s save', () => {
  it('goes on with its other work meanwhile', async () => {
    writeFileSync(`${path}.lock`, 'another window');
    // Never stale, however slow the machine is.
    const future = new Date('2100-01-01');
    utimesSync(`${path}.lock`, future, future);
    let isSaved = false;
    const save = new IncidentFiles().change(path, tick('a/a'), base).then(() => {
      isSaved = true;
    });
    // Would never come to an end if the wait held up the thread.
    for (let turns = 0; turns < 100; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(isSaved).toBe(false);
    rmSync(`${path}.lock`);
    await save;
    expect(asked).toEqual(oneWrite);
  });
});
