import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { Output } from '../../../src/cli/output';
import { UsageError } from '../../../src/cli/usageError';
import { verifyCommand } from '../../../src/cli/verifyCommand';
import { parsePowerShell } from '../core/verify/grammars';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function verify(...args: string[]) {
  const out = new PassThrough();
  const errors = new PassThrough();
  const all = Promise.all([text(out), text(errors)]);
  const code = await verifyCommand(['--lang', 'en', ...args], new Output(out, errors));
  out.end();
  errors.end();
  const [printed, complained] = await all;
  return { code, out: printed, errors: complained };
}

const bounced = (sender: string, id: string) =>
  `2026-11-24T14:02:00+01:00 MAIL01 postfix/qmgr[1]: ${id}: from=<${sender}>, size=1, nrcpt=1 (queue active)\n` +
  `2026-11-24T14:02:00+01:00 MAIL01 postfix/smtp[1]: ${id}: to=<c@d.example>, relay=r.example[203.0.113.1]:25, dsn=5.7.750, status=bounced (host r.example[203.0.113.1] said: 550 5.7.750 Service unavailable)\n`;

const log = file('mail.log', bounced('scan@print.adatum.example', 'AAAAAAAAA1'));
const hostile = file('mail.log.1', bounced("o'’; Remove-Mailbox;#@nas.adatum.example", 'AAAAAAAAA2'));

describe('verify', () => {
  it('prints a script for all steps where nothing was scanned', async () => {
    const { code, out, errors } = await verify();
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out.match(/^# == /gm)).toHaveLength(6);
    expect(out).toContain('the queries cover the last two days');
    parsePowerShell(out);
  });

  it('fills in what the logs name, from several files', async () => {
    const { code, out } = await verify('--step', 'users', '--from', log, hostile);
    expect(code).toBe(0);
    expect(out.match(/^# == /gm)).toHaveLength(1);
    expect(out).toContain('# Time: 2026-11-23T13:02:00Z to 2026-11-24T14:02:00Z');
    expect(out).toContain(
      " -SenderAddress 'o''’’; Remove-Mailbox;#@nas.adatum.example','scan@print.adatum.example' -ResultSize 5000 }",
    );
    // What 5.7.750 blocks are senders of unregistered domains, which have no mailbox.
    expect(out).toContain('  Get-Mailbox -ResultSize Unlimited |\n  ForEach-Object { $mailbox = ');
    parsePowerShell(out);
  });

  it('asks about accounts of the accepted domains, where an export names them', async () => {
    const own = file('domains.json', '[{"DomainName":"contoso.example","DomainType":"Authoritative"}]');
    const both = file(
      'both.log',
      bounced('anna@contoso.example', 'AAAAAAAAA3') + bounced('x@other.example', 'AAAAAAAAA4'),
    );
    const { code, out } = await verify('--step', 'users', '--exports', own, '--from', both);
    expect(code).toBe(0);
    expect(out).toContain("  'anna@contoso.example' |\n  ForEach-Object { Get-Mailbox -Identity $_ } |");
    expect((await verify('--exports', join(folder, 'missing.json'))).code).toBe(2);
  });

  it('says what it could not read, and prints the rest', async () => {
    const { code, out, errors } = await verify('--from', join(folder, 'missing.log'), '--from', log);
    expect(code).toBe(2);
    expect(errors).toContain('missing.log');
    expect(out).toContain("'scan@print.adatum.example'");
  });

  it.each([[['--step', 'coffee']], [[log]], [['--zone', 'here']], [['--wrong']]])(
    'refuses %s',
    async (args) => {
      await expect(verify(...args)).rejects.toThrow(UsageError);
    },
  );
});

describe('verify --engine', () => {
  it.each(['sentinel', 'elastic', 'splunk', 'loki', 'graylog', 'clickhouse', 'duckdb'])(
    'prints queries with their limits and sources, in both languages: %s',
    async (engine) => {
      const { code, out, errors } = await verify('--engine', engine, '--since', '2026-11-24', '--zone', 'Z');
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(out).toContain('5[.]7[.]7[0-9][0-9]');
      expect(out).toMatch(/^(?:#|--|\/\/) Limit: /m);
      expect(out).toMatch(/^(?:#|--|\/\/) Source: .*https:\/\//m);
      const italian = await verify('--engine', engine, '--lang', 'it');
      expect(italian.out).toMatch(/^(?:#|--|\/\/) Limite: /m);
    },
  );

  it('asks about the messages of an answer', async () => {
    const { code, out } = await verify('--engine', 'graylog', '--from', log, hostile);
    expect(code).toBe(0);
    expect(out).toContain('message:("AAAAAAAAA1:" OR "AAAAAAAAA2:")');
  });

  it('takes names from the command line, and nothing as usual where the line is named', async () => {
    const { out } = await verify(
      ...['--engine', 'clickhouse', '--table', 'logs.mail', '--line', 'text', '--host', 'server'],
    );
    expect(out).toContain('FROM "logs"."mail"');
    expect(out).toContain('SELECT "server" AS "host", "text" AS "message"');
    expect(out).not.toContain('Timestamp');
  });

  it('says what it could not read, and prints the rest', async () => {
    const { code, out, errors } = await verify('--engine', 'loki', '--from', join(folder, 'missing.jsonl'));
    expect(code).toBe(2);
    expect(errors).toContain('missing.jsonl');
    expect(out).toContain('logcli query');
  });

  it.each([
    [['--engine', 'abacus']],
    [['--engine', 'loki', '--log', 'diary']],
    [['--engine', 'loki', '--table', 'mail']],
    [['--engine', 'loki', '--files', 'mail.log']],
    [['--engine', 'duckdb', '--files', 'mail.log', '--table', 'mail']],
    [['--engine', 'duckdb', '--table', 'a\nb']],
    [['--engine', 'splunk', '--line', 'x | delete']],
    [['--engine', 'graylog', '--line', '_all:x OR y']],
    [['--engine', 'sentinel', '--until', '2026-11-24']],
  ])('refuses %s', async (args) => {
    await expect(verify(...args)).rejects.toThrow(UsageError);
  });
});
