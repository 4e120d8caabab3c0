// AssemblyScript. What the Content- fields of a part say (RFC 2045), as far as finding codes goes.

import { isShifted, keepsAscii } from './charset';
import { backslash, doubtful, equals, opening, quotation, semicolon, slash, star, sure } from './layout';
import { afterSpace, afterTypeName, isSpace, isWord } from './signs';

/** Kinds of media types. */
export const other: i32 = 0;
export const multipart: i32 = 1;
export const message: i32 = 2;
export const html: i32 = 3;
export const fields: i32 = 4;

/** Transfer encodings. */
export const asItStands: i32 = 0;
export const quotedPrintable: i32 = 1;
export const base64: i32 = 2;

/** What was read last. */
export let kind: i32 = 0;
export let mediaTypeFrom: usize = 0;
export let mediaTypeTo: usize = 0;
export let boundaryFrom: usize = 0;
export let boundaryTo: usize = 0;
export let encoding: i32 = 0;
/** False for a charset of a byte a character. */
export let isUtf8: bool = true;
/** True for a charset in which signs of its own say that what follows is not ASCII. */
export let mayShift: bool = false;

/** Sets what was read earlier of the very same fields. */
export function setContent(
  knownKind: i32,
  knownEncoding: i32,
  knownUtf8: bool,
  knownToShift: bool,
  typeFrom: usize,
  typeTo: usize,
): void {
  kind = knownKind;
  encoding = knownEncoding;
  isUtf8 = knownUtf8;
  mayShift = knownToShift;
  mediaTypeFrom = typeFrom;
  mediaTypeTo = typeTo;
  boundaryFrom = boundaryTo = 0;
}

const longestName: usize = 127;
const longestValue: usize = 1000;

/** Reads the value of a Content-Type, or what a part without one is. */
export function readType(from: usize, to: usize): bool {
  kind = other;
  isUtf8 = true;
  mayShift = false;
  mediaTypeFrom = mediaTypeTo = boundaryFrom = boundaryTo = 0;
  if (from === 0) return sure;
  if (to - from > longestValue || !isPlainValue(from, to)) return doubtful;
  mediaTypeFrom = afterSpace(from, to);
  const divider = afterTypeName(mediaTypeFrom, to);
  if (divider === mediaTypeFrom || load<u8>(divider) !== slash) return doubtful;
  mediaTypeTo = afterTypeName(divider + 1, to);
  if (mediaTypeTo === divider + 1 || mediaTypeTo - mediaTypeFrom > longestName) return doubtful;
  kind = kindOf(mediaTypeFrom, mediaTypeTo);
  if (!readParameters(mediaTypeTo, to)) return doubtful;
  if (kind !== multipart) return sure;
  // A digest is of messages that do not say what they are.
  if (isWord(mediaTypeFrom, 'multipart/digest')) return doubtful;
  return isLineOfAscii(boundaryFrom, boundaryTo);
}

/** Reads the value of a Content-Transfer-Encoding. */
export function readEncoding(from: usize, to: usize): bool {
  encoding = asItStands;
  if (from === 0) return sure;
  const start = afterSpace(from, to);
  let end = start;
  for (; end < to && !isSpace(load<u8>(end)); end++) {
    const sign = load<u8>(end);
    if (sign >= 0x80 || sign === quotation || sign === opening || sign === semicolon) return doubtful;
  }
  if (end - start === 6 && isWord(start, 'base64')) encoding = base64;
  else if (end - start === 16 && isWord(start, 'quoted-printable')) encoding = quotedPrintable;
  // Behind what is no word of the standard a known one may stand.
  else return end > start && end - start <= 8 ? sure : doubtful;
  return sure;
}

/** True where names and values are written as they are, in ASCII. */
function isPlainValue(from: usize, to: usize): bool {
  for (let here = from; here < to; here += 16) {
    const piece = v128.load(here);
    const coded = v128.or(i8x16.eq(piece, i8x16.splat(star)), i8x16.eq(piece, i8x16.splat(backslash)));
    const marks = i8x16.bitmask(v128.or(v128.or(coded, i8x16.eq(piece, i8x16.splat(opening))), piece));
    if (marks !== 0 && here + <usize>ctz(marks) < to) return false;
  }
  return true;
}

function kindOf(from: usize, to: usize): i32 {
  if (isWord(from, 'multipart/')) return multipart;
  const length = to - from;
  if (isWord(from, 'text/'))
    return length === 9 && isWord(from, 'text/html') ? html : isFields(from, length) ? fields : other;
  if (isWord(from, 'message/'))
    return isMessage(from, length) ? message : isFields(from, length) ? fields : other;
  return length === 21 && isWord(from, 'application/xhtml+xml') ? html : other;
}

function isMessage(from: usize, length: usize): bool {
  if (length === 14) return isWord(from, 'message/rfc822') || isWord(from, 'message/global');
  return length === 12 && isWord(from, 'message/news');
}

/** Parts whose body is header fields. */
function isFields(from: usize, length: usize): bool {
  return (
    is(from, length, 'message/delivery-status') ||
    is(from, length, 'text/rfc822-headers') ||
    is(from, length, 'message/global-delivery-status') ||
    is(from, length, 'message/global-headers') ||
    is(from, length, 'message/headers') ||
    is(from, length, 'message/disposition-notification') ||
    is(from, length, 'message/global-disposition-notification') ||
    is(from, length, 'message/feedback-report')
  );
}

function is(from: usize, length: usize, type: string): bool {
  return length === <usize>type.length && isWord(from, type);
}

let valueFrom: usize = 0;
let valueTo: usize = 0;

/** Reads the first parameter of each name that matters. */
function readParameters(from: usize, to: usize): bool {
  let hasCharset = false;
  let end = nextSemicolon(from, to);
  while (end < to) {
    const start = afterSpace(end + 1, to);
    end = nextSemicolon(end + 1, to);
    const first = load<u8>(start) | 0x20;
    if (first === 0x62 && boundaryFrom === 0 && isParameter(start, to, 'boundary')) {
      boundaryFrom = valueFrom;
      boundaryTo = valueTo;
    } else if (first === 0x63 && !hasCharset && isParameter(start, to, 'charset')) {
      mayShift = isShifted(valueFrom, valueTo);
      if (!mayShift && !keepsAscii(valueFrom, valueTo)) return doubtful;
      hasCharset = true;
      isUtf8 = !mayShift && valueTo - valueFrom < 9;
      // Lines of text may join.
    } else if (first === 0x64 && isWord(start, 'delsp')) return doubtful;
  }
  return sure;
}

function nextSemicolon(from: usize, to: usize): usize {
  const sign = i8x16.splat(semicolon);
  for (let here = from; here < to; here += 16) {
    const marks = i8x16.bitmask(i8x16.eq(v128.load(here), sign));
    if (marks !== 0) return here + <usize>ctz(marks);
  }
  return to;
}

/** Finds the value of the parameter that begins at a place, if it is the one of a name. */
function isParameter(start: usize, to: usize, name: string): bool {
  if (!isWord(start, name)) return false;
  const sign = afterSpace(start + <usize>name.length, to);
  return sign < to && load<u8>(sign) === equals && value(afterSpace(sign + 1, to), to);
}

/** Finds where a value ends: at a quotation mark where it begins with one, else at a blank or semicolon. */
function value(from: usize, to: usize): bool {
  const isQuoted = from < to && load<u8>(from) === quotation;
  valueFrom = isQuoted ? from + 1 : from;
  for (valueTo = valueFrom; valueTo < to; valueTo++) {
    const sign = load<u8>(valueTo);
    if (sign === quotation) break;
    if (!isQuoted && (sign === semicolon || isSpace(sign))) break;
  }
  return isQuoted ? valueTo < to : valueTo > valueFrom;
}

/** True for a boundary that a line may hold, and that does not end with a blank. */
function isLineOfAscii(from: usize, to: usize): bool {
  if (to === from || isSpace(load<u8>(to - 1))) return doubtful;
  for (let here = from; here < to; here++) {
    const sign = load<u8>(here);
    if (sign < 0x20 || sign >= 0x7f) return doubtful;
  }
  return sure;
}
