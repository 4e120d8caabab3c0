import {
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type LogBatch, type LogSource, logFile, readLogs } from '../../../../src/core/scan/readFiles';
import { amount } from '../../full';
import { expectLinear } from '../../steps';
import { clock } from './readTexts';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function read(...paths: readonly string[]): Promise<LogBatch[]> {
  const batches: LogBatch[] = [];
  for await (const batch of readLogs(await Promise.all(paths.map(logFile)), clock)) batches.push(batch);
  return batches;
}

const rows = (batches: readonly LogBatch[]) =>
  batches
    .flatMap((batch) => ('error' in batch ? [] : batch.events))
    .map(({ line, sender, moment }) => [line, sender, moment?.time]);

const from =
  'Nov 23 10:00:00 mx postfix/qmgr[1]: AAAAAAAAAA: from=<a@b.example>, size=1, nrcpt=1 (queue active)\n';
const refused =
  'Nov 23 10:00:01 mx postfix/smtp[1]: AAAAAAAAAA: to=<c@d.example>, relay=r[203.0.113.1]:25, dsn=5.7.705, status=bounced (550 5.7.705 Access denied)\n';
const expected = [[1, 'a@b.example', '2026-11-23T10:00:01+01:00']];

describe('log files', () => {
  it('are read through gzip, whatever their names, and joined across a rotation', async () => {
    expect(rows(await read(file('mail.log', refused), file('mail.log.1.gz', gzipSync(from))))).toEqual(
      expected,
    );
    expect(rows(await read(file('mail.log.gz', gzipSync(refused)), file('old', gzipSync(from))))).toEqual(
      expected,
    );
  });

  it('are read in UTF-16', async () => {
    const path = file('utf16.log', Buffer.from(`\ufeff${from}${refused}`, 'utf16le'));
    expect(rows(await read(path))).toEqual([[2, ...(expected[0] ?? []).slice(1)]]);
  });

  it('keep what was read of a gzip file that is cut short, and say that it is', async () => {
    const noise = Array.from(
      { length: 20_000 },
      (_, number) => `Nov 23 10:00:02 mx x[${number}]: ${number ** 3}\n`,
    ).join('');
    const path = file('cut.gz', gzipSync(from + refused + noise));
    truncateSync(path, 100_000);
    const batches = await read(path);
    expect(rows(batches)).toEqual([[2, ...(expected[0] ?? []).slice(1)]]);
    expect(batches.some((batch) => 'error' in batch && batch.name === path)).toBe(true);
  });

  it('are taken to be no later than their last change', async () => {
    const path = file('old.log', from + refused);
    utimesSync(path, new Date('2024-11-24T00:00:00Z'), new Date('2024-11-24T00:00:00Z'));
    expect(rows(await read(path))).toEqual([[2, 'a@b.example', '2024-11-23T10:00:01+01:00']]);
  });

  it('that vanish or are no files are named, and the others read', async () => {
    const path = file('vanishing.log', refused);
    const sources = [
      await logFile(path),
      await logFile(file('stays.log', from + refused)),
      await logFile(folder),
    ];
    rmSync(path);
    const batches: LogBatch[] = [];
    for await (const batch of readLogs(sources, clock)) batches.push(batch);
    expect(batches.flatMap((batch) => ('error' in batch ? [batch.name] : [])).sort()).toEqual(
      [folder, path].sort(),
    );
    expect(rows(batches)).toHaveLength(1);
    await expect(logFile(path)).rejects.toThrow('ENOENT');
  });

  it('that are mails count once, with the sender that the mail proves', async () => {
    const bounces = join(import.meta.dirname, '../../../../samples/bounces');
    const batches = await read(
      join(bounces, '5.7.705-hidden-in-base64.eml'),
      join(bounces, '5.7.750-hybrid-relay.eml'),
    );
    const events = batches.flatMap((batch) => ('error' in batch ? [] : batch.events));
    expect(
      events.map(({ format, outcome, code, sender, server, hits }) => [
        format,
        outcome,
        code,
        sender,
        server,
        hits.length,
      ]),
    ).toEqual([
      // Exchange Online wrote it: nobody relayed the mail.
      ['message', 'blocked', '5.7.705', expect.stringContaining('@'), undefined, 3],
      ['message', 'blocked', '5.7.750', 'scanner3@print.adatum.example', 'MAIL01.hq.adatum.example', 3],
    ]);
    const quoted = file('quoted.eml', 'From: a@b.example\nSubject: help\n\nWhat does 550 5.7.705 mean?\n');
    expect((await read(quoted)).flatMap((batch) => ('error' in batch ? [] : batch.events))).toMatchObject([
      { outcome: 'other' },
    ]);
  });

  it('say how far each has been read, in bytes on the disk', async () => {
    const plain = file('long.log', refused.repeat(2000));
    const packed = file('long.log.1.gz', gzipSync(Buffer.from(from.repeat(5000))));
    const heard = new Map<string, number[]>();
    const sources = await Promise.all([logFile(plain), logFile(packed)]);
    const onRead = (name: string, bytesRead: number) =>
      heard.set(name, [...(heard.get(name) ?? []), bytesRead]);
    for await (const _ of readLogs(sources, clock, { onRead }));
    expect([...heard.keys()].sort()).toEqual([plain, packed].sort());
    for (const [name, counts] of heard) {
      expect(counts).toEqual([...counts].sort((one, other) => one - other));
      expect(counts.at(-1)).toBe(statSync(name).size);
    }
  });

  it('stop when told to, and what was read stands', async () => {
    const stop = new AbortController();
    const endless: LogSource = {
      name: 'endless',
      modified: clock.reference,
      open: async function* () {
        yield from + refused + 'x\n'.repeat(10_000);
        stop.abort();
        await new Promise(() => undefined);
      },
    };
    const batches: LogBatch[] = [];
    const options = { signal: stop.signal };
    for await (const batch of readLogs(
      [endless, await logFile(file('never.log', refused.replace('10:00:01', '11:00:00')))],
      clock,
      options,
    ))
      batches.push(batch);
    expect(rows(batches)).toEqual([[2, ...(expected[0] ?? []).slice(1)]]);
    expect(batches.some((batch) => 'error' in batch)).toBe(false);
  });

  it('that are mailboxes count each bounce in them, at its own lines', async () => {
    const envelope = 'From MAILER-DAEMON Tue Nov 24 03:12:00 2026\n';
    const names = ['5.7.750-hybrid-relay.eml', '5.7.705-hidden-in-base64.eml', '5.7.705-bulk-mail.eml'];
    const mails = names.map((name) =>
      readFileSync(join(import.meta.dirname, '../../../../samples/bounces', name), 'utf8').replaceAll(
        '\r\n',
        '\n',
      ),
    );
    const letter = 'From: a@b.example\nSubject: lunch\n\nNo code here.\n';
    const box = [mails[0], letter, mails[1], mails[2]].map((mail) => `${envelope}${mail}\n`).join('');
    const events = (path: string) =>
      read(path).then((all) => all.flatMap((batch) => ('error' in batch ? [] : batch.events)));
    const alone = await Promise.all(names.map((name, index) => events(file(name, mails[index] ?? ''))));
    const lines = box.split('\n');
    const found = await events(file('inbox.mbox', box));
    expect(found.map(({ sender, code }) => [sender, code])).toEqual(
      alone.flat().map(({ sender, code }) => [sender, code]),
    );
    expect(found.map(({ hits }) => hits.length)).toEqual(alone.flat().map(({ hits }) => hits.length));
    for (const { code, line, column } of found
      .flatMap(({ hits }) => hits)
      .filter(({ code }) => code === '5.7.750'))
      expect(lines[line - 1]?.slice(column - 1)).toMatch(code);
    expect(await events(file('inbox.mbox.gz', gzipSync(box)))).toHaveLength(3);
  });

  it('that are large mailboxes are read in linear work', async () => {
    const mail = readFileSync(
      join(import.meta.dirname, '../../../../samples/bounces/5.7.705-bulk-mail.eml'),
      'utf8',
    );
    const readMany = async (count: number) => {
      const path = file('large.mbox', `From a@b Tue Nov 24 03:12:00 2026\n${mail}\n\n`.repeat(count));
      expect(rows(await read(path))).toHaveLength(count);
    };
    await expectLinear(100, readMany);
    await readMany(amount(500, 4000));
  });
});
