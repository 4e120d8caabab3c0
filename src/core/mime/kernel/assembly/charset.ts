// AssemblyScript. Which charsets are known to keep ASCII as it is, and to write nothing else with its bytes.
import { plus } from './layout';
import { isWord } from './signs';

/** True for a label, in [from, to), of UTF-8, ASCII, or one of the charsets of a byte a character that mail uses. */
export function keepsAscii(from: usize, to: usize): bool {
  const length = to - from;
  if (length === 5) return isWord(from, 'utf-8') || isWord(from, 'ascii');
  if (length === 4) return isWord(from, 'utf8');
  if (length === 8 && isWord(from, 'us-ascii')) return true;
  if (length === 12) return isWord(from, 'windows-125');
  return (length === 10 || length === 11) && isWord(from, 'iso-8859-');
}

/** True for a label of a charset that is ASCII but for what stands behind signs of its own: see `hasShift`. */
export function isShifted(from: usize, to: usize): bool {
  const length = to - from;
  if (length === 5) return isWord(from, 'utf-7');
  return (
    (length === 11 && isWord(from, 'iso-2022-jp')) || (length === 17 && isWord(from, 'unicode-1-1-utf-7'))
  );
}

/** True where bytes in [from, to) may be something other than ASCII in such a charset. */
export function hasShift(from: usize, to: usize): bool {
  const sign = i8x16.splat(plus);
  for (let here = from; here < to; here += 16) {
    const piece = v128.load(here);
    const isControl = v128.or(
      i8x16.eq(piece, i8x16.splat(escapeSign)),
      i8x16.eq(v128.and(piece, i8x16.splat(-2)), i8x16.splat(shift)),
    );
    const marks = i8x16.bitmask(v128.or(v128.or(i8x16.eq(piece, sign), isControl), piece));
    if (marks !== 0 && here + <usize>ctz(marks) < to) return true;
  }
  return false;
}

const escapeSign: u8 = 0x1b;
/** Shift out, and shift in behind it. */
const shift: u8 = 0x0e;
