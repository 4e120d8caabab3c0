// AssemblyScript. Decodes quoted-printable (RFC 2045 §6.7). Bytes beyond ASCII, which it exists to avoid, are doubtful.
import { carriageReturn, doubtful, equals, lineFeed, sure } from './layout';
import { hexadecimal, isBlank } from './signs';
import { add } from './stretches';

const mostBlanks: usize = 998;

/** Where what was decoded last ends. */
export let decodedEnd: usize = 0;

/** Decodes what stands in [from, to), and notes in the stretches where it stands. Up to 16 bytes more are written. */
export function decode(from: usize, to: usize, into: usize): bool {
  const sign = i8x16.splat(equals);
  let here = from;
  let out = into;
  if (!add(out, here)) return doubtful;
  while (here < to) {
    const piece = v128.load(here);
    v128.store(out, piece);
    const marks = i8x16.bitmask(v128.or(i8x16.eq(piece, sign), piece));
    const plain = min<usize>(marks === 0 ? 16 : <usize>ctz(marks), to - here);
    here += plain;
    out += plain;
    if (plain === 16 || here === to) continue;
    if (load<u8>(here) !== equals) return doubtful;
    const next = afterSign(here + 1, to, out);
    if (next === 0) {
      // A sign that begins neither an octet nor a soft break stands for itself.
      store<u8>(out++, equals);
      here++;
      continue;
    }
    if (isOctet) {
      if (!add(out, here)) return doubtful;
      out++;
    }
    here = next;
    if (!add(out, here)) return doubtful;
  }
  decodedEnd = out;
  return sure;
}

/** True where what `afterSign` saw last was an octet, not a soft break. */
let isOctet: bool = false;

/** Behind the octet, which is put where decoding goes on, or the soft break that begins with `=`; 0 where it begins none. */
function afterSign(place: usize, to: usize, out: usize): usize {
  isOctet = false;
  if (place + 2 <= to) {
    const high = hexadecimal(load<u8>(place));
    const low = hexadecimal(load<u8>(place + 1));
    if (high >= 0 && low >= 0) {
      store<u8>(out, <u8>(high * 16 + low));
      isOctet = true;
      return place + 2;
    }
  }
  let here = place;
  while (here < to && here < place + mostBlanks && isBlank(load<u8>(here))) here++;
  if (here >= to) return to;
  if (load<u8>(here) === lineFeed) return here + 1;
  return load<u8>(here) === carriageReturn ? min(here + 2, to) : 0;
}
