import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Output } from '../../../src/cli/output';
import { reportCommand } from '../../../src/cli/reportCommand';
import { UsageError } from '../../../src/cli/usageError';
import { zip } from '../core/files/zip';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  utimesSync(path, new Date('2026-11-25T00:00:00Z'), new Date('2026-11-25T00:00:00Z'));
  return path;
}

async function report(...args: string[]) {
  const out = new PassThrough();
  const errors = new PassThrough();
  const all = Promise.all([text(out), text(errors)]);
  const code = await reportCommand(['--lang', 'en', '--zone', 'Z', ...args], new Output(out, errors));
  out.end();
  errors.end();
  const [printed, complained] = await all;
  return { code, out: printed, errors: complained };
}

const line = (sender: string, at: string, id: string) =>
  `Nov 24 ${at} MAIL01 postfix/qmgr[1]: ${id}: from=<${sender}>, size=1, nrcpt=1 (queue active)\n` +
  `Nov 24 ${at} MAIL01 postfix/smtp[1]: ${id}: to=<c@d.example>, relay=r.example[203.0.113.1]:25, dsn=5.7.750, status=bounced (host r.example[203.0.113.1] said: 550 5.7.750 Service unavailable)\n`;

const log = file('mail.log', line('scan@print.adatum.example', '14:02:00', 'AAAAAAAAA1'));
const older = file('mail.log.1.gz', gzipSync(line('backup@nas.adatum.example', '03:00:00', 'AAAAAAAAA2')));

describe('report', () => {
  it('prints the numbers as Markdown', async () => {
    const { code, out, errors } = await report(log, older);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out.replaceAll('\\', '')).toContain(
      'All 5.7.750 since Nov 24, 2026, 03:00:00 UTC come from 2 domains: nas.adatum.example and print.adatum.example. MAIL01 relayed all of them.',
    );
    expect(out).toContain('| MAIL01 | 2 | 0 |\n');
    expect(out).toContain('| Nov 24, 2026, 14:00 UTC | 1 | 0 | 0 |\n');
  });

  it('takes globs, and looks into archives', async () => {
    const numbers = async (...args: string[]) => JSON.parse((await report('--format', 'json', ...args)).out);
    expect(await numbers('--glob', '!*.gz', folder)).toMatchObject({ blocked: 1 });
    expect(await numbers('--glob', '*.gz', folder)).toMatchObject({
      blocked: 1,
      senders: [{ name: 'backup@nas.adatum.example' }],
    });
    const [refused = '', sent = ''] = line('scan@print.adatum.example', '14:02:00', 'AAAAAAAAA1')
      .split(/(?<=\n)/)
      .slice(0, 2)
      .reverse();
    const archive = join(mkdtempSync(join(folder, 'zip-')), 'logs.zip');
    writeFileSync(
      archive,
      zip([
        { name: 'b/mail.log', content: refused },
        { name: 'mail.log.1', content: sent },
      ]),
    );
    const found = await numbers(archive);
    rmSync(archive);
    expect(found).toMatchObject({ blocked: 1, senders: [{ name: 'scan@print.adatum.example' }] });
  });

  it('prints the same as JSON, for a folder', async () => {
    const { out } = await report('--format', 'json', folder);
    expect(JSON.parse(out)).toMatchObject({
      text: expect.stringContaining('2 messages were blocked with 5.7.750'),
      blocked: 2,
      codes: [{ name: '5.7.750', blocked: 2 }],
      remoteHosts: [{ name: 'r.example', blocked: 2, delivered: 0 }],
      assumed: ['year', 'zone'],
      zone: 'Z',
    });
  });

  it('prints the same as CSV', async () => {
    const { out } = await report('--format', 'csv', log);
    expect(out.split('\r\n').slice(0, 4)).toEqual([
      ...['table,name,blocked,delivered', 'codes,5.7.750,1,0', 'senders,scan@print.adatum.example,1,0'],
      'domains,print.adatum.example,1,0',
    ]);
  });

  it('speaks Italian', async () => {
    expect((await report('--lang', 'it', log)).out).toMatch(/^# Incidente 5\.7\.7xx\n/);
  });

  it.each([
    [['--since', '2026-11-24T14:02'], 1],
    [['--since', '2026-11-24T15:02:00+01:00'], 1],
    [['--until', '2026-11-24T14:02'], 1],
    [['--since', '2026-11-25'], 0],
    [['--zone', '+01:00', '--until', '2026-11-24T14:02:01'], 2],
  ])('counts only from and until a time: %j', async (args, blocked) => {
    const { out, code } = await report('--format', 'json', ...args, log, older);
    expect(JSON.parse(out).blocked).toBe(blocked);
    expect(code).toBe(blocked > 0 ? 0 : 1);
  });

  it('lets nothing from a log act on a terminal, a page or a spreadsheet', async () => {
    const sender = '=HYPERLINK("x")|<img src=x>`\u001b[2J\u202e@evil.example';
    const hostile = file('hostile.txt', line(sender, '10:00:00', 'BBBBBBBBB1'));
    const markdown = (await report(hostile)).out;
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|<img/);
    expect(markdown).toContain('\\|&lt;img src=x&gt;\\`');
    const csv = (await report('--format', 'csv', hostile)).out;
    expect(csv).not.toMatch(/[\u0000-\u0009\u000e-\u001f\u202e]/);
    expect(csv).toContain(`"'=HYPERLINK(""x"")|`);
    expect((await report('--format', 'json', hostile)).out).not.toMatch(/\\u001b|\u202e/);
    rmSync(hostile);
  });

  it('ends with 1 without a code, and with 2 on an error, the others being read', async () => {
    expect((await report(file('empty.txt', ''))).code).toBe(1);
    rmSync(join(folder, 'empty.txt'));
    const { code, out, errors } = await report(log, join(folder, 'missing.log'));
    expect(code).toBe(2);
    expect(errors).toContain('missing.log');
    expect(out).toContain('One message was blocked');
  });

  it.each([
    [[]],
    [['--format', 'xml', log]],
    [['--since', 'noon', log]],
    [['--zone', 'CET', log]],
    [['--lang', 'de', log]],
  ])('makes no sense of %j', async (args) => {
    await expect(report(...args)).rejects.toThrow(UsageError);
  });
});
