import { stat } from 'node:fs/promises';
import { looksLikeMessage } from '../mailFile';
import { startsMailbox } from '../mime/messages';
import { type FileBytes, fileBytes, filesIn } from '../scan/fileBytes';
import { kindOfFile } from '../scan/scanFile';
import { decode } from '../scan/textFile';
import { Attribution } from './attribution';
import { bounceEvent } from './bounce';
import { type Clock, StampReader } from './clock';
import { CountedReading } from './countedReading';
import type { ReadBatch } from './deliveries';
import type { LogEvent, LogFormat } from './event';
import { headLength, recogniseFormat } from './formats';
import { timeOfLine } from './lineTime';
import { LogReading } from './logReading';
import { MailboxReading } from './mailboxReading';
import type { SyslogFile } from './pastBytes';
import { SearchedReading } from './searchedReading';

/** A log, wherever it comes from. */
export interface LogSource {
  /** A name for it, as its events shall carry it. */
  readonly name: string;
  /** When it was last written, in milliseconds since 1970; no line in it is later. */
  readonly modified: number;
  /** True for a source that can be read once only, such as standard input. */
  readonly once?: boolean;
  /** The same as bytes, for what has them: lines of such a source may be counted without being decoded. */
  readonly file?: FileBytes;
  /**
   * Its text from the start, piece by piece.
   * @param onRead told how many bytes of it have been read so far, as they stand on the disk
   */
  open(onRead?: (bytesRead: number) => void): AsyncIterable<string>;
}

/** What was said, or what could not be read; what was read of it before stands. Deliveries are there where that was asked for. */
export type LogBatch = ReadBatch | { readonly name: string; readonly error: unknown };

/** How much of a message is read, in UTF-16 units; Exchange Online takes mail up to 150 MB. */
const longestMessage = 1 << 28;

/**
 * A file as a source: plain or gzip (by its first bytes), UTF-8 or UTF-16.
 * @throws the system's error when there is no such file; reading it may fail later
 */
export async function logFile(path: string): Promise<LogSource> {
  return sourceOf(fileBytes(path), (await stat(path)).mtimeMs);
}

/**
 * The same, or the files in a `.zip`, each as a source named after the archive and itself.
 * @throws the system's error when there is no such file, and yauzl's for an archive that is broken
 */
export async function logFiles(path: string): Promise<LogSource[]> {
  if (!/\.zip$/i.test(path)) return [await logFile(path)];
  const { mtimeMs } = await stat(path);
  const sources: LogSource[] = [];
  for await (const file of filesIn(path)) sources.push(sourceOf(file, file.modified ?? mtimeMs));
  return sources;
}

function sourceOf(file: FileBytes, modified: number): LogSource {
  return { name: file.name, modified, file, open: (onRead) => decode(file.read(onRead)) };
}

/** How logs are read. */
export interface ReadOptions {
  /** What is known of messages from elsewhere; it goes on to know what these logs say. */
  readonly attribution?: Attribution | undefined;
  /**
   * Where given, logs of Postfix are read many times faster: mails without a code come as `deliveries`, counted where they
   * are of these times (milliseconds since 1970), and not as events.
   */
  readonly counted?: { readonly since?: number | undefined; readonly until?: number | undefined } | undefined;
  /**
   * Where true, only events with a code come, and logs of syslog are searched for those, many times faster again. A log may be
   * read twice, where senders stand far from the mails that were blocked.
   */
  readonly codesOnly?: boolean | undefined;
  /** Ends the reading soon after it is aborted. What was read until then stands; nothing is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then, with the name of a source, how many of its bytes have been read so far. */
  readonly onRead?: ((name: string, bytesRead: number) => void) | undefined;
}

/**
 * Reads logs that belong together, the earliest first however they are given, since a mail's sender stands before what
 * became of it, often in the file that was rotated away meanwhile.
 * @param clock settles times without year or zone; a file's own date narrows the reference
 */
export async function* readLogs(
  sources: readonly LogSource[],
  clock: Clock,
  options: ReadOptions = {},
): AsyncGenerator<LogBatch> {
  if (options.codesOnly) yield* codesIn(sources, clock, options);
  else yield* allOf(sources, clock, options);
}

async function* allOf(
  sources: readonly LogSource[],
  clock: Clock,
  { attribution = new Attribution(), counted, signal, onRead }: ReadOptions,
): AsyncGenerator<LogBatch> {
  const counting = counted && ifKernels(() => new CountedReading(attribution, clock, counted));
  for (const { source, syslogFile } of await earliestFirst(sources, clock, signal)) {
    if (signal?.aborted) break;
    const tell = (bytesRead: number) => onRead?.(source.name, bytesRead);
    const ownClock = clockOf(source, clock);
    const batches =
      counting && syslogFile
        ? counting.read(syslogFile, ownClock, { signal, onRead: tell })
        : readLog(source, whileWanted(source.open(tell), signal), ownClock, attribution);
    yield* withErrors(source.name, batches);
    if (counting?.hasManyMinutes) yield { events: [], deliveries: counting.deliveries() };
  }
  const events = attribution.finish();
  if (counting) yield { events, deliveries: counting.deliveries() };
  else if (events.length > 0) yield { events };
}

async function* codesIn(
  sources: readonly LogSource[],
  clock: Clock,
  { attribution, signal, onRead }: ReadOptions,
): AsyncGenerator<LogBatch> {
  const known = attribution ?? new Attribution();
  const dated = await earliestFirst(sources, clock, signal);
  const searching = dated.every(standsApart)
    ? ifKernels(() => new SearchedReading(known, attribution === undefined))
    : undefined;
  for (const { source, syslogFile } of dated) {
    if (signal?.aborted) break;
    const tell = (bytesRead: number) => onRead?.(source.name, bytesRead);
    const ownClock = clockOf(source, clock);
    const batches =
      searching && syslogFile
        ? searching.read(syslogFile, ownClock, { signal, onRead: tell })
        : readLog(source, whileWanted(source.open(tell), signal), ownClock, known);
    yield* withErrors(source.name, withCodes(batches));
  }
  if (searching && !signal?.aborted)
    yield* searching.readAgain(signal, (name, bytesRead) => onRead?.(name, bytesRead));
  const waited = known.finish();
  const events = searching ? searching.rest(waited) : waited;
  if (events.length > 0) yield { events };
}

async function* withErrors(name: string, batches: AsyncIterable<LogEvent[]>): AsyncGenerator<LogBatch> {
  try {
    for await (const events of batches) if (events.length > 0) yield { events };
  } catch (error) {
    yield { name, error };
  }
}

async function* withCodes(batches: AsyncIterable<LogEvent[]>): AsyncGenerator<LogEvent[]> {
  for await (const events of batches) yield events.filter(({ hits }) => hits.length > 0);
}

/** Kinds of log that know messages by other ids than what syslog writes, so that neither needs what the other says. */
const apart: ReadonlySet<LogFormat> = new Set<LogFormat>([
  'exim',
  'exchange-protocol',
  'exchange-connectivity',
  'exchange-tracking',
  'message-trace',
  'graph-trace',
  'iis-smtp',
  'text',
  'message',
]);

function standsApart({ syslogFile, format }: Dated): boolean {
  return syslogFile !== undefined || (format !== undefined && apart.has(format));
}

/** Undefined where WebAssembly is not to be had: then every line is read as text. */
function ifKernels<Reading>(make: () => Reading): Reading | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** The pieces that come before the signal is aborted, even while the next one is waited for. */
async function* whileWanted(
  pieces: AsyncIterable<string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  if (!signal) {
    yield* pieces;
    return;
  }
  const rest = pieces[Symbol.asyncIterator]();
  let stop = () => {};
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      const next = await Promise.race([rest.next(), stopped]);
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // A source that is still being waited for, such as standard input, is left to itself.
    const returned = rest.return?.().catch(() => undefined);
    if (!signal.aborted) await returned;
  }
}

async function* readLog(
  source: LogSource,
  pieces: AsyncIterable<string>,
  clock: Clock,
  attribution: Attribution,
): AsyncGenerator<LogEvent[]> {
  const reading = new LogReading(source.name, clock, attribution);
  let head: string | undefined = '';
  let isMessage = false;
  let mailbox: MailboxReading | undefined;
  try {
    for await (const piece of pieces) {
      if (mailbox) yield mailbox.push(piece);
      else if (head === undefined) yield reading.push(piece);
      else {
        // What stands behind the head says no more about what it is.
        if (head.length < headLength) isMessage = looksLikeMessage(head + piece);
        head += piece;
        if (isMessage && startsMailbox(head)) {
          mailbox = new MailboxReading(source.name, longestMessage);
          yield mailbox.push(head);
          head = undefined;
          continue;
        }
        if (head.length < (isMessage ? longestMessage : headLength)) continue;
        yield reading.push(head);
        head = undefined;
      }
    }
  } catch (error) {
    yield mailbox ? mailbox.end() : [...reading.push(head ?? ''), ...reading.end()];
    throw error;
  }
  if (mailbox) yield mailbox.end();
  else if (head !== undefined && isMessage) {
    const event = bounceEvent(source.name, head);
    yield event ? [event] : [];
  } else yield [...reading.push(head ?? ''), ...reading.end()];
}

function clockOf({ modified }: LogSource, clock: Clock): Clock {
  return {
    reference: Math.min(clock.reference, modified),
    offsetAt: (wallClock) => clock.offsetAt(wallClock),
  };
}

interface Dated {
  readonly source: LogSource;
  /** The first time that its head states; what states none, or cannot be read, comes last. */
  readonly at: number;
  /** What it is; undefined where that is not known before it is read. */
  readonly format: LogFormat | undefined;
  readonly syslogFile: SyslogFile | undefined;
  /** True for a mail in which no code stands, so that it says nothing here. */
  readonly isSilent: boolean;
}

/** The sources that say something, the earliest first. */
async function earliestFirst(
  sources: readonly LogSource[],
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<Dated[]> {
  const dated: Dated[] = [];
  for (const source of sources) {
    const one = signal?.aborted ? undefined : await lookInto(source, clock);
    if (one && !one.isSilent) dated.push(one);
  }
  return dated.sort((one, other) => one.at - other.at || (one.source.name < other.source.name ? -1 : 1));
}

async function lookInto(source: LogSource, clock: Clock): Promise<Dated> {
  const late = Number.MAX_VALUE;
  if (source.once) return { source, at: late, format: undefined, syslogFile: undefined, isSilent: false };
  let head: string | undefined;
  let format: LogFormat | undefined;
  let syslogFile: SyslogFile | undefined;
  let isSilent = false;
  try {
    const kind = source.file && (await kindOfFile(source.file));
    head = kind ? kind.head : await headOf(source);
    format = (kind ? kind.isMessage : looksLikeMessage(head)) ? 'message' : recogniseFormat(head).id;
    isSilent = kind?.isMailWithoutCode ?? false;
    const { file } = source;
    if (kind && file && kind.encoding === 'utf-8' && format === 'syslog')
      syslogFile = { name: source.name, path: kind.path, bytes: (tell) => file.read(tell) };
  } catch {
    // Reading the file will fail again, and say so.
    format = 'text';
  }
  const stamps = new StampReader(clockOf(source, clock));
  for (const line of (head ?? '').slice(0, headLength).split(/\r\n|\n|\r/)) {
    const at = timeOfLine(line, stamps);
    if (at !== undefined) return { source, at, format, syslogFile, isSilent };
  }
  return { source, at: late, format, syslogFile, isSilent };
}

async function headOf(source: LogSource): Promise<string> {
  let head = '';
  for await (const piece of source.open()) {
    head += piece;
    if (head.length >= headLength) break;
  }
  return head;
}
