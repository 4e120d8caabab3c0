import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../../scripts/bundles.mjs';
import { forNode } from '../../../scripts/product.mjs';

const root = join(import.meta.dirname, '../../..');
let folder: string;

// As the product is built: each command is a bundle of its own.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ndr-lens-cli-'));
  await bundle(
    { cli: join(root, 'src/cli/cli.ts') },
    {
      root: join(root, 'src'),
      options: { ...forNode, outdir: folder, sourcemap: false, logLevel: 'error' },
      run: build,
    },
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cli(
  args: readonly string[],
  { input = '', env = {} }: { input?: string | Buffer; env?: NodeJS.ProcessEnv } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'cli.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    input,
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

describe('a zone west of Greenwich', () => {
  it('may stand behind its option', () => {
    const log = join(folder, 'west.log');
    writeFileSync(
      log,
      'Nov 23 10:00:00 mx postfix/smtp[1]: AAAAA: to=<c@d.example>, status=bounced (550 5.7.705 Access denied)\n',
    );
    const first = (...args: string[]) =>
      JSON.parse(cli(['report', log, '--format', 'json', ...args]).stdout).first;
    expect(first('--zone', '-05:00')).toMatch(/T10:00:00-05:00$/);
    expect(first('--zone=-0330')).toMatch(/T10:00:00-03:30$/);
    expect(cli(['report', log, '--zone', '--lang', 'en']).status).toBe(2);
  });
});

describe('scan', () => {
  it('prints a line for each hit and ends with 0', () => {
    const { status, stdout, stderr } = cli(['scan', 'samples/logs/application.out']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'samples/logs/application.out:1:76: 5.7.750',
      'samples/logs/application.out:2:58: 5.7.728',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('says with --senders who sent what was blocked, joined across files', () => {
    const log = (name: string, text: string | Buffer) => {
      const path = join(folder, 'senders', name);
      mkdirSync(join(folder, 'senders'), { recursive: true });
      writeFileSync(path, text);
      return path;
    };
    const stamp = (second: number, program: string) =>
      `2026-11-23T10:00:0${second}+01:00 MAIL01 postfix/${program}[1]:`;
    const refused = 'status=bounced (550 5.7.750 Client blocked)';
    const rotated = log(
      'mail.log.1.gz',
      gzipSync(
        `${stamp(0, 'smtpd')} AAAAA: client=app[192.0.2.7]\n${stamp(1, 'qmgr')} AAAAA: from=<a@b.example>, size=1\n`,
      ),
    );
    const current = log(
      'mail.log',
      `${stamp(2, 'smtp')} AAAAA: to=<c@d.example>, relay=r.example[203.0.113.1]:25, ${refused}\n${stamp(3, 'smtp')} BBBBB: to=<c@d.example>, relay=none, ${refused}\n`,
    );
    const first = `${current}:1:137: 5.7.750 2026-11-23T10:00:02+01:00 sender=a@b.example queueId=AAAAA source=192.0.2.7 server=MAIL01\n`;
    const second = `${current}:2:121: 5.7.750 2026-11-23T10:00:03+01:00 queueId=BBBBB server=MAIL01\n`;
    const columns = (text: string) => text.replace(/(:\d+):\d+: /g, '$1: ');
    const folderOfBoth = join(folder, 'senders');
    for (const paths of [[folderOfBoth], [current, rotated]]) {
      const { status, stdout, stderr } = cli(['scan', '--senders', ...paths]);
      expect({ status, stderr, printed: columns(stdout) }).toEqual({
        status: 0,
        stderr: '',
        printed: columns(first + second),
      });
      // The places are those that are printed without.
      const place = /^\S+:\d+:\d+: \S+/gm;
      expect(stdout.match(place)).toEqual(cli(['scan', ...paths]).stdout.match(place));
    }
    expect(
      columns(cli(['scan', '--senders', '--since', '2026-11-23T10:00:03+01:00', folderOfBoth]).stdout),
    ).toBe(columns(second));
    const [line = ''] = cli(['scan', '--senders', '--json', folderOfBoth]).stdout.split('\n');
    expect(JSON.parse(line)).toEqual({
      file: current,
      line: 1,
      column: expect.any(Number),
      code: '5.7.750',
      time: '2026-11-23T10:00:02+01:00',
      sender: 'a@b.example',
      recipient: 'c@d.example',
      queueId: 'AAAAA',
      source: '192.0.2.7',
      remoteHost: 'r.example',
      server: 'MAIL01',
      outcome: 'blocked',
      diagnostic: '550 5.7.750 Client blocked',
    });
    expect(cli(['scan', '--senders', rotated])).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(cli(['scan', '--senders', '--count', current]).status).toBe(2);
    const missing = cli(['scan', '--senders', join(folderOfBoth, 'missing'), current]);
    expect([missing.status, missing.stdout.split('\n').length]).toEqual([2, 3]);
    expect(missing.stderr).toContain('missing');
  });

  it('prints with --count how many hits a file has, and nothing for a file without', () => {
    const files = ['application.out', 'mail.log', 'smtpd.log', 'message-trace.csv'].map(
      (name) => `samples/logs/${name}`,
    );
    const bounce = 'samples/bounces/5.7.705-hidden-in-base64.eml';
    const listed = cli(['scan', ...files, bounce])
      .stdout.trimEnd()
      .split('\n');
    const expected = [...files, bounce]
      .map((file) => [file, listed.filter((line) => line.startsWith(`${file}:`)).length] as const)
      .filter(([, count]) => count > 0)
      .map(([file, count]) => `${file}: ${count}\n`);
    expect(expected).toContain(`${bounce}: 3\n`);
    expect(cli(['scan', '--count', ...files, bounce])).toEqual({
      status: 0,
      stdout: expected.join(''),
      stderr: '',
    });
    expect(cli(['scan', '--count', '-'], { input: `5.7.705 ${'x'.repeat(99_999)} 5.7.750` }).stdout).toBe(
      '-: 2\n',
    );
    expect(cli(['scan', '--count', 'samples/logs/message-trace.csv'])).toEqual({
      status: 1,
      stdout: '',
      stderr: '',
    });
    expect(cli(['scan', '--count', '--json', bounce]).status).toBe(2);
  });

  it('prints objects with the same facts, from a folder in a stable order', () => {
    const { stdout } = cli(['scan', '--json', 'samples/logs']);
    const hits = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const files: string[] = hits.map(({ file }) => file);
    expect(files).toEqual([...files].sort());
    expect(hits.find(({ file }) => file.endsWith('/SEND20261123-1.LOG'))).toMatchObject({
      file: 'samples/logs/SEND20261123-1.LOG',
      line: 9,
      column: 109,
      code: '5.7.705',
    });
    expect(Object.keys(hits[0]).slice(0, 5)).toEqual(['file', 'line', 'column', 'code', 'text']);
  });

  it('reads standard input, UTF-16 included, and counts columns as the editor does', () => {
    const text = 'first\r\n📧 550 5.7.705 denied\r\n';
    for (const input of [Buffer.from(text), Buffer.from(`\ufeff${text}`, 'utf16le')])
      expect(cli(['scan', '-'], { input }).stdout).toBe('-:2:8: 5.7.705 📧 550 5.7.705 denied\n');
  });

  it('ends with 1 without a hit, and with 2 on an error, hits or not', () => {
    expect(cli(['scan', '-'], { input: 'nothing, 15.7.705' })).toEqual({ status: 1, stdout: '', stderr: '' });
    const { status, stdout, stderr } = cli(['scan', 'samples/logs/application.out', 'no/such/file']);
    expect(status).toBe(2);
    expect(stdout).toContain('5.7.750');
    expect(stderr).toBe('no/such/file: There is no such file.\n');
  });

  it('lets nothing from a file act on the terminal', () => {
    const path = join(folder, 'a\u001b[31mb.log');
    writeFileSync(path, '550 5.7.705 \u001b]0;title\u0007\u202e text\n');
    const { stdout } = cli(['scan', path]);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(stdout).toContain('␛]0;title␇[U+202E]');
  });
});

describe('scan, of some files and times,', () => {
  const files = (args: readonly string[]) => [
    ...new Set(
      cli(['scan', '--json', ...args])
        .stdout.trimEnd()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => String(JSON.parse(line).file).replace('samples/', '')),
    ),
  ];

  it('takes globs for the files of folders, but reads what is named itself', () => {
    expect(files(['--glob', '*.out', 'samples'])).toEqual(['logs/application.out']);
    expect(files(['--glob', 'logs/SEND*', '--glob', '*.OUT', 'samples'])).toEqual([
      'logs/SEND20261123-1.LOG',
      'logs/application.out',
    ]);
    expect(
      files(['--glob', '!bounces', '--glob', '!case', '--glob', '!*.{log,csv,json,jsonl,md}', 'samples']),
    ).toEqual(files(['samples/logs']).filter((name) => !/\.(?:log|csv|json|jsonl)$/i.test(name)));
    expect(files(['--glob', '*.eml', 'samples/logs/application.out'])).toEqual(['logs/application.out']);
  });

  it('takes times as the report does', () => {
    const within = (...args: readonly string[]) =>
      cli(['scan', ...args])
        .stdout.trimEnd()
        .split('\n')
        .map((line) => line.split(':').slice(1, 2).join());
    writeFileSync(
      join(folder, 'times.log'),
      [
        '2026-11-24 13:59:59 550 5.7.705',
        '2026-11-24T14:00:00+01:00 550 5.7.705',
        'Nov 24 14:00:00 mx x: 550 5.7.705',
        'no time 550 5.7.705',
        '{"time":1795528801,"msg":"550 5.7.705"}',
        '2026-11-24 15:00:00 550 5.7.705',
      ].join('\n'),
    );
    const asked = ['--zone', 'Z', '--since', '2026-11-24T14:00', '--until', '2026-11-24T15:00'];
    expect(within(...asked, join(folder, 'times.log'))).toEqual(['3', '5']);
    // What may be of that time and does not say so is not dropped in silence.
    for (const more of [[], ['--senders'], ['--count']])
      expect(cli(['scan', ...more, ...asked, join(folder, 'times.log')]).stderr).toBe(
        'Hits without a readable time were left out: 1.\n',
      );
    // The times of a protocol log are UTC, whatever zone is asked for.
    const protocol = ['--zone', '+05:00', 'samples/logs/SEND20261123-1.LOG'];
    expect(within('--since', '2026-11-23T00:00Z', '--until', '2026-11-24T00:00Z', ...protocol)).toEqual(
      within(...protocol),
    );
    expect(within('--since', '2026-11-24T00:00Z', ...protocol)).toEqual(['']);
    // A bounce has the time of its own date.
    const bounce = 'samples/bounces/5.7.750-hybrid-relay.eml';
    expect(within('--since', '2026-11-01', bounce)).toEqual(within(bounce));
    expect(within('--until', '2026-11-01', bounce)).toEqual(['']);
  });
});

describe('explain', () => {
  it('speaks the language asked for, else that of the shell', () => {
    expect(cli(['explain', '5.7.705', '--lang', 'it']).stdout).toMatch(/^5\.7\.705 Il tenant/);
    const shell = { LC_ALL: 'it_IT.UTF-8' };
    expect(cli(['explain', '5.7.705'], { env: shell }).stdout).toMatch(/^5\.7\.705 Il tenant/);
    expect(cli(['explain', '5.7.705', '--lang', 'en'], { env: shell }).stdout).toMatch(/^5\.7\.705 Tenant/);
  });

  it('prints plain data with sources', () => {
    const explanation = JSON.parse(cli(['explain', '5.7.750', '--lang', 'en', '--json']).stdout);
    expect(explanation).toMatchObject({
      code: '5.7.750',
      language: 'en',
      blocks: { scope: 'unregistered-domains' },
    });
    for (const number of explanation.meaning.sources)
      expect(explanation.sources[number - 1].url).toMatch(/^https:\/\//);
  });
});

describe('usage', () => {
  it.each([
    [[]],
    [['fly']],
    [['scan']],
    [['scan', '--fast', '-']],
    [['scan', '--since', 'yesterday', '-']],
    [['scan', '--zone', 'x', '-']],
    [['explain']],
    [['explain', '5.1.8']],
    [['explain', '5.7.705', '--lang', 'de']],
    [['completion', 'tcsh']],
    [['man', 'scan']],
  ])('that makes no sense is told in a line, with 2: %j', (args) => {
    const { status, stdout, stderr } = cli(args, { env: { LC_ALL: 'en_US.UTF-8' } });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const [command] = args;
    const help = command === undefined || command === 'fly' ? '--help' : `${command} --help`;
    expect(stderr).toMatch(/^\S[^\n]+\n$/);
    expect(stderr).toContain(`See: ndr-lens ${help}\n`);
  });

  it('says the version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(cli(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('is printed on request, with 0, and for a command alone', () => {
    const whole = cli(['--help', '--lang', 'en']);
    expect(whole).toMatchObject({ status: 0, stderr: '' });
    expect(whole.stdout).toContain('ndr-lens COMMAND ...');
    const ofScan = cli(['scan', '--help', '--lang', 'en']);
    expect(ofScan).toMatchObject({ status: 0, stderr: '' });
    expect(ofScan.stdout).toContain('--senders');
    expect(cli(['help', 'scan', '--lang', 'en']).stdout).toBe(ofScan.stdout);
  });

  it('speaks the language asked for, else that of the shell, errors too', () => {
    const shell = { LC_ALL: 'it_IT.UTF-8' };
    expect(cli(['--help', '--lang', 'it']).stdout).toMatch(/^NDR Lens trova/);
    expect(cli(['scan', '--help'], { env: shell }).stdout).toContain('Codice di uscita');
    expect(cli(['scan', '--fast', '-'], { env: shell }).stderr).toMatch(
      /^Qui l'opzione --fast non esiste\. Vedere: ndr-lens scan --help\n$/,
    );
    // Of every command, and before it too.
    expect(cli(['scan', '--lang', 'it', 'no/such/file']).stderr).toBe('no/such/file: Il file non esiste.\n');
    expect(cli(['--lang', 'it', 'explain', '5.7.750']).stdout).toBe(
      cli(['explain', '5.7.750', '--lang', 'it']).stdout,
    );
    expect(cli(['--lang=it', 'scan', '--lang=fr', '-']).status).toBe(2);
    expect(cli(['report', '--lang', 'it']).stderr).toMatch(/^Indicare su che cosa scrivere il rapporto/);
  });
});
