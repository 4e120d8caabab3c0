// AssemblyScript. Finds codes in the content of a part, its transfer encoding decoded.
import * as base64Decoder from './base64';
import { hasShift } from './charset';
import { codeLength, nextCode, numberOf, perhaps, standsAlone, yes } from './codes';
import { asItStands, base64, fields, html } from './content';
import { add, setReading } from './hits';
import { mayHideCode } from './html';
import { decodedAt, doubtful, equals, padding, sure } from './layout';
import { bodyFromAt, bodyToAt, encodingAt, kindAt, mayShiftAt } from './parts';
import * as quotedDecoder from './quotedPrintable';
import { pad } from './signs';
import * as stretches from './stretches';
import { areHarmless } from './words';

/** Where the next content is decoded to: behind those before, which are shown with their codes. */
let free: usize = decodedAt + padding;

export function clear(): void {
  free = decodedAt + padding;
}

/** Reads the content of a part that holds no parts. */
export function readLeaf(part: i32): bool {
  const from = bodyFromAt(part);
  const to = bodyToAt(part);
  const encoding = encodingAt(part);
  if (encoding === asItStands) return isOpen(part, from, to);
  const text = free;
  stretches.clear();
  if (!(encoding === base64 ? base64Decoder.decode(from, to, text) : quotedDecoder.decode(from, to, text)))
    return doubtful;
  const end = encoding === base64 ? base64Decoder.decodedEnd : quotedDecoder.decodedEnd;
  pad(text, end);
  free = end + padding;
  if (isMarked(text, end)) return doubtful;
  return noteCodes(part, encoding, text, end) && isOpen(part, text, end);
}

/** True where no code in a decoded text is cut by what else is written there. */
function isOpen(part: i32, from: usize, to: usize): bool {
  const kind = kindAt(part);
  if (mayShiftAt(part) && hasShift(from, to)) return doubtful;
  if (kind === html) return mayHideCode(from, to) ? doubtful : sure;
  return kind === fields ? areHarmless(from, to) : sure;
}

/** True where UTF-16 begins, whatever the label says. */
function isMarked(from: usize, to: usize): bool {
  if (to - from < 2) return false;
  const mark = load<u16>(from);
  return mark === 0xfeff || mark === 0xfffe;
}

function noteCodes(part: i32, encoding: i32, text: usize, end: usize): bool {
  setReading(text, end);
  for (let place = nextCode(text, end); place !== 0; place = nextCode(place + 1, end)) {
    const stands = standsAlone(place);
    if (stands === perhaps) return doubtful;
    if (stands !== yes) continue;
    const last = place + codeLength - 1;
    const start = encoding === base64 ? sextet((place - text) * 8) : stretches.rawOf(place);
    const behind = encoding === base64 ? sextet((last - text) * 8 + 7) + 1 : quotedEnd(last);
    if (!add(start, behind, numberOf(place), encoding, part, place)) return doubtful;
  }
  return sure;
}

/** Where the sextet stands that holds a bit. */
function sextet(bit: usize): usize {
  return stretches.rawOf(bit / 6);
}

/** Behind the raw sign, or octet of three signs, that a decoded one was. */
function quotedEnd(place: usize): usize {
  const raw = stretches.rawOf(place);
  return load<u8>(raw) === equals ? raw + 3 : raw + 1;
}
