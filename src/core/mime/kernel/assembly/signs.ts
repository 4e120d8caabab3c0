// AssemblyScript. What single bytes and short words are, and where lines end.
import {
  ampersand,
  blank,
  caret,
  carriageReturn,
  colon,
  dash,
  fullStop,
  lineFeed,
  nine,
  padding,
  plus,
  signsAt,
  tab,
  tilde,
  underscore,
  zero,
} from './layout';

/** What a sign may be, each in a bit of the table. */
const digit: u8 = 1;
const wordSign: u8 = 2;
const space: u8 = 4;
const ofFieldName: u8 = 8;
const ofTypeName: u8 = 16;

/** Fills the table that tells what each byte may be. */
export function makeSigns(): void {
  for (let byte = 0; byte < 256; byte++) store<u8>(signsAt + <usize>byte, kindsOf(<u8>byte));
}

function kindsOf(byte: u8): u8 {
  const isDecimal = byte >= zero && byte <= nine;
  const isOfWord = isDecimal || isLetter(byte) || byte === underscore;
  let kinds: u8 = isDecimal ? digit : 0;
  if (isOfWord) kinds |= wordSign;
  if (byte === blank || (byte >= tab && byte <= carriageReturn)) kinds |= space;
  if (byte > blank && byte <= tilde && byte !== colon) kinds |= ofFieldName;
  if (isOfWord || isTypeSign(byte)) kinds |= ofTypeName;
  return kinds;
}

/** `!`, `#`, `$`, `&`, `+`, `-`, `.` and `^`. */
function isTypeSign(byte: u8): bool {
  if (byte === 0x21 || byte === 0x23 || byte === 0x24 || byte === ampersand) return true;
  return byte === plus || byte === dash || byte === fullStop || byte === caret;
}

function is(byte: u8, kind: u8): bool {
  return (load<u8>(signsAt + <usize>byte) & kind) !== 0;
}

export function isDigit(byte: u8): bool {
  return is(byte, digit);
}

export function isLetter(byte: u8): bool {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

export function isWordSign(byte: u8): bool {
  return is(byte, wordSign);
}

export function isBlank(byte: u8): bool {
  return byte === blank || byte === tab;
}

/** What `\s` of a regular expression is, in ASCII. */
export function isSpace(byte: u8): bool {
  return is(byte, space);
}

/** Behind what may be the name of a field. */
export function afterFieldName(place: usize, to: usize): usize {
  let here = place;
  while (here < to && is(load<u8>(here), ofFieldName)) here++;
  return here;
}

/** Behind what may be the name of a media type or subtype. */
export function afterTypeName(place: usize, to: usize): usize {
  let here = place;
  while (here < to && is(load<u8>(here), ofTypeName)) here++;
  return here;
}

export function lower(byte: u8): u8 {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

/** True where a word, given in lower case, stands in any case. */
export function isWord(place: usize, word: string): bool {
  const signs = changetype<usize>(word);
  for (let index = 0; index < word.length; index++)
    if (lower(load<u8>(place + <usize>index)) !== <u8>load<u16>(signs + ((<usize>index) << 1))) return false;
  return true;
}

/** Behind blanks and line breaks. */
export function afterSpace(place: usize, to: usize): usize {
  let here = place;
  while (here < to && isSpace(load<u8>(here))) here++;
  return here;
}

/** The first line feed in [place, to), or `to`. */
export function endOfLine(place: usize, to: usize): usize {
  const feed = i8x16.splat(lineFeed);
  for (let here = place; here < to; here += 16) {
    const marks = i8x16.bitmask(i8x16.eq(v128.load(here), feed));
    if (marks !== 0) return min(here + <usize>ctz(marks), to);
  }
  return to;
}

/** Puts line feeds around a text, so that it begins and ends with lines for whoever looks further. */
export function pad(from: usize, to: usize): void {
  const feeds = i8x16.splat(lineFeed);
  for (let place: usize = 0; place < padding; place += 16) {
    v128.store(from - padding + place, feeds);
    v128.store(to + place, feeds);
  }
}

/** The number that a hexadecimal digit in either case stands for, or -1. */
export function hexadecimal(byte: u8): i32 {
  if (isDigit(byte)) return byte - zero;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? <i32>letter - 0x57 : -1;
}
