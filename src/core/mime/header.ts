import type { ContentRanges, ValueRange } from './contentFields';

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
 * delimiter of a part around this one, or at `to`. Lines that are no field are passed over.
 */
export function readHeader(
  text: string,
  from: number,
  to: number,
  endsHere: (lineStart: number) => boolean,
): Header {
  const found: { -readonly [Name in keyof ContentRanges]: ContentRanges[Name] } = {
    type: undefined,
    encoding: undefined,
    disposition: undefined,
  };
  let at = from;
  let field = from;
  const close = () => {
    if (field < at && (text.charCodeAt(field) | 0x20) === smallC) noteField(text, field, at, found);
  };
  while (at < to) {
    const end = endOfLine(text, at, to);
    const first = text.charCodeAt(at);
    const isBlank = end === at;
    if (isBlank || (first === 0x2d && endsHere(at))) {
      close();
      return { from, to: at, bodyFrom: isBlank ? Math.min(to, afterLineBreak(text, end)) : at, ...found };
    }
    if (first !== 0x20 && first !== 0x09) {
      close();
      field = at;
    }
    at = Math.min(to, afterLineBreak(text, end));
  }
  close();
  return { from, to: at, bodyFrom: at, ...found };
}

const names: Readonly<Record<string, keyof ContentRanges>> = {
  'content-type': 'type',
  'content-transfer-encoding': 'encoding',
  'content-disposition': 'disposition',
};
const contentField = /(content-(?:type|transfer-encoding|disposition))[ \t]{0,998}:/iy;

/** Keeps where a Content- field's value stands, the first of each name. */
function noteField(
  text: string,
  from: number,
  to: number,
  found: Partial<Record<keyof ContentRanges, ValueRange | undefined>>,
): void {
  contentField.lastIndex = from;
  const match = contentField.exec(text);
  const name = names[match?.[1]?.toLowerCase() ?? ''];
  if (name) found[name] ??= { from: contentField.lastIndex, to };
}
