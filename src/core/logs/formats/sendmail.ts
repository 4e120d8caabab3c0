import type { LogLine, LogSink } from './format';
import { queueKey } from './messageKey';
import type { SyslogHeader } from './postfix';
import { between, bracketed, diagnosticIn, longWaitOf, mailPath, pathAt, verifiedHost } from './recordText';

const fieldsAhead = /^([0-9A-Za-z]{8,24}): (from|to|ctladdr)=/;

/** Reads what Sendmail says. @returns true where the line is one about a message */
export function readSendmail(
  { moment, host }: SyslogHeader,
  body: string,
  line: LogLine,
  sink: LogSink,
): boolean {
  const match = fieldsAhead.exec(body);
  if (!match?.[1]) return false;
  const queueId = match[1];
  const key = queueKey(host, 'sendmail', queueId);
  const rest = body.slice(queueId.length + 2);
  const from = rest.indexOf('=') + 1;
  const path = pathAt(rest, from);
  const relay = between(rest.slice(from + (path?.length ?? 0)), ', relay=', ',');
  if (match[2] === 'from') {
    sink.open(key, moment, {
      sender: mailPath(path ?? between(rest, 'from=', ',')),
      messageId: between(rest, ', msgid=', ','),
      source: relay === undefined ? undefined : bracketed(relay),
      sourceName: relay?.includes('(may be forged)') ? undefined : verifiedHost(relay?.split(/\.? \[|\[/)[0]),
      login: between(rest, ', authid=', ','),
    });
    return true;
  }
  const at = rest.indexOf(', stat=');
  if (at < 0) return false;
  const said = rest.slice(at + 7);
  const outcome = outcomeOf(said);
  const blocked = line.hits.length > 0 && outcome !== 'delivered';
  sink.event(
    {
      format: 'sendmail',
      moment,
      server: host,
      queueId,
      outcome: blocked ? 'blocked' : outcome,
      recipient: recipientsIn(rest.slice(0, at)),
      remoteHost: relay?.split(/\.? \[|\[/)[0] || undefined,
      diagnostic: blocked ? diagnosticOf(rest, at, line) : undefined,
      waited: longWaitOf(spanOf(between(rest, ', delay=', ','))),
    },
    [line],
    [key],
  );
  return true;
}

/** `to=<a@x.example>,<b@x.example>, delay=…`: one line for all that a server was given at once. */
function recipientsIn(rest: string): string | undefined {
  const written = rest.slice(3, Math.max(3, rest.search(/, [a-z]+=/)));
  const paths = written
    .split(',')
    .map(mailPath)
    .filter((path) => path !== undefined);
  return paths.length === 0 ? undefined : paths.join('; ');
}

/**
 * Sendmail writes the status into `dsn=` and often only words into `stat=`; from 8.16 on the whole reply stands before it
 * (`reply=`).
 */
function diagnosticOf(rest: string, at: number, line: LogLine): string | undefined {
  const reply = between(rest.slice(0, at), ', reply=', '\n');
  const said = rest.slice(at + 7);
  return (
    (reply && diagnosticIn(reply)) ??
    diagnosticIn(said) ??
    diagnosticIn(`${line.hits[0]?.code ?? ''} ${said}`)
  );
}

/** `2+03:04:05`: days, hours, minutes and seconds, in milliseconds; NaN for anything else. */
function spanOf(written: string | undefined): number {
  const match = /^(?:(\d+)\+)?(\d\d):(\d\d):(\d\d)$/.exec(written ?? '');
  if (!match) return Number.NaN;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

function outcomeOf(said: string) {
  if (/^Sent\b/.test(said)) return 'delivered';
  return /^(?:Deferred|queued)\b/.test(said) ? 'deferred' : 'other';
}
