import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { archiveWith, pathBehind } from '../../../../src/core/files/archiveNames';

const known = new Set(['/a/b.zip', '/a/c.zip/d.ZIP', '/a/plain.log', 'c:\\logs\\e.zip', '/a/b.zip.log']);

describe('the path behind a name', () => {
  it.each([
    ['/a/plain.log', '/a/plain.log'],
    ['/a/b.zip', '/a/b.zip'],
    ['/a/b.zip/mx/mail.log', '/a/b.zip'],
    ['/a/b.zip/in.zip/mail.log', '/a/b.zip'],
    ['/a/c.zip/d.ZIP/mail.log', '/a/c.zip/d.ZIP'],
    ['/a/b.zip.log', '/a/b.zip.log'],
    ['/a/b.zipped/mail.log', undefined],
    ['/a/other.zip/mail.log', undefined],
    ['c:\\logs\\e.zip/mail.log', 'c:\\logs\\e.zip'],
    ['c:\\logs\\e.zip\\mail.log', 'c:\\logs\\e.zip'],
  ])('%s: %s', (name, path) => {
    expect(pathBehind(name, (each) => known.has(each))).toBe(path);
  });
});

describe('the archive with a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-archive-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the first file on the disk that the name goes through, and no folder', async () => {
    mkdirSync(join(folder, 'unpacked.zip'));
    const archive = join(folder, 'unpacked.zip', 'inner.zip');
    writeFileSync(archive, '');
    expect(await archiveWith(`${archive}/a.zip/b.log`)).toBe(archive);
    expect(await archiveWith(join(folder, 'unpacked.zip', 'b.log'))).toBeUndefined();
    expect(await archiveWith(archive)).toBeUndefined();
    expect(await archiveWith(join(folder, 'gone.zip', 'b.log'))).toBeUndefined();
  });
});
