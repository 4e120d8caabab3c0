// AssemblyScript. What single bytes and short words are, and where lines end.
import { blank, carriageReturn, lineFeed, nine, padding, tab, underscore, zero } from './layout';

export function isDigit(byte: u8): bool {
  return byte >= zero && byte <= nine;
}

export function isLetter(byte: u8): bool {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

export function isWordSign(byte: u8): bool {
  return isDigit(byte) || isLetter(byte) || byte === underscore;
}

export function isBlank(byte: u8): bool {
  return byte === blank || byte === tab;
}

/** What `\s` of a regular expression is, in ASCII. */
export function isSpace(byte: u8): bool {
  return byte === blank || (byte >= tab && byte <= carriageReturn);
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
  memory.fill(from - padding, lineFeed, padding);
  memory.fill(to, lineFeed, padding);
}

/** The number that a hexadecimal digit in either case stands for, or -1. */
export function hexadecimal(byte: u8): i32 {
  if (isDigit(byte)) return byte - zero;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? <i32>letter - 0x57 : -1;
}
