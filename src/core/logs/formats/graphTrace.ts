import { findStatusCodes } from '../../code/statusCode';
import type { Clock } from './clock';
import { StampReader } from './clock';
import type { CodeHit } from './event';
import type { Format, LineReader, LogLine, LogSink } from './format';
import { JsonFields, parseObject } from './jsonFields';
import { readTrace, type TraceRow } from './messageTrace';
import { hitsByPlace } from './placedHits';
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

interface Part {
  readonly text: string;
  readonly line: LogLine;
  /** Where it stands in the line's text. */
  readonly from: number;
  readonly places: ReadonlyMap<number, CodeHit>;
}

/** Cuts the objects out of the outermost list and reads each; keeps no more than the object at hand. */
class TraceObjectReader implements LineReader {
  private readonly stamps: StampReader;
  private readonly depth = new JsonDepth();
  private object: Part[] | undefined;
  private length = 0;

  constructor(
    private readonly sink: LogSink,
    clock: Clock,
  ) {
    this.stamps = new StampReader(clock);
  }

  read(line: LogLine): boolean {
    const places = hitsByPlace(line);
    let from = 0;
    for (let edge = this.depth.next(line.text, 0); edge; edge = this.depth.next(line.text, edge.at + 1)) {
      const to = edge.opens ? edge.at : edge.at + 1;
      this.gather({ line, places, from }, to);
      if (edge.opens) this.object = [];
      else this.finish();
      this.length = 0;
      from = to;
    }
    this.gather({ line, places, from }, line.text.length);
    return true;
  }

  end(): void {
    this.giveUp();
  }

  private gather({ line, places, from }: Omit<Part, 'text'>, to: number): void {
    this.length += to - from;
    // What is longer than any object of a trace is not read as one, but its codes are.
    if (this.object && this.length > longestObject) this.giveUp();
    if (this.object) this.object.push({ text: line.text.slice(from, to), line, places, from });
    else this.outside({ line, places, from }, to);
  }

  /** Text that belongs to no object of the list. */
  private outside({ line, places, from }: Omit<Part, 'text'>, to: number): void {
    const hits = [...places].flatMap(([at, hit]) => (at >= from && at < to ? [hit] : []));
    if (hits.length > 0)
      this.sink.event({ outcome: 'blocked', diagnostic: diagnosticIn(line.text) }, [{ ...line, hits }]);
  }

  private finish(): void {
    const parts = this.object ?? [];
    const object = parseObject(parts.map(({ text }) => text).join(''));
    if (!object) {
      this.giveUp();
      return;
    }
    this.object = undefined;
    const said = Object.entries(object)
      .flatMap(([name, value]) => (typeof value === 'string' && !/subject$/i.test(name) ? [value] : []))
      .join('\n');
    const fields = new JsonFields(Object.entries(object));
    const lines = linesOf(parts);
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

  /** What is no object of a trace still has its codes. */
  private giveUp(): void {
    const lines = linesOf(this.object ?? []).filter(({ hits }) => hits.length > 0);
    if (lines.length > 0) this.sink.event({ outcome: 'blocked' }, lines);
    this.object = undefined;
  }
}

/** The lines of an object, each with the codes that the object has on it. */
function linesOf(parts: readonly Part[]): LogLine[] {
  const hits = findStatusCodes(parts.map(({ text }) => text).join(''));
  let end = 0;
  let next = 0;
  return parts.flatMap(({ text, line, places, from }, index) => {
    const start = end;
    end += text.length;
    const own: CodeHit[] = [];
    for (let hit = hits[next]; hit && hit.start < end; hit = hits[next]) {
      const at = from + hit.start - start;
      own.push(places.get(at) ?? { code: hit.code, line: line.number, column: line.offset + at + 1 });
      next += 1;
    }
    return index === 0 || own.length > 0 ? [{ ...line, hits: own }] : [];
  });
}

/** Where JSON text opens and closes the objects that are entries of its outermost list. */
class JsonDepth {
  private depth = 0;
  private listDepth = 0;
  private inString = false;
  private escaped = false;

  next(text: string, from: number): { at: number; opens: boolean } | undefined {
    for (let at = from; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (unit === 0x5c) this.escaped = true;
        else if (unit === 0x22) this.inString = false;
      } else if (unit === 0x22) this.inString = true;
      else if (unit === 0x7b || unit === 0x5b) {
        this.depth += 1;
        if (unit === 0x5b && this.listDepth === 0) this.listDepth = this.depth;
        else if (unit === 0x7b && this.listDepth > 0 && this.depth === this.listDepth + 1)
          return { at, opens: true };
      } else if (unit === 0x7d || unit === 0x5d) {
        this.depth -= 1;
        if (this.depth < this.listDepth) this.listDepth = 0;
        else if (unit === 0x7d && this.depth === this.listDepth && this.listDepth > 0)
          return { at, opens: false };
      }
    }
    return undefined;
  }
}
