import type { LogFormat, Moment, Outcome } from './event';
import type { LogLine, LogSink } from './format';
import { type MessageKey, queueKey } from './messageKey';
import type { SyslogHeader } from './postfix';
import { between, diagnosticIn, isAddress, mailPath } from './recordText';

/** `0661f42ce59882bb mta delivery …`; versions before 6.4 write `mta event=delivery`. */
const sessionLine = /^([0-9a-f]{16}) (smtp|mta) (?:event=)?([a-z-]+)/;
/** Versions before 6. */
const oldRelay = /^relay: (Ok|PermFail|TempFail) for ([0-9a-f]{16}): /;

const outcomes: Readonly<Record<string, Outcome>> = { Ok: 'delivered', TempFail: 'deferred' };

/** Reads what OpenSMTPD says. @returns true where the line is one about a message */
export function readOpenSmtpd(header: SyslogHeader, body: string, line: LogLine, sink: LogSink): boolean {
  const old = oldRelay.exec(body);
  if (old) {
    const [, result = '', envelope = ''] = old;
    delivery(
      header,
      body,
      { result, envelope, ends: ',', session: between(body, 'session=', ',') },
      line,
      sink,
    );
    return true;
  }
  const match = sessionLine.exec(body);
  if (!match) return false;
  const [, session = '', side, event] = match;
  if (side === 'smtp') {
    readSession(header, body, session, event ?? '', sink);
    return false;
  }
  if (event !== 'delivery') return false;
  const facts = {
    result: quoted(body, ' result='),
    envelope: between(body, ' evpid=', ' ') ?? '',
    ends: ' ',
    session,
  };
  delivery(header, body, facts, line, sink);
  return true;
}

/** The session in which a message came in tells from where. */
function readSession(
  { host, moment }: SyslogHeader,
  body: string,
  session: string,
  event: string,
  sink: LogSink,
): void {
  const key = `s:${host ?? ''}/smtpd:${session}` as const;
  if (event === 'connected') {
    const source = between(body, ' address=', ' ');
    sink.open(key, moment, source !== undefined && isAddress(source) ? { source } : {});
  } else if (event === 'disconnected') sink.close(key, moment);
  else if (event === 'envelope') {
    const envelope = between(body, ' evpid=', ' ');
    const sender = mailPath(between(body, ' from=', ' '));
    if (envelope)
      sink.open(keyOf(host, envelope), moment, { sender, source: sink.recall(key, moment)?.source });
  }
}

interface Delivery {
  readonly result: string;
  readonly envelope: string;
  readonly ends: string;
  readonly session: string | undefined;
}

function delivery(
  { host, moment }: SyslogHeader,
  body: string,
  { result, envelope, ends, session }: Delivery,
  line: LogLine,
  sink: LogSink,
): void {
  const relay = (ends === ',' ? between(body, ' relay=', ',') : quoted(body, ' relay=')) ?? '';
  const blocked = line.hits.length > 0;
  sink.event(
    {
      ...shared(host, moment),
      queueId: envelope,
      sessionId: session,
      outcome: blocked ? 'blocked' : (outcomes[result] ?? 'other'),
      sender: mailPath(between(body, ' from=', ends)),
      recipient: mailPath(between(body, ' to=', ends)),
      remoteHost: between(relay, '(', ')') ?? (relay || undefined),
      diagnostic: blocked ? diagnosticIn(body) : undefined,
    },
    [line],
    [keyOf(host, envelope)],
  );
  if (!blocked && result === 'Ok') sink.close(keyOf(host, envelope), moment);
}

function shared(server: string | undefined, moment: Moment | undefined) {
  const format: LogFormat = 'opensmtpd';
  return { format, server, moment };
}

function keyOf(host: string | undefined, envelope: string): MessageKey {
  return queueKey(host, 'smtpd', envelope);
}

function quoted(text: string, mark: string): string {
  return between(text, `${mark}"`, '"') ?? between(text, mark, ' ') ?? '';
}
