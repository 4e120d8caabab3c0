// AssemblyScript. Says in one pass over the bytes of a mail whether a code may stand in it, however it is written. See ../README.md.

/** Where the mail is to be put; a page for it, and some bytes behind. */
export const inputAt: usize = 1 << 16;
/** Where base64 is decoded to. */
const decodedAt: usize = 3 << 16;
/** Where text is put together of which some is written in encoded words. */
const joinedAt: usize = 4 << 16;
/** How much plain text around encoded words belongs to a look at them: a code may begin or end in it. */
const around: usize = 64;

/** Fields about content that are read: real mail stays under 100, and each of them may have a long body decoded. */
const mostFields: i32 = 200;
let fields: i32 = 0;

/** Where the last fields stand that say that a part holds further parts, and that it is encoded; 0 for none. */
let containerAt: usize = 0;
let encodedAt: usize = 0;
let firstWord: usize = 0;

const noSextet: u8 = 64;
/** What each character is in base64. */
const sextets = memory.data(256);
memory.fill(sextets, noSextet, 256);
for (let sextet = 0; sextet < 64; sextet++)
  store<u8>(
    sextets +
      <usize>(
        (sextet < 26
          ? sextet + 0x41
          : sextet < 52
            ? sextet + 0x47
            : sextet < 62
              ? sextet - 4
              : sextet === 62
                ? 0x2b
                : 0x2f)
      ),
    <u8>sextet,
  );

/** Has nothing before or behind bytes be taken for one of them. */
function fence(from: usize, to: usize): void {
  store<u8>(from - 1, 0x0a);
  memory.fill(to, 0, 32);
  store<u8>(to, 0x0a);
}

function at(place: usize): u8 {
  return load<u8>(place);
}

function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}

function isHex(byte: u8): bool {
  return isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

function isBreak(byte: u8): bool {
  return byte === 0x0a || byte === 0x0d;
}

function isBlank(byte: u8): bool {
  return byte === 0x20 || byte === 0x09 || isBreak(byte);
}

/** True where a word stands, given in lower case, in letters of any case. */
function isWord(place: usize, word: string): bool {
  for (let index = 0; index < word.length; index++)
    if ((at(place + <usize>index) | 0x20) !== <u8>word.charCodeAt(index)) return false;
  return true;
}

/**
 * True where a code begins at a `5`, or its first signs before an octet, a tag, an entity, a quoted pair or a character that may
 * not show. It is no part of a longer number or word, unless an octet, an escape or a colour may end before it.
 */
function isCode(place: usize): bool {
  const before = at(place - 1);
  const isInWord = isDigit(before) || ((before | 0x20) >= 0x61 && (before | 0x20) <= 0x7a);
  const isBlankOfQmail = before === 0x5f && isDigit(at(place - 2));
  if (at(place + 1) === 0x2c) return goesOnInParts(place + 2);
  if ((isInWord || before === 0x5f || before === 0x2e) && !isBlankOfQmail && !isBehindSign(place))
    return false;
  for (let index = 1; index <= 6; index++) {
    const byte = at(place + <usize>index);
    if (byte === 0x3d || byte === 0x3c || byte === 0x26 || byte === 0x5c || byte >= 0x80) return true;
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
  if (high === 0x33) return low === 0x35;
  if (high === 0x32) return low === 0x36;
  return high === 0x66 && (low === 0x65 || low === 0x66);
}

/** How long an octet, an escape or a colour is at most. */
const longestEscape: usize = 24;

/** True where a sign with which an octet (`=20`, `%20`), an escape (`\n`, `#011`) or a colour (`[31m`) begins stands in what a place goes on. */
function isBehindSign(place: usize): bool {
  for (let back: usize = 1; back <= longestEscape; back++) {
    const byte = at(place - back);
    if (byte === 0x3d || byte === 0x25 || byte === 0x5c || byte === 0x23 || byte === 0x5b) return true;
    if (byte <= 0x20) return false;
  }
  return false;
}

/** A `5` as an entity, an entity that a soft line break or an octet may go on, or one that ends before the next digit. */
function isEntity(place: usize): bool {
  const isNumeric = at(place + 1) === 0x23;
  let next = place + (isNumeric ? 2 : 1);
  if ((at(next) | 0x20) === 0x78) next++;
  const from = next;
  while (next - from < 8 && isHex(at(next))) next++;
  if (at(next) === 0x3d) return true;
  if (!isNumeric) return false;
  if (next - from === 8) return true;
  let first = from;
  while (at(first) === 0x30) first++;
  const high = at(first);
  const low = at(first + 1);
  return (high === 0x35 && low === 0x33) || (high === 0x33 && low === 0x35);
}

/** A parameter in pieces or with octets (RFC 2231). */
function isPieces(place: usize): bool {
  let next = place + 1;
  while (next - place <= 6 && isDigit(at(next))) next++;
  if (at(next) === 0x2a) next++;
  while (at(next) === 0x20 || at(next) === 0x09) next++;
  return at(next) === 0x3d;
}

/** True for the label of a charset that surely keeps ASCII as it is, with what ends it behind. */
function keepsAscii(place: usize): bool {
  let end: usize = 0;
  if (isWord(place, 'utf-8')) end = place + 5;
  else if (isWord(place, 'us-ascii')) end = place + 8;
  else if (isWord(place, 'windows-125')) end = place + 12;
  else if (isWord(place, 'iso-8859-')) {
    end = place + 9;
    while (isDigit(at(end))) end++;
  }
  const next = at(end);
  return end !== 0 && (isBlank(next) || next === 0x3f || next === 0x2a || next === 0x22 || next === 0x3b);
}

/** The place behind the next empty line, or `to`. */
function behindEmptyLine(from: usize, to: usize): usize {
  for (let place = from; place < to; place++) {
    const byte = at(place);
    if (isBreak(byte) && isBreak(at(place + 1)) && (byte === 0x0a || at(place + 1) === 0x0d))
      return min(place + 2, to);
  }
  return to;
}

/** Reads a field whose name begins with `Content-T`, and what it says of the part: true where that takes a reader to follow. */
function takesReader(field: usize, to: usize): bool {
  let base64: usize = 0;
  if (++fields > mostFields) return true;
  for (let place = field + 9; place < to; place++) {
    const byte = at(place);
    if (isBreak(byte) && !isBlank(at(place + 1))) break;
    const letter = byte | 0x20;
    if (letter === 0x63) {
      if (isWord(place, 'charset') && !isPlainCharset(place + 7)) return true;
    } else if (letter === 0x64) {
      if (isWord(place, 'delsp')) return true;
    } else if (letter === 0x2f) {
      if (isWord(place, '/digest')) return true;
    } else if (letter === 0x6d) {
      if (isWord(place, 'message/') || isWord(place, 'multipart/')) containerAt = place;
    } else if (letter === 0x72) {
      if (isWord(place, 'rfc822-headers')) containerAt = place;
    } else if (letter === 0x71) {
      if (isWord(place, 'quoted-printable')) encodedAt = place;
    } else if (letter === 0x62 && isWord(place, 'base64')) base64 = encodedAt = place;
  }
  if (containerAt !== 0 && encodedAt !== 0) {
    const last = max(containerAt, encodedAt);
    // What stands in an encoded part of a mail may itself be encoded.
    if (behindEmptyLine(min(containerAt, encodedAt), last) === last) return true;
  }
  return base64 !== 0 && holdsDecoded(behindEmptyLine(base64, to), to);
}

function isPlainCharset(behind: usize): bool {
  let place = behind;
  while (isBlank(at(place))) place++;
  if (at(place) !== 0x3d) return false;
  place++;
  while (isBlank(at(place))) place++;
  return keepsAscii(at(place) === 0x22 ? place + 1 : place);
}

/** Looks at what base64 says, up to a line that begins with two dashes. */
function holdsDecoded(from: usize, to: usize): bool {
  let out = decodedAt;
  let bits: u32 = 0;
  let held: u32 = 0;
  for (let place = from; place < to; place++) {
    const byte = at(place);
    const sextet = at(sextets + <usize>byte);
    if (sextet !== noSextet) {
      bits = (bits << 6) | sextet;
      held += 6;
      if (held < 8) continue;
      held -= 8;
      store<u8>(out++, <u8>(bits >> held));
    } else if (byte === 0x3d) held = 0;
    else if (byte === 0x2d && at(place + 1) === 0x2d && isBreak(at(place - 1))) break;
  }
  fence(decodedAt, out);
  return isMarked(decodedAt, out) || holds(decodedAt, out, false);
}

/** UTF-16's byte order mark. */
function isMarked(from: usize, to: usize): bool {
  return (
    to - from >= 2 &&
    ((at(from) === 0xff && at(from + 1) === 0xfe) || (at(from) === 0xfe && at(from + 1) === 0xff))
  );
}

/** An encoded word (RFC 2047) that was met: behind it, and what was decoded, up to `wordOut`. It is doubtful where a reader is needed. */
let wordOut: usize = 0;
let isDoubtful: bool = false;

/** Decodes the encoded word at a place. @returns where it ends; 0 where it is none */
function decodeWord(place: usize, to: usize): usize {
  let next = place + 2;
  while (next < to && at(next) !== 0x3f && !isBlank(at(next)) && at(next) < 0x80) next++;
  if (next + 2 >= to) return 0;
  // The length of a word is counted in characters, of which the bytes say too little.
  if (at(next) >= 0x80) isDoubtful = true;
  if (at(next) !== 0x3f || at(next + 2) !== 0x3f) return 0;
  const isBase64 = (at(next + 1) | 0x20) === 0x62;
  if (!isBase64 && (at(next + 1) | 0x20) !== 0x71) return 0;
  const from = next + 3;
  let end = from;
  for (; end < to && at(end) !== 0x3f; end++) if (at(end) >= 0x80) isDoubtful = true;
  if (end + 1 >= to || at(end + 1) !== 0x3d || end - from > 8192) return 0;
  if (!keepsAscii(place + 2)) isDoubtful = true;
  let bits: u32 = 0;
  let held: u32 = 0;
  for (let each = from; each < end; each++) {
    const byte = at(each);
    if (!isBase64) {
      const isCoded = byte === 0x3d && isHex(at(each + 1)) && isHex(at(each + 2));
      store<u8>(wordOut++, isCoded ? octet(each + 1) : byte === 0x5f ? 0x20 : byte);
      if (isCoded) each += 2;
      continue;
    }
    const sextet = at(sextets + <usize>byte);
    if (byte === 0x3d) held = 0;
    if (sextet === noSextet) continue;
    bits = (bits << 6) | sextet;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    store<u8>(wordOut++, <u8>(bits >> held));
  }
  return end + 2;
}

function octet(place: usize): u8 {
  return (digit(at(place)) << 4) | digit(at(place + 1));
}

function digit(byte: u8): u8 {
  return isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x57;
}

function isWordStart(place: usize): bool {
  return at(place) === 0x3d && at(place + 1) === 0x3f;
}

function nextWord(from: usize, to: usize): usize {
  for (let place = from; place < to; place += 16) {
    const starts = i8x16.eq(v128.load(place), i8x16.splat(0x3d));
    const marks = i8x16.bitmask(v128.and(starts, i8x16.eq(v128.load(place, 1), i8x16.splat(0x3f))));
    if (marks !== 0) return min(place + <usize>ctz(marks), to);
  }
  return to;
}

/** Reads encoded words and the text near them as one, without what separates neighbouring words (RFC 2047 §6.2). */
function holdsWords(from: usize, to: usize): bool {
  wordOut = joinedAt;
  isDoubtful = false;
  store<u8>(joinedAt - 1, 0x0a);
  let last = from;
  for (let place = max(from - around, inputAt); place < to; ) {
    if (place > last + around) {
      const left = place;
      last = nextWord(place, to);
      if (last === to) break;
      place = max(left, last - around);
      store<u8>(wordOut++, 0x20);
    }
    const end = isWordStart(place) ? decodeWord(place, to) : 0;
    if (end === 0) {
      store<u8>(wordOut++, at(place++));
      continue;
    }
    place = last = end;
    while (isBlank(at(place))) place++;
    if (!isWordStart(place)) place = end;
  }
  if (isDoubtful) return true;
  memory.fill(wordOut, 0, 8);
  for (let place = joinedAt; place < wordOut; place++) if (at(place) === 0x35 && isCode(place)) return true;
  return false;
}

/** True where a sign at a place tells of a code, or of what takes a reader to follow. */
function tells(place: usize, to: usize, isMail: bool): bool {
  switch (at(place)) {
    case 0x35:
      return isCode(place);
    case 0x3d:
      if (isMail && firstWord === 0 && at(place + 1) === 0x3f) firstWord = place;
      return isOctet(place);
    case 0x26:
      return isEntity(place);
    case 0x2a:
      return isPieces(place);
    case 0:
      return isMail;
    default:
      return isMail && isWord(place + 1, 'content-t') && takesReader(place + 1, to);
  }
}

/** Where a `5` stands before a sign with which a code may go on, and where another sign stands that is looked at. */
function signsAt(place: usize, isMail: bool): i32 {
  const here = v128.load(place);
  const next = v128.load(place, 1);
  const goesOn = v128.or(
    v128.or(
      v128.or(
        // A comma, or a full stop: in nothing else do they differ.
        i8x16.eq(v128.and(next, i8x16.splat(-3)), i8x16.splat(0x2c)),
        i8x16.eq(next, i8x16.splat(0x26)),
      ),
      v128.or(
        i8x16.eq(v128.and(next, i8x16.splat(-2)), i8x16.splat(0x3c)),
        i8x16.eq(next, i8x16.splat(0x5c)),
      ),
    ),
    i8x16.lt_s(next, i8x16.splat(0)),
  );
  let signs = v128.or(
    v128.and(i8x16.eq(here, i8x16.splat(0x35)), goesOn),
    v128.or(
      i8x16.eq(here, i8x16.splat(0x3d)),
      v128.or(i8x16.eq(here, i8x16.splat(0x26)), i8x16.eq(here, i8x16.splat(0x2a))),
    ),
  );
  if (isMail) {
    const ends = v128.or(i8x16.eq(here, i8x16.splat(0x0a)), i8x16.eq(here, i8x16.splat(0x0d)));
    const letters = i8x16.eq(v128.or(next, i8x16.splat(0x20)), i8x16.splat(0x63));
    signs = v128.or(signs, v128.or(v128.and(ends, letters), i8x16.eq(here, i8x16.splat(0))));
  }
  return i8x16.bitmask(signs);
}

function holds(from: usize, to: usize, isMail: bool): bool {
  for (let block = from; block < to; block += 16)
    for (let marks = signsAt(block, isMail); marks !== 0; marks &= marks - 1) {
      const place = block + <usize>ctz(marks);
      if (place >= to) break;
      if (tells(place, to, isMail)) return true;
    }
  return false;
}

/** True where as many bytes from `inputAt` on may hold a code. */
export function mayHold(length: usize): bool {
  const to = inputAt + length;
  fence(inputAt, to);
  containerAt = encodedAt = firstWord = 0;
  fields = 0;
  const isSigned = length >= 3 && at(inputAt) === 0xef && at(inputAt + 1) === 0xbb;
  const start = isSigned ? inputAt + 3 : inputAt;
  if (isMarked(inputAt, to) || isWord(at(start) === 0x3e ? start + 1 : start, 'from ')) return true;
  if (isWord(start, 'content-t') && takesReader(start, to)) return true;
  return holds(inputAt, to, true) || (firstWord !== 0 && holdsWords(firstWord, to));
}
