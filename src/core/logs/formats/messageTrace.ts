import type { Clock } from './clock';
import { Columns, columnKey } from './columns';
import { delimiterOf, isPreamble } from './csvHeader';
import { CsvRecords, splitQuoted } from './csvRecords';
import { DateOrderEvidence, numericDate } from './dateOrder';
import type { Moment, Outcome } from './event';
import { readTracking } from './exchangeTracking';
import type { Format, LogLine, LogSink } from './format';
import { messageKeys } from './messageKey';
import { readWithCodes } from './recordCodes';
import { diagnosticIn, isAddress, mailPath } from './recordText';
import { StampedReader } from './stampedReader';

/**
 * Message traces and historical searches of Exchange Online as CSV: the summaries of the admin center, old and new, the
 * extended report, the details, and what `Get-MessageTraceV2` and its kin give to `Export-Csv`.
 */
export const messageTrace: Format = {
  id: 'message-trace',
  sureness: 'table',
  zone: 0,
  idSpaces: ['n', 'm'],
  kernel: undefined,
  readsPieces: false,
  recognises: (head) => {
    const header = head.find((line) => !isPreamble(line));
    return header !== undefined && isHeader(header);
  },
  reader: (sink, clock) => new TraceReader(sink, clock),
};

/** Times in traces are UTC. */
const utc = 0;

const timeColumns = [
  ...['origintimestamp', 'origintimestamputc', 'datetimeutc', 'datetime', 'received', 'receiveddatetime'],
  ...['date', 'dateutc', 'timestamp', 'timestamputc'],
];

const networkIds = ['networkmessageid', 'messagetraceid'];

/** Rows that wait until one of them tells the order of day and month; about 1 KB each. */
const mostUndecided = 20_000;

type Row = readonly [cells: readonly string[], lines: readonly LogLine[]];

class TraceReader extends StampedReader {
  private records: CsvRecords<LogLine> | undefined;
  private readonly dates = new DateOrderEvidence();
  private readonly replies = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  private undecided: Row[] | undefined = [];
  private columns = new Columns([]);

  constructor(
    sink: LogSink,
    private readonly clock: Clock,
  ) {
    super(sink, clock);
  }

  override read(line: LogLine): boolean {
    if (this.records) {
      this.records.push(line);
      return true;
    }
    if (!isPreamble(line.text) && isHeader(line.text)) this.begin(line.text);
    return false;
  }

  end(): void {
    this.records?.end();
    this.decide();
  }

  private begin(header: string): void {
    const delimiter = delimiterOf(header);
    const names = splitQuoted(header, delimiter);
    this.columns = new Columns(names);
    this.records = new CsvRecords(delimiter, names.length, (cells, lines) => this.take([cells, lines]));
  }

  /** Dates such as `10/11/2026` wait for one that can be read in one way only. */
  private take(row: Row): void {
    const [cells, lines] = row;
    const date = this.undecided && numericDate((this.columns.cell(cells, ...timeColumns) ?? '').trim());
    if (!this.undecided || (!date && this.undecided.length === 0)) {
      this.tell(row);
      return;
    }
    this.undecided.push(row);
    if (date) this.dates.add(date);
    for (const { text, hits } of lines) if (hits.length > 0) this.noteReply(text);
    if (this.dates.byDays || this.undecided.length >= mostUndecided) this.decide();
  }

  /** Microsoft's replies quote the time of the refusal: `[… 2026-11-18T09:12:03.113Z …]`. */
  private noteReply(text: string): void {
    const at = Date.parse(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z/.exec(text)?.[0] ?? '');
    if (Number.isNaN(at)) return;
    this.replies.first = Math.min(this.replies.first, at);
    this.replies.last = Math.max(this.replies.last, at);
  }

  private decide(): void {
    const rows = this.undecided ?? [];
    this.undecided = undefined;
    const near = this.replies.first <= this.replies.last ? this.replies : undefined;
    const order = this.dates.decide({ latest: this.clock.reference, near });
    if (order) this.stamps.settleDayOrder(order);
    for (const row of rows) this.tell(row);
  }

  private tell([cells, lines]: Row): void {
    readWithCodes(this.sink, lines, (sink) => this.row(cells, lines, sink));
  }

  private row(cells: readonly string[], lines: readonly LogLine[], sink: LogSink): void {
    if (this.columns.has('eventid')) {
      readTracking(cells, this.columns, lines, this.stamps, sink, networkIds);
      return;
    }
    const moment = this.stamps.read(this.columns.cell(cells, ...timeColumns) ?? '', utc);
    const cell = (...names: string[]) => this.columns.cell(cells, ...names);
    readTrace(
      {
        moment,
        sender: cell('senderaddress', 'sender'),
        recipient: cell('recipientaddress', 'recipient'),
        recipientStatus: cell('recipientstatus'),
        messageId: cell('messageid'),
        networkId: cell(...networkIds),
        source: cell('originalclientip', 'fromip', 'clientip'),
        remote: cell('toip'),
        connector: cell('connectorid', 'connector'),
        status: cell('status', 'deliverystatus'),
        event: cell('event'),
        said: cells
          .filter(
            (_, place) =>
              place !== this.columns.placeOf('subject') && place !== this.columns.placeOf('messagesubject'),
          )
          .join('\n'),
      },
      lines,
      sink,
    );
  }
}

/** A row of a trace, whatever it is written in. */
export interface TraceRow {
  readonly moment: Moment | undefined;
  readonly sender?: string | undefined;
  readonly recipient?: string | undefined;
  /** `address##Receive, Fail`, several separated by `;`. */
  readonly recipientStatus?: string | undefined;
  readonly messageId?: string | undefined;
  readonly networkId?: string | undefined;
  readonly source?: string | undefined;
  readonly remote?: string | undefined;
  readonly connector?: string | undefined;
  readonly status?: string | undefined;
  /** Of the details: `Receive`, `Fail`, `Send external`, … */
  readonly event?: string | undefined;
  /** All that the row says but for the subject, which may quote a code. */
  readonly said?: string | undefined;
}

/** Reads a row of a summary, which says what became of a mail, or of the details, which say why. */
export function readTrace(row: TraceRow, lines: readonly LogLine[], sink: LogSink): void {
  const keys = messageKeys([
    ['n', row.networkId],
    ['m', row.messageId],
  ]);
  const sender = mailPath(row.sender);
  const source = row.source !== undefined && isAddress(row.source) ? row.source : undefined;
  if (sender !== undefined)
    for (const key of keys) sink.add(key, row.moment, { sender, source, messageId: row.messageId });
  const diagnostic = lines.some(({ hits }) => hits.length > 0) ? diagnosticIn(row.said ?? '') : undefined;
  const coded = diagnostic !== undefined && outcomeOf(row.status ?? row.event ?? '') !== 'delivered';
  for (const { recipient, outcome } of traceRecipients(row, coded))
    sink.event(
      {
        moment: row.moment,
        outcome,
        sender,
        recipient,
        messageId: row.messageId,
        queueId: row.networkId,
        source,
        remoteHost: row.remote,
        connector: row.connector,
        diagnostic,
      },
      lines,
      keys,
    );
}

/** What became of the mail, for each recipient. @param coded true where a code in the row says that it was refused */
export function traceRecipients(
  row: Pick<TraceRow, 'recipient' | 'recipientStatus' | 'status' | 'event'>,
  coded = false,
): { recipient: string | undefined; outcome: Outcome }[] {
  const stated = row.recipientStatus?.includes('##') ? row.recipientStatus.split(';') : undefined;
  if (stated && !coded)
    return stated.flatMap((each) => {
      const [recipient = '', status = ''] = each.split('##');
      const outcome = outcomeOf(status);
      return outcome ? [{ recipient: recipient.trim(), outcome }] : [];
    });
  const recipient = row.recipient ?? stated?.map((each) => each.split('##')[0]?.trim()).join('; ');
  const outcome = coded ? 'blocked' : outcomeOf(row.status ?? row.event ?? '');
  return outcome ? [{ recipient, outcome }] : [];
}

/** By the last step that is named. `Getting status` and `Expanded` say nothing about the mail's end. */
function outcomeOf(status: string): Outcome | undefined {
  const last = columnKey(status.split(',').at(-1) ?? '');
  if (/^(?:deliver|delivered|send|sendexternal|resolved)$/.test(last)) return 'delivered';
  if (/^(?:defer|deferred|pending)$/.test(last)) return 'deferred';
  return /^(?:fail|failed|quarantined|filteredasspam|drop)$/.test(last) ? 'other' : undefined;
}

function isHeader(line: string): boolean {
  if (line.length > 4000 || /^[#{[]/.test(line) || line.includes('\\"')) return false;
  const columns = new Columns(splitQuoted(line, delimiterOf(line)));
  const hasTime = timeColumns.some((name) => columns.has(name));
  const isSummary =
    columns.has('senderaddress') && (columns.has('recipientstatus') || columns.has('recipientaddress'));
  return hasTime && (isSummary || (columns.has('event') && columns.has('detail')));
}
