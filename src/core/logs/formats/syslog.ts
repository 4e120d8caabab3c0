import { bsdStamp, isoStamp, type StampReader } from './clock';
import type { Moment } from './event';
import { readExim } from './exim';
import type { Format, LogLine, LogSink } from './format';
import { readOpenSmtpd } from './opensmtpd';
import { isPostfix, readPostfix, type SyslogHeader } from './postfix';
import { diagnosticIn, refusal } from './recordText';
import { readSendmail } from './sendmail';
import { StampedReader } from './stampedReader';
import { textFacts } from './textFacts';

/** What syslog writes, with stamps of RFC 3164, RFC 5424 or ISO 8601; each line is read as its program writes. */
export const syslog: Format = {
  id: 'syslog',
  sureness: 'stamps',
  zone: 'local',
  idSpaces: ['q', 's'],
  kernel: 'syslog',
  readsPieces: false,
  recognises: (head) => head.some((line) => placesIn(line) !== undefined),
  reader: (sink, clock) => new SyslogReader(sink, clock),
};

/** What `grep` puts before each line of several files: the file, and with `-n` the number of the line. */
const grepPrefix =
  /^(?:[A-Za-z]:)?[^\s:]{1,500}:(?:\d{1,9}:)?(?=[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\d[T ]|<\d)/;

/** Lines of syslog that `grep` cut out of several files. No kernel looks behind the prefix. */
export const greppedSyslog: Format = {
  ...syslog,
  kernel: undefined,
  recognises: (head) =>
    head.some((line) => grepPrefix.test(line) && placesIn(line.replace(grepPrefix, '')) !== undefined),
  reader: (sink, clock) => new GreppedReader(sink, clock),
};

class GreppedReader extends StampedReader {
  override read(line: LogLine): boolean {
    readSyslog(line.text.replace(grepPrefix, ''), line, this.stamps, this.sink);
    return false;
  }
}

class SyslogReader extends StampedReader {
  override read(line: LogLine): boolean {
    readSyslog(line.text, line, this.stamps, this.sink);
    return false;
  }
}

/**
 * Reads an entry of syslog, which may stand within a line.
 * @param moment when it was written, where something better than its own stamp says so
 * @returns false where the text is none
 */
export function readSyslog(
  text: string,
  line: LogLine,
  stamps: StampReader,
  sink: LogSink,
  moment?: Moment,
): boolean {
  const places = placesIn(text);
  if (!places) return false;
  const { stamp, host, program, body } = places;
  readMessage({ moment: moment ?? stamps.read(stamp), host, program }, text.slice(body), line, sink);
  return true;
}

/** Reads the message of a syslog entry as its program writes it. */
export function readMessage(header: SyslogHeader, body: string, line: LogLine, sink: LogSink): void {
  const { program, moment, host } = header;
  if (isPostfix(program) && readPostfix(header, body, line, sink)) return;
  if (program === 'smtpd' && readOpenSmtpd(header, body, line, sink)) return;
  if (
    program.startsWith('exim') &&
    readExim({ moment, server: host, space: 'q' }, afterEximStamp(body), line, sink)
  )
    return;
  if (readSendmail(header, body, line, sink)) return;
  if (line.hits.length === 0) return;
  sink.event(
    {
      format: 'syslog',
      moment,
      server: host,
      outcome: refusal(body),
      ...textFacts(body),
      diagnostic: diagnosticIn(body),
    },
    [line],
  );
}

/** Exim puts its own stamp into syslog too, unless told not to (syslog_timestamp). */
function afterEximStamp(body: string): string {
  const stamp = isoStamp.exec(body.slice(0, 48));
  return stamp ? body.slice(stamp[0].length).trimStart() : body;
}

interface Places {
  readonly stamp: string;
  readonly host: string | undefined;
  readonly program: string;
  /** Where the message begins. */
  readonly body: number;
}

/** Where the parts of a line stand, or undefined for a line that syslog did not write. */
function placesIn(text: string): Places | undefined {
  const first = text.charCodeAt(0);
  const from = first === 0x3c ? afterPriority(text) : 0;
  if (text.startsWith('1 ', from)) return rfc5424(text, from + 2);
  const head = text.slice(from, from + 40);
  const stamp = (/^\d/.test(head) ? isoStamp : bsdStamp).exec(head)?.[0];
  if (stamp === undefined || text.charAt(from + stamp.length) !== ' ') return undefined;
  const hostAt = from + stamp.length + 1;
  const hostEnd = text.indexOf(' ', hostAt);
  if (hostEnd < 0) return undefined;
  const tag = tagAt(text, hostEnd + 1);
  return tag && { stamp, host: text.slice(hostAt, hostEnd), ...tag };
}

/** RFC 3164 §4.1.3: the program's name, its process id in brackets, a colon. */
function tagAt(text: string, from: number): { program: string; body: number } | undefined {
  const tag = text.slice(from, from + 128);
  const end = tag.indexOf(': ');
  const colon = end >= 0 ? end : tag.endsWith(':') ? tag.length - 1 : -1;
  if (colon <= 0) return undefined;
  const name = tag.slice(0, colon);
  const bracket = name.indexOf('[');
  const program = bracket < 0 ? name : name.slice(0, bracket);
  return program === '' || program.includes(' ') ? undefined : { program, body: from + colon + 2 };
}

function afterPriority(text: string): number {
  const end = text.indexOf('>');
  return end > 0 && end < 5 ? end + 1 : 0;
}

/** RFC 5424 §6: stamp, host, program, process id, message id, structured data, message. `-` stands for nothing. */
function rfc5424(text: string, from: number): Places | undefined {
  const parts: string[] = [];
  let at = from;
  while (parts.length < 5) {
    const end = text.indexOf(' ', at);
    if (end < 0) return undefined;
    parts.push(text.slice(at, end));
    at = end + 1;
  }
  const [stamp = '', host, program = ''] = parts;
  if (!isoStamp.test(stamp) && stamp !== '-') return undefined;
  const data = afterStructuredData(text, at);
  const body = data + (text.startsWith('\ufeff', data) ? 1 : 0);
  return { stamp, host: host === '-' ? undefined : host, program, body };
}

/** `-`, or elements in brackets whose quoted values may hold anything escaped (RFC 5424 §6.3). */
function afterStructuredData(text: string, from: number): number {
  let at = from;
  if (text.charAt(at) === '-') at += 1;
  while (text.charAt(at) === '[') {
    let quoted = false;
    for (at += 1; at < text.length && (quoted || text.charAt(at) !== ']'); at += 1) {
      if (text.charAt(at) === '\\') at += 1;
      else if (text.charAt(at) === '"') quoted = !quoted;
    }
    at += 1;
  }
  // rsyslog keeps the blank with which a local program's message begins.
  while (text.charAt(at) === ' ') at += 1;
  return at;
}
