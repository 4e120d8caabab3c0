import { findStatusCodes } from '../../code/statusCode';
import type { Clock } from './clock';
import { StampReader } from './clock';
import type { Columns } from './columns';
import type { Moment } from './event';
import { FieldsLogReader, hasFields } from './fieldsLog';
import type { Format, LogLine, LogSink } from './format';
import type { MessageKey } from './messageKey';
import { hitsByPlace } from './placedHits';
import { between, diagnosticIn, mailPath } from './recordText';

/** The SMTP service of IIS in the W3C extended log file format. */
export const iisSmtp: Format = {
  id: 'iis-smtp',
  sureness: 'fields',
  zone: 0,
  idSpaces: ['i'],
  kernel: undefined,
  readsPieces: false,
  recognises: (head) =>
    hasFields(head, ['date', 'time', 'csmethod', 'csuriquery']) &&
    head.some((line) => /\bSMTPSVC|OutboundConnection/.test(line)),
  reader: (file, clock) => {
    const conversations = new IisConversations(clock);
    return new FieldsLogReader(file, ' ', (cells, columns, lines, sink) =>
      conversations.read(cells, columns, lines, sink),
    );
  },
};

/** Peers whose conversations are followed; the service opens 1,000 connections at most by default. */
const mostPeers = 1000;

/**
 * The log numbers no sessions: lines belong together by service and peer. While two conversations with one peer are
 * open, no line can be told to be of one of them, and senders are not joined.
 */
class IisConversations {
  private readonly open = new Map<string, { sessions: number; confused: boolean }>();
  private readonly stamps: StampReader;

  constructor(clock: Clock) {
    this.stamps = new StampReader(clock);
  }

  read(cells: readonly string[], columns: Columns, lines: readonly LogLine[], sink: LogSink): void {
    const stamp = `${columns.cell(cells, 'date') ?? ''} ${columns.cell(cells, 'time') ?? ''}`;
    const moment = this.stamps.read(stamp, 0);
    const peer = columns.cell(cells, 'cip') ?? '';
    const server = filled(columns.cell(cells, 'scomputername'));
    const outbound = (columns.cell(cells, 'csusername') ?? '').startsWith('OutboundConnection');
    const key: MessageKey = `i:${server ?? ''}/${columns.cell(cells, 'ssitename') ?? ''}/${outbound ? 'out' : 'in'}:${peer}`;
    const query = (columns.cell(cells, 'csuriquery') ?? '').replaceAll('+', ' ');
    this.follow(columns.cell(cells, 'csmethod')?.toUpperCase() ?? '', key, moment, query, sink);
    const reply = /^[245]\d\d[ -]/.test(query) ? query : undefined;
    // The plus signs that stand for blanks hide a code from the rule, which takes `5.7.705+Access` for a version.
    const codes = reply === undefined ? [] : findStatusCodes(reply);
    const outcome = codes.length > 0 ? 'blocked' : outbound ? outcomeOf(reply) : undefined;
    if (outcome === undefined && !lines.some(({ hits }) => hits.length > 0)) return;
    sink.event(
      {
        moment,
        outcome: outcome ?? 'blocked',
        server,
        connector: filled(columns.cell(cells, 'ssitename')),
        remoteHost: outbound ? peer : undefined,
        source: outbound ? undefined : peer,
        diagnostic: codes.length > 0 ? diagnosticIn(query) : undefined,
      },
      lines.map((line) => withDecodedCodes(line)),
      this.open.get(key)?.confused ? [] : [key],
    );
  }

  private follow(
    method: string,
    key: MessageKey,
    moment: Moment | undefined,
    query: string,
    sink: LogSink,
  ): void {
    const state = this.open.get(key) ?? { sessions: 0, confused: false };
    if (method === 'EHLO' || method === 'HELO') {
      state.sessions += 1;
      state.confused ||= state.sessions > 1;
      sink.close(key, moment);
      this.remember(key, state);
    } else if (method === 'QUIT') {
      state.sessions -= 1;
      if (state.sessions > 0) return;
      sink.close(key, moment);
      this.open.delete(key);
    } else if (state.confused) sink.close(key, moment);
    else if (method === 'MAIL') sink.open(key, moment, { sender: mailPath(pathIn(query)) });
    else if (method === 'RCPT') sink.add(key, moment, { recipient: mailPath(pathIn(query)) });
  }

  private remember(key: string, state: { sessions: number; confused: boolean }): void {
    this.open.set(key, state);
    if (this.open.size <= mostPeers) return;
    const [oldest] = this.open.keys();
    if (oldest !== undefined) this.open.delete(oldest);
  }
}

function outcomeOf(reply: string | undefined) {
  if (reply === undefined) return undefined;
  if (/^250 2\.6\.0 /.test(reply)) return 'delivered';
  return /^4\d\d[ -]/.test(reply) ? 'deferred' : undefined;
}

function withDecodedCodes(line: LogLine): LogLine {
  const text = line.text.replaceAll('+', ' ');
  return { ...line, hits: [...hitsByPlace({ ...line, text }).values()] };
}

function pathIn(query: string): string | undefined {
  const path = between(query, '<', '>');
  return path === '' ? '<>' : path;
}

function filled(cell: string | undefined): string | undefined {
  return cell === '-' ? undefined : cell;
}
