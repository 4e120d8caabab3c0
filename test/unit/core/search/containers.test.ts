import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noText, unreadText, unreadTexts } from '../../../../src/core/files/unreadTexts';
import { readLogs } from '../../../../src/core/scan/readFiles';
import { LineReading } from '../../../../src/core/search/lineReading';
import { scanFile } from '../../../../src/core/search/scanFile';
import { readTenantFile } from '../../../../src/core/tenant/files';
import { report, textOnly } from '../msg/outlookBounces';
import { writeMsg } from '../msg/writeMsg';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-outlook-'));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const clock = { reference: Date.UTC(2026, 11, 1), offsetAt: () => 0 };

describe('an Outlook message among the files of a scan', () => {
  it('has its hits, each with the name of its place', async () => {
    const path = file('Undeliverable.MSG', writeMsg(report));
    const results = await all(scanFile(path));
    const hits = results.flatMap((result) => ('hits' in result ? result.hits : []));
    expect(results.map(({ name }) => name)).toEqual([path]);
    expect(new Set(hits.map(({ code, place }) => `${code} ${place}`))).toEqual(
      new Set([
        '5.7.708 text',
        '5.7.750 recipient 1, supplementary information',
        '5.7.705 recipient 2, supplementary information',
      ]),
    );
  });

  it('counts, beside a damaged one that is named once', async () => {
    const path = file('a.msg', writeMsg(textOnly));
    const broken = file('b.msg', writeMsg(textOnly).subarray(0, 700));
    const batches = await all(readLogs([{ name: path }, { name: broken }], clock));
    const events = batches.flatMap((batch) => ('events' in batch ? batch.events : []));
    expect(events.map((event) => [event.file, event.outcome, event.code, event.recipient])).toEqual([
      [path, 'blocked', '5.7.708', 'bo@fabrikam.example'],
    ]);
    const failures = batches.flatMap((batch) => ('error' in batch ? [batch.name] : []));
    expect(failures).toEqual([broken]);
  });

  it('gives the lines of its mail', async () => {
    const path = file('lines.msg', writeMsg(textOnly));
    const { lines } = await new LineReading().read(path, { first: 1, count: 3 }, { line: 1, column: 1 });
    expect(lines[0]).toContain('Subject: Undeliverable: Prices');
  });
});

describe('a file that is not read', () => {
  const kinds = {
    'mail.log.1.bz2': 'BZh91AY&SY....',
    'mail.log.lz4': '\x04\x22\x4d\x18....',
    'mail.log.Z': '\x1f\x9d....',
    'mail.7z': '7z\xbc\xaf\x27\x1c....',
    'mail.rar': 'Rar!\x1a\x07....',
    'mail.pst': '!BDN....',
    'winmail.dat': '\x78\x9f\x3e\x22....',
    'trace.xlsx': 'PK\x03\x04....',
    'bounce.doc': '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....',
    'system.journal': 'LPKSHHRH....',
    'mail.evtx': 'ElfFile\x00....',
    'trace.parquet': 'PAR1....',
    'bounce.pdf': '%PDF-1.7....',
  };
  it.each(Object.entries(kinds))('is named once with why: %s', async (name, head) => {
    const path = file(name, Buffer.from(head, 'latin1'));
    const results = await all(scanFile(path));
    expect(results).toHaveLength(1);
    const [result] = results;
    expect(result && 'error' in result && String(result.error)).toMatch(
      /^Error: It is a? ?.*, which is not read: .*\.$/,
    );
    const batches = await all(readLogs([{ name: path }], clock));
    expect(batches.map((batch) => 'error' in batch && batch.name)).toEqual([path]);
  });

  const bytes = (length: number, of: (index: number) => number) =>
    Buffer.from(Array.from({ length }, (_, index) => of(index)));
  it.each([
    [
      'a program',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), bytes(5000, (index) => (index * index * 7) % 251)]),
    ],
    [
      'a picture',
      Buffer.concat([
        Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
        bytes(3000, (index) => (index * 113) % 256),
      ]),
    ],
    ['packed bytes without a zero', bytes(600, (index) => 1 + ((index * index * 31 + index) % 255))],
  ])('is named where it is no text: %s', async (_, content) => {
    const path = file('unknown', content);
    expect(await all(scanFile(path))).toEqual([{ name: path, error: new Error(noText) }]);
    expect(await all(readLogs([{ name: path }], clock))).toEqual([{ name: path, error: new Error(noText) }]);
    expect(await readTenantFile(path)).toEqual({ file: path, refusal: { reason: 'packed' } });
  });

  it.each([
    ['zeros before it', Buffer.concat([Buffer.alloc(6000), Buffer.from('x\n550 5.7.705 Access denied\n')])],
    ['zeros in it', Buffer.from(`x\0\0\0\0 550 5.7.705 Access denied\n${'Nov 23 text\n'.repeat(9)}`)],
    ['colours and signs of Latin-1', Buffer.from('\x1b[31m verit\xe0 \0 550 5.7.705\x1b[m\n', 'latin1')],
  ])('is none that is text with %s', async (_, content) => {
    const results = await all(scanFile(file('mail.log', content)));
    expect(results.flatMap((result) => ('hits' in result ? result.hits : []))).toHaveLength(1);
  });

  it('is named in the language of who reads it, behind the name of a file in an archive too', () => {
    expect(Object.keys(unreadTexts.it)).toEqual(Object.keys(unreadTexts.en));
    for (const [id, sentence] of Object.entries(unreadTexts.en)) {
      const italian = unreadText(`a/b.pst: ${sentence}`, 'it');
      expect(italian).toBe(`a/b.pst: ${Object.entries(unreadTexts.it).find(([key]) => key === id)?.[1]}`);
      expect(italian).not.toContain(sentence);
      expect(unreadText(sentence, 'en')).toBe(sentence);
    }
    expect(unreadText('EACCES: permission denied', 'it')).toBe('EACCES: permission denied');
  });

  it('is none that begins alike', async () => {
    const path = file('a.log', 'BZhang said 550 5.7.705 Access denied\n');
    const results = await all(scanFile(path));
    expect(results.flatMap((result) => ('hits' in result ? result.hits : []))).toHaveLength(1);
  });
});

describe('a log that is packed', () => {
  const packed = {
    /** One line, by xz 5.4. */
    'mail.log.xz':
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ACdAJFdACcbysIBHPwHld1gkjJuZBZF8cuYYU1vlAG2B9EaUVSiKhv4' +
      'aOqruHn/2qEtuYpuUpqnstW9C2qe29+ORwYKL8Wijvw43Z+CLAViJQ444vOV5MxYsuh6mXFEdcdrLb9ZWO1EmWju' +
      'hhNvGnhY3/XusovAOfkavcjCOwckaX9hVrKJG1WaPKTDU6d15G9lRiJ8AAAAAAAACXo+43dCZSYAAa0BngEAAP0D' +
      '6gexxGf7AgAAAAAEWVo=',
    /** The same, by zstd 1.5. */
    'mail.log.zst':
      'KLUv/SSeZQQAcskgIDClqg4IjgjL3I+PmhWxEYxR6NNuy8KhapNruIOFFQYhgcFkaOL5bn6e5W/vHU5I9qvXpg/B' +
      'Jz+TRZ3YVpW1j7ymMIW9OPU88hxsliW7rLGkOaaKATLi6giCI0qSFzMnIQ+R1sNFU+ziGIXDZhmqSk24IEdtSv2S' +
      '7ha6hYb2xB2ANgIBAIeWKSnnsEbi',
  };
  const hitsAt = async (path: string) => {
    const results = await all(scanFile(path));
    return results.flatMap((result) =>
      'hits' in result ? result.hits.map(({ line, column }) => `${line}:${column}`) : [String(result.error)],
    );
  };

  it.each(Object.entries(packed))('is read: %s', async (name, base64) => {
    const bytes = Buffer.from(base64, 'base64');
    const path = file(name, bytes);
    expect(await hitsAt(path)).toEqual(['1:94', '1:136']);
    const batches = await all(readLogs([{ name: path }], clock));
    const events = batches.flatMap((batch) => ('events' in batch ? batch.events : []));
    expect(events.map((event) => [event.file, event.outcome, event.recipient, event.queueId])).toEqual([
      [path, 'blocked', 'a@b.example', '4F2A1C0D'],
    ]);
    const { lines } = await new LineReading().read(path, { first: 1, count: 1 }, { line: 1, column: 94 });
    expect(lines[0]).toContain('550 5.7.705 Access denied');
  });

  it.each(Object.entries(packed))('in two pieces is read to its end: %s', async (name, base64) => {
    const bytes = Buffer.from(base64, 'base64');
    expect(await hitsAt(file(`two-${name}`, Buffer.concat([bytes, bytes])))).toEqual([
      '1:94',
      '1:136',
      '2:94',
      '2:136',
    ]);
  });

  it.each(Object.entries(packed))('that is damaged is named with why: %s', async (name, base64) => {
    const bytes = Buffer.from(base64, 'base64');
    bytes.fill(0xff, 20, 30);
    const results = await all(scanFile(file(`bad-${name}`, bytes)));
    expect(results.flatMap((result) => ('error' in result ? [String(result.error)] : []))).toEqual([
      expect.stringMatching(/^Error: The (?:xz|zstd) data is damaged/),
    ]);
  });
});

describe('a mail that Apple Mail saved', () => {
  it('is seen through its encoding', async () => {
    const body = Buffer.from('550 5.7.705 Access denied').toString('base64');
    const mail = `From: postmaster@contoso.example\nContent-Transfer-Encoding: base64\n\n${body}\n`;
    const list = '<?xml version="1.0" encoding="UTF-8"?>\n<plist><dict/></plist>\n';
    const path = file('1.emlx', `${mail.length}      \n${mail}${list}`);
    const [result] = await all(scanFile(path));
    expect(
      result && 'hits' in result && result.hits.map(({ code, line, column }) => [code, line, column]),
    ).toEqual([['5.7.705', 5, 6]]);
  });
});
