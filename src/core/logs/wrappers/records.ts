import { type Clock, StampReader } from '../formats/clock';
import { Columns, columnKey } from '../formats/columns';
import { delimiterOf, isPreamble } from '../formats/csvHeader';
import { CsvRecords, splitQuoted } from '../formats/csvRecords';
import { codedLine, codesOfCut } from '../formats/cutCodes';
import type { CodeHit } from '../formats/event';
import type { Format, LineReader, LogLine, LogSink } from '../formats/format';
import type { JsonObject } from '../formats/jsonFields';
import { type CutPart, type CutText, ObjectCutter } from '../formats/objectCutter';
import { draftOfLine } from '../formats/plainText';
import type { Recognise } from './innerStream';
import { nodesIn, rangesIn, recordsIn } from './recordLists';
import { WrappedRecords } from './wrappedRecords';

type Kind = 'objects' | 'table' | 'list';

/** The format of a text that is a sequence of records with named values; undefined for any other. */
export function recordFormat(head: string, recognise: Recognise): Format | undefined {
  const kind = kindOf(head);
  const Reader = kind === 'objects' ? ObjectReader : kind === 'table' ? TableReader : ListReader;
  return (
    kind && {
      id: 'named-fields',
      sureness: 'objects',
      zone: 'local',
      idSpaces: ['q', 's', 'j', 'm', 'n', 'i', 'x'],
      kernel: undefined,
      isWrapped: true,
      readsPieces: kind === 'objects',
      recognises: (lines) => kindOf(lines.join('\n')) === kind,
      reader: (sink, clock) => new Reader(sink, clock, recognise),
    }
  );
}

function kindOf(head: string): Kind | undefined {
  const text = head.trimStart();
  if (/^(?:\[\s*(?:\[\s*)?)?\{\s*(?:"|$)/.test(text) || /^\[\s*$/.test(text)) return 'objects';
  const lines = text.split(/\r\n|\n|\r/);
  const header = lines.find((line) => !isPreamble(line));
  if (header !== undefined && isTable(header)) return 'table';
  return lines.some((line) => traceField.test(line)) ? 'list' : undefined;
}

/** Longest object that is read whole, in UTF-16 units: what is longer is a list, whose objects are read each by itself. */
const longestObject = 1 << 20;
/** How deep lists stand in the objects around them at most. */
const deepestList = 6;

/** Reads objects of JSON, wherever they stand. */
class ObjectReader implements LineReader {
  private readonly records: WrappedRecords;
  private readonly cutter: ObjectCutter<LogLine>;
  private readonly stamps: StampReader;

  constructor(
    private readonly sink: LogSink,
    clock: Clock,
    recognise: Recognise,
  ) {
    this.stamps = new StampReader(clock);
    this.records = new WrappedRecords(sink, clock, recognise);
    this.cutter = new ObjectCutter<LogLine>(
      {
        object: (object, cut) => this.readObject(object, cut),
        broken: (cut) => this.tellCodes(withCodes(cut, codesOfCut(cut).values())),
        lost: ({ parts }) => {
          for (const part of parts) this.tellOutside(part);
        },
        outside: (part) => this.tellOutside(part),
      },
      { around: 0, longest: longestObject, deepest: deepestList },
    );
  }

  read(line: LogLine): boolean {
    this.cutter.push(line);
    return true;
  }

  end(): void {
    this.cutter.end();
    this.records.end();
  }

  private tellCodes(line: LogLine): void {
    if (line.hits.length === 0) return;
    const { moment = line.wrapper?.moment, ...draft } = draftOfLine(line, this.stamps);
    this.sink.event({ ...draft, moment, server: line.wrapper?.server }, [line]);
  }

  private tellOutside(part: CutPart<LogLine>): void {
    const line = codedLine(part);
    if (line) this.tellCodes(line);
  }

  private readObject(object: JsonObject, cut: CutText<LogLine>): void {
    const codes = codesOfCut(cut);
    const listed = recordsIn(object);
    if (listed.length === 1 && listed[0]?.node === object) {
      this.records.read(object, withCodes(cut, codes.values()));
      return;
    }
    const ranges = codes.size > 0 ? new Map(nodesIn(object).map((node, index) => [node, index])) : undefined;
    const places = ranges && rangesIn(cut.text);
    const left = new Map(codes);
    for (const { record, node } of listed) {
      const { from, to } = places?.[ranges?.get(node) ?? -1] ?? { from: 0, to: 0 };
      const own = [...codes].filter(([at]) => at >= from && at < to);
      for (const [at] of own) left.delete(at);
      const inner = { ...cut, text: cut.text.slice(from, to) };
      this.records.read(record, withCodes(inner, new Map(own).values()));
    }
    this.tellCodes(withCodes(cut, left.values()));
  }
}

/** The line on which an object begins, as if it held that alone. */
function withCodes({ text, line }: CutText<LogLine>, codes: Iterable<CodeHit>): LogLine {
  return { ...line, text, hits: [...codes] };
}

/** Columns in which an engine's table has the line itself, or what a mail server's has the reply. */
const lineColumns = [
  ...[
    'message',
    'raw',
    'line',
    'log',
    'syslogmessage',
    'rawmessage',
    'fullmessage',
    'msg',
    'text',
    'dsndiag',
    'dsnstatus',
    // What an engine has counted.
    'maillog',
  ],
  ...[
    'messagetext',
    'eventoriginal',
    'rawdata',
    'textpayload',
    'jsonpayloadmessage',
    'body',
    'response',
    'diagnostic',
  ],
  // What else an application writes of a failure.
  ...['reason', 'failurereason', 'bouncereason', 'error', 'errormessage', 'exceptionmessage', 'lasterror'],
  ...['description', 'details', 'result', 'smtpresponse', 'statusmessage'],
];
const longestHeader = 4000;

/** Columns that only a table of mails has, as Defender's hunting and those who send for others give it. */
const mailColumns = ['recipientemailaddress', 'sendermailfromaddress', 'senderfromaddress', 'email', 'frm'];

/** True for the header of a table of mails, or of one in which some column is the line of a log, beside others. */
function isTable(header: string): boolean {
  if (header.length > longestHeader || header.startsWith('#') || header.startsWith('{')) return false;
  const names = splitQuoted(header, delimiterOf(header));
  const columns = new Columns(names);
  const areNames = names.every((name) => /^[\s"']*[@_A-Za-z][\w .@()[\]/-]{0,60}["']?$/.test(name));
  return areNames && names.length > 1 && [...lineColumns, ...mailColumns].some((name) => columns.has(name));
}

/** Reads the rows of an engine's table. */
class TableReader implements LineReader {
  private readonly records: WrappedRecords;
  private rows: CsvRecords<LogLine> | undefined;

  constructor(sink: LogSink, clock: Clock, recognise: Recognise) {
    this.records = new WrappedRecords(sink, clock, recognise);
  }

  read(line: LogLine): boolean {
    if (this.rows) {
      this.rows.push(line);
      return true;
    }
    if (!isPreamble(line.text)) this.begin(line.text);
    return false;
  }

  end(): void {
    this.rows?.end();
    this.records.end();
  }

  private begin(header: string): void {
    const delimiter = delimiterOf(header);
    const names = splitQuoted(header, delimiter);
    this.rows = new CsvRecords<LogLine>(delimiter, names.length, (cells, lines) => {
      const [first] = lines;
      if (!first) return;
      const record: JsonObject = Object.fromEntries(
        names.map((name, place) => [columnKey(name), cells[place] ?? '']),
      );
      this.records.read(record, { ...first, hits: lines.flatMap(({ hits }) => hits) });
    });
  }
}

/** Fields that only a trace of messages has, as `Format-List` prints them. */
const traceField = /^(?:SenderAddress|RecipientAddress|MessageTraceId|NetworkMessageId|RecipientStatus) *: /;
const listField = /^([A-Za-z][\w .-]{0,40}?) *:(?: (.*))?$/;
const continued = /^ {2,}\S/;

/** Reads what `Format-List` of PowerShell prints: a field a line, wrapped at the console's edge, records parted by empty lines. */
class ListReader implements LineReader {
  private readonly records: WrappedRecords;
  private fields: [name: string, value: string][] = [];
  private lines: LogLine[] = [];

  constructor(sink: LogSink, clock: Clock, recognise: Recognise) {
    this.records = new WrappedRecords(sink, clock, recognise);
  }

  read(line: LogLine): boolean {
    const field = listField.exec(line.text);
    const last = this.fields.at(-1);
    if (field) this.fields.push([columnKey(field[1] ?? ''), (field[2] ?? '').trim()]);
    else if (last && continued.test(line.text)) last[1] += ` ${line.text.trim()}`;
    else {
      this.finish();
      return false;
    }
    this.lines.push(line);
    if (this.lines.length > mostFields) this.finish();
    return true;
  }

  end(): void {
    this.finish();
    this.records.end();
  }

  private finish(): void {
    const { fields, lines } = this;
    this.fields = [];
    this.lines = [];
    const first = lines.find(({ hits }) => hits.length > 0) ?? lines[0];
    if (first)
      this.records.read(Object.fromEntries(fields), { ...first, hits: lines.flatMap(({ hits }) => hits) });
  }
}

/** Lines of one record at most. */
const mostFields = 200;
