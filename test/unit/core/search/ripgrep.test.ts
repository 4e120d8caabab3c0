import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { afterAll, describe, expect, it } from 'vitest';
import { ByteScanner } from '../../../../src/core/search/byteScanner';
import { codeSearch, KernelSearch } from '../../../../src/core/search/kernel/codeSearch';
import { scanFile } from '../../../../src/core/search/scanFile';
import { generate, kinds, type Mail } from '../logs/generatedLogs';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-rg-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blank = String.raw`[ \t+]`;
const plusForBlank = [
  ...['-', String.raw`\+`, String.raw`\+[#(]`].flatMap((end) => [
    `[^0-9A-Za-z_.][245][0-9]{2}${end}`,
    `^[245][0-9]{2}${end}`,
  ]),
  ...[String.raw`\+`, String.raw`\+[#(]`].flatMap((end) => [
    `%[0-9A-Fa-f]{2}${end}`,
    `[^0-9+~]${end}`,
    `^${end}`,
  ]),
];

/** The rule of `src/core/code/statusCode.ts`, written once more as one pattern with look-around. */
const pattern = [
  `(?<![0-9A-Za-z_.])`,
  // A version's lead: an operator, or a word for one.
  `(?<![=<>~!]=)(?<![~^])`,
  ...['v', 'ver', 'version', 'versione', 'release', 'build', 'rev'].flatMap((lead) =>
    ['', '\\.'].flatMap((stop) =>
      ['', blank].flatMap((left) =>
        ['', '[:=]'].flatMap((sign) =>
          ['', blank].map((right) => {
            const between = `${left}${sign}${right}`;
            return `(?<![^0-9A-Za-z_]${lead}${stop}${between})(?<!^${lead}${stop}${between})`;
          }),
        ),
      ),
    ),
  ),
  // What hangs on a word is none, unless that word is a reply code, another code or a word for one.
  `(?:(?<![0-9A-Za-z_][-/@])|${[
    '[245][0-9]{2}',
    String.raw`5\.7\.7[0-9]{2}`,
    'error',
    'errore',
    'fehler',
    'status',
    'code',
    'codice',
    'dsn',
    'ndr',
    'smtp',
  ]
    .flatMap((lead) => [`(?<=[^0-9A-Za-z_.]${lead}[-/])`, `(?<=^${lead}[-/])`])
    .join('|')})`,
  String.raw`(?:5\.7\.7[0-9]{2}(?!(?:[0-9A-Za-z_]|\.[0-9]|[+~][0-9A-Za-z]|-(?!(?:5\.7\.)?7[0-9]{2}(?![0-9A-Za-z_]))(?:[A-Za-z]*[0-9]|(?:alpha|beta|rc|dev|snapshot|log)(?![A-Za-z]))))|`,
  // A plus behind it is a blank where such a blank, or the hyphen of a reply, stands before it.
  `(?:${plusForBlank.map((lead) => `(?<=${lead})`).join('|')})`,
  String.raw`5\.7\.7[0-9]{2}(?=\+))`,
].join('');

/** File, line and column of each hit, by ripgrep, in the order of files and places. */
function byRipgrep(path: string): string[] {
  const { stdout, status, stderr } = spawnSync(
    rgPath,
    ['--pcre2', '--json', '--no-ignore', '--hidden', '-a', '-i', pattern, path],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout
    .split('\n')
    .filter((line) => line.includes('"type":"match"'))
    .flatMap((line) => {
      const { path: file, line_number, submatches } = JSON.parse(line).data;
      return submatches.map(({ start }: { start: number }) => `${file.text}:${line_number}:${start + 1}`);
    })
    .sort();
}

async function byUs(paths: readonly string[]): Promise<string[]> {
  const places: string[] = [];
  for (const path of paths)
    for await (const result of scanFile(path)) {
      if ('error' in result) throw result.error;
      for (const { line, column } of result.hits) places.push(`${result.name}:${line}:${column}`);
    }
  return places.sort();
}

const mails: Mail[] = Array.from({ length: 400 }, (_, number) => ({
  number,
  sender: `a${number % 5}@x${number % 3}.example`,
  recipient: `b${number}@y.example`,
  blocked: number % 3 > 0,
}));

/** Lines that tell the rule from its neighbours. */
const traps = [
  ...['550 5.7.705', '15.7.705', 'v5.7.705', 'version 5.7.705', '>=5.7.705', 'mysql-5.7.705', '550-5.7.750'],
  ...['5.7.700-5.7.749', '5.7.7055', '5.7.705.1', '5.7.705.', '5.7.705-rc1', '5.7.705-749', '5.7.705+b'],
  ...['550+5.7.750+Service', '550-5.7.705+x', 'said%3A+5.7.705+x', '1.0+5.7.705+dfsg', 'version+5.7.705+x'],
  ...[
    'error-5.7.705',
    'x@5.7.705',
    '5.7.705_',
    '(5.7.705)',
    '5.7.7',
    '5.7.70',
    '10.5.7.705',
    'Status:5.7.728',
  ],
  ...['release: 5.7.705', 'ver=5.7.705', 'Agent/5.7.705', 'smtp/5.7.705', '#5.7.705#', '5.7.7055.7.705'],
];

describe('ripgrep', () => {
  const paths: string[] = [];
  const file = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    paths.push(path);
    return path;
  };
  mkdirSync(join(folder, 'sub'));
  for (const [index, kind] of kinds.entries()) {
    const { lines } = generate(kind, mails, [3, 1, 4, 1, 5, 9, 2, 6], ({ number }) => `BCD${1000 + number}`);
    file(`sub/${index}.log`, `${lines.join('\n')}\n`);
  }
  file('traps.log', traps.flatMap((trap) => [trap, `x ${trap} y`, `x ${trap}, ${trap}`]).join('\n'));
  // ASCII with line feeds alone: there ripgrep's lines and columns are the editor's.
  const logs = join(import.meta.dirname, '../../../../samples/logs');
  for (const name of readdirSync(logs)) {
    const bytes = readFileSync(join(logs, name));
    if (bytes.every((byte) => byte < 0x80 && byte > 0)) file(`sample-${name}`, bytes);
  }

  it('finds the same places with the rule as one pattern', async () => {
    const expected = byRipgrep(folder);
    expect(expected.length).toBeGreaterThan(3000);
    expect(await byUs(paths)).toEqual(expected);
  });

  it('finds the same places, however the bytes are cut', () => {
    const path = paths.find((name) => name.endsWith('traps.log')) ?? '';
    const bytes = readFileSync(path);
    const expected = byRipgrep(path);
    for (let length = 1; length <= 4 << 20; length = length < 64 ? length + 1 : length * 4) {
      const scanner = new ByteScanner(
        length > 1 << 18 ? new KernelSearch((4 << 20) + (3 << 16)) : codeSearch(),
        'utf-8',
      );
      const places: string[] = [];
      for (let at = 0; at < bytes.length; ) {
        const copied = bytes.copy(scanner.room, 0, at, at + length);
        at += copied;
        for (const { line, column } of scanner.push(copied)) places.push(`${path}:${line}:${column}`);
      }
      for (const { line, column } of scanner.finish()) places.push(`${path}:${line}:${column}`);
      expect(places.sort()).toEqual(expected);
    }
  });
});
