// Finds codes in 5,000 small bounces, in as many of which one in 20 has a code, and in one large mail, ours beside what other programs do with the same files:
// mailparser and postal-mime decode a mail whole, on one thread; ripgrep searches its raw text. One run, contenders in
// turn, medians. "count" is how many codes there are, "list" a line for each with its place. What it takes to read the
// files without looking at them is a line of its own: nothing that runs on Node.js can be faster. `--quick` takes a fifth of the files
// and fewer rounds.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type SimpleParserOptions, simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { FileScan } from '../src/cli/fileScan';
import { Output } from '../src/cli/output';
import { scanBatch } from '../src/cli/scanBatch';
import { ScanPool } from '../src/cli/scanPool';
import { timesIn } from '../src/cli/times';
import { findStatusCodes } from '../src/core/code/statusCode';
import { openFile } from '../src/core/search/openFile';
import { countAtOnce } from '../src/core/search/scanFile';
import { anyBounce, bounce, largeMail } from './mails';
import { Printed } from './printed';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const bounces = options.quick ? 1000 : 5000;
/** A JavaScript contender is compiled while it runs, for about a second; rounds until then are not counted. */
const often = options.quick ? { warmUp: 6, rounds: 3 } : { warmUp: 4, rounds: 9 };
/** `simpleParser` and `postal-mime` take more than a second a round, which warms them up too. */
const seldom = options.quick ? { warmUp: 1, rounds: 2 } : { warmUp: 1, rounds: 9 };
const processors = availableParallelism();
const dist = join(import.meta.dirname, '../../dist');
const ownThread = 'ndr-lens, count, 1 thread';

interface Contender {
  readonly name: string;
  readonly pace: { readonly warmUp: number; readonly rounds: number };
  /** Reads and searches files, and returns how many codes it found. */
  readonly search: (files: readonly string[], folder: string) => Promise<number> | number;
}

/** How many codes each file has, as `scan --count` finds them, on the thread that asks. */
function ours(files: readonly string[]): number {
  let found = 0;
  for (const path of files) {
    const file = openFile(path);
    if (file.kind !== 'archive') found += countAtOnce(file) ?? 0;
  }
  return found;
}

/** A line for each code with its place and what is said there, as `scan` prints it, on the thread that asks. */
async function ourList(files: readonly string[]): Promise<number> {
  let found = 0;
  for (let at = 0; at < files.length; at += 32)
    found += linesIn((await scanBatch(files.slice(at, at + 32), 'text', timesIn({}))).printed);
  return found;
}

const buffer = Buffer.allocUnsafeSlow(1 << 23);

/** Files are opened, read and closed, and nobody looks at them. */
function readOnly(files: readonly string[]): number {
  for (const path of files) {
    const file = openSync(path, 'r');
    readSync(file, buffer, 0, buffer.length, null);
    closeSync(file);
  }
  return 0;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** What the command line's `scan` does, on threads that run already. */
function onThreads(pool: ScanPool, format: 'text' | 'count'): Contender['search'] {
  return async (files) => {
    const printed = new Printed(format);
    const scan = new FileScan(format, new Output(printed, process.stderr), timesIn({}), {
      patience: 0,
      start: () => pool,
    });
    for (const file of files) await scan.add(file);
    await scan.finish();
    return format === 'text' ? printed.lines : printed.numbers;
  };
}

/** The command line as a person runs it, its start and that of its threads included. */
function asCommand(_files: readonly string[], folder: string): number {
  const { stdout } = spawnSync(process.execPath, [join(dist, 'cli.js'), 'scan', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return linesIn(stdout);
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
 * ripgrep's own binary, run as a person runs it, its start included. `--no-mmap` is its faster way on small files, and
 * `--vimgrep` prints a line for each match with its place.
 */
function byRipgrep(path: string, threads: number, print: 'count' | 'list'): Contender['search'] {
  const how = print === 'count' ? ['--count-matches', '--no-filename'] : ['--vimgrep'];
  const options = ['--no-mmap', '--no-ignore', `--threads=${threads}`, ...how];
  return (_files, folder) => {
    const { stdout, status } = spawnSync(path, [...options, '5\\.7\\.7[0-9]{2}', folder], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (status !== 0 && status !== 1) throw new Error(`ripgrep ended with ${status}`);
    if (print === 'list') return linesIn(stdout);
    return stdout.split('\n').reduce((sum, count) => sum + Number(count), 0);
  };
}

async function ripgrep(): Promise<Contender[]> {
  try {
    const { rgPath } = await import('@vscode/ripgrep');
    if (spawnSync(rgPath, ['--version']).status !== 0) throw new Error(`${rgPath} does not run`);
    return (['count', 'list'] as const).flatMap((print) =>
      [...new Set([1, processors])].map((threads) => ({
        name: `ripgrep, raw, ${print}, ${counted(threads)}`,
        pace: often,
        search: byRipgrep(rgPath, threads, print),
      })),
    );
  } catch (error) {
    console.log(`ripgrep is not here, and is left out: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

function counted(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`;
}

interface Result {
  /** Of each round, in the order of the rounds. */
  readonly milliseconds: number[];
  /** Processor time of this process, in milliseconds: that of other programs is not in it. */
  readonly processor: number[];
  found: number;
}

async function race(
  contenders: readonly Contender[],
  files: readonly string[],
  folder: string,
): Promise<Map<string, Result>> {
  const results = new Map(
    contenders.map(({ name }) => [name, { milliseconds: [], processor: [], found: 0 } as Result]),
  );
  for (let round = 0; round < often.warmUp + often.rounds; round += 1)
    for (const { name, pace, search } of contenders) {
      const result = results.get(name);
      // Those that need less warming up join for the last rounds, so that all that counts is measured side by side.
      if (!result || round < often.warmUp + often.rounds - pace.warmUp - pace.rounds) continue;
      const before = process.cpuUsage();
      const start = performance.now();
      result.found = await search(files, folder);
      const took = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      if (round < often.warmUp) continue;
      result.milliseconds.push(took);
      result.processor.push((user + system) / 1000);
    }
  return results;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((one, other) => one - other);
}

function median(values: readonly number[]): number {
  return sorted(values)[values.length >> 1] ?? Number.NaN;
}

/** The middle of some values, and between which of them half of them lie. */
function spread(values: readonly number[], digits: number): string {
  const [low = Number.NaN, high = Number.NaN] = [values.length >> 2, (3 * values.length) >> 2].map(
    (index) => sorted(values)[index],
  );
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

/** How many times as long as ours each takes, round by round. */
function print(title: string, results: Map<string, Result>, files: number): void {
  const own = results.get(ownThread)?.milliseconds ?? [];
  console.log(`\n${title}`);
  for (const [name, { milliseconds, processor, found }] of results) {
    const speed = `${Math.round(files / (median(milliseconds) / 1000)).toLocaleString('en')} files/s`;
    const ratio = spread(
      milliseconds.map((time, round) => time / (own[round] ?? Number.NaN)),
      2,
    );
    console.log(
      `  ${name.padEnd(30)} ${spread(milliseconds, 1).padStart(28)} ms ${speed.padStart(16)} ${ratio.padStart(22)} times ours ${String(found).padStart(6)} codes, processor ${median(processor).toFixed(1)} ms`,
    );
  }
  printDistances(results);
}

/** How far ours is from its goals, and how far it could be at best. */
function printDistances(results: Map<string, Result>): void {
  const times = (one: string, other: string) => {
    const [ones = [], others = []] = [one, other].map((name) => results.get(name)?.milliseconds);
    return ones.length === 0 || others.length === 0
      ? undefined
      : spread(
          ones.map((time, round) => time / (others[round] ?? Number.NaN)),
          2,
        );
  };
  const threads = counted(processors);
  for (const [one, other] of [
    ['simpleParser', ownThread],
    [ownThread, 'ripgrep, raw, count, 1 thread'],
    [`ndr-lens, count, ${threads}`, `ripgrep, raw, count, ${threads}`],
    ['ndr-lens, list, 1 thread', 'ripgrep, raw, list, 1 thread'],
    [`ndr-lens, list, ${threads}`, `ripgrep, raw, list, ${threads}`],
    ['files read only, 1 thread', 'ripgrep, raw, count, 1 thread'],
  ] as const) {
    const ratio = times(one, other);
    if (ratio) console.log(`  ${one} takes ${ratio} times as long as ${other}`);
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-bench-'));
  const pool = new ScanPool(join(dist, 'cli.scanWorker.js'), processors);
  try {
    const small = join(folder, 'small');
    const mixed = join(folder, 'mixed');
    const large = join(folder, 'large');
    for (const each of [small, mixed, large]) mkdirSync(each);
    const files = Array.from({ length: bounces }, (_, number) => join(small, `${number}.eml`));
    for (const [number, file] of files.entries()) writeFileSync(file, bounce(number));
    const others = files.map((_, number) => join(mixed, `${number}.eml`));
    for (const [number, file] of others.entries()) writeFileSync(file, anyBounce(number));
    writeFileSync(join(large, 'large.eml'), largeMail());
    const contenders: Contender[] = [
      { name: 'files read only, 1 thread', pace: often, search: readOnly },
      { name: ownThread, pace: often, search: ours },
      {
        name: `ndr-lens, count, ${counted(pool.size)}`,
        pace: often,
        search: onThreads(pool, 'count'),
      },
      { name: 'ndr-lens, list, 1 thread', pace: often, search: ourList },
      { name: `ndr-lens, list, ${counted(pool.size)}`, pace: often, search: onThreads(pool, 'text') },
      { name: 'ndr-lens scan, as a command', pace: often, search: asCommand },
      ...(await ripgrep()),
      { name: 'postal-mime', pace: seldom, search: byPostalMime },
      { name: 'simpleParser, lean', pace: seldom, search: byMailparser(lean) },
      { name: 'simpleParser', pace: seldom, search: byMailparser({ keepDeliveryStatus: true }) },
    ];
    console.log(
      `Node ${process.version}, ${processors} processors; medians of ${often.rounds} rounds, and in brackets the middle half`,
    );
    print(
      `${bounces} bounces of about ${Math.round(bounce(1).length / 1000)} KB`,
      await race(contenders, files, small),
      bounces,
    );
    const quick = contenders.filter(({ pace }) => pace === often);
    print(`${bounces} bounces, one in 20 with a code`, await race(quick, others, mixed), bounces);
    const one = [join(large, 'large.eml')];
    print(`One mail of ${(largeMail().length / 1e6).toFixed(1)} MB`, await race(contenders, one, large), 1);
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
