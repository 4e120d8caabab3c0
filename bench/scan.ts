// Measures a scan beside ripgrep on data of its own: both in turn, medians, as ratios to ripgrep's time, its start included. Then
// what memory each work takes above a bare process. `--quick` takes an eighth of the data and three rounds, `--rows` a pattern that the
// names of the rows match, `--data` a folder whose data stays for the next time.
import { execFileSync, spawnSync } from 'node:child_process';
import { on } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { rgPath } from '@vscode/ripgrep';
import { FileScan } from '../src/cli/fileScan';
import { LongFile } from '../src/cli/longFile';
import { Output } from '../src/cli/output';
import { ScanPool } from '../src/cli/scanPool';
import { timesIn } from '../src/cli/times';
import { ThreadPool } from '../src/core/files/threadPool';
import { IncidentCounter } from '../src/core/logs/figures/summary';
import { localOffset } from '../src/core/logs/formats/clock';
import { LogParts } from '../src/core/logs/strategies/logParts';
import { ScanSignals } from '../src/core/scan/protocol';
import { logFile, type ReadOptions, readLogs } from '../src/core/scan/readFiles';
import { scanFile } from '../src/core/search/scanFile';
import { Printed } from './printed';
import { type ScanData, writeScanData } from './scanData';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    memory: { type: 'string' },
    window: { type: 'string' },
    data: { type: 'string' },
    rows: { type: 'string' },
  },
});
const isChosen = ({ name }: { readonly name: string }) => new RegExp(options.rows ?? '').test(name);
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
  const parts = new LogParts(() => new ThreadPool(join(dist, 'core.logs.strategies.partWorker.js'), threads));
  try {
    for await (const batch of readLogs([await logFile(path)], clock, { ...which, parts })) {
      if ('error' in batch) throw batch.error;
      counter.addBatch(batch);
    }
  } finally {
    await parts.close();
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

const cli = join(dist, 'cli.js');

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
    name: 'a whole process: scan --json of that log',
    goal: 1.5,
    aim: 1.2,
    ours: async ({ sparse }) => {
      const { stdout } = spawnSync(process.execPath, [cli, 'scan', '--json', sparse], { maxBuffer: 1 << 28 });
      return stdout.toString('latin1').split('\n').length - 1;
    },
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
    name: `senders attributed, ${threads} threads`,
    goal: 1.9,
    aim: 1.3,
    ours: ({ sparse }) => attribute(sparse, { codesOnly: true }),
    ripgrep: ({ sparse }) => [sparse],
  },
  {
    name: `deliveries counted too, ${threads} threads`,
    goal: 3,
    aim: 2,
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
  const processor: number[] = [];
  let found = 0;
  // The first round compiles, and fills the page cache.
  for (let round = 0; round <= rounds; round += 1) {
    const rg = await timed(() => runRipgrep(work.ripgrep(data), folder));
    const before = process.cpuUsage();
    const ours = await timed(async () => {
      found = await work.ours(data, pool);
    });
    const { user, system } = process.cpuUsage(before);
    if (round === 0) continue;
    processor.push((user + system) / 1000);
    other.push(rg);
    own.push(ours);
  }
  const [ours, rg] = [median(own), median(other)];
  const ratio = ours / rg;
  const { goal, aim } = work;
  const met = goal === undefined ? 'no goal' : metIn(ratio, goal, aim ?? goal);
  const shown = (value: number | undefined) => (value?.toFixed(2) ?? '').padStart(6);
  console.log(
    `${work.name.padEnd(40)} ${ours.toFixed(0).padStart(7)} ms ${rg.toFixed(0).padStart(7)} ms ${ratio.toFixed(2).padStart(6)} ${shown(goal)} ${shown(aim)}  ${met.padEnd(9)} ${found} codes, ${median(processor).toFixed(0)} ms of processor time in this process`,
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
  const pool = new ScanPool(join(dist, 'cli.scanWorker.js'), work && /threads/.test(work.name) ? threads : 0);
  await work?.ours(dataAt(folder), pool);
  await pool.close();
  console.log(process.resourceUsage().maxRSS / 1000);
}

/** Two programs of which the first may take so many times the processor time of the second. */
interface Pair {
  readonly name: string;
  readonly goal: number;
  readonly ours: (data: ScanData) => readonly string[];
  readonly peer: (data: ScanData) => readonly string[];
}

const exported = join(import.meta.dirname, '../../samples/tenant/accepted-domains.json');

const pairs: readonly Pair[] = [
  {
    name: 'the window on 5,000 bounces, beside scan',
    goal: 1.5,
    ours: ({ bounces }) => [fileURLToPath(import.meta.url), '--window', bounces],
    peer: ({ bounces }) => [cli, 'scan', bounces],
  },
  {
    name: 'check --logs of a long log, beside report',
    goal: 1.5,
    ours: ({ sparse }) => [cli, 'check', exported, '--logs', sparse],
    peer: ({ sparse }) => [cli, 'report', sparse],
  },
  {
    name: 'a command, beside an empty program',
    goal: 1.3,
    ours: () => [cli, 'explain', '5.7.705'],
    peer: () => ['-e', '0'],
  },
];

/** Processor time of a program of Node's, its start included, in milliseconds: what the shell says of its child. */
function processorTime(args: readonly string[]): number {
  const script = 'exec 3>&2; "$0" "$@" >/dev/null 2>&1; times >&3';
  const { stderr } = spawnSync('sh', ['-c', script, process.execPath, ...args], { encoding: 'utf8' });
  const children = stderr.trim().split('\n').at(-1) ?? '';
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1000 * Number(seconds),
    0,
  );
}

/** A scan as the window has it: in its worker, whose reports are taken at once. */
async function scanInWindow(folder: string): Promise<void> {
  const worker = new Worker(join(dist, 'core.scan.worker.js'));
  const signals = new ScanSignals();
  const target = { path: folder, base: folder, exclude: [] };
  const request = {
    targets: [target],
    include: [],
    exclude: [],
    removed: [],
    countDeliveries: true,
    timeZone: '',
  };
  worker.postMessage({ type: 'scan', id: 1, signals: signals.buffer, request });
  for await (const [report] of on(worker, 'message')) {
    if (report.type === 'events' || report.type === 'listed') signals.take();
    if (report.type === 'done') break;
  }
  await worker.terminate();
}

function comparePrograms(data: ScanData): void {
  console.log(`\n${'Processor time, start included'.padEnd(44)} ours       peer    ratio   goal`);
  for (const { name, goal, ours, peer } of pairs.filter(isChosen)) {
    const own: number[] = [];
    const other: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      other.push(processorTime(peer(data)));
      own.push(processorTime(ours(data)));
    }
    const [one, two] = [median(own), median(other)];
    const met = metIn(one / two, goal, goal);
    console.log(
      `${name.padEnd(40)} ${one.toFixed(0).padStart(7)} ms ${two.toFixed(0).padStart(7)} ms ${(one / two).toFixed(2).padStart(6)} ${goal.toFixed(2).padStart(6)}  ${met}`,
    );
  }
}

async function dataIn(folder: string): Promise<ScanData> {
  if (existsSync(join(folder, 'data.json'))) return dataAt(folder);
  console.log('Writing the data …');
  const data = await writeScanData(folder, scale);
  writeFileSync(join(folder, 'data.json'), JSON.stringify(data));
  return data;
}

async function main(): Promise<void> {
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'ndr-lens-scan-'));
  const pool = new ScanPool(join(dist, 'cli.scanWorker.js'), threads);
  try {
    const data = await dataIn(folder);
    const version = execFileSync(rgPath, ['--version'], { encoding: 'utf8' }).split('\n')[0];
    console.log(
      `Node ${process.version}, ${version}, ${availableParallelism()} processors, medians of ${rounds}${scale > 1 ? `, data divided by ${scale}` : ''}\n`,
    );
    console.log(`${''.padEnd(40)} ${'ours'.padStart(10)} ${'ripgrep'.padStart(10)}  ratio   goal    aim`);
    for (const work of works.filter(isChosen)) await measure(work, data, pool, folder);
    comparePrograms(data);
    const bare = memoryOf(-1, folder);
    console.log(`\nMemory above a bare process of ${bare.toFixed(0)} MB; goal 60 MB, aim 30 MB`);
    for (const [index, work] of works.entries()) {
      if (!isChosen(work)) continue;
      const above = memoryOf(index, folder) - bare;
      const met = metIn(above, 60, 30);
      console.log(`${work.name.padEnd(40)} ${above.toFixed(0).padStart(7)} MB  ${met}`);
    }
  } finally {
    await pool.close();
    if (options.data === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

if (options.window !== undefined) await scanInWindow(options.window);
else if (options.memory !== undefined) await workInProcess(Number(options.memory), options.data ?? '');
else await main();
