import { isoStamp } from './clock';
import type { Moment } from './event';
import type { Format, LogLine, LogSink } from './format';
import { between, bracketed, diagnosticIn, longWaitOf, mailPath, verifiedHost } from './recordText';
import { StampedReader } from './stampedReader';

/** Until 4.96, and from 4.97 on (Exim's specification, "Message identification"). */
const idAhead = /^([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})) /;

const rejection = / (?:temporarily )?rejected (?:RCPT|MAIL|DATA|after DATA)\b/;

/** Exim's main log, with or without zone, milliseconds and process id in front. */
export const exim: Format = {
  id: 'exim',
  sureness: 'entries',
  zone: 'local',
  idSpaces: ['x'],
  kernel: undefined,
  readsPieces: false,
  recognises: (head) =>
    head.some((line) => {
      const body = bodyAfterStamp(line);
      return body !== undefined && (idAhead.test(body) || (body.startsWith('H=') && rejection.test(body)));
    }),
  reader: (sink, clock) => new EximReader(sink, clock),
};

class EximReader extends StampedReader {
  override read(line: LogLine): boolean {
    const body = bodyAfterStamp(line.text);
    if (body === undefined) return false;
    const moment = this.stamps.read(isoStamp.exec(line.text)?.[0] ?? '');
    readExim({ moment, server: undefined, space: 'x' }, body, line, this.sink);
    return false;
  }
}

/** What stands before an entry, and where its id is unique: among what one host's syslog tells, or in Exim's own log. */
interface EximHeader {
  readonly moment: Moment | undefined;
  readonly server: string | undefined;
  readonly space: 'q' | 'x';
}

/** Reads an entry without its stamp. @returns true where it is about a message */
export function readExim(
  { moment, server, space }: EximHeader,
  body: string,
  line: LogLine,
  sink: LogSink,
): boolean {
  const id = idAhead.exec(body)?.[1];
  if (id === undefined)
    return failedLogin(moment, body, line, sink) || rejected({ moment, server, space }, body, line, sink);
  const rest = body.slice(id.length + 1);
  const key = `${space}:${server ?? ''}/exim:${id}` as const;
  const flag = rest.slice(0, 2);
  const common = { format: 'exim', moment, server, queueId: id } as const;
  if (flag === '<=') {
    const sender = senderIn(rest);
    const handedInBy = hostOf(rest.slice(3 + sender.length).split(' T="')[0] ?? '');
    sink.open(key, moment, {
      sender: mailPath(sender),
      source: handedInBy.address,
      sourceName: verifiedHost(handedInBy.name),
      messageId: identity(between(rest, ' id=', ' ')),
      login: between(rest, ' A=', ' ')?.split(':')[1],
    });
    // A subject (`T="…"`) that quotes a code refuses nothing.
    if (line.hits.length > 0) sink.event({ ...common, outcome: 'other' }, [line], [key]);
    return true;
  }
  const outcome = outcomeOf(flag);
  if (rest === 'Completed' || rest.startsWith('Completed ')) sink.close(key, moment);
  if (outcome === undefined && line.hits.length === 0) return true;
  const blocked = line.hits.length > 0 && (outcome === 'other' || outcome === 'deferred');
  const host = hostOf(rest);
  sink.event(
    {
      ...common,
      outcome: blocked ? 'blocked' : (outcome ?? 'other'),
      sender: mailPath(between(rest, ' F=', ' ')),
      recipient: outcome === undefined ? undefined : recipientIn(rest.slice(3)),
      remoteHost: host.name ?? host.address,
      diagnostic: line.hits.length > 0 ? diagnosticIn(rest.replaceAll('\\n', '\n')) : undefined,
      waited: longWaitOf(spanOf(between(rest, ' QT=', ' '))),
    },
    [line],
    [key],
  );
  return true;
}

/**
 * `H=name [address] … F=<a> rejected RCPT <b>: 550 …`: refused while it was handed in, and so without an id.
 * @returns true where the entry is such a one and names a code
 */
function rejected({ moment, server }: EximHeader, body: string, line: LogLine, sink: LogSink): boolean {
  const at = line.hits.length === 0 ? -1 : body.search(rejection);
  if (at < 0) return false;
  const said = body.slice(at);
  const { address } = hostOf(` ${body}`);
  sink.event(
    {
      format: 'exim',
      moment,
      server,
      outcome: 'blocked',
      sender: mailPath(between(body, ' F=', ' ')),
      recipient: mailPath(/^ (?:temporarily )?rejected RCPT (\S{1,320}?):? /.exec(said)?.[1]),
      source: address,
      diagnostic: diagnosticIn(said),
    },
    [line],
  );
  return true;
}

/** `login authenticator failed for (host) [203.0.113.5]: 535 Incorrect authentication data (set_id=anna)` */
function failedLogin(moment: Moment | undefined, body: string, line: LogLine, sink: LogSink): boolean {
  const at = body.indexOf(' authenticator failed for ');
  if (at < 0 || line.hits.length > 0) return false;
  const end = body.indexOf(']: ', at);
  const source = end < 0 ? undefined : bracketed(body.slice(body.lastIndexOf('[', end)));
  sink.loginFailed({ moment, source, login: between(body.slice(at), '(set_id=', ')') }, line);
  return true;
}

/** The entry behind the stamp, a zone and a process id; undefined for a line without a stamp. */
function bodyAfterStamp(line: string): string | undefined {
  const stamp = isoStamp.exec(line.slice(0, 48));
  if (!stamp) return undefined;
  const body = line.slice(stamp[0].length).trimStart();
  return body.startsWith('[') ? body.slice(body.indexOf(']') + 1).trimStart() : body;
}

function outcomeOf(flag: string) {
  if (flag === '=>' || flag === '->' || flag === '>>') return 'delivered';
  if (flag === '==') return 'deferred';
  return flag === '**' ? 'other' : undefined;
}

/** `alex@x.example <alias@x.example> R=…` or `alias <alex@x.example> R=…`: the first that is an address. */
function recipientIn(rest: string): string | undefined {
  const end = rest.search(/ [A-Z]+=|: /);
  const written = end < 0 ? rest : rest.slice(0, end);
  return mailPath(written.split(' ').find((part) => part.includes('@'))) ?? mailPath(written);
}

/** The sender of `<= sender H=…`: a quoted local part may have blanks. */
function senderIn(rest: string): string {
  return /^(?:"(?:[^"\\]|\\.)*")?\S*/.exec(rest.slice(3))?.[0] ?? '';
}

/** `H=name (helo) [address]`, `H=(helo) [address]` or `H=[address]`. */
function hostOf(rest: string): { name: string | undefined; address: string | undefined } {
  const at = rest.indexOf(' H=');
  if (at < 0) return { name: undefined, address: undefined };
  const host = rest.slice(at + 3, at + 600);
  const name = /^[^\s([]+/.exec(host)?.[0];
  // What a client calls itself may be an address in brackets too (RFC 5321 §4.1.3).
  return { name, address: bracketed(host.replace(/^([^\s([]+ )?\([^()]*\)/, '')) };
}

/** `1d2h3m4.567s`, in milliseconds; NaN for anything else. */
function spanOf(written: string | undefined): number {
  const match = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(written ?? '-');
  if (!match) return Number.NaN;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

function identity(id: string | undefined): string | undefined {
  return id === undefined || id === '' ? undefined : `<${id}>`;
}
