import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { ndrCommand } from '../../../src/cli/ndrCommand';
import { Output } from '../../../src/cli/output';
import { reportCommand } from '../../../src/cli/reportCommand';
import { scanCommand } from '../../../src/cli/scanCommand';
import { UsageError } from '../../../src/cli/usageError';
import { report } from '../core/msg/outlookBounces';
import { writeMsg } from '../core/msg/writeMsg';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Command = (args: string[], output: Output) => Promise<number>;

async function run(
  command: Command,
  ...args: string[]
): Promise<{ code: number; out: string; errors: string }> {
  const out = new PassThrough();
  const errors = new PassThrough();
  const all = Promise.all([text(out), text(errors)]);
  const output = new Output(out, errors);
  const code = await command(args, output);
  output.finish();
  out.end();
  errors.end();
  const [printed, complained] = await all;
  return { code, out: printed, errors: complained };
}

const samples = join(import.meta.dirname, '../../../samples');
const bounce = join(samples, 'bounces/5.7.750-hybrid-relay.eml');

const encoded = [
  'From: a@b.example',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>Perché? 550 5.7.<b>705</b> Access denied</p>').toString('base64'),
].join('\n');

describe('scan', () => {
  it('adds to JSON what the code is written in, and the part, behind what was there before', async () => {
    const path = file('encoded.eml', encoded);
    const { code, out } = await run(scanCommand, '--json', path);
    expect(code).toBe(0);
    const hit = { file: path, line: 5, column: 22, code: '5.7.705', text: '550 5.7.705 Access denied' };
    expect(out).toBe(
      `${JSON.stringify({ ...hit, via: 'base64', part: { path: '1', mediaType: 'text/html' } })}\n`,
    );
  });

  it('says of a log what it said before', async () => {
    const { out } = await run(scanCommand, '--json', join(samples, 'logs/mail.log.1'));
    for (const line of out.trim().split('\n'))
      expect(Object.keys(JSON.parse(line))).toEqual(['file', 'line', 'column', 'code', 'text']);
  });

  it('prints the decoded sentence', async () => {
    const path = file('encoded.eml', encoded);
    expect((await run(scanCommand, path)).out).toBe(`${path}:5:22: 5.7.705 550 5.7.705 Access denied\n`);
  });

  it('sees through a UTF-16 file and a folder', async () => {
    file('utf16.eml', Buffer.from(`\ufeff${encoded}`, 'utf16le'));
    file('none.eml', 'From: a@b.example\n\nnothing');
    const { code, out } = await run(scanCommand, folder);
    expect(code).toBe(0);
    expect(out).toContain('utf16.eml:5:22: 5.7.705');
    expect(out).not.toContain('none.eml');
  });

  it('fails when one file fails, though others have hits', async () => {
    const { code, errors } = await run(scanCommand, bounce, join(folder, 'missing.eml'));
    expect(code).toBe(2);
    expect(errors).toContain('missing.eml');
    expect((await run(scanCommand, file('empty.txt', ''))).code).toBe(1);
  });
});

describe('scan of what is broken', () => {
  const broken = {
    'cut.zip': Buffer.from('PK\u0003\u0004 and no more'),
    'damaged.msg': Buffer.concat([writeMsg(report).subarray(0, 512), Buffer.alloc(4000, 7)]),
  };
  it.each(Object.entries(broken))('names it, and goes on: %s', async (name, bytes) => {
    const path = file(name, bytes);
    const { code, out, errors } = await run(scanCommand, path, bounce);
    expect(code).toBe(2);
    expect(errors.split('\n').filter((line) => line.includes(name))).toHaveLength(1);
    expect(out).toContain('5.7.750');
  });
});

describe('ndr', () => {
  it('prints who was blocked', async () => {
    const { code, out } = await run(ndrCommand, '--lang', 'en', bounce);
    expect(code).toBe(0);
    expect(out).toMatch(/ {2}Reporting MTA +MAIL01\.hq\.adatum\.example\n/);
    expect(out).toMatch(/ {2}Possible unregistered domain +print\.adatum\.example \(Return-Path\)\n/);
    expect(out).toMatch(/ {2}Account that sent it +unknown\n/);
    expect((await run(ndrCommand, '--lang', 'it', bounce)).out).toMatch(
      / {2}Account che ha inviato +sconosciuto\n/,
    );
  });

  it('prints one object a line with --json', async () => {
    const other = join(samples, 'bounces/5.7.705-bulk-mail.eml');
    const { code, out } = await run(ndrCommand, '--json', bounce, other);
    expect(code).toBe(0);
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      file: bounce,
      kind: 'report',
      recipients: [{ status: { value: '5.7.750', field: 'Status' } }],
      culprit: { domain: { value: 'print.adatum.example', rule: 'sending-domain' }, account: 'unknown' },
    });
    expect(second).toMatchObject({ file: other, culprit: { path: { value: 'application or device' } } });
  });

  it('prints each bounce of an mbox with the line at which it begins', async () => {
    const mails = ['5.7.705-bulk-mail.eml', '5.7.750-hybrid-relay.eml'].map((name) =>
      readFileSync(join(samples, 'bounces', name), 'utf8')
        .replace(/\r\n/g, '\n')
        .trimEnd(),
    );
    const from = 'From MAILER-DAEMON Mon Nov 23 09:12:12 2026';
    const text = mails.map((mail) => `${from}\n${mail}\n\n`).join('');
    const mbox = file('two.mbox', `${text}${from}\nFrom: a@b.example\n\nno bounce\n`);
    const { code, out } = await run(ndrCommand, '--json', mbox);
    expect(code).toBe(1);
    const read = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(read.map(({ kind }) => kind)).toEqual(['report', 'report', 'unknown']);
    const { line, recipients } = read[1];
    expect(text.split('\n')[line - 1]).toBe(from);
    const { start, end } = recipients[0].status.range;
    expect(text.slice(start, end)).toContain('5.7.750');
    expect((await run(ndrCommand, mbox)).out).toContain(`two.mbox:${line}\n`);
  });

  it('reads the files of a folder, and says what is not there', async () => {
    const { code, out } = await run(ndrCommand, join(samples, 'bounces'));
    expect(code).toBe(0);
    expect(out.match(/\.eml\n/g)).toHaveLength(11);
    const missing = await run(ndrCommand, join(samples, 'missing.eml'));
    expect([missing.code, missing.errors]).toEqual([2, expect.stringMatching(/^\S+missing\.eml: /)]);
  });

  it('reads an Outlook message, and a mail without a code of the family', async () => {
    const path = file('bounce.msg', writeMsg(report));
    const { code, out } = await run(ndrCommand, '--lang', 'en', path);
    expect(code).toBe(0);
    expect(out).toMatch(/ {2}Diagnostic code +550 5\.7\.705 Access denied, tenant has exceeded threshold\n/);
    const other = readFileSync(bounce, 'utf8').replaceAll('5.7.750', '5.1.1');
    expect((await run(ndrCommand, '--lang', 'en', file('other.eml', other))).out).toMatch(
      / {2}Status +5\.1\.1\n/,
    );
  });

  it('lets nothing of a mail act on the terminal', async () => {
    const path = file(
      'hostile.eml',
      `From: \u001b[31m\u202ea@b.example\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822;\u001b[2Jx@y.example\n`,
    );
    const { out } = await run(ndrCommand, path);
    expect(out).toContain('␛[31m[U+202E]a@b.example');
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('tells what is no bounce, what cannot be read, and what makes no sense', async () => {
    expect((await run(ndrCommand, bounce, file('plain.txt', 'nothing'))).code).toBe(1);
    expect((await run(ndrCommand, bounce, join(folder, 'missing.eml'))).code).toBe(2);
    await expect(run(ndrCommand)).rejects.toThrow(UsageError);
  });
});

describe('files that are no text', () => {
  it('are named, twenty of them, and are no trouble', async () => {
    const place = mkdtempSync(join(folder, 'no-text-'));
    const picture = Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      Buffer.alloc(99, 1),
    ]);
    for (let index = 0; index < 23; index += 1) writeFileSync(join(place, `picture-${index}`), picture);
    for (const command of [scanCommand, reportCommand]) {
      const { code, errors } = await run(command, place);
      expect(code).toBe(1);
      const lines = errors.trimEnd().split('\n');
      expect(lines).toHaveLength(21);
      expect(lines.slice(0, 20).every((line) => line.includes('picture-'))).toBe(true);
      expect(lines.at(-1)).toBe('More files that are not text, nor of a kind that is read: 3.');
    }
  });
});
