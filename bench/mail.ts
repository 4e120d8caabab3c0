// Finds codes in 5,000 small bounces and in one large mail, ours beside what other programs do with the same files:
// mailparser and postal-mime decode a mail whole, on one thread; ripgrep searches its raw text. One run, contenders in
// turn, medians.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type SimpleParserOptions, simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { FileScan } from '../src/cli/fileScan';
import { Output } from '../src/cli/output';
import { ScanPool } from '../src/cli/scanPool';
import { timesIn } from '../src/cli/times';
import { findMessageCodes } from '../src/core/mime/messageCodes';
import { readWhole } from '../src/core/scan/textFile';
import { findStatusCodes } from '../src/core/statusCode';
import { bounce, largeMail } from './mails';

const bounces = 5000;
/** A JavaScript contender is compiled while it runs, for about a second; rounds until then are not counted. */
const often = { warmUp: 4, rounds: 9 };
/** `simpleParser` and `postal-mime` take more than a second a round. */
const seldom = { warmUp: 1, rounds: 3 };
const processors = availableParallelism();
const dist = join(import.meta.dirname, '../../dist');
const ownThread = 'ndr-lens, 1 thread';

interface Contender {
  readonly name: string;
  readonly pace: { readonly warmUp: number; readonly rounds: number };
  /** Reads and searches files, and returns how many codes it found. */
  readonly search: (files: readonly string[], folder: string) => Promise<number> | number;
}

/** Codes with their places, on the thread that asks, as the editor finds them. */
function ours(files: readonly string[]): number {
  let found = 0;
  for (const file of files) found += findMessageCodes(readWhole(file) ?? '').length;
  return found;
}

/** What the command line's `scan` does, on threads that run already; it says a line for each code. */
function onThreads(pool: ScanPool): Contender['search'] {
  return async (files) => {
    const lines = new LineCount();
    const scan = new FileScan('text', new Output(lines, process.stderr), timesIn({}), {
      patience: 0,
      start: () => pool,
    });
    for (const file of files) await scan.add(file);
    await scan.finish();
    return lines.count;
  };
}

/** The command line as a person runs it, its start and that of its threads included. */
function asCommand(_files: readonly string[], folder: string): number {
  const { stdout } = spawnSync(process.execPath, [join(dist, 'cli.js'), 'scan', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return stdout.split('\n').length - 1;
}

class LineCount extends Writable {
  count = 0;

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.count += chunk.toString('latin1').split('\n').length - 1;
    done();
  }
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

/**
 * ripgrep's own binary, run as a person runs it, its start included; it counts, which is less work than to print, and
 * `--no-mmap` is its faster way on small files.
 */
function byRipgrep(path: string, threads: number): Contender['search'] {
  const options = ['--no-mmap', '--count-matches', '--no-filename', '--no-ignore', `--threads=${threads}`];
  return (_files, folder) => {
    const { stdout, status } = spawnSync(path, [...options, '5\\.7\\.7[0-9]{2}', folder], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (status !== 0 && status !== 1) throw new Error(`ripgrep ended with ${status}`);
    return stdout.split('\n').reduce((sum, count) => sum + Number(count), 0);
  };
}

async function ripgrep(): Promise<Contender[]> {
  try {
    const { rgPath } = await import('@vscode/ripgrep');
    if (spawnSync(rgPath, ['--version']).status !== 0) throw new Error(`${rgPath} does not run`);
    return [...new Set([1, processors])].map((threads) => ({
      name: `ripgrep, raw text, ${counted(threads)}`,
      pace: often,
      search: byRipgrep(rgPath, threads),
    }));
  } catch (error) {
    console.log(`ripgrep is not here, and is left out: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

function counted(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`;
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
  for (let round = 0; round < often.warmUp + often.rounds; round += 1)
    for (const { name, pace, search } of contenders) {
      if (round >= pace.warmUp + pace.rounds) continue;
      const start = performance.now();
      found.set(name, await search(files, folder));
      if (round >= pace.warmUp) times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
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
  const own = results.get(ownThread)?.milliseconds ?? Number.NaN;
  console.log(`\n${title}`);
  for (const [name, { milliseconds, found }] of results) {
    const speed = `${Math.round(files / (milliseconds / 1000)).toLocaleString('en')} files/s`;
    const ratio = `${(milliseconds / own).toFixed(2)} times ours`;
    console.log(
      `  ${name.padEnd(29)} ${milliseconds.toFixed(1).padStart(9)} ms ${speed.padStart(16)} ${ratio.padStart(18)} ${String(found).padStart(7)} codes`,
    );
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-bench-'));
  const pool = new ScanPool(join(dist, 'scanWorker.js'), processors);
  try {
    const small = join(folder, 'small');
    const large = join(folder, 'large');
    mkdirSync(small);
    mkdirSync(large);
    const files = Array.from({ length: bounces }, (_, number) => join(small, `${number}.eml`));
    for (const [number, file] of files.entries()) writeFileSync(file, bounce(number));
    writeFileSync(join(large, 'large.eml'), largeMail());
    const contenders: Contender[] = [
      { name: ownThread, pace: often, search: ours },
      { name: `ndr-lens, ${counted(pool.size)}`, pace: often, search: onThreads(pool) },
      { name: 'ndr-lens scan, as a command', pace: often, search: asCommand },
      ...(await ripgrep()),
      { name: 'postal-mime', pace: seldom, search: byPostalMime },
      { name: 'simpleParser, lean', pace: seldom, search: byMailparser(lean) },
      { name: 'simpleParser', pace: seldom, search: byMailparser({ keepDeliveryStatus: true }) },
    ];
    console.log(
      `Node ${process.version}, ${processors} processors; medians of ${often.rounds} rounds, ${seldom.rounds} of the slow`,
    );
    print(
      `${bounces} bounces of about ${Math.round(bounce(1).length / 1000)} KB`,
      await race(contenders, files, small),
      bounces,
    );
    const one = [join(large, 'large.eml')];
    print(`One mail of ${(largeMail().length / 1e6).toFixed(1)} MB`, await race(contenders, one, large), 1);
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
