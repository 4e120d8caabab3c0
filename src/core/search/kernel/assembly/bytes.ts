// AssemblyScript. What bytes are, one by one and sixteen at a time. See ../README.md.

export function at(place: usize): u8 {
  return load<u8>(place);
}

export function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39;
}

export function isHex(byte: u8): bool {
  return isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

export function isLetter(byte: u8): bool {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

export function isBreak(byte: u8): bool {
  return byte === 0x0a || byte === 0x0d;
}

export function isBlank(byte: u8): bool {
  return byte === 0x20 || byte === 0x09 || isBreak(byte);
}

/** True where a word stands, given in lower case, in letters of any case. */
export function isWord(place: usize, word: string): bool {
  for (let index = 0; index < word.length; index++)
    if ((at(place + <usize>index) | 0x20) !== <u8>word.charCodeAt(index)) return false;
  return true;
}

export function is(bytes: v128, byte: i8): v128 {
  return i8x16.eq(bytes, i8x16.splat(byte));
}

function letters(bytes: v128): v128 {
  const index = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61));
  return i8x16.lt_u(index, i8x16.splat(26));
}

/** Where words begin, and where lines end. */
export function wordsAndBreaksAt(place: usize): i32 {
  const here = v128.load(place);
  const words = v128.andnot(letters(here), letters(v128.load(place - 1)));
  return i8x16.bitmask(v128.or(words, v128.or(is(here, 0x0a), is(here, 0x0d))));
}
