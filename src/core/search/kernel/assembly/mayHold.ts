// AssemblyScript. Says in one pass over the bytes of a mail whether a code may stand in it, however it is written. See ../README.md.

import { at, is, isBlank, isBreak, isDigit, isHex, isLetter, isWord, wordsAndBreaksAt } from './bytes';

/** Where the mail is to be put; a page for it, and some bytes behind. */
export const inputAt: usize = 1 << 16;
/** Where base64 is decoded to. */
const decodedAt: usize = 3 << 16;

/** Fields about content that were read: real mail stays under 100, and each of them may have a long body decoded. */
let fields: usize = 0;

/** Where the last fields stand that say that a part holds further parts, and that it is encoded; 0 for none. */
let containerAt: usize = 0;
let encodedAt: usize = 0;

/** What each character is in base64; 64 for one that is nothing. */
const sextets = memory.data(256);
memory.fill(sextets, 64, 256);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let sextet = 0; sextet < 64; sextet++)
  store<u8>(sextets + <usize>alphabet.charCodeAt(sextet), <u8>sextet);

/** Has nothing before or behind bytes be taken for one of them. */
function fence(from: usize, to: usize): void {
  store<u8>(from - 1, 0x0a);
  memory.fill(to, 0, 32);
  store<u8>(to, 0x0a);
}

/** True for a sign in a code: of an octet, a tag, an entity, a quoted pair, the end of an encoded word, or what may not show. */
function cuts(place: usize): bool {
  const byte = at(place);
  if (byte === 0x3f) return at(place + 1) === 0x3d;
  return (byte & 0xfe) === 0x3c || byte === 0x26 || byte === 0x5c || byte >= 0x80;
}

/**
 * True where a code begins at a `5`, or its first signs before what cuts it. It is no part of a longer number or word, unless an
 * octet, an escape or a colour may end before it.
 */
function isCode(place: usize): bool {
  const before = at(place - 1);
  if (at(place + 1) === 0x2c) return goesOnInParts(place + 2);
  if ((isDigit(before) || before === 0x2e || isLetter(before)) && !isBehindSign(place)) return false;
  for (let index: usize = 1; index <= 6; index++) {
    const byte = at(place + index);
    if (cuts(place + index)) return true;
    if (index >= 5 ? !isDigit(byte) : byte !== (index & 1 ? <u8>0x2e : <u8>0x37)) return false;
  }
  return true;
}

/** True where `46` or the name of a part of a code stands behind a `5` and a comma (`src/core/code/codeInParts.ts`). */
function goesOnInParts(behind: usize): bool {
  let place = behind;
  while (place < behind + 12 && isBlank(at(place))) place++;
  if (at(place) === 0x34) return at(place + 1) === 0x36;
  while (at(place) === 0x5c) place++;
  if (at(place) === 0x3d) return true;
  return at(place) === 0x22 && at(place + 1) === 0x73 && at(place + 2) === 0x75;
}

/** A `5` or an `&` as an octet, or a byte of UTF-16's mark. */
function isOctet(place: usize): bool {
  const high = at(place + 1) | 0x20;
  const low = at(place + 2) | 0x20;
  if (high === 0x66) return low === 0x65 || low === 0x66;
  return (high === 0x33 && low === 0x35) || (high === 0x32 && low === 0x36);
}

/** True where a sign with which an octet (`=20`, `%20`), an escape (`\n`, `#011`) or a colour (`[31m`) begins stands right before a place. */
function isBehindSign(place: usize): bool {
  for (let back: usize = 1; back <= 24; back++) {
    const byte = at(place - back);
    if (byte === 0x3d || byte === 0x25 || byte === 0x5c || byte === 0x23 || byte === 0x5b) return true;
    if (byte <= 0x20) return false;
  }
  return false;
}

/** A `5` as an entity, or an entity that a soft line break or an octet may go on. */
function isEntity(place: usize): bool {
  const isNumeric = at(place + 1) === 0x23;
  let next = place + (isNumeric ? 2 : 1);
  if ((at(next) | 0x20) === 0x78) next++;
  while (at(next) === 0x30) next++;
  const digits = load<u16>(next);
  while (isHex(at(next))) next++;
  return at(next) === 0x3d || (isNumeric && (digits === 0x3335 || digits === 0x3533));
}

/** A parameter in pieces or with octets (RFC 2231). */
function isPieces(place: usize): bool {
  let next = place + 1;
  while (next - place <= 6 && isDigit(at(next))) next++;
  if (at(next) === 0x2a) next++;
  while (at(next) === 0x20 || at(next) === 0x09) next++;
  return at(next) === 0x3d;
}

/** True for the label of a charset that surely keeps ASCII as it is. */
function keepsAscii(place: usize): bool {
  return (
    isWord(place, 'utf-8') ||
    isWord(place, 'us-ascii') ||
    isWord(place, 'windows-125') ||
    isWord(place, 'iso-8859-')
  );
}

/** The place behind the next empty line, or `to`. */
function behindEmptyLine(from: usize, to: usize): usize {
  for (let place = from; place < to; place += 16) {
    const here = v128.load(place);
    const next = v128.load(place, 1);
    const carriages = is(here, 0x0d);
    const feedsNext = is(next, 0x0a);
    const breaks = v128.and(v128.or(carriages, is(here, 0x0a)), v128.or(feedsNext, is(next, 0x0d)));
    const marks = i8x16.bitmask(v128.andnot(breaks, v128.and(carriages, feedsNext)));
    if (marks !== 0) return min(place + <usize>ctz(marks) + 2, to);
  }
  return to;
}

/** Reads a field whose name begins with `Content-T`, and what it says of the part: true where that takes a reader to follow. */
function takesReader(field: usize, to: usize): bool {
  let base64: usize = 0;
  if (++fields > 200) return true;
  for (let block = field + 9, end = to; block < end; block += 16)
    for (let marks = wordsAndBreaksAt(block); marks !== 0; marks &= marks - 1) {
      const place = block + <usize>ctz(marks);
      if (place >= end) break;
      const letter = at(place) | 0x20;
      if (isBreak(at(place))) {
        if (!isBlank(at(place + 1))) end = place;
      } else if (letter === 0x63) {
        if (isWord(place, 'charset') && !keepsAscii(behindEquals(place + 7))) return true;
      } else if (letter === 0x64) {
        if (isWord(place, 'delsp') || isWord(place, 'digest')) return true;
      } else if (letter === 0x6d || letter === 0x72) {
        if (isWord(place, 'message/') || isWord(place, 'multipart/') || isWord(place, 'rfc822-headers'))
          containerAt = place;
      } else if (letter === 0x71) {
        if (isWord(place, 'quoted-printable')) encodedAt = place;
      } else if (letter === 0x62) {
        if (isWord(place, 'base64')) base64 = encodedAt = place;
      }
    }
  const first = min(containerAt, encodedAt);
  const last = max(containerAt, encodedAt);
  // What stands in an encoded part of a mail may itself be encoded.
  if (first !== 0 && behindEmptyLine(first, last) === last) return true;
  return base64 !== 0 && holdsDecoded(behindEmptyLine(base64, to), to, false);
}

function behindEquals(from: usize): usize {
  let place = from;
  while (isBlank(at(place)) || at(place) === 0x3d || at(place) === 0x22) place++;
  return place;
}

/** Looks at what base64 says, up to a line that begins with two dashes, or to the end of an encoded word. */
function holdsDecoded(from: usize, to: usize, isInWord: bool): bool {
  let out = decodedAt;
  let bits: u32 = 0;
  let held: u32 = 0;
  let place = from;
  for (; place < to; place++) {
    if (held === 0)
      for (; place + 4 <= to; place += 4, out += 3) {
        const first = <u32>at(sextets + <usize>at(place));
        const second = <u32>at(sextets + <usize>at(place + 1));
        const third = <u32>at(sextets + <usize>at(place + 2));
        const fourth = <u32>at(sextets + <usize>at(place + 3));
        if ((first | second | third | fourth) >= 64) break;
        store<u32>(out, bswap<u32>(((first << 18) | (second << 12) | (third << 6) | fourth) << 8));
      }
    if (place >= to) break;
    const byte = at(place);
    const sextet = at(sextets + <usize>byte);
    if (sextet < 64) {
      bits = (bits << 6) | sextet;
      held += 6;
      if (held < 8) continue;
      held -= 8;
      store<u8>(out++, <u8>(bits >> held));
    } else if (byte === 0x3d) held = 0;
    else if (isInWord ? byte === 0x3f : byte === 0x2d && at(place + 1) === 0x2d && isBreak(at(place - 1)))
      break;
  }
  fence(decodedAt, out);
  // Another encoded word behind one, or text, may go on with a code.
  let next = place + 2;
  while (isBlank(at(next))) next++;
  if (isInWord && (next === place + 2 || at(next) === 0x3d)) store<u8>(out, 0x3c);
  const mark = load<u16>(decodedAt);
  return mark === 0xfeff || mark === 0xfffe || holds(decodedAt, out, false);
}

/** True where an encoded word (RFC 2047) has a code, or its beginning, in base64, or is in a charset that takes a reader. */
function tellsWord(place: usize, to: usize): bool {
  let next = place + 2;
  while (next < to && at(next) !== 0x3f && !isBlank(at(next))) next++;
  const encoding = at(next + 1) | 0x20;
  if (at(next) !== 0x3f || at(next + 2) !== 0x3f || (encoding !== 0x62 && encoding !== 0x71)) return false;
  return !keepsAscii(place + 2) || (encoding === 0x62 && holdsDecoded(next + 3, to, true));
}

/** True where a sign at a place tells of a code, or of what takes a reader to follow. */
function tells(place: usize, to: usize, isMail: bool): bool {
  const byte = at(place);
  if (byte === 0x35) return isCode(place);
  if (byte === 0x26) return isEntity(place);
  if (byte === 0x2a) return isPieces(place);
  if (byte === 0x3d && at(place + 1) !== 0x3f) return isOctet(place);
  if (!isMail || byte === 0) return isMail;
  return byte === 0x3d ? tellsWord(place, to) : isWord(place + 1, 'content-t') && takesReader(place + 1, to);
}

/**
 * Signs that are looked at, and what stands behind them, as bits: 1 for an `=`, 2 for `&` and `*`, 128 for a zero, whatever follows; 4 for a
 * line break before a `c`; 8, 16, 32 and 64 for a `5` before `.`, `,` or `&`, before `<` to `?`, before a backslash, and before what is no
 * ASCII. A sign has the bits that both its halves have.
 */
function classOf(low: v128, high: v128, byLow: v128, byHigh: v128): v128 {
  return v128.and(i8x16.swizzle(byLow, low), i8x16.swizzle(byHigh, high));
}

function holds(from: usize, to: usize, isMail: bool): bool {
  const half = i8x16.splat(0x0f);
  const signLow = i8x16(-128, 0, 0, 0, 0, 120, 2, 0, 0, 0, 6, 0, 0, 5, 0, 0);
  // What was decoded has no fields, and may have zeros.
  const signHigh = isMail
    ? i8x16(-124, 0, 2, 121, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    : i8x16(0, 0, 2, 121, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  const nextLow = i8x16(-61, -61, -61, -57, -61, -61, -53, -61, -61, -61, -61, -61, -5, -45, -37, -45);
  const nextHigh = i8x16(
    -125,
    -125,
    -117,
    -109,
    -121,
    -93,
    -121,
    -125,
    -61,
    -61,
    -61,
    -61,
    -61,
    -61,
    -61,
    -61,
  );
  let signs = i8x16.splat(0);
  let behind = i8x16.splat(0);
  for (let block = from; block < to + 16; block += 16) {
    const bytes = v128.load(block);
    const low = v128.and(bytes, half);
    const high = v128.and(i16x8.shr_u(bytes, 4), half);
    const next = classOf(low, high, nextLow, nextHigh);
    // Of the sixteen before these.
    const found = v128.and(
      signs,
      v128.shuffle<u8>(behind, next, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
    );
    if (v128.any_true(found))
      for (let marks = i8x16.bitmask(i8x16.ne(found, i8x16.splat(0))); marks !== 0; marks &= marks - 1) {
        const place = block - 16 + <usize>ctz(marks);
        if (place >= to) break;
        if (tells(place, to, isMail)) return true;
      }
    signs = classOf(low, high, signLow, signHigh);
    behind = next;
  }
  return false;
}

/** True where as many bytes from `inputAt` on may hold a code. */
export function mayHold(length: usize): bool {
  const to = inputAt + length;
  fence(inputAt, to);
  containerAt = encodedAt = fields = 0;
  const start = inputAt + (load<u16>(inputAt) === 0xbbef ? 3 : 0);
  if (isWord(start + (at(start) === 0x3e ? 1 : 0), 'from ')) return true;
  if (isWord(start, 'content-t') && takesReader(start, to)) return true;
  return holds(inputAt, to, true);
}
