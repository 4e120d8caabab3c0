import { StampReader } from './clock';
import type { Columns } from './columns';
import type { Outcome } from './event';
import { FieldsLogReader, hasFields } from './fieldsLog';
import type { Format, LogLine, LogSink } from './format';
import { diagnosticIn, mailPath } from './recordText';

/** The message tracking log of Exchange Server. */
export const exchangeTracking: Format = {
  id: 'exchange-tracking',
  sureness: 'fields',
  zone: 0,
  idSpaces: ['m'],
  kernel: undefined,
  readsPieces: false,
  recognises: (head) => hasFields(head, ['eventid', 'messageid', 'recipientaddress', 'senderaddress']),
  reader: (file, clock) => {
    const stamps = new StampReader(clock);
    return new FieldsLogReader(file, ',', (cells, columns, lines, sink) =>
      readTracking(cells, columns, lines, stamps, sink),
    );
  },
};

/** What an event says of the mail; the others tell of its way through the servers. */
const outcomes: Readonly<Record<string, Outcome>> = {
  FAIL: 'other',
  BADMAIL: 'other',
  DEFER: 'deferred',
  SEND: 'delivered',
  SENDEXTERNAL: 'delivered',
  DELIVER: 'delivered',
};

/**
 * Reads a record of a tracking log, or of the extended report of Exchange Online, which has the same columns.
 * @param queueColumns what numbers the mail; of the servers in Exchange Online each has an internal id of its own for it
 */
export function readTracking(
  cells: readonly string[],
  columns: Columns,
  lines: readonly LogLine[],
  stamps: StampReader,
  sink: LogSink,
  queueColumns: readonly string[] = ['internalmessageid'],
): void {
  const moment = stamps.read(columns.cell(cells, 'datetime', 'datetimeutc', 'origintimestamputc') ?? '', 0);
  const event = (columns.cell(cells, 'eventid') ?? '').toUpperCase();
  const messageId = columns.cell(cells, 'messageid');
  const sender =
    mailPath(columns.cell(cells, 'senderaddress')) ?? mailPath(columns.cell(cells, 'returnpath'));
  const source = columns.cell(cells, 'originalclientip');
  const key = messageId === undefined ? undefined : (`m:${messageId}` as const);
  if (key !== undefined && sender !== undefined && event === 'RECEIVE')
    sink.add(key, moment, { sender, source });
  const coded = lines.some(({ hits }) => hits.length > 0);
  const outcome = outcomes[event] ?? (coded ? 'other' : undefined);
  // A code in the subject, or in a remark about a mail that went its way, refuses nothing.
  const diagnostic = coded ? diagnosticOf(cells, columns) : undefined;
  const refused = event === 'FAIL' || event === 'DEFER' || event === 'BADMAIL';
  const connector = columns.cell(cells, 'connectorid');
  // Handed on within the organization: the server where its way ends says so again.
  const onItsWay = outcome === 'delivered' && /^intra-organization /i.test(connector ?? '');
  if (outcome === undefined || (onItsWay && !coded)) return;
  sink.event(
    {
      moment,
      outcome: refused && diagnostic !== undefined ? 'blocked' : outcome,
      sender: event === 'DSN' ? undefined : sender,
      recipient: columns.cell(cells, 'recipientaddress')?.replaceAll(';', '; '),
      messageId,
      queueId: columns.cell(cells, ...queueColumns),
      sessionId: /^[0-9A-F]{16}(?=;|$)/.exec(columns.cell(cells, 'sourcecontext') ?? '')?.[0],
      connector,
      ...hosts(event, columns, cells),
      source,
      diagnostic,
    },
    lines,
    key === undefined ? [] : [key],
  );
}

/**
 * On its way out the client is this server: in SEND, and in FAIL and DEFER of the source SMTP, which another server's reply
 * caused. Otherwise the server is.
 */
function hosts(event: string, columns: Columns, cells: readonly string[]) {
  const server = columns.cell(cells, 'serverhostname', 'serverip');
  const client = columns.cell(cells, 'clienthostname', 'clientip');
  const isRefusedThere = /^(?:FAIL|DEFER)$/.test(event) && columns.cell(cells, 'source') === 'SMTP';
  return event.startsWith('SEND') || isRefusedThere
    ? { server: client, remoteHost: server }
    : { server: server ?? client, remoteHost: undefined };
}

function diagnosticOf(cells: readonly string[], columns: Columns): string | undefined {
  const subject = columns.placeOf('messagesubject');
  for (const [place, cell] of cells.entries()) {
    const said = cell.includes('5.7.7') && place !== subject ? diagnosticIn(cell) : undefined;
    if (said !== undefined) return said;
  }
  return undefined;
}
