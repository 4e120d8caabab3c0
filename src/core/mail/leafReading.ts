import { mayHoldCode } from '../code/statusCode';
import { decodeBase64 } from './base64';
import { decodeCharset } from './charset';
import type { ContentFields } from './contentFields';
import { readEncodedWords } from './encodedWords';
import { readFlowed } from './flowed';
import { isHtml, mayHideCode, readHtml } from './html';
import { longestContainer, longestPiece, pieceOverlap } from './limits';
import { chained, shiftedMap } from './offsetMap';
import { decodeQuotedPrintable } from './quotedPrintable';
import { type Reading, ReadingBuilder, type Source } from './reading';

/** How a code is hidden in a content, besides its transfer encoding. */
export type Disguise = 'charset' | 'html' | 'flowed' | 'encoded-word';

/** A content read in one way; its map leads to the text that the part stands in. */
export interface LeafReading extends Reading {
  readonly disguise: Disguise;
}

/** Parts whose body is header fields (RFC 3464, RFC 6533, RFC 6522 §4, RFC 8098). */
const fieldsTypes: ReadonlySet<string> = new Set([
  'message/delivery-status',
  'message/disposition-notification',
  'message/feedback-report',
  'message/global-delivery-status',
  'message/global-disposition-notification',
  'message/global-headers',
  'message/headers',
  'text/rfc822-headers',
]);

/**
 * A cheap look at the content of a part in `[from, to)`: false where decoding could show no code that the raw text does
 * not. Base64 is decoded for it.
 */
export function mayShowCode(text: string, content: ContentFields, from: number, to: number): boolean {
  if (content.encoding === 'base64' || content.changesAscii) return true;
  const raw = text.slice(from, to);
  if (content.encoding === undefined) return mayHideIn(raw, content);
  // Tags, entities and encoded words may themselves be written in octets: what hides in them shows once they are not.
  if (isHtml(content) || fieldsTypes.has(content.mediaType)) return true;
  return codeInQuotedPrintable.test(raw) || mayHideIn(raw, content);
}

/**
 * Reads the content of a part in `[from, to)` in every way that may show a code which its raw text does not: transfer
 * encoding and charset decoded, then as HTML, flowed text or header fields where it is that.
 */
export function readLeaf(
  source: Source,
  content: ContentFields,
  from: number,
  to: number,
): Iterable<LeafReading> {
  const end = endOfContent(source.text, content, from, to);
  if (end - from > longestPiece) return readLongLeaf(source, content, from, end);
  const { encoding, changesAscii } = content;
  return readPiece(source, content, decodePiece(source, from, end, encoding, changesAscii));
}

function* readLongLeaf(
  source: Source,
  content: ContentFields,
  from: number,
  to: number,
): Generator<LeafReading> {
  for (const bytes of pieces(source, content, from, to)) yield* readPiece(source, content, bytes);
}

function readPiece(source: Source, content: ContentFields, bytes: Reading): LeafReading[] {
  if (content.encoding === 'base64' && !mayShowIn(bytes.text, content)) return [];
  const { text, map } = decodeText(source, content, bytes);
  const decoded: LeafReading = { text, map, disguise: 'charset' };
  const further = readFurther(text, content);
  return further ? [decoded, { ...further, map: chained(map, further.map) }] : [decoded];
}

/** A content decoded, as far as `longestPiece`, for a person or a parser to read. */
export function readContent(source: Source, content: ContentFields, from: number, to: number): Reading {
  const end = Math.min(endOfContent(source.text, content, from, to), from + longestPiece);
  return decodeText(source, content, decodePiece(source, from, end, content.encoding, content.changesAscii));
}

/** A code stands there whole, or `=` comes after one of its first signs; UTF-16 may say so by its mark alone. */
const codeInQuotedPrintable = /5\.7\.7|[57.]=|=(?:FF=FE|FE=FF)|5,[ \t\r\n]{0,12}(?:46|[\\"=])/i;

function mayShowIn(bytes: string, content: ContentFields): boolean {
  if (content.changesAscii) return true;
  return mayHoldCode(bytes) || /^(?:\xff\xfe|\xfe\xff)/.test(bytes) || mayHideIn(bytes, content);
}

function mayHideIn(text: string, content: ContentFields): boolean {
  const { mediaType, delSp } = content;
  if (isHtml(content)) return mayHideCode(text);
  if (fieldsTypes.has(mediaType)) return text.includes('=?');
  return delSp && / [\r\n]/.test(text);
}

/** The bytes of a content; of one that has no transfer encoding, the text as it stands. */
function* pieces(
  source: Source,
  { encoding, changesAscii }: ContentFields,
  from: number,
  to: number,
): Generator<Reading> {
  for (let at = from; ; ) {
    const end = Math.min(to, at + longestPiece);
    const piece = decodePiece(source, at, end, encoding, changesAscii);
    yield piece;
    if (end === to || piece.text.length <= 2 * pieceOverlap) return;
    at = piece.map.start(placeToGoOn(piece));
  }
}

/**
 * The byte at which the next piece begins: one that no raw character shares with the byte before, as in the middle of a
 * quantum of base64, and an even one for UTF-16.
 */
function placeToGoOn({ text, map }: Reading): number {
  const last = Math.floor((text.length - pieceOverlap) / 2) * 2;
  let byte = last;
  while (byte > last - pieceOverlap && map.start(byte) < map.end(byte - 1)) byte -= 2;
  return byte;
}

function decodePiece(
  source: Source,
  from: number,
  to: number,
  encoding: ContentFields['encoding'],
  asBytes: boolean,
): Reading {
  const { text, isBytes } = source;
  if (encoding === 'base64') return decodeBase64(text, from, to);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(source, from, to);
  if (!asBytes) return { text: text.slice(from, to), map: shiftedMap(from) };
  const builder = new ReadingBuilder(text, isBytes);
  builder.copyBytes(from, to);
  return builder.done();
}

/** A document's own text was decoded when it was opened; only a charset that is not of that kind is decoded again. */
function decodeText(
  { isBytes }: Source,
  { encoding, charset = 'utf-8', changesAscii }: ContentFields,
  bytes: Reading,
): Reading {
  if (!isBytes && encoding === undefined && !changesAscii) return bytes;
  const decoded = decodeCharset(bytes.text, charset);
  return { text: decoded.text, map: chained(bytes.map, decoded.map) };
}

function readFurther(text: string, content: ContentFields): LeafReading | undefined {
  const { mediaType, delSp } = content;
  if (isHtml(content)) return mayHideCode(text) ? { ...readHtml(text), disguise: 'html' } : undefined;
  if (delSp) return { ...readFlowed(text), disguise: 'flowed' };
  const words = fieldsTypes.has(mediaType) ? readEncodedWords(text, 0, text.length) : undefined;
  return words && { ...words, disguise: 'encoded-word' };
}

/** The bytes of a message or multipart that is itself transfer encoded, as far as `longestContainer`. */
export function decodeContainer(source: Source, content: ContentFields, from: number, to: number): Reading {
  const end = Math.min(endOfContent(source.text, content, from, to), from + longestContainer);
  return decodePiece(source, from, end, content.encoding, false);
}

/**
 * Where a content ends: one in base64 at the first line that begins with two dashes. Those are in no base64, so that line is
 * a delimiter, though it be of a boundary that nobody declared.
 */
function endOfContent(text: string, { encoding }: ContentFields, from: number, to: number): number {
  if (encoding !== 'base64') return to;
  const body = text.slice(from, to);
  let at = body.indexOf('--');
  while (at > 0 && !/[\r\n]/.test(body.charAt(at - 1))) at = body.indexOf('--', at + 1);
  return at < 0 ? to : from + at;
}
