import type { LogEvent } from './event';

/** V8 copies what is shorter than this. */
const shortestView = 13;

/**
 * A copy of a text that is kept for long. V8 makes a slice of a string a view of the whole: one address kept would keep
 * the piece of the file alive that it was cut from.
 */
export function ownText(text: string): string {
  if (text.length < shortestView) return text;
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** A copy of an event that is kept for long: of all that was cut from the file. */
export function ownEvent(event: LogEvent): LogEvent {
  const own = (text: string | undefined) => (text === undefined ? undefined : ownText(text));
  // Written out: going over the names of each event takes long.
  return {
    file: event.file,
    line: event.line,
    format: event.format,
    outcome: event.outcome,
    hits: event.hits,
    code: event.code,
    diagnostic: own(event.diagnostic),
    moment: event.moment,
    sender: own(event.sender),
    recipient: own(event.recipient),
    queueId: own(event.queueId),
    sessionId: own(event.sessionId),
    messageId: own(event.messageId),
    remoteHost: own(event.remoteHost),
    source: own(event.source),
    sourceName: own(event.sourceName),
    server: own(event.server),
    connector: own(event.connector),
    login: own(event.login),
    waited: event.waited,
    origin: event.origin,
    record: own(event.record),
  } satisfies Record<keyof LogEvent, unknown>;
}
