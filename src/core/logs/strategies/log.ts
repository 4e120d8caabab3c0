import { messageHeadLength } from '../../files/mailFile';
import type { OpenFile } from '../../search/openFile';
import { type Clock, StampReader } from '../formats/clock';
import type { Format } from '../formats/format';
import { timeOfLine } from '../formats/lineTime';
import { type NumericDates, numericDatesIn } from '../formats/numericDates';
import { plainText } from '../formats/plainText';
import { recogniseLog } from '../wrappers/recogniseLog';
import type { LogSource, OpenSource } from './logSource';

/** A log that waits for its turn, or has it. */
export interface Log {
  readonly name: string;
  /** Where it is on the disk. */
  readonly path: string;
  /** What is open, or opens itself when it is read; of what can be read once only it is not known before. */
  source: OpenSource | LogSource;
  readonly format: Format;
  /** With the log's own reference. */
  readonly clock: Clock;
  /** The first time that its head states, in milliseconds since 1970; what states none comes last. */
  readonly earliest: number;
  /** Where its head has dates such as `10/11/2026`. */
  readonly numericDates?: NumericDates | undefined;
  /** Its number among the logs that are read together, by name. */
  rank: number;
  /** How much of it the first pass has read, in bytes. */
  length: number;
}

/** An open source as a log, by its head. */
export function logFrom(source: OpenSource, clock: Clock): Log {
  const own = clockOf(source.modified, clock);
  const format = recogniseLog(source.head);
  const { name, path } = source;
  return {
    name,
    path,
    source,
    format,
    clock: own,
    earliest: firstTime(source.head, format, own),
    numericDates: numericDatesOf(source.head, format, own),
    rank: 0,
    length: 0,
  };
}

/** What can be read once only, such as standard input: it comes last, and only then is looked at. */
export function logReadOnce(source: LogSource, clock: Clock): Log {
  const { name, modified = clock.reference } = source;
  const own = clockOf(modified, clock);
  return { name, path: name, source, format: plainText, clock: own, earliest: never, rank: 0, length: 0 };
}

/** True where a log is open, or was: false for what can be read once only. */
export function isOpen(source: OpenSource | LogSource): source is OpenSource {
  return 'texts' in source;
}

/** The file that a log is, where its bytes are text in UTF-8 that a kernel may read. */
export function bytesOf({ source }: Log): OpenFile | undefined {
  return 'bytes' in source && source.encoding === 'utf-8' ? source : undefined;
}

/** True for a log of syslog that kernels read. */
export function isForKernels(log: Log): boolean {
  return log.format.kernel === 'syslog' && bytesOf(log) !== undefined;
}

const never = Number.MAX_VALUE;

function clockOf(modified: number, clock: Clock): Clock {
  return {
    reference: Math.min(clock.reference, modified),
    offsetAt: (wallClock) => clock.offsetAt(wallClock),
  };
}

/** Logs of syslog have no such dates. */
function numericDatesOf(head: string, format: Format, clock: Clock): NumericDates | undefined {
  if (format.kernel !== undefined) return undefined;
  return numericDatesIn(head, (dayOrder) => firstTime(head, format, { ...clock, dayOrder }));
}

function firstTime(head: string, { zone }: Format, clock: Clock): number {
  const stamps = new StampReader(clock);
  for (const line of head.slice(0, messageHeadLength).split(/\r\n|\n|\r/)) {
    const at = timeOfLine(line, stamps, zone === 'local' ? undefined : zone);
    if (at !== undefined) return at;
  }
  return never;
}
