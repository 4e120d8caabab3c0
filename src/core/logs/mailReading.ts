import type { OnRead } from '../files/openFile';
import { bounceEvent } from './bounce';
import type { LogEvent } from './event';
import type { OpenSource } from './logSource';
import { MailboxReading } from './mailboxReading';
import { untilAborted } from './strategies/everyLine';

/** How much of a message is read, in UTF-16 units; Exchange Online takes mail up to 150 MB. */
const longestMessage = 1 << 28;

/**
 * Reads a mail or an mbox and gives its events as they are ready.
 * @throws (by rejection) what reading throws, after the events that came before
 */
export async function* readMailFile(
  source: OpenSource,
  signal: AbortSignal | undefined,
  onRead: OnRead | undefined,
): AsyncGenerator<LogEvent[]> {
  const { name, kind, head, isWhole } = source;
  if (isWhole && kind === 'mail') yield eventsOfMail(name, head);
  else {
    const pieces = untilAborted(source.texts(onRead), signal);
    yield* kind === 'mbox' ? readMailbox(name, pieces) : readLongMail(name, pieces, signal);
  }
}

async function* readMailbox(name: string, pieces: AsyncIterable<string>): AsyncGenerator<LogEvent[]> {
  const mailbox = new MailboxReading(name, longestMessage);
  try {
    for await (const piece of pieces) yield mailbox.push(piece);
  } catch (error) {
    yield mailbox.end();
    throw error;
  }
  yield mailbox.end();
}

async function* readLongMail(
  name: string,
  pieces: AsyncIterable<string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<LogEvent[]> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= longestMessage) break;
  }
  if (!signal?.aborted) yield eventsOfMail(name, text);
}

function eventsOfMail(file: string, text: string): LogEvent[] {
  const event = bounceEvent(file, text);
  return event ? [event] : [];
}
