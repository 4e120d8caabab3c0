import { longestLine, type TextLine } from '../files/lines';
import { parseObject } from '../logs/formats/jsonFields';
import { Fields } from './fields';
import { longestRecord, type RecordReader, type TakeRecord } from './recordReader';

/** The signs between which nothing changes the depth. */
const signs = /["{}[\]]/g;
const stringSigns = /["\\]/g;

/**
 * Objects of `ConvertTo-Json` and of Microsoft Graph: one object, a list, or `{ "value": [ … ] }`, on one line or many, and
 * objects one after the other.
 */
export class JsonReader implements RecordReader {
  readonly longestLine = longestLine;
  skipped = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** The object at hand; undefined between objects, empty while a too long one passes. */
  private parts: string[] | undefined;
  private length = 0;
  private startLine = 1;

  /** @param entryDepth how many lists and objects stand around an object that is a row */
  constructor(
    private readonly entryDepth: number,
    private readonly take: TakeRecord,
  ) {}

  get emptyHeader(): readonly string[] | undefined {
    return this.skipped > 0 || this.depth > 0 || this.inString ? undefined : [];
  }

  read({ text: piece, number, complete }: TextLine): void {
    let from = 0;
    let at = this.escaped ? 1 : 0;
    this.escaped = false;
    for (;;) {
      const pattern = this.inString ? stringSigns : signs;
      pattern.lastIndex = at;
      const sign = pattern.exec(piece);
      if (!sign) break;
      at = sign.index + 1;
      if (sign[0] === '\\') {
        this.escaped = at >= piece.length;
        at += 1;
      } else if (sign[0] === '"') this.inString = !this.inString;
      else if (sign[0] === '{' || sign[0] === '[') {
        if (sign[0] === '{' && this.depth === this.entryDepth) {
          from = sign.index;
          this.open(number);
        }
        this.depth += 1;
      } else {
        this.depth = Math.max(0, this.depth - 1);
        if (this.depth === this.entryDepth && this.parts) {
          this.gather(piece.slice(from, at));
          this.finish();
        }
      }
    }
    if (this.parts) this.gather(complete ? `${piece.slice(from)}\n` : piece.slice(from));
  }

  end(): void {
    if (this.parts) this.skipped += 1;
    this.parts = undefined;
  }

  private open(line: number): void {
    this.parts = [];
    this.length = 0;
    this.startLine = line;
  }

  private gather(text: string): void {
    this.length += text.length;
    if (this.length <= longestRecord) this.parts?.push(text);
    else this.parts = [];
  }

  private finish(): void {
    const object = this.length > longestRecord ? undefined : parseObject((this.parts ?? []).join(''));
    this.parts = undefined;
    if (object) this.take(Fields.of(Object.entries(object)), this.startLine);
    else this.skipped += 1;
  }
}

/** How deep the rows stand in a text that begins like this. */
export function entryDepthOf(head: string): number {
  const text = head.trimStart();
  if (text.startsWith('[')) return 1;
  return /^\{\s*(?:"@odata[^"]{0,100}"\s*:\s*(?:"[^"]{0,1000}"|\d+)\s*,\s*)*"value"\s*:\s*\[/.test(text)
    ? 2
    : 0;
}
