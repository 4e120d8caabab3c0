import {
  createWriteStream,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeWhole } from '../../../../src/core/files/textFile';
import { scanWhole } from '../../../../src/core/search/messageScan';
import { openFile } from '../../../../src/core/search/openFile';
import { hitsAtOnce, scanFile, type WantedIn } from '../../../../src/core/search/scanFile';
import { zip } from '../files/zip';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const samples = join(import.meta.dirname, '../../../../samples');

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function scan(path: string, options?: Parameters<typeof scanFile>[1]) {
  const hits: unknown[] = [];
  const places: string[] = [];
  const errors: string[] = [];
  for await (const result of scanFile(path, options)) {
    if ('error' in result) errors.push(`${result.name}: ${result.error}`);
    else {
      hits.push(...result.hits);
      places.push(...result.hits.map(({ line, column, code }) => `${result.name}:${line}:${column} ${code}`));
    }
  }
  return { hits, places, errors };
}

function scanAtOnce(path: string, wantedIn?: WantedIn) {
  const opened = openFile(path);
  return opened.kind === 'archive' ? undefined : hitsAtOnce(opened, wantedIn);
}

const log = 'first\r\nverità 550 5.7.705 Access denied\nlast 5.7.750';
const padding = 'no code here\n'.repeat(20_000);

describe('scanFile', () => {
  it('finds in every sample what is in its text, and the same at once', async () => {
    const paths = ['logs', 'bounces'].flatMap((name) =>
      readdirSync(join(samples, name)).map((entry) => join(samples, name, entry)),
    );
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const expected = scanWhole(decodeWhole(readFileSync(path)));
      expect((await scan(path)).hits).toEqual(expected);
      expect(scanAtOnce(path)).toEqual(expected);
    }
  });

  it('reads a long mail and a long log for what they are, plain and packed', async () => {
    const mail = `From: a@b.example\nContent-Transfer-Encoding: base64\n\n${Buffer.from(`${padding}550 5.7.705 x`).toString('base64')}\n`;
    for (const text of [mail, padding + log]) {
      const expected = scanWhole(text);
      expect(expected.length).toBeGreaterThan(0);
      const path = file('long', text);
      expect((await scan(path)).hits).toEqual(expected);
      expect(scanAtOnce(path)).toEqual(expected);
      expect((await scan(file('long.gz', gzipSync(text)))).hits).toEqual(expected);
      const packed = Buffer.from(`\ufeff${text}`, 'utf16le');
      expect((await scan(file('long16.gz', gzipSync(packed)))).hits).toEqual(expected);
    }
    expect(scanAtOnce(join(folder, 'long.gz'))).toBeUndefined();
  });

  it('looks into archives, each file by its name', async () => {
    const path = file(
      'export.zip',
      zip([
        { name: 'folder/', content: '' },
        { name: 'folder/trace.csv', content: Buffer.from(`\ufeff${log}`, 'utf16le') },
        { name: 'plain.log', content: padding + log, stored: true },
        { name: 'mail.log.gz', content: gzipSync(log) },
        { name: 'broken.log', content: log, length: 9 },
      ]),
    );
    const { places, errors } = await scan(path);
    expect(places.filter((place) => !place.includes('broken'))).toEqual([
      `${path}/folder/trace.csv:2:12 5.7.705`,
      `${path}/folder/trace.csv:3:6 5.7.750`,
      `${path}/plain.log:20002:12 5.7.705`,
      `${path}/plain.log:20003:6 5.7.750`,
      `${path}/mail.log.gz:2:12 5.7.705`,
      `${path}/mail.log.gz:3:6 5.7.750`,
    ]);
    expect(errors).toEqual([expect.stringMatching(/broken\.log: .*too many bytes/)]);
    // By its name only: documents of many programs are archives too.
    expect((await scan(file('document.docx', readFileSync(path)))).errors).toEqual([
      expect.stringContaining('a document of Office or another zip archive by its own name'),
    ]);
    truncateSync(path, 200);
    expect((await scan(path)).errors).toEqual([expect.stringContaining('export.zip: ')]);
  });

  it('keeps what was found in a gzip file that is cut short, and says so', async () => {
    const noise = Array.from({ length: 50_000 }, (_, number) => `${number ** 3}\n`).join('');
    const path = file('cut.gz', gzipSync(log + noise));
    truncateSync(path, statSync(path).size - 1000);
    const { places, errors } = await scan(path);
    expect(places[0]).toBe(`${path}:2:12 5.7.705`);
    expect(errors).toEqual([expect.stringContaining('unexpected end of file')]);
  });

  it('reads no further in what was made to fill a machine, and can be stopped before', async () => {
    const path = join(folder, 'bomb.gz');
    async function* zeros() {
      yield Buffer.from(log);
      const block = Buffer.alloc(1 << 20);
      for (let count = 0; count < 1100; count += 1) yield block;
    }
    await pipeline(zeros, createGzip({ level: 9 }), createWriteStream(path));
    const { places, errors } = await scan(path);
    expect(places[0]).toBe(`${path}:2:12 5.7.705`);
    expect(errors).toEqual([expect.stringContaining('more than 400 times its size')]);
    const stop = new AbortController();
    const heard: number[] = [];
    const onRead = (_: string, bytesRead: number) => {
      heard.push(bytesRead);
      stop.abort();
    };
    expect((await scan(path, { onRead, signal: stop.signal })).errors).toEqual([]);
    // One piece may be under way.
    expect(heard.length).toBeLessThanOrEqual(2);
    expect(heard.at(-1)).toBeLessThan(statSync(path).size / 2);
  });

  it('tells how far it is, and stops when told to', async () => {
    const path = file('far.log', log);
    truncateSync(path, 1 << 28);
    const heard: number[] = [];
    const stop = new AbortController();
    const onRead = (_: string, bytesRead: number) => {
      heard.push(bytesRead);
      if (heard.length === 2) stop.abort();
    };
    expect((await scan(path, { onRead, signal: stop.signal })).places).toHaveLength(2);
    expect(heard).toEqual([1 << 25, 1 << 26]);
  });

  it('asks by the head of the file, and by the mail, which hits are wanted', async () => {
    const heads: string[] = [];
    const wantedIn = (head: string) => {
      heads.push(head.slice(0, 5));
      return {
        line: ({ line }: { line: number }) => line === 3,
        message: (text: string) => text.includes('yes'),
      };
    };
    const mail = (word: string) => `From: a@b.example\n\n5.7.705 ${word}\n`;
    const found = async (path: string) => {
      const { places } = await scan(path, { wantedIn });
      expect(scanAtOnce(path, wantedIn)?.length).toBe(places.length);
      return places.length;
    };
    expect(await found(file('lines.log', log))).toBe(1);
    expect(await found(file('long.log', padding + log))).toBe(0);
    expect(await found(file('yes.eml', mail('yes')))).toBe(1);
    expect(await found(file('no.eml', mail('no')))).toBe(0);
    expect(heads.slice(0, 2)).toEqual(['first', 'first']);
  });

  it('says what cannot be read', async () => {
    expect((await scan(join(folder, 'missing'))).errors).toEqual([expect.stringContaining('ENOENT')]);
    expect((await scan(folder)).errors).toEqual([expect.stringContaining('EISDIR')]);
  });
});
