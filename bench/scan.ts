// Measures a scan beside ripgrep on data of its own: both in turn, medians, as ratios to ripgrep's time, its start included. Then
// what memory each work takes above a bare process. `--quick` takes an eighth of the data and three rounds.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rgPath } from '@vscode/ripgrep';
import { FileScan } from '../src/cli/fileScan';
import { LongFile } from '../src/cli/longFile';
import { Output } from '../src/cli/output';
import { ScanPool } from '../src/cli/scanPool';
import { timesIn } from '../src/cli/times';
import { localOffset } from '../src/core/logs/clock';
import { logFile, type ReadOptions, readLogs } from '../src/core/logs/logFiles';
import { IncidentCounter } from '../src/core/logs/summary';
import { scanFile } from '../src/core/scan/scanFile';
import { Printed } from './printed';
import { type ScanData, writeScanData } from './scanData';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, memory: { type: 'string' }, data: { type: 'string' } },
});
const rounds = options.quick ? 3 : 9;
const scale = options.quick ? 8 : 1;
const threads = Math.min(2, availableParallelism());
const dist = join(import.meta.dirname, '../../dist');

interface Work {
  readonly name: string;
  /** In times of what ripgrep takes: no more than this, and what is aimed at. */
  readonly goal?: number;
  readonly aim?: number;
  /** Returns how many codes it found. */
  readonly ours: (data: ScanData, pool: ScanPool) => Promise<number>;
  readonly ripgrep: (data: ScanData) => readonly string[];
}

/** The hits, with their lines' texts, as they come: whoever prints them keeps none. */
async function scanOne(path: string): Promise<number> {
  let found = 0;
  for await (const result of scanFile(path)) {
    if ('error' in result) throw result.error;
    found += result.hits.length;
  }
  return found;
}

async function scanInParts(path: string, pool: ScanPool): Promise<number> {
  let found = 0;
  for await (const hits of LongFile.at(path, 0)?.scan(pool, timesIn({})) ?? []) found += hits.length;
  return found;
}

/** What `report` does, or, without deliveries, `verify` and `scan --senders`, but for printing. */
async function attribute(path: string, which: ReadOptions): Promise<number> {
  const counter = new IncidentCounter({ offsetAt: localOffset });
  const clock = { reference: Date.now(), offsetAt: localOffset };
  for await (const batch of readLogs([await logFile(path)], clock, which)) {
    if ('error' in batch) throw batch.error;
    counter.addBatch(batch);
  }
  const { blocked, unattributed } = counter.summary();
  if (unattributed > 0) throw new Error(`${unattributed} mails have no sender`);
  return blocked;
}

async function scanBounces({ bounceFiles }: ScanData, pool: ScanPool): Promise<number> {
  const printed = new Printed('text');
  const scan = new FileScan('text', new Output(printed, process.stderr), timesIn({}), {
    patience: 0,
    start: () => pool,
  });
  for (const file of bounceFiles) await scan.add(file);
  await scan.finish();
  return printed.lines;
}

const works: readonly Work[] = [
  {
    name: '1 GiB Postfix log, sparse, one thread',
    goal: 0.85,
    aim: 0.6,
    ours: ({ sparse }) => scanOne(sparse),
    ripgrep: ({ sparse }) => [sparse],
  },
  {
    name: `the same, ${threads} threads`,
    goal: 0.55,
    aim: 0.35,
    ours: ({ sparse }, pool) => scanInParts(sparse, pool),
    ripgrep: ({ sparse }) => [sparse],
  },
  {
    name: '200 MB dense, one thread',
    goal: 1,
    aim: 0.65,
    ours: ({ dense }) => scanOne(dense),
    ripgrep: ({ dense }) => [dense],
  },
  {
    name: '200 MB UTF-16LE CSV, one thread',
    goal: 0.5,
    aim: 0.3,
    ours: ({ utf16 }) => scanOne(utf16),
    ripgrep: ({ utf16 }) => [utf16],
  },
  {
    name: '1 GiB gzip, beside rg -z',
    goal: 0.5,
    aim: 0.42,
    ours: ({ gzip }) => scanOne(gzip),
    ripgrep: ({ gzip }) => ['-z', gzip],
  },
  {
    name: '1 GiB Postfix log, senders attributed',
    goal: 2,
    aim: 1,
    ours: ({ sparse }) => attribute(sparse, { codesOnly: true }),
    ripgrep: ({ sparse }) => [sparse],
  },
  {
    name: 'the same, deliveries counted too',
    ours: ({ sparse }) => attribute(sparse, { counted: {} }),
    ripgrep: ({ sparse }) => [sparse],
  },
  {
    name: `5,000 bounces decoded, ${threads} threads`,
    goal: 1.5,
    aim: 1,
    ours: scanBounces,
    ripgrep: ({ bounces }) => [`--threads=${threads}`, '--no-ignore', bounces],
  },
];

/** ripgrep prints into a file, as a person keeps its list. */
function runRipgrep(args: readonly string[], folder: string): void {
  const out = openSync(join(folder, 'rg.txt'), 'w');
  try {
    const given = ['-n', '--column', '--no-mmap', '5\\.7\\.7[0-9]{2}', ...args];
    const { status, error } = spawnSync(rgPath, given, { stdio: ['ignore', out, 'inherit'] });
    if (status !== 0) throw error ?? new Error(`ripgrep ended with ${status}`);
  } finally {
    closeSync(out);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function metIn(value: number, goal: number, aim: number): string {
  if (value <= aim) return 'aim met';
  return value <= goal ? 'goal met' : 'NOT MET';
}

async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function measure(work: Work, data: ScanData, pool: ScanPool, folder: string): Promise<void> {
  const own: number[] = [];
  const other: number[] = [];
  let found = 0;
  // The first round compiles, and fills the page cache.
  for (let round = 0; round <= rounds; round += 1) {
    const rg = await timed(() => runRipgrep(work.ripgrep(data), folder));
    const ours = await timed(async () => {
      found = await work.ours(data, pool);
    });
    if (round === 0) continue;
    other.push(rg);
    own.push(ours);
  }
  const [ours, rg] = [median(own), median(other)];
  const ratio = ours / rg;
  const { goal, aim } = work;
  const met = goal === undefined ? 'no goal' : metIn(ratio, goal, aim ?? goal);
  const shown = (value: number | undefined) => (value?.toFixed(2) ?? '').padStart(6);
  console.log(
    `${work.name.padEnd(40)} ${ours.toFixed(0).padStart(7)} ms ${rg.toFixed(0).padStart(7)} ms ${ratio.toFixed(2).padStart(6)} ${shown(goal)} ${shown(aim)}  ${met.padEnd(9)} ${found} codes`,
  );
}

/** Peak memory of a process that does a work once, in MB. */
function memoryOf(index: number, folder: string): number {
  const script = fileURLToPath(import.meta.url);
  const printed = execFileSync(process.execPath, [script, `--memory=${index}`, '--data', folder], {
    encoding: 'utf8',
  });
  return Number(printed);
}

function dataAt(folder: string): ScanData {
  return JSON.parse(readFileSync(join(folder, 'data.json'), 'utf8'));
}

async function workInProcess(index: number, folder: string): Promise<void> {
  const work = works[index];
  const pool = new ScanPool(join(dist, 'scanWorker.js'), work && /threads/.test(work.name) ? threads : 0);
  await work?.ours(dataAt(folder), pool);
  await pool.close();
  console.log(process.resourceUsage().maxRSS / 1000);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-scan-'));
  const pool = new ScanPool(join(dist, 'scanWorker.js'), threads);
  try {
    console.log('Writing the data …');
    const data = await writeScanData(folder, scale);
    writeFileSync(join(folder, 'data.json'), JSON.stringify(data));
    const version = execFileSync(rgPath, ['--version'], { encoding: 'utf8' }).split('\n')[0];
    console.log(
      `Node ${process.version}, ${version}, ${availableParallelism()} processors, medians of ${rounds}${scale > 1 ? `, data divided by ${scale}` : ''}\n`,
    );
    console.log(`${''.padEnd(40)} ${'ours'.padStart(10)} ${'ripgrep'.padStart(10)}  ratio   goal    aim`);
    for (const work of works) await measure(work, data, pool, folder);
    const bare = memoryOf(-1, folder);
    console.log(`\nMemory above a bare process of ${bare.toFixed(0)} MB; goal 60 MB, aim 30 MB`);
    for (const [index, { name }] of works.entries()) {
      const above = memoryOf(index, folder) - bare;
      const met = metIn(above, 60, 30);
      console.log(`${name.padEnd(40)} ${above.toFixed(0).padStart(7)} MB  ${met}`);
    }
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (options.memory !== undefined) await workInProcess(Number(options.memory), options.data ?? '');
else await main();
