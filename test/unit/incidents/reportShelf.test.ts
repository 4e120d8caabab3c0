import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ReportShelf } from '../../../src/incidents/reportShelf';

const report = (name: string) => ({ at: '2026-11-24T03:00:00.000Z', markdown: `# ${name}`, html: name });

describe('the shelf of case reports', () => {
  const parent = mkdtempSync(join(tmpdir(), 'ndr-lens-reports-'));
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  it('knows the documents that are reports until they are closed', async () => {
    const told: (readonly string[])[] = [];
    const shelf = new ReportShelf(join(parent, 'open'), (addresses) => told.push(addresses));
    await shelf.opened('untitled:1', 'a', report('one'));
    await shelf.opened('untitled:2', 'a', report('two'));
    expect(shelf.openAt('untitled:2')).toEqual(report('two'));
    await shelf.closed('untitled:1');
    await shelf.closed('file:///other');
    expect([shelf.openAt('untitled:1'), shelf.openAt('untitled:2')]).toEqual([undefined, report('two')]);
    expect(told).toEqual([['untitled:1'], ['untitled:1', 'untitled:2'], ['untitled:2']]);
  });

  it('knows them again in a window that brings them back, and keeps nothing of others', async () => {
    const folder = join(parent, 'back');
    const told: (readonly string[])[] = [];
    const shelf = () => new ReportShelf(folder, (addresses) => told.push(addresses));
    const before = shelf();
    for (const [address, id] of [
      ['untitled:1', 'a'],
      ['untitled:2', 'b'],
      ['untitled:3', 'c'],
      ['untitled:4', 'c'],
    ] as const)
      await before.opened(address, id, report(address));
    await before.closed('untitled:4');
    await before.forget('c');
    expect(before.openAt('untitled:3')).toEqual(report('untitled:3'));
    const after = shelf();
    told.length = 0;
    await after.broughtBack(['untitled:2', 'untitled:3', 'untitled:4', 'untitled:5']);
    expect(told).toEqual([['untitled:2']]);
    expect(after.openAt('untitled:2')).toEqual(report('untitled:2'));
    expect(readdirSync(folder)).toHaveLength(1);
    await after.closed('untitled:2');
    expect(readdirSync(folder)).toEqual([]);
    await new ReportShelf(join(parent, 'nowhere'), () => undefined).broughtBack(['untitled:1']);
  });

  it('keeps the last one of each incident over windows, as it was created, and forgets it with its incident', async () => {
    const folder = join(parent, 'kept');
    const shelf = new ReportShelf(folder, () => undefined);
    await shelf.keep('a', report('first'));
    await shelf.keep('a', report('second'));
    await shelf.keep('../../b', report('other'));
    const later = new ReportShelf(folder, () => undefined);
    expect(await later.of('a')).toEqual(report('second'));
    expect(await later.of('../../b')).toEqual(report('other'));
    expect(await later.of('c')).toBeUndefined();
    expect(readdirSync(folder)).toHaveLength(2);
    const page = await later.pageFile('a', report('second'));
    expect(readFileSync(page, 'utf8')).toBe('second');
    if (process.platform !== 'win32')
      for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    await later.forget('a');
    await later.forget('../../b');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has none where the file is damaged', async () => {
    const folder = join(parent, 'damaged');
    const shelf = new ReportShelf(folder, () => undefined);
    for (const text of ['{"at":1', '[]', 'null', '{"at":"x","markdown":"y","html":2}']) {
      await shelf.keep('a', report('whole'));
      const [name = ''] = readdirSync(folder);
      writeFileSync(join(folder, name), text);
      expect(await shelf.of('a'), text).toBeUndefined();
    }
  });
});
