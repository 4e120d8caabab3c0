import { charsetOf, decodeCharset } from './charset';
import { chained, shiftedMap } from './offsetMap';
import { type Reading, ReadingBuilder } from './reading';

/** A parameter as a header field gives it (RFC 2045 §5.1), or a piece of one (RFC 2231 §3). */
interface Piece {
  readonly name: string;
  /** From 0; undefined where the parameter is whole. */
  readonly section: number | undefined;
  /** True where octets are given as `%2E`. */
  readonly extended: boolean;
  /** Where the value stands, quotation marks not included. */
  readonly from: number;
  readonly to: number;
}

const parameter =
  /;[\s]*([^\s=;*"]+)(?:\*([0-9]{1,6}))?(\*)?[ \t]*=[ \t\r\n]*(?:"((?:[^"\\]|\\[\s\S])*)"?|([^\s;"]*))/g;

/** Longest field whose parameters are read, in UTF-16 units; fields of real mail stay under 2,000. */
const longestField = 1 << 16;

/**
 * The parameters of a structured field such as Content-Type, in `[from, to)` of a text, by lower-case name. Pieces are
 * put in order and joined, octets and charset decoded.
 */
export function readParameters(text: string, from: number, to: number): Map<string, Reading> {
  const pieces = new Map<string, Piece[]>();
  for (const piece of piecesOf(text.slice(from, Math.min(to, from + longestField)), from)) {
    const known = pieces.get(piece.name);
    if (known) known.push(piece);
    else pieces.set(piece.name, [piece]);
  }
  return new Map(Array.from(pieces, ([name, found]) => [name, join(text, found)]));
}

function piecesOf(field: string, from: number): Piece[] {
  return Array.from(field.matchAll(parameter), (match): Piece => {
    const [whole, name = '', section, star, quoted, bare = ''] = match;
    const value = quoted ?? bare;
    const closing = quoted !== undefined && whole.endsWith('"') && !whole.endsWith('="') ? 1 : 0;
    const end = from + match.index + whole.length - closing;
    return {
      name: name.toLowerCase(),
      section: section === undefined ? undefined : Number(section),
      extended: star !== undefined,
      from: end - value.length,
      to: end,
    };
  });
}

/** RFC 2231 §4.1: where a parameter stands whole and in pieces, the pieces tell more. */
function join(text: string, pieces: readonly Piece[]): Reading {
  const inPieces = pieces.filter(({ section }) => section !== undefined);
  const extended = pieces.find((piece) => piece.extended);
  const chosen =
    inPieces.length > 0
      ? inPieces.sort((one, other) => Number(one.section) - Number(other.section))
      : [extended ?? pieces[0]].filter((piece) => piece !== undefined);
  const [only] = chosen;
  if (only && chosen.length === 1 && isAsWritten(text, only))
    return { text: text.slice(only.from, only.to), map: shiftedMap(only.from) };
  const builder = new ReadingBuilder(text);
  let charset = 'utf-8';
  for (const [index, piece] of chosen.entries()) {
    const label = index === 0 && piece.extended ? leadOf(text, piece) : undefined;
    if (label) charset = charsetOf(label.charset);
    copyValue(builder, text, { ...piece, from: piece.from + (label?.length ?? 0) });
  }
  const bytes = builder.done();
  const decoded = decodeCharset(bytes.text, charset);
  return { text: decoded.text, map: chained(bytes.map, decoded.map) };
}

/** True for a value with nothing to decode; what is not ASCII was decoded with the document, or reads as bytes. */
function isAsWritten(text: string, { from, to, extended }: Piece): boolean {
  return !extended && !/[\\\u0080-\u00ff]/.test(text.slice(from, to));
}

/** The charset and language in front of an extended value, `utf-8'en'`. */
function leadOf(text: string, { from, to }: Piece): { charset: string; length: number } | undefined {
  const lead = /^([^']{0,64})'[^']{0,64}'/.exec(text.slice(from, to));
  return lead ? { charset: lead[1] ?? '', length: lead[0].length } : undefined;
}

/** Takes a value, `%2E` decoded where the piece is extended and `\x` where it is quoted. */
function copyValue(builder: ReadingBuilder, text: string, { from, to, extended }: Piece): void {
  const coded = extended ? /%([0-9A-Fa-f]{2})/g : /\\([\s\S])/g;
  let plain = from;
  for (const match of text.slice(from, to).matchAll(coded)) {
    const [whole, value = ''] = match;
    const at = from + match.index;
    builder.copyBytes(plain, at);
    plain = at + whole.length;
    builder.put(extended ? String.fromCharCode(Number.parseInt(value, 16)) : value, at, plain);
  }
  builder.copyBytes(plain, to);
}
