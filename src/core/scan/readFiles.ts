import { promises as files } from 'node:fs';
import type { Clock } from '../logs/formats/clock';
import { CertainTimes, withDayOrders } from '../logs/strategies/dayOrders';
import { isOpen, type Log, logFrom, logReadOnce } from '../logs/strategies/log';
import { type LogSource, type OpenSource, openText } from '../logs/strategies/logSource';
import { eventsAtOnce, readMailFile } from '../logs/strategies/mailReading';
import { LogPasses, type PassBatch, type PassesOptions } from '../logs/strategies/passes';
import type { Container } from '../search/archive';
import { type FoundArchive, type OpenFile, openFile } from '../search/openFile';

export type { LogSource } from '../logs/strategies/logSource';

/** What was said, or what could not be read; what was read of it before stands. Deliveries are there where that was asked for. */
export type LogBatch = PassBatch;

/**
 * How files are read. Of logs an event comes for each mail, unless `counted` asks for what was delivered as numbers (`Deliveries`,
 * of these times), or `codesOnly` for events with a code alone. Aborting `signal` ends the reading within a piece: what was read until
 * then stands, and nothing is thrown. `onRead` is told now and then, with a path, how many of its bytes have been read so far, as
 * they stand on the disk.
 */
export interface ReadOptions extends PassesOptions {
  /** Told when a path has been read to its end, but for what a second pass looks up in it. */
  readonly onDone?: ((path: string) => void) | undefined;
}

/** Logs that wait for their turn with their first bytes at hand; further ones are closed, and opened again in their turn. */
const mostWaitingOpen = 128;
const mostOpenArchives = 16;

/**
 * A file as a source.
 * @throws (by rejection) the system's error when there is no such file; reading it may fail later
 */
export async function logFile(path: string): Promise<LogSource> {
  return { name: path, path, modified: (await files.stat(path)).mtimeMs };
}

/**
 * Reads files that belong together, plain, gzip and `.zip`, in UTF-8 and UTF-16. Mails are read at once, in their order, each by
 * itself. Logs come after them, the earliest first however they are given, since a mail's sender stands before what became of it,
 * often in the file that was rotated away meanwhile.
 * @param clock settles times without year or zone; a file's own date narrows the reference
 */
export function readLogs(
  sources: readonly LogSource[],
  clock: Clock,
  options: ReadOptions = {},
): AsyncGenerator<LogBatch> {
  return new FileReading(clock, options).read(sources);
}

class FileReading {
  private readonly logs: Log[] = [];
  private readonly archives = new Map<string, Container>();
  private readonly mailTimes = new CertainTimes();
  /** How much is still to be read of each path: the path itself, and its logs that wait. */
  private readonly left = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly options: ReadOptions,
  ) {}

  async *read(sources: readonly LogSource[]): AsyncGenerator<LogBatch> {
    try {
      for (const source of sources) {
        if (this.options.signal?.aborted) break;
        const { name, path = name } = source;
        this.count(path, 1);
        const opened = openAtOnce(source);
        if (opened && 'error' in opened) yield opened;
        else {
          const events = opened && eventsAtOnce(opened);
          if (!events) yield* this.noted(withErrors(name, this.open(source, opened)));
          else if (events.length > 0) yield this.note({ events });
        }
        this.count(path, -1);
      }
      const passes = new LogPasses(
        earliestFirst(withDayOrders(this.logs, this.mailTimes, this.clock.dayOrder)),
        this.options,
      );
      for await (const batch of passes.read(({ path }) => this.count(path, -1)))
        if ('error' in batch || batch.events.length > 0 || batch.deliveries || batch.failedLogins)
          yield batch;
    } finally {
      for (const { source } of this.logs) if (isOpen(source)) source.close();
      for (const archive of this.archives.values()) archive.close();
    }
  }

  private async *open(
    source: LogSource,
    opened: OpenFile | FoundArchive | undefined,
  ): AsyncGenerator<LogBatch> {
    if (opened) yield* opened.kind === 'archive' ? this.openArchive(opened) : this.take(opened);
    else if (source.once) this.wait(logReadOnce(source, this.clock));
    else yield* this.take(await openText(source, this.options.signal));
  }

  private async *noted(batches: AsyncIterable<LogBatch>): AsyncGenerator<LogBatch> {
    for await (const batch of batches) yield this.note(batch);
  }

  /** Bounces say when the refusals were that logs tell of. */
  private note(batch: LogBatch): LogBatch {
    if ('events' in batch) for (const { moment } of batch.events) this.mailTimes.add(moment);
    return batch;
  }

  private async *openArchive(found: FoundArchive): AsyncGenerator<LogBatch> {
    const { onRead, signal } = this.options;
    const { openContainer } = await import('../search/archive');
    const archive = await openContainer(found, (bytesRead) => onRead?.(found.path, bytesRead));
    this.archives.set(found.path, archive);
    for await (const file of archive.files()) {
      if (signal?.aborted) return;
      if ('error' in file) yield file;
      else yield* withErrors(file.name, this.take(file));
    }
    if (this.archives.size > mostOpenArchives) archive.close();
  }

  /** Reads a mail, and lets a log wait. */
  private async *take(source: OpenSource): AsyncGenerator<LogBatch> {
    const events = eventsAtOnce(source);
    if (events) {
      source.close();
      if (events.length > 0) yield { events };
      return;
    }
    if (source.kind === 'log') {
      this.wait(logFrom(source, this.clock));
      if (this.logs.length > mostWaitingOpen) source.suspend();
      return;
    }
    const { onRead, signal } = this.options;
    const tell = (bytesRead: number) => onRead?.(source.path, bytesRead);
    try {
      for await (const events of readMailFile(source, this.clock, signal, tell))
        if (events.length > 0) yield { events };
    } finally {
      source.close();
    }
  }

  private wait(log: Log): void {
    this.logs.push(log);
    this.count(log.path, 1);
  }

  private count(path: string, more: number): void {
    const left = (this.left.get(path) ?? 0) + more;
    this.left.set(path, left);
    if (left > 0) return;
    this.archives.get(path)?.close();
    if (!this.options.signal?.aborted) this.options.onDone?.(path);
  }
}

/** A file, open, or why it cannot be opened; undefined for a text. */
function openAtOnce({ name, path = name, modified, once, open }: LogSource) {
  if (once || open) return undefined;
  try {
    return openFile(path, modified, name);
  } catch (error) {
    return { name, error };
  }
}

async function* withErrors(name: string, batches: AsyncIterable<LogBatch>): AsyncGenerator<LogBatch> {
  try {
    yield* batches;
  } catch (error) {
    yield { name, error };
  }
}

function earliestFirst(logs: readonly Log[]): Log[] {
  return [...logs].sort((one, other) => one.earliest - other.earliest || (one.name < other.name ? -1 : 1));
}
