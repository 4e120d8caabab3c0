import { isWhole, longestLine, type TextLine } from '../files/lines';
import { parseObject } from '../logs/formats/jsonFields';
import { Fields } from './fields';
import { longestRecord, type RecordReader, type TakeRecord } from './recordReader';

/** The signs that change the depth, and those that hide them. */
const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d,
];

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

  read(line: TextLine): void {
    if (this.isRow(line)) return;
    const { text: piece, number, complete } = line;
    let from = 0;
    let at = this.escaped ? 1 : 0;
    // What each sign is compared with is at hand: a file has many.
    let { depth, inString } = this;
    const { entryDepth } = this;
    this.escaped = false;
    for (; at < piece.length; at += 1) {
      const sign = piece.charCodeAt(at);
      if (inString) {
        if (sign === backslash) at += 1;
        else if (sign === quote) inString = false;
      } else if (sign === quote) inString = true;
      else if (sign === openBrace || sign === openBracket) {
        if (sign === openBrace && depth === entryDepth) {
          from = at;
          this.open(number);
        }
        depth += 1;
      } else if (sign === closeBrace || sign === closeBracket) {
        depth = Math.max(0, depth - 1);
        if (depth === entryDepth && this.parts) {
          this.gather(piece.slice(from, at + 1));
          this.finish();
        }
      }
    }
    this.depth = depth;
    this.inString = inString;
    this.escaped = at > piece.length;
    if (this.parts) this.gather(complete ? `${piece.slice(from)}\n` : piece.slice(from));
  }

  /** Takes a line that is a row, as in a file of JSON lines. */
  private isRow(line: TextLine): boolean {
    if (this.depth !== this.entryDepth || this.inString || !isWhole(line)) return false;
    const object = line.text.startsWith('{') ? parseObject(line.text.replace(/,\s{0,9}$/, '')) : undefined;
    if (object) this.take(Fields.of(object), line.number);
    return object !== undefined;
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
    if (object) this.take(Fields.of(object), this.startLine);
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
