import type { LineEnds } from './ahead';
import type { ContentRanges } from './contentFields';

/** A header block (RFC 5322 §2.2): its fields' range, where the body begins, and where Content- fields stand. */
export interface Header extends ContentRanges {
  readonly from: number;
  /** Behind the last field's line break. */
  readonly to: number;
  readonly bodyFrom: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const smallC = 0x63;
const dash = 0x2d;

/** Offset of the `\n`, `\r\n` or lone `\r` that ends the line at `from`, or `to` where none does. */
export function endOfLine(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const unit = text.charCodeAt(at);
    if (unit === lineFeed || unit === carriageReturn) return at;
    at += 1;
  }
  return to;
}

/** Offset behind the line break at `at`; `at` itself where there is none. */
export function afterLineBreak(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit === carriageReturn) return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  return unit === lineFeed ? at + 1 : at;
}

/**
 * Reads the header block that begins at `from`. It ends at an empty line, at a line that `endsHere` tells is a
 * delimiter of a part around this one, or at `to`. Lines that are no field are passed over. Headers of one text are read
 * from front to back.
 */
export function readHeader(
  text: string,
  lineEnds: LineEnds,
  from: number,
  to: number,
  endsHere: (lineStart: number) => boolean,
): Header {
  const fields = new FoundFields();
  let at = from;
  while (at < to) {
    const end = lineEnds.next(at, to);
    const first = text.charCodeAt(at);
    if (end === at) return fields.close(from, at, Math.min(to, afterLineBreak(text, end)));
    if (first === dash && endsHere(at)) break;
    if (first !== 0x20 && first !== 0x09) fields.begin(text, at);
    at = Math.min(to, afterLineBreak(text, end));
  }
  return fields.close(from, at, at);
}

/** The Content- fields that are told apart, and what their names begin with. */
const contentFields = [
  { name: 'type', pattern: /content-type[ \t]{0,998}:/iy },
  { name: 'encoding', pattern: /content-transfer-encoding[ \t]{0,998}:/iy },
  { name: 'disposition', pattern: /content-disposition[ \t]{0,998}:/iy },
] as const;

/** Where the values of Content- fields stand, the first of each name. */
class FoundFields {
  private readonly found: { -readonly [Name in keyof ContentRanges]: ContentRanges[Name] } = {
    type: undefined,
    encoding: undefined,
    disposition: undefined,
  };
  private open: keyof ContentRanges | undefined;
  private valueFrom = 0;

  /** Says that a field begins at `at`, which ends the one before. */
  begin(text: string, at: number): void {
    this.end(at);
    if ((text.charCodeAt(at) | 0x20) !== smallC || text.charCodeAt(at + 7) !== dash) return;
    for (const { name, pattern } of contentFields) {
      pattern.lastIndex = at;
      if (!pattern.test(text)) continue;
      this.open = name;
      this.valueFrom = pattern.lastIndex;
      return;
    }
  }

  close(from: number, to: number, bodyFrom: number): Header {
    this.end(to);
    const { type, encoding, disposition } = this.found;
    return { from, to, bodyFrom, type, encoding, disposition };
  }

  private end(at: number): void {
    if (this.open) this.found[this.open] ??= { from: this.valueFrom, to: at };
    this.open = undefined;
  }
}
