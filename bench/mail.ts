// Finds codes in 5,000 small bounces and in one large mail, ours beside what other programs do with the same files:
// mailparser and postal-mime decode a mail whole, ripgrep searches its raw text. One run, contenders in turn, medians.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SimpleParserOptions, simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { findMessageCodes } from '../src/core/mime/messageCodes';
import { findStatusCodes } from '../src/core/statusCode';
import { bounce, largeMail } from './mails';

const bounces = 5000;
const rounds = 7;
/** `simpleParser` and `postal-mime` take seconds a round. */
const slowRounds = 3;

interface Contender {
  readonly name: string;
  readonly rounds: number;
  /** Reads and searches files, and returns how many codes it found. */
  readonly search: (files: readonly string[], folder: string) => Promise<number> | number;
}

function ours(files: readonly string[]): number {
  let found = 0;
  for (const file of files) found += findMessageCodes(readFileSync(file, 'utf8')).length;
  return found;
}

/** What a program can tell mailparser not to do when it wants codes only. */
const lean: SimpleParserOptions = {
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipImageLinks: true,
  skipTextLinks: true,
  skipTextToHtml: true,
};

function byMailparser(options: SimpleParserOptions): Contender['search'] {
  return async (files) => {
    let found = 0;
    for (const file of files) {
      const { text = '', html, attachments } = await simpleParser(readFileSync(file), options);
      found += countIn(text) + countIn(html || '');
      for (const { content, contentType } of attachments)
        if (!contentType.startsWith('application/')) found += countIn(content.toString('latin1'));
    }
    return found;
  };
}

async function byPostalMime(files: readonly string[]): Promise<number> {
  let found = 0;
  for (const file of files) {
    const { text = '', html = '', attachments } = await PostalMime.parse(readFileSync(file));
    found += countIn(text) + countIn(html);
    for (const { content, mimeType } of attachments)
      if (!mimeType.startsWith('application/'))
        found += countIn(
          typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('latin1'),
        );
  }
  return found;
}

function countIn(text: string): number {
  return findStatusCodes(text).length;
}

/** ripgrep's own binary, run as a person runs it, its start included; `--no-mmap` is its faster way on small files. */
function byRipgrep(path: string): Contender['search'] {
  return (_files, folder) => {
    const { stdout, status } = spawnSync(
      path,
      ['--no-mmap', '--count-matches', '--no-filename', '--no-ignore', '5\\.7\\.7[0-9]{2}', folder],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      },
    );
    if (status !== 0 && status !== 1) throw new Error(`ripgrep ended with ${status}`);
    return stdout.split('\n').reduce((sum, count) => sum + Number(count), 0);
  };
}

async function ripgrep(): Promise<Contender[]> {
  try {
    const { rgPath } = await import('@vscode/ripgrep');
    if (spawnSync(rgPath, ['--version']).status !== 0) throw new Error(`${rgPath} does not run`);
    return [{ name: 'ripgrep, raw text', rounds, search: byRipgrep(rgPath) }];
  } catch (error) {
    console.log(`ripgrep is not here, and is left out: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

interface Result {
  readonly milliseconds: number;
  readonly found: number;
}

async function race(
  contenders: readonly Contender[],
  files: readonly string[],
  folder: string,
): Promise<Map<string, Result>> {
  const times = new Map<string, number[]>();
  const found = new Map<string, number>();
  // Round 0 warms up what compiles and what caches, and is not counted.
  for (let round = 0; round <= rounds; round += 1)
    for (const contender of contenders) {
      if (round > contender.rounds) continue;
      const start = performance.now();
      found.set(contender.name, await contender.search(files, folder));
      if (round > 0)
        times.set(contender.name, [...(times.get(contender.name) ?? []), performance.now() - start]);
    }
  return new Map(
    contenders.map(({ name }) => [
      name,
      { milliseconds: median(times.get(name) ?? []), found: found.get(name) ?? 0 },
    ]),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function print(title: string, results: Map<string, Result>, files: number): void {
  const own = results.get('ndr-lens')?.milliseconds ?? Number.NaN;
  console.log(`\n${title}`);
  for (const [name, { milliseconds, found }] of results) {
    const speed = `${Math.round(files / (milliseconds / 1000)).toLocaleString('en')} files/s`;
    const ratio = `${(milliseconds / own).toFixed(2)} times ours`;
    console.log(
      `  ${name.padEnd(18)} ${milliseconds.toFixed(1).padStart(9)} ms ${speed.padStart(16)} ${ratio.padStart(18)} ${String(found).padStart(7)} codes`,
    );
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-bench-'));
  try {
    const small = join(folder, 'small');
    const large = join(folder, 'large');
    mkdirSync(small);
    mkdirSync(large);
    const files = Array.from({ length: bounces }, (_, number) => join(small, `${number}.eml`));
    for (const [number, file] of files.entries()) writeFileSync(file, bounce(number));
    writeFileSync(join(large, 'large.eml'), largeMail());
    const contenders: Contender[] = [
      { name: 'ndr-lens', rounds, search: ours },
      ...(await ripgrep()),
      { name: 'postal-mime', rounds: slowRounds, search: byPostalMime },
      { name: 'simpleParser, lean', rounds: slowRounds, search: byMailparser(lean) },
      { name: 'simpleParser', rounds: slowRounds, search: byMailparser({ keepDeliveryStatus: true }) },
    ];
    console.log(
      `Node ${process.version}, ${availableParallelism()} processors; medians of ${rounds} rounds, ${slowRounds} of the slow`,
    );
    print(
      `${bounces} bounces of about ${Math.round(bounce(1).length / 1000)} KB`,
      await race(contenders, files, small),
      bounces,
    );
    const one = [join(large, 'large.eml')];
    print(`One mail of ${(largeMail().length / 1e6).toFixed(1)} MB`, await race(contenders, one, large), 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
