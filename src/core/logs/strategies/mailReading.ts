import { pastedParts } from '../../bounce/ndrsIn';
import { untilAborted } from '../../files/untilAborted';
import { UntilError } from '../../files/untilError';
import { Lines } from '../../mail/lines';
import type { FoundArchive, OnRead } from '../../search/openFile';
import { Attribution } from '../formats/attribution';
import type { Clock } from '../formats/clock';
import type { LogEvent } from '../formats/event';
import { recogniseFormat } from '../formats/formats';
import { plainText } from '../formats/plainText';
import { bounceEvents } from './bounce';
import { LogReading } from './logReading';
import type { OpenSource } from './logSource';
import { MailboxReading } from './mailboxReading';

/**
 * The longest message that is read whole, in UTF-16 units; Exchange Online takes mail up to 150 MB. What is longer is read as it
 * stands, like a log.
 */
const longestMessage = 1 << 28;

/** The events of a mail that was read when it was opened, as most are; undefined for anything else. */
export function eventsAtOnce(source: OpenSource | FoundArchive): LogEvent[] | undefined {
  if (source.kind === 'archive' || !source.isWhole) return undefined;
  if (source.kind === 'mail') return source.mayHoldCode ? bounceEvents(source.name, source.head) : [];
  return pastedEvents(source);
}

/** The events of bounces that somebody pasted or saved as text: they are no lines of a log, of which each would be a mail. */
function pastedEvents({ kind, head, name }: OpenSource): LogEvent[] | undefined {
  if (kind !== 'log' || !head.includes('5.7.7') || recogniseFormat(head) !== plainText) return undefined;
  const lines = new Lines(head);
  return pastedParts(head)?.flatMap(({ from, to }) =>
    bounceEvents(name, head.slice(from, to), lines.at(from).line),
  );
}

/**
 * Reads a mail or an mbox and gives its events as they are ready.
 * @throws (by rejection) what reading throws, after the events that came before
 */
export async function* readMailFile(
  source: OpenSource,
  clock: Clock,
  signal: AbortSignal | undefined,
  onRead: OnRead | undefined,
): AsyncGenerator<LogEvent[]> {
  const { name, kind, head, isWhole, mayHoldCode } = source;
  if (!mayHoldCode) return;
  if (isWhole && kind === 'mail') yield bounceEvents(name, head);
  else {
    const pieces = new UntilError(untilAborted(source.texts(onRead), signal));
    yield* kind === 'mbox' ? readMailbox(name, pieces) : readLongMail(name, clock, pieces);
    if (!signal?.aborted) pieces.throwIfFailed();
  }
}

async function* readMailbox(name: string, pieces: AsyncIterable<string>): AsyncGenerator<LogEvent[]> {
  const mailbox = new MailboxReading(name, longestMessage);
  for await (const piece of pieces) yield mailbox.push(piece);
  yield mailbox.end();
}

async function* readLongMail(
  name: string,
  clock: Clock,
  pieces: AsyncIterable<string>,
): AsyncGenerator<LogEvent[]> {
  let text = '';
  let asLog: LogReading | undefined;
  for await (const piece of pieces) {
    if (asLog) yield asLog.push(piece);
    else text += piece;
    if (asLog || text.length < longestMessage) continue;
    asLog = new LogReading(name, clock, new Attribution());
    yield asLog.push(text);
  }
  yield asLog ? asLog.end() : bounceEvents(name, text);
}
