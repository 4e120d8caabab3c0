import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { looksLikeMessage } from '../mailFile';
import { startsMailbox } from '../mime/messages';
import { decode } from '../scan/textFile';
import { Attribution } from './attribution';
import { bounceEvent } from './bounce';
import { type Clock, isoStamp, StampReader } from './clock';
import type { LogEvent } from './event';
import { headLength } from './formats';
import { LogReading } from './logReading';
import { MailboxReading } from './mailboxReading';

/** A log, wherever it comes from. */
export interface LogSource {
  /** A name for it, as its events shall carry it. */
  readonly name: string;
  /** When it was last written, in milliseconds since 1970; no line in it is later. */
  readonly modified: number;
  /** True for a source that can be read once only, such as standard input. */
  readonly once?: boolean;
  /** Its text from the start, piece by piece. */
  open(): AsyncIterable<string>;
}

/** Events, or what could not be read; what was read of it before stands. */
export type LogBatch =
  | { readonly events: readonly LogEvent[] }
  | { readonly name: string; readonly error: unknown };

/** How much of a message is read, in UTF-16 units; Exchange Online takes mail up to 150 MB. */
const longestMessage = 1 << 28;

/**
 * A file as a source: plain or gzip (by its first bytes), UTF-8 or UTF-16.
 * @throws the system's error when there is no such file; reading it may fail later
 */
export async function logFile(path: string): Promise<LogSource> {
  const { mtimeMs } = await stat(path);
  return { name: path, modified: mtimeMs, open: () => decode(unzipped(createReadStream(path))) };
}

/**
 * Reads logs that belong together, the earliest first however they are given, since a mail's sender stands before what
 * became of it, often in the file that was rotated away meanwhile.
 * @param clock settles times without year or zone; a file's own date narrows the reference
 */
export async function* readLogs(
  sources: readonly LogSource[],
  clock: Clock,
  attribution = new Attribution(),
): AsyncGenerator<LogBatch> {
  for (const source of await earliestFirst(sources, clock)) {
    try {
      for await (const events of readLog(source, clock, attribution)) if (events.length > 0) yield { events };
    } catch (error) {
      yield { name: source.name, error };
    }
  }
  const events = attribution.finish();
  if (events.length > 0) yield { events };
}

async function* readLog(
  source: LogSource,
  clock: Clock,
  attribution: Attribution,
): AsyncGenerator<LogEvent[]> {
  const reading = new LogReading(source.name, clockOf(source, clock), attribution);
  let head: string | undefined = '';
  let isMessage = false;
  let mailbox: MailboxReading | undefined;
  try {
    for await (const piece of source.open()) {
      if (mailbox) yield await mailbox.push(piece);
      else if (head === undefined) yield reading.push(piece);
      else {
        // What stands behind the head says no more about what it is.
        if (head.length < headLength) isMessage = looksLikeMessage(head + piece);
        head += piece;
        if (isMessage && startsMailbox(head)) {
          mailbox = new MailboxReading(source.name, longestMessage);
          yield await mailbox.push(head);
          head = undefined;
          continue;
        }
        if (head.length < (isMessage ? longestMessage : headLength)) continue;
        yield reading.push(head);
        head = undefined;
      }
    }
  } catch (error) {
    yield mailbox ? await mailbox.end() : [...reading.push(head ?? ''), ...reading.end()];
    throw error;
  }
  if (mailbox) yield await mailbox.end();
  else if (head !== undefined && isMessage) {
    const event = await bounceEvent(source.name, head);
    yield event ? [event] : [];
  } else yield [...reading.push(head ?? ''), ...reading.end()];
}

function clockOf({ modified }: LogSource, clock: Clock): Clock {
  return {
    reference: Math.min(clock.reference, modified),
    offsetAt: (wallClock) => clock.offsetAt(wallClock),
  };
}

async function earliestFirst(sources: readonly LogSource[], clock: Clock): Promise<LogSource[]> {
  const dated: { source: LogSource; at: number }[] = [];
  for (const source of sources) dated.push({ source, at: await firstTime(source, clockOf(source, clock)) });
  return dated
    .sort((one, other) => one.at - other.at || (one.source.name < other.source.name ? -1 : 1))
    .map(({ source }) => source);
}

/** The first time that the head of a log states; what states none, or cannot be read, comes last. */
async function firstTime(source: LogSource, clock: Clock): Promise<number> {
  if (source.once) return Number.MAX_VALUE;
  let head = '';
  try {
    for await (const piece of source.open()) {
      head += piece;
      if (head.length >= headLength) break;
    }
  } catch {
    // Reading the file will fail again, and say so.
  }
  return timeIn(head.slice(0, headLength), new StampReader(clock)) ?? Number.MAX_VALUE;
}

const anyIsoStamp = new RegExp(isoStamp.source.slice(1));

/** Times in JSON that are numbers, those of the journal of systemd among them. */
const epochIn = /"(?:__REALTIME_TIMESTAMP|time|timestamp|ts)" ?: ?"?([0-9]{10,16})(?![0-9])/;

function timeIn(head: string, stamps: StampReader): number | undefined {
  for (const line of head.split(/\r\n|\n|\r/)) {
    const text = line.slice(0, 2000);
    const stamp = anyIsoStamp.exec(text)?.[0] ?? text.replace(/^<\d{1,3}>/, '').slice(0, 40);
    const epoch = epochIn.exec(text)?.[1];
    const moment = epoch === undefined ? stamps.read(stamp) : stamps.epoch(Number(epoch));
    if (moment) return moment.at;
  }
  return undefined;
}

/** Bytes as they stand, or what gzip (RFC 1952) made them from. */
async function* unzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let gunzip: AsyncIterable<Uint8Array> | undefined;
  const rest = chunks[Symbol.asyncIterator]();
  try {
    const first = await rest.next();
    if (first.done) return;
    const all = joined(first.value, rest);
    if (first.value[0] === 0x1f && first.value[1] === 0x8b) gunzip = inflated(all);
    yield* gunzip ?? all;
  } finally {
    await rest.return?.();
  }
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function inflated(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  // The error arrives at whoever reads the result.
  pipeline(Readable.from(chunks), gunzip, () => undefined);
  return gunzip;
}
