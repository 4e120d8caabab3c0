import { withoutColours } from '../../code/escapes';
import { findStatusCodes, hasStatusCode } from '../../code/statusCode';
import type { Clock } from '../formats/clock';
import type { CodeHit, Moment } from '../formats/event';
import type { LogLine, LogSink, WrapperFacts } from '../formats/format';
import { JsonFields, type JsonObject } from '../formats/jsonFields';
import { NamedFieldsReader } from '../formats/namedFields';
import { readWithCodes } from '../formats/recordCodes';
import { diagnosticIn, refuses } from '../formats/recordText';
import { readMessage } from '../formats/syslog';
import { type NamedValue, namedValues, namesOf } from './flattened';
import { InnerStream, linesIn, type Recognise, withoutLineEnd } from './innerStream';

/** Texts with codes in a record that are looked at for the one that quotes the reply. */
const mostTexts = 8;

/** Reads records of named values: the line of a log that one holds, or else what its values say of a mail. */
export class WrappedRecords {
  private readonly fields: NamedFieldsReader;
  private readonly stream: InnerStream;

  constructor(
    private readonly sink: LogSink,
    clock: Clock,
    recognise: Recognise,
  ) {
    this.fields = new NamedFieldsReader(sink, clock);
    this.stream = new InnerStream(sink, clock, recognise);
  }

  /** @param line where the record begins, with the codes in it */
  read(record: JsonObject, line: LogLine): void {
    const values = namedValues(record);
    const fields = new JsonFields(namesOf(values));
    const total = line.hits.length > 0 ? undefined : this.fields.totalIn(fields);
    if (total) {
      this.sink.totalled(total, line);
      return;
    }
    const hits = line.hits.length > 0 ? line.hits : hitsInParts(fields, values, line);
    const own = { ...line, hits };
    const said = withoutLineEnd(withoutColours(this.fields.saidIn(fields) ?? ''));
    const entry = this.fields.entryIn(fields, said);
    if (entry) {
      const lines = [{ ...own, text: said }];
      const header = {
        ...entry,
        moment: entry.moment ?? line.wrapper?.moment,
        host: entry.host ?? line.wrapper?.server,
      };
      readWithCodes(this.sink, lines, (sink) =>
        readMessage(header, entry.body, { ...own, text: said }, sink),
      );
      return;
    }
    const readFields = () => {
      const quoted = (hits.length > 0 ? replyIn(values, hits) : undefined) ?? said;
      this.fields.readFields(fields, quoted, own);
    };
    if (said === '') {
      readFields();
      return;
    }
    const wrapper = new RecordFacts(this.fields, fields, line.wrapper);
    const lines = linesIn(said, { ...own, text: said, wrapper });
    const told = lines.find((each) => each.hits.length > 0) ?? lines[0];
    for (const each of lines) this.stream.read(each, each === told ? readFields : () => undefined);
  }

  end(): void {
    this.stream.end();
  }
}

/** Told when they are asked for: of most records the entry in them says all. */
class RecordFacts implements WrapperFacts {
  private known: { readonly moment: Moment | undefined } | undefined;

  constructor(
    private readonly reader: NamedFieldsReader,
    private readonly fields: JsonFields,
    private readonly around: WrapperFacts | undefined,
  ) {}

  get moment() {
    this.known ??= { moment: this.reader.momentOf(this.fields) ?? this.around?.moment };
    return this.known.moment;
  }

  get server() {
    return this.reader.serverOf(this.fields) ?? this.around?.server;
  }
}

/** The text of a record that quotes the reply with the code. */
function replyIn(values: readonly NamedValue[], hits: readonly CodeHit[]): string | undefined {
  const coded = values
    .flatMap(({ path, value }) =>
      (Array.isArray(value) ? value : [value]).map((each: unknown) => ({ path, each })),
    )
    .flatMap(({ path, each }) =>
      typeof each === 'string' && !/subject$/i.test(path.at(-1) ?? '') && hasStatusCode(each) ? [each] : [],
    )
    .slice(0, mostTexts);
  const reply = coded.find((text) => /^[245]\d\d/.test(diagnosticIn(text) ?? ''));
  return reply ?? coded.find((text) => diagnosticIn(text) !== undefined) ?? partsOf(values, hits) ?? coded[0];
}

/** Where the code stands by itself, and the server's words beside it: the reply that they make up. */
function partsOf(values: readonly NamedValue[], [hit]: readonly CodeHit[]): string | undefined {
  const words = values.find(({ value }) => typeof value === 'string' && refuses(value))?.value;
  if (!hit || typeof words !== 'string' || hasStatusCode(words)) return undefined;
  const reply = values.find(
    ({ path, value }) => /code$/i.test(path.at(-1) ?? '') && /^5\d\d$/.test(`${value}`),
  );
  return [reply?.value, hit.code, words].filter((part) => part !== undefined).join(' ');
}

/** A code that does not stand in the record as such: in its parts, or in a message that is written as bytes. */
function hitsInParts(fields: JsonFields, values: readonly NamedValue[], line: LogLine): CodeHit[] {
  const detail = fields.number('enhancedcodedetail') ?? 0;
  const isOfFamily = detail >= 700 && detail <= 799;
  if (isOfFamily && fields.number('enhancedcodeclass') === 5 && fields.number('enhancedcodesubject') === 7) {
    const column = line.offset + Math.max(1, line.text.indexOf('"enhanced_code"') + 1);
    return [{ code: `5.7.${detail}`, line: line.number, column }];
  }
  const bytes = line.text.search(/\[\s*\d{1,3}\s*,\s*\d{1,3}\s*,/);
  if (bytes < 0) return [];
  return values.flatMap(({ value }) =>
    typeof value === 'string'
      ? findStatusCodes(value).map(({ code }) => ({
          code,
          line: line.number,
          column: line.offset + bytes + 1,
        }))
      : [],
  );
}
