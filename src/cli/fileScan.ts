import { type FileHit, scanText } from '../core/search/messageScan';
import { closeOpened, type FoundArchive, type OpenFile } from '../core/search/openFile';
import { scanFile, scanOpened } from '../core/search/scanFile';
import { codeOf, found, nothing, worse } from './exitCode';
import { LongFile } from './longFile';
import { type Output, reasonOf } from './output';
import { asCount, asLines, type PrintFormat, type Scanned, scanBatch } from './scanBatch';
import type { ScanPool } from './scanPool';
import { type Times, tellUndated, type Undated } from './times';
import { wantedAt } from './wantedAt';

/** Files in a batch: enough that asking costs little, few enough that threads end together. */
const batchLength = 64;
/** Batches that a thread has before it: it never waits for the next, and results do not pile up. */
const batchesPerThread = 3;

/** When and how threads are started. */
export interface Threads {
  /** Milliseconds of work on the thread that asks before others are started. */
  readonly patience: number;
  readonly start: () => ScanPool | Promise<ScanPool>;
}

/**
 * A thread compiles anew what the first one has compiled long ago: measured, it takes some half a second of work until
 * it is as fast, and a scan of 20,000 bounces is done sooner without.
 */
const ownThreads: Threads = {
  patience: 1000,
  start: async () => (await import('./scanPool')).ownPool(),
};

interface Batch {
  readonly paths: readonly string[];
  readonly scanned: Promise<Scanned>;
}

/**
 * Scans files and prints what is found in the order in which they were given. The first of them on the thread that
 * asks; once that has taken a while, on threads of their own.
 */
export class FileScan {
  /** The exit code so far. */
  code: number = nothing;
  private next: string[] = [];
  private readonly running: Batch[] = [];
  private pool: ScanPool | undefined;
  private counted = { path: '', count: 0 };
  private done = 0;
  private readonly undated: Undated = { count: 0 };
  private readonly start = performance.now();

  constructor(
    private readonly format: PrintFormat,
    private readonly output: Output,
    private readonly times: Times,
    private readonly threads = ownThreads,
  ) {}

  /** Takes a regular file; it is scanned with others. */
  async add(path: string): Promise<void> {
    this.next.push(path);
    if (this.next.length >= batchLength) await this.startBatch();
  }

  /** Scans a text that arrives in pieces, such as standard input or a long file. */
  async addText(path: string, pieces: AsyncIterable<string>): Promise<void> {
    await this.finish();
    await this.printHits(path, scanText(pieces));
  }

  /** Says what could not be read. */
  async addError(path: string, error: unknown): Promise<void> {
    await this.finish();
    this.complain(path, error);
  }

  /** Waits until everything is printed that was added. */
  async finish(): Promise<void> {
    if (this.next.length > 0) await this.startBatch();
    while (this.running.length > 0) await this.printFirst();
  }

  /** Says of how much it is not known whether it is of the times asked for. */
  tellUndated(): void {
    tellUndated(this.undated, this.output);
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.pool?.close();
  }

  private async startBatch(): Promise<void> {
    const paths = this.next;
    this.next = [];
    this.running.push({ paths, scanned: this.scan(paths) });
    while (this.running.length > this.mostRunning) await this.printFirst();
  }

  private get mostRunning(): number {
    return this.pool ? this.pool.size * batchesPerThread : 0;
  }

  private async scan(paths: readonly string[]): Promise<Scanned> {
    if (!this.pool && performance.now() - this.start < this.threads.patience)
      return scanBatch(paths, this.format, this.times);
    this.pool ??= await this.threads.start();
    const { format, times } = this;
    // A thread that ended, as for want of memory, must not take files with it.
    return this.pool
      .scan({ kind: 'batch', paths, format, times })
      .catch(() => scanBatch(paths, format, times));
  }

  private async printFirst(): Promise<void> {
    const batch = this.running.shift();
    if (!batch) return;
    let { paths } = batch;
    for (let scanned = await batch.scanned; ; scanned = await this.scan(paths)) {
      await this.print(scanned, paths);
      paths = paths.slice(scanned.done);
      const [path] = paths;
      if (path === undefined) return;
      if (!scanned.isNextLong) continue;
      await this.scanLong(path, scanned.next);
      paths = paths.slice(1);
      if (paths.length === 0) return;
    }
  }

  private async print(
    { printed, complaints, code, undated, done }: Scanned,
    paths: readonly string[],
  ): Promise<void> {
    this.done += done;
    const file = paths[done] ?? paths.at(-1);
    if (file !== undefined)
      this.output.tellProgress('message.scanned', () => ({ done: String(this.done), file }));
    await this.output.write(printed);
    for (const { path, reason } of complaints) this.output.complainAbout(path, reason);
    this.code = worse(this.code, code);
    this.undated.count += undated;
  }

  /** A file on which more than a moment's work is done: many of them at once would take much memory. */
  private async scanLong(path: string, opened: OpenFile | FoundArchive | undefined): Promise<void> {
    const long = opened && LongFile.of(opened);
    if (opened && long) {
      closeOpened(opened);
      this.pool ??= await this.threads.start();
      await this.printHits(path, long.scan(this.pool, this.times, this.undated));
      return;
    }
    const options = { wantedIn: await wantedAt(this.times, this.undated) };
    for await (const result of opened ? scanOpened(opened, options) : scanFile(path, options))
      if ('error' in result) this.complain(result.name, result.error);
      else await this.printSome(result.name, result.hits);
    await this.printCount();
  }

  private async printHits(path: string, hits: AsyncIterable<readonly FileHit[]>): Promise<void> {
    try {
      for await (const some of hits) await this.printSome(path, some);
      await this.printCount();
    } catch (error) {
      this.complain(path, error);
    }
  }

  private async printSome(path: string, hits: readonly FileHit[]): Promise<void> {
    if (hits.length > 0) this.code = worse(this.code, found);
    if (this.format !== 'count') return this.output.write(asLines(path, hits, this.format));
    if (this.counted.path !== path) await this.printCount();
    this.counted = { path, count: this.counted.count + hits.length };
  }

  /** What has been counted of a file whose hits came one after the other. */
  private async printCount(): Promise<void> {
    const { path, count } = this.counted;
    this.counted = { path: '', count: 0 };
    await this.output.write(asCount(path, count));
  }

  private complain(path: string, error: unknown): void {
    this.output.complainAbout(path, error);
    this.code = worse(this.code, codeOf(reasonOf(error)));
  }
}
