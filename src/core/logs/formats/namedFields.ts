import { findStatusCodes, isStatusCode } from '../../code/statusCode';
import { type Clock, StampReader } from './clock';
import {
  type DeliveryTotal,
  type LogEvent,
  type LogFormat,
  type Moment,
  nullSender,
  type Outcome,
} from './event';
import type { EventDraft, LogLine, LogSink } from './format';
import type { JsonFields } from './jsonFields';
import { momentOfLine } from './lineTime';
import { messageKeys } from './messageKey';
import type { SyslogHeader } from './postfix';
import { diagnosticIn, isAddress, mailPath, refusal } from './recordText';
import { isMailProgram } from './syslogHeader';
import { isDaemon, textFacts } from './textFacts';

/** The names that values have in engines, shippers and programs, the surest first, as `columnKey` writes them. */
const names = {
  /** The line or sentence itself. */
  said: keys(
    'raw eventoriginal originalmessage message msg log line logline logmessage syslogmessage rawmessage rawlog rawdata fullmessage',
    'shortmessage textpayload text stdout output stderr entry value error err response reply reason body content detail description',
    'failurereason bouncereason errormessage exceptionmessage smtpresponse statusmessage lasterror details result',
  ),
  time: keys(
    'realtimetimestamp sourcerealtimetimestamp time timestamp ts t date datetime eventtime timegenerated receiveddatetime',
    'received asctime timelogged bouncedat createdat created timemillis instantepochsecond generatedat',
  ),
  server: keys('hostname host server syslogserver computer logsource fqdn sourcename machinename'),
  program: keys(
    'syslogidentifier program appname ident processname applicationname processprogram syslogtag tag daemon',
  ),
  sender: keys(
    'sender mailfrom envelopesender envelopefrom senderaddress from mailsource orig msgfrom friendlyfrom fromaddress frm',
  ),
  recipient: keys(
    'recipient rcptto recipients recipientaddress rcpt envelopeto to toaddress emailaddress email rejected recipientid destination',
  ),
  source: keys('clientip remoteip sourceip fromip originalclientip client ip dlvsourceip'),
  remoteHost: keys('relay remotehost remoteserver mx destination peeraddressname remotemta dsnmta toip'),
} as const;

function keys(...lists: readonly string[]): readonly string[] {
  return lists.flatMap((list) => list.split(' '));
}

/** Kinds of log in which engines are asked to count (see `core/verify/engine/mailLog.ts`), and the columns of their answer. */
const countedLogs: readonly LogFormat[] = ['postfix', 'sendmail', 'exim'];
const totalNames = ['deliveredmails', 'deferredmails', 'othermails'] as const;

const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0;

/** Names of other times: `startTime`, `event_date`, `loggedAt`. */
const likeTime = /(?:time|timestamp|date|at|created|utc)$|^time/;

/** Reads records whose values have names: objects of JSON, rows of an engine's table. */
export class NamedFieldsReader {
  private readonly stamps: StampReader;

  constructor(
    private readonly sink: LogSink,
    clock: Clock,
  ) {
    this.stamps = new StampReader(clock);
  }

  /** When a record says that it was written. */
  momentOf(fields: JsonFields): Moment | undefined {
    // Traces of Exchange Online are in UTC, and do not say so where PowerShell prints them.
    const isTrace = fields.text('messagetraceid', 'senderaddress', 'recipientaddress') !== undefined;
    const zone = isTrace ? 0 : undefined;
    const [date, clock] = [fields.text('date', 'logdate', 'eventdate'), fields.text('time', 'logtime')];
    const joined =
      date !== undefined && clock !== undefined && /^\d{1,2}:\d\d/.test(clock)
        ? momentOfLine(`${date} ${clock}`, this.stamps, zone)
        : undefined;
    if (joined) return joined;
    for (const name of names.time) {
      const moment = this.momentIn(fields, name, zone);
      if (moment) return moment;
    }
    for (const name of fields.namesLike(likeTime)) {
      const moment = this.momentIn(fields, name, zone);
      if (moment) return moment;
    }
    return undefined;
  }

  private momentIn(fields: JsonFields, name: string, zone: number | undefined): Moment | undefined {
    const stamp = fields.text(name) ?? fields.number(name);
    if (stamp === undefined) return undefined;
    return typeof stamp === 'number' || /^\d{9,19}(?:\.\d+)?$/.test(stamp)
      ? this.stamps.epoch(Number(stamp))
      : momentOfLine(stamp, this.stamps, zone);
  }

  serverOf(fields: JsonFields): string | undefined {
    return fields.text(...names.server);
  }

  /** What an engine has counted, where a record is the answer to the query for that; undefined for any other. */
  totalIn(fields: JsonFields): DeliveryTotal | undefined {
    const log = fields.text('maillog');
    const format = countedLogs.find((name) => name === log);
    const count = (name: string) => Number(fields.text(name) ?? fields.number(name) ?? Number.NaN);
    const [delivered = 0, deferred = 0, other = 0] = [...totalNames].map(count);
    if (format === undefined || ![delivered, deferred, other].every(isCount)) return undefined;
    return {
      ...{ format, moment: this.momentOf(fields), delivered, deferred, other },
      sender: mailPath(fields.text('sender')),
      source: fields.text('sourceip'),
      remoteHost: fields.text('remotehost'),
      server: fields.text('server'),
    };
  }

  /** The line or sentence of a record. */
  saidIn(fields: JsonFields): string | undefined {
    return fields.text(...names.said);
  }

  /** What a mail server told syslog, where its name stands apart from that or before it; undefined for any other record. */
  entryIn(fields: JsonFields, said: string): (SyslogHeader & { readonly body: string }) | undefined {
    const [, tag, rest] = /^([\w./-]{1,80})(?:\[\d{1,10}\])?: (.*)$/s.exec(said) ?? [];
    const isTagged = tag !== undefined && isMailProgram(tag);
    const program = isTagged ? tag : fields.text(...names.program)?.replace(/(?:\[\d*\])?:?$/, '');
    const isEntry = program !== undefined && (isTagged || isMailProgram(program) || queueIdAhead.test(said));
    if (!isEntry) return undefined;
    const host = this.serverOf(fields) ?? fields.text('source');
    return { moment: this.momentOf(fields), host, program, body: isTagged ? (rest ?? '') : said };
  }

  /**
   * Reads a record by what its fields say of a mail.
   * @param said its sentence
   * @param line the record as it stands in the file
   */
  readFields(fields: JsonFields, said: string, line: LogLine): void {
    const moment = this.momentOf(fields) ?? line.wrapper?.moment;
    const who = peopleIn(fields);
    const messageId = fields.text('messageid', 'mailmessageid');
    const queueId = fields.text('queueid', 'qid');
    const server = this.serverOf(fields) ?? line.wrapper?.server;
    const keys = messageKeys([
      [`j:${server ?? ''}`, queueId],
      ['m', messageId],
    ]);
    const source = names.source
      .map((name) => fields.text(name))
      .find((each) => each !== undefined && isAddress(each));
    if (who.sender !== undefined)
      for (const key of keys) this.sink.add(key, moment, { sender: who.sender, source, messageId });
    const coded = line.hits.length > 0;
    const status = outcomeOf(fields.text('status', 'outcome', 'event', 'result', 'action'));
    const aboutMail = who.sender !== undefined || who.recipient !== undefined || keys.length > 0;
    const outcome = coded ? outcomeOfCoded(fields, status, aboutMail, said, line) : status;
    if (outcome === undefined) return;
    const stated = coded && outcome === 'blocked' ? textFacts(said) : {};
    const draft: EventDraft = {
      // As `Format-List` prints it.
      format: fields.text('messagetraceid') === undefined ? 'named-fields' : 'message-trace',
      moment,
      outcome,
      sender: who.sender ?? stated.sender,
      recipient: who.recipient ?? stated.recipient,
      messageId: messageId ?? stated.messageId,
      queueId: queueId ?? stated.queueId,
      sessionId: fields.text('sessionid', 'session'),
      remoteHost: hostIn(fields) ?? stated.remoteHost,
      source,
      server,
      record: ownRecord(fields),
      connector: fields.text('connector', 'connectorid'),
      diagnostic: coded ? diagnosticIn(said) : undefined,
    };
    this.sink.event(draft, [line], keys);
  }
}

/** Short queue ids of Postfix and those of Sendmail before what is said of them. */
const queueIdAhead =
  /^(?:[0-9A-Fa-f]{5,20}|[0-9A-Za-z]{10,24}|NOQUEUE): (?:to|from|client|message-id|uid|removed|reject|host)/;

/** A name may also be that of what holds addresses. */
function hostIn(fields: JsonFields): string | undefined {
  return names.remoteHost
    .map((name) => fields.text(name))
    .find((each) => each !== undefined && !/[@\s]/.test(each));
}

/** Whom a mail is of and to; a bounce is not of those in it. */
function peopleIn(fields: JsonFields): Pick<LogEvent, 'sender' | 'recipient'> {
  const sender = addressIn(fields.text(...names.sender));
  const recipient = addressIn(fields.text(...names.recipient));
  return sender !== undefined && isDaemon(sender) ? {} : { sender, recipient };
}

/** The record that a hit in what NDR Lens printed is of: a line with two codes is two hits and one mail. */
function ownRecord(fields: JsonFields): string | undefined {
  const [file, code] = [fields.text('file'), fields.text('code')];
  const [line, column] = [fields.number('line'), fields.number('column')];
  const isOwn =
    file !== undefined &&
    line !== undefined &&
    column !== undefined &&
    code !== undefined &&
    isStatusCode(code);
  return isOwn ? `${file} ${fields.text('record') ?? line}` : undefined;
}

/** A code refuses nothing in a mail that was delivered, in its subject, or where NDR Lens itself has said so. */
function outcomeOfCoded(
  fields: JsonFields,
  status: Outcome | undefined,
  aboutMail: boolean,
  said: string,
  line: LogLine,
): Outcome {
  if (fields.text('outcome')?.toLowerCase() === 'blocked') return 'blocked';
  if (status === 'delivered' || fields.text('outcome')?.toLowerCase() === 'other') return status ?? 'other';
  const subject = JSON.stringify(fields.text('subject', 'messagesubject') ?? '').slice(1, -1);
  if (findStatusCodes(subject).length >= line.hits.length) return status ?? 'other';
  return aboutMail || refusal(said) === 'blocked' ? 'blocked' : refusal(line.text);
}

/** `from` and `to` name many things in programs; here only what is an address or the null sender. */
function addressIn(written: string | undefined): string | undefined {
  // A list as PowerShell prints one.
  const path = mailPath(written?.replace(/^\{(.*)\}$/, (_, list: string) => list.replaceAll(', ', '; ')));
  const inAngles = path === undefined ? undefined : /<([^<>\s]{1,320}@[^<>\s]{1,255})>/.exec(path)?.[1];
  return path === nullSender || path?.includes('@') ? (inAngles ?? path) : undefined;
}

function outcomeOf(status: string | undefined): Outcome | undefined {
  if (status === undefined) return undefined;
  if (/^(?:sent|delivered|accepted|success)$/i.test(status)) return 'delivered';
  if (/^(?:deferred|delayed|queued)$/i.test(status)) return 'deferred';
  return /^(?:bounced?|failed|rejected)$/i.test(status) ? 'other' : undefined;
}
