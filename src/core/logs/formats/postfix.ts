import type { MessageFacts, Moment, Outcome } from './event';
import type { LogLine, LogSink } from './format';
import { type MessageKey, queueKey } from './messageKey';
import { between, bracketed, diagnosticIn, longWaitOf, mailPath, pathAt, verifiedHost } from './recordText';

/** What the header of a syslog line says. */
export interface SyslogHeader {
  readonly moment: Moment | undefined;
  readonly host: string | undefined;
  /** The program's name without its process id. */
  readonly program: string;
}

/** Short queue ids are hexadecimal, long ones have no vowels (postconf, enable_long_queue_ids). */
const queueIdAhead = /^(?:[0-9A-F]{5,20}|[0-9A-Za-z]{10,24}|NOQUEUE): /;

const daemons = new Set([
  ...['smtp', 'lmtp', 'smtpd', 'qmgr', 'nqmgr', 'oqmgr', 'cleanup', 'pickup', 'local', 'virtual', 'pipe'],
  ...['error', 'retry', 'discard', 'bounce', 'defer', 'relay', 'postscreen', 'postdrop', 'trivial-rewrite'],
]);

const outcomes: Readonly<Record<string, Outcome>> = { sent: 'delivered', deferred: 'deferred' };

/** True for a program of Postfix: `postfix/smtp`, `postfix/relay/smtp`, or another instance's `out/smtp`. */
export function isPostfix(program: string): boolean {
  const slash = program.lastIndexOf('/');
  return slash > 0 && daemons.has(program.slice(slash + 1));
}

/** Reads what a Postfix program says. @returns true where the line is one about a message */
export function readPostfix(
  { moment, host, program }: SyslogHeader,
  body: string,
  line: LogLine,
  sink: LogSink,
): boolean {
  const id = queueIdAhead.exec(body)?.[0].slice(0, -2);
  if (id === undefined) return failedLogin(moment, body, line, sink);
  const rest = body.slice(id.length + 2);
  const common = { format: 'postfix', moment, server: host } as const;
  if (id === 'NOQUEUE') {
    if (line.hits.length === 0) return true;
    sink.event({ ...common, ...inSession(rest), outcome: 'blocked', diagnostic: diagnosticIn(rest) }, [line]);
    return true;
  }
  // Ids are unique within a queue directory, which belongs to a host and an instance (syslog_name).
  const key = queueKey(host, program.slice(0, program.indexOf('/')), id);
  if (rest.startsWith('to=')) {
    delivery(rest, { ...common, queueId: id }, key, line, sink);
    return true;
  }
  if (rest.startsWith('from=<')) sink.add(key, moment, { sender: mailPath(pathAt(rest, 'from='.length)) });
  else if (rest.startsWith('client='))
    sink.open(key, moment, { ...clientIn(rest), login: between(rest, ' sasl_username=', ', ') });
  else if (rest.startsWith('uid=')) sink.open(key, moment, {});
  else if (rest.startsWith('message-id=')) sink.add(key, moment, { messageId: rest.slice(11) || undefined });
  else if (rest === 'removed') sink.close(key, moment);
  // One server of several said no (`host … said:`), which the line with the status repeats if it was the last.
  else if (line.hits.length > 0)
    sink.event(
      {
        ...common,
        ...inSession(rest),
        queueId: id,
        // A rule of the server itself quotes a field of the message's header.
        outcome: /(?:^|: )reject: (?!(?:nested |mime )?header )/.test(rest) ? 'blocked' : 'other',
        diagnostic: diagnosticIn(rest),
      },
      [line],
      [key],
    );
  return true;
}

/** `client=name[address]`: Postfix verifies the name, and says `unknown` where there is none (smtpd_peer_init). */
function clientIn(rest: string): Pick<MessageFacts, 'source' | 'sourceName'> {
  const name = rest.slice('client='.length, rest.indexOf('['));
  return { source: bracketed(rest), sourceName: verifiedHost(name) };
}

/** `warning: unknown[203.0.113.5]: SASL LOGIN authentication failed: …, sasl_username=anna`; the name since Postfix 3.5. */
function failedLogin(moment: Moment | undefined, body: string, line: LogLine, sink: LogSink): boolean {
  if (!body.startsWith('warning: ') || !/\]: SASL \S{1,40} authentication failed/.test(body)) return false;
  sink.loginFailed({ moment, source: bracketed(body), login: between(body, ' sasl_username=', ',') }, line);
  return true;
}

function delivery(
  rest: string,
  common: { format: 'postfix'; moment: Moment | undefined; server: string | undefined; queueId: string },
  key: MessageKey,
  line: LogLine,
  sink: LogSink,
): void {
  const recipient = pathAt(rest, 'to='.length);
  const told = recipient === undefined ? rest : rest.slice('to='.length + recipient.length);
  const relay = between(told, ' relay=', ',') ?? '';
  // A content filter on the same machine gives the message back under another id: that is no delivery.
  if (line.hits.length === 0 && /\[(?:127\.|::1\])/.test(relay)) return;
  const status = between(told, ' status=', ' ') ?? '';
  const blocked = line.hits.length > 0 && status !== 'sent';
  sink.event(
    {
      ...common,
      outcome: blocked ? 'blocked' : (outcomes[status] ?? 'other'),
      recipient: mailPath(recipient ?? between(rest, 'to=', ',')),
      remoteHost: relay === 'none' || relay === '' ? undefined : relay.split('[')[0],
      diagnostic: blocked ? diagnosticIn(inBrackets(told)) : undefined,
      waited: longWaitOf(Number(between(told, ' delay=', ',')) * 1000),
    },
    [line],
    [key],
  );
}

/** What stands in the round brackets at the end of a line, which belong to the log and not to the reply. */
function inBrackets(rest: string): string {
  const from = rest.indexOf(' (', rest.indexOf(' status='));
  return from >= 0 && rest.endsWith(')') ? rest.slice(from + 2, -1) : rest;
}

/** `reject: RCPT from name[address]: 550 …; from=<a> to=<b> proto=ESMTP` says it all in a line. */
function inSession(rest: string) {
  return {
    sender: mailPath(between(rest, ' from=', ' ')),
    recipient: mailPath(between(rest, ' to=', ' ')),
    source: / from \S+\[/.test(rest) ? bracketed(rest) : undefined,
  };
}
