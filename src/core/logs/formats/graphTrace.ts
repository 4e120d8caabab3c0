import type { Clock } from './clock';
import { StampReader } from './clock';
import { codedLine, codesOfCut } from './cutCodes';
import type { Format, LineReader, LogLine, LogSink } from './format';
import { JsonFields, type JsonObject } from './jsonFields';
import { readTrace, type TraceRow } from './messageTrace';
import { type CutPart, type CutText, ObjectCutter } from './objectCutter';
import { readWithCodes } from './recordCodes';
import { diagnosticIn } from './recordText';

/**
 * Message traces as Microsoft Graph answers (`exchangeMessageTrace`, `exchangeMessageTraceDetail`) or PowerShell gives
 * to `ConvertTo-Json`: a list of objects, on one line or many.
 */
export const graphTrace: Format = {
  id: 'graph-trace',
  sureness: 'objects',
  zone: 0,
  idSpaces: ['n', 'm'],
  kernel: undefined,
  readsPieces: true,
  recognises: (head) => {
    const text = head.join('\n').trimStart();
    if (!text.startsWith('{') && !text.startsWith('[')) return false;
    if (text.startsWith('{') && !/"value"\s*:\s*\[/.test(text)) return false;
    return /"(?:senderAddress|SenderAddress|recipientAddress|RecipientAddress|messageId|MessageId)"\s*:/.test(
      text,
    );
  },
  reader: (sink, clock) => new TraceObjectReader(sink, clock),
};

/** Longest object that is read, in UTF-16 units. Those of a trace have a few thousand. */
const longestObject = 1 << 20;

/** Cuts the objects out of the list and reads each; keeps no more than the object at hand. */
class TraceObjectReader implements LineReader {
  private readonly stamps: StampReader;
  private cutter: ObjectCutter<LogLine> | undefined;

  constructor(
    private readonly sink: LogSink,
    clock: Clock,
  ) {
    this.stamps = new StampReader(clock);
  }

  read(line: LogLine): boolean {
    if (line.text.trim() !== '') this.cutter ??= this.cutterFor(line.text);
    this.cutter?.push(line);
    return true;
  }

  end(): void {
    this.cutter?.end();
  }

  private cutterFor(start: string): ObjectCutter<LogLine> {
    return new ObjectCutter<LogLine>(
      {
        object: (object, cut) => this.readObject(object, [lineOf(cut)]),
        broken: (cut) => this.tellCodes(lineOf(cut)),
        lost: (cut) => this.tellCodes(lineOf(cut)),
        outside: (part) => this.tellOutside(part),
      },
      { around: start.trimStart().startsWith('{') ? 1 : 0, longest: longestObject, deepest: 0 },
    );
  }

  /** What is no object of a trace still has its codes. */
  private tellCodes(line: LogLine): void {
    if (line.hits.length > 0) this.sink.event({ outcome: 'blocked' }, [line]);
  }

  private tellOutside(part: CutPart<LogLine>): void {
    const line = codedLine(part);
    if (line) this.sink.event({ outcome: 'blocked', diagnostic: diagnosticIn(line.text) }, [line]);
  }

  private readObject(object: JsonObject, lines: readonly LogLine[]): void {
    const said = Object.entries(object)
      .flatMap(([name, value]) => (typeof value === 'string' && !/subject$/i.test(name) ? [value] : []))
      .join('\n');
    const fields = new JsonFields(Object.entries(object));
    const row: TraceRow = {
      moment: this.momentOf(fields.text('receiveddatetime', 'datetime', 'received', 'date') ?? ''),
      sender: fields.text('senderaddress'),
      recipient: fields.text('recipientaddress'),
      messageId: fields.text('messageid'),
      networkId: fields.text('id', 'messagetraceid'),
      source: fields.text('fromip'),
      remote: fields.text('toip'),
      status: fields.text('status'),
      event: fields.text('event'),
      said,
    };
    readWithCodes(this.sink, lines, (sink) => readTrace(row, lines, sink));
  }

  /** `/Date(1763952000000)/` is how PowerShell 5 writes a date. */
  private momentOf(stamp: string) {
    const epoch = /^\/Date\((\d{9,14})\)\/$/.exec(stamp)?.[1];
    return epoch === undefined ? this.stamps.read(stamp, 0) : this.stamps.epoch(Number(epoch));
  }
}

/** The line with which an object begins, with all its codes. */
function lineOf(cut: CutText<LogLine>): LogLine {
  return { ...cut.line, hits: [...codesOfCut(cut).values()] };
}
