import { withoutColours } from '../../code/escapes';
import { hasStatusCode } from '../../code/statusCode';
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
    const said = withoutLineEnd(withoutColours(this.fields.saidIn(fields) ?? ''));
    const entry = this.fields.entryIn(fields, said);
    if (entry) {
      const lines = [{ ...line, text: said }];
      const header = {
        ...entry,
        moment: entry.moment ?? line.wrapper?.moment,
        host: entry.host ?? line.wrapper?.server,
      };
      readWithCodes(this.sink, lines, (sink) =>
        readMessage(header, entry.body, { ...line, text: said }, sink),
      );
      return;
    }
    const readFields = () => {
      const quoted = (line.hits.length > 0 ? replyIn(values, line.hits) : undefined) ?? said;
      this.fields.readFields(fields, quoted, line);
    };
    if (said === '') {
      readFields();
      return;
    }
    const wrapper = new RecordFacts(this.fields, fields, line.wrapper);
    const lines = linesIn(said, { ...line, text: said, wrapper });
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
