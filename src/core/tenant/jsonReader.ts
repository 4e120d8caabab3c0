import { longestLine, type TextLine } from '../files/lines';
import { type CutOptions, ObjectCutter } from '../logs/formats/objectCutter';
import { Fields } from './fields';
import { longestRecord, type RecordReader, type TakeRecord } from './recordReader';

/**
 * Objects of `ConvertTo-Json` and of Microsoft Graph: one object, a list, or `{ "value": [ … ] }`, on one line or many, and
 * objects one after the other.
 */
export class JsonReader implements RecordReader {
  readonly longestLine = longestLine;
  skipped = 0;
  private readonly cutter: ObjectCutter<TextLine>;

  constructor(around: CutOptions['around'], take: TakeRecord) {
    const skip = () => {
      this.skipped += 1;
    };
    this.cutter = new ObjectCutter<TextLine>(
      {
        object: (object, { line }) => take(Fields.of(object), line.number),
        broken: skip,
        lost: skip,
        outside: () => undefined,
      },
      { around, longest: longestRecord, deepest: 0 },
    );
  }

  get emptyHeader(): readonly string[] | undefined {
    return this.skipped > 0 || this.cutter.isOpen ? undefined : [];
  }

  read(line: TextLine): void {
    this.cutter.push(line);
  }

  end(): void {
    this.cutter.end();
  }
}

/** How many objects stand around the rows of a text that begins like this. */
export function objectsAround(head: string): CutOptions['around'] {
  return /^\{\s*(?:"@odata[^"]{0,100}"\s*:\s*(?:"[^"]{0,1000}"|\d+)\s*,\s*)*"value"\s*:\s*\[/.test(
    head.trimStart(),
  )
    ? 1
    : 0;
}
