import { findStatusCodes, isStatusCode } from '../../code/statusCode';
import { isoStamp } from './clock';
import { type Moment, nullSender, type Outcome } from './event';
import type { Format, LogLine } from './format';
import { JsonFields, parseObject } from './jsonFields';
import { messageKeys } from './messageKey';
import { diagnosticIn, isAddress, mailPath, refusal } from './recordText';
import { StampedReader } from './stampedReader';
import { readMessage, readSyslog } from './syslog';

/** One JSON object a line, as applications, containers and `journalctl -o json` write. */
export const jsonLines: Format = {
  id: 'json-lines',
  sureness: 'object-lines',
  zone: 'local',
  idSpaces: ['q', 's', 'j', 'm'],
  kernel: undefined,
  readsPieces: false,
  recognises: (head) => {
    const line = head.find((text) => text.trim() !== '') ?? '';
    return line.startsWith('{') && parseObject(line) !== undefined;
  },
  reader: (sink, clock) => new JsonLineReader(sink, clock),
};

class JsonLineReader extends StampedReader {
  override read(line: LogLine): boolean {
    const object = line.text.startsWith('{') ? parseObject(line.text) : undefined;
    if (!object) return false;
    const fields = new JsonFields(object);
    const moment = this.momentOf(fields);
    const server = fields.text('hostname', 'host', 'server', 'syslogserver');
    const said = fields.text('message', 'msg', 'log', 'error', 'err', 'response', 'reply', 'reason') ?? '';
    const program = fields.text('syslogidentifier', 'program', 'appname', 'ident', 'tag');
    if (program !== undefined) {
      readMessage({ moment, host: server, program }, said, line, this.sink);
      return false;
    }
    // Shippers such as Filebeat put the whole entry into one field.
    if (!readSyslog(said, line, this.stamps, this.sink, moment))
      this.event(fields, moment, server, said, line);
    return false;
  }

  private event(
    fields: JsonFields,
    moment: Moment | undefined,
    server: string | undefined,
    said: string,
    line: LogLine,
  ) {
    const sender = addressIn(
      fields.text('sender', 'mailfrom', 'envelopesender', 'envelopefrom', 'senderaddress', 'from'),
    );
    const messageId = fields.text('messageid');
    const queueId = fields.text('queueid', 'qid');
    const keys = messageKeys([
      [`j:${server ?? ''}`, queueId],
      ['m', messageId],
    ]);
    const source = [
      fields.text('clientip', 'remoteip', 'sourceip', 'fromip', 'originalclientip', 'client', 'ip'),
    ].find((address) => address !== undefined && isAddress(address));
    if (sender !== undefined)
      for (const key of keys) this.sink.add(key, moment, { sender, source, messageId });
    const coded = line.hits.length > 0;
    const status = outcomeOf(fields.text('status', 'outcome', 'event', 'result', 'action'));
    const recipient = addressIn(fields.text('recipient', 'rcptto', 'recipients', 'recipientaddress', 'to'));
    const aboutMail = sender !== undefined || recipient !== undefined || keys.length > 0;
    const outcome = coded ? outcomeOfCoded(fields, status, aboutMail, line) : status;
    if (outcome === undefined) return;
    this.sink.event(
      {
        moment,
        outcome,
        sender,
        recipient,
        messageId,
        queueId,
        sessionId: fields.text('sessionid', 'session'),
        remoteHost: fields.text('relay', 'remotehost', 'mx', 'destination'),
        source,
        server,
        record: ownRecord(fields),
        connector: fields.text('connector', 'connectorid'),
        diagnostic: coded
          ? (diagnosticIn(said) ?? diagnosticIn(line.text.replaceAll('\\"', "'")))
          : undefined,
      },
      [line],
      keys,
    );
  }

  private momentOf(fields: JsonFields): Moment | undefined {
    const stamp = fields.text('time', 'timestamp', 'ts', 'date', 'datetime', 'eventtime', 'receiveddatetime');
    if (stamp !== undefined && isoStamp.test(stamp)) return this.stamps.read(stamp);
    const epoch = fields.number('realtimetimestamp', 'time', 'timestamp', 'ts', 'date');
    return epoch === undefined ? undefined : this.stamps.epoch(epoch);
  }
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
  line: LogLine,
): Outcome {
  if (fields.text('outcome')?.toLowerCase() === 'blocked') return 'blocked';
  if (status === 'delivered' || fields.text('outcome')?.toLowerCase() === 'other') return status ?? 'other';
  const subject = JSON.stringify(fields.text('subject', 'messagesubject') ?? '').slice(1, -1);
  if (findStatusCodes(subject).length >= line.hits.length) return status ?? 'other';
  return aboutMail ? "blocked" : refusal(line.text);
}

/** `from` and `to` name many things in programs; here only what is an address or the null sender. */
function addressIn(written: string | undefined): string | undefined {
  const path = mailPath(written);
  return path === nullSender || path?.includes('@') ? path : undefined;
}

function outcomeOf(status: string | undefined): Outcome | undefined {
  if (status === undefined) return undefined;
  if (/^(?:sent|delivered|accepted|success)$/i.test(status)) return 'delivered';
  if (/^(?:deferred|delayed|queued)$/i.test(status)) return 'deferred';
  return /^(?:bounced?|failed|rejected)$/i.test(status) ? 'other' : undefined;
}
