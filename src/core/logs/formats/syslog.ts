import { isoStamp, type StampReader } from './clock';
import type { Moment } from './event';
import { readExim } from './exim';
import type { Format, LogLine, LogSink } from './format';
import { momentOfLine } from './lineTime';
import { readOpenSmtpd } from './opensmtpd';
import { isPostfix, readPostfix, type SyslogHeader } from './postfix';
import { diagnosticIn, refusal } from './recordText';
import { readSendmail } from './sendmail';
import { StampedReader } from './stampedReader';
import { isLoggersOwn, mailEntry, placesIn } from './syslogHeader';
import { textFacts } from './textFacts';

/** What syslog writes, with stamps of RFC 3164, RFC 5424 or ISO 8601; each line is read as its program writes. */
export const syslog: Format = {
  id: 'syslog',
  sureness: 'stamps',
  zone: 'local',
  idSpaces: ['q', 's'],
  kernel: 'syslog',
  readsPieces: false,
  recognises: (head) => head.some(isEntry) && !head.some(isOtherEntry),
  reader: (sink, clock) => new SyslogReader(sink, clock),
};

/**
 * The same in other templates than those of rsyslog's and syslog-ng's files: with a year, a zone, a facility or an id of the message
 * beside the program, as Solaris, AIX, FreeBSD, busybox and `journalctl` print it, or without a host. No kernel reads these.
 */
export const otherSyslog: Format = {
  ...syslog,
  kernel: undefined,
  recognises: (head) => head.some(isOtherEntry),
  reader: (sink, clock) => new OtherSyslogReader(sink, clock),
};

class OtherSyslogReader extends StampedReader {
  override read(line: LogLine): boolean {
    const entry = mailEntry(line.text);
    if (!entry) {
      readSyslog(line.text, line, this.stamps, this.sink);
      return false;
    }
    const moment = momentOfLine(entry.stamp, this.stamps);
    readMessage({ moment, host: entry.host, program: entry.program }, entry.body, line, this.sink);
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
  if (!places || isLoggersOwn(text, places)) return false;
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

function isEntry(text: string): boolean {
  const places = placesIn(text);
  return places !== undefined && !isLoggersOwn(text, places);
}

/** True for an entry of a mail server in which the forms that the kernel knows would miss something. */
function isOtherEntry(text: string): boolean {
  const entry = mailEntry(text);
  const places = placesIn(text);
  return entry !== undefined && (places?.program !== entry.program || text.slice(places.body) !== entry.body);
}

/** Exim puts its own stamp into syslog too, unless told not to (syslog_timestamp). */
function afterEximStamp(body: string): string {
  const stamp = isoStamp.exec(body.slice(0, 48));
  return stamp ? body.slice(stamp[0].length).trimStart() : body;
}
