// AssemblyScript. Tells HTML in which markup may cut a code from HTML in which none does, as `mayHideCode` of ../../html.ts does, but
// for entities that stand for a sign which neither belongs to a code nor is unseen.
import { ampersand, dash, five, fullStop, lessThan, nine, semicolon, seven, slash } from './layout';
import { hexadecimal, isDigit, isWord, isWordSign } from './signs';

/** True where an entity by number was met that cuts no code: it changes what the text around a code says. */
export let sawEntity: bool = false;

export function clear(): void {
  sawEntity = false;
}

/** What a digit of a code or its full stop may be, and `/`. */
const codeSigns: u8 = nine - fullStop + 1;

/** True where markup in [from, to), a text that line feeds surround, may cut a code. */
export function mayHideCode(from: usize, to: usize): bool {
  const tag = i8x16.splat(lessThan);
  const entity = i8x16.splat(ampersand);
  for (let here = from; here < to; here += 16) {
    const piece = v128.load(here);
    const before = i8x16.sub(v128.load(here - 1), i8x16.splat(fullStop));
    const isBehindSign = i8x16.lt_u(before, i8x16.splat(codeSigns));
    const entities = i8x16.eq(piece, entity);
    const begins = v128.or(v128.or(i8x16.eq(piece, tag), entities), i8x16.lt_s(piece, i8x16.splat(0)));
    let marks = i8x16.bitmask(v128.or(v128.and(begins, isBehindSign), entities));
    for (; marks !== 0; marks &= marks - 1) {
      const place = here + <usize>ctz(marks);
      if (place >= to) return false;
      if (cutsCode(place) || isTelling(place, to)) return true;
    }
  }
  return false;
}

/** True where a tag, an entity or a sign beyond ASCII begins within what may be a code: behind `5`, `5.`, `5.7` and so on. */
function cutsCode(place: usize): bool {
  let start = place;
  while (start > place - longestCut && isOfCode(load<u8>(start - 1))) start--;
  if (isOfCode(load<u8>(start - 1)) || isWordSign(load<u8>(start - 1))) return false;
  for (let index: usize = 0; start + index < place; index++) {
    const sign = load<u8>(start + index);
    const expected = index & 1 ? fullStop : index === 0 ? five : seven;
    if (index === longestCut - 1 ? !isDigit(sign) : sign !== expected) return false;
  }
  return place > start;
}

/** Signs of a code before its last. */
const longestCut: usize = 6;

function isOfCode(sign: u8): bool {
  return isDigit(sign) || sign === fullStop;
}

/** True for an entity that may stand for a sign of a code, or for one that does not show. */
function isTelling(place: usize, to: usize): bool {
  if (load<u8>(place) !== ampersand) return false;
  if (load<u8>(place + 1) !== 0x23) return isWord(place + 1, 'period;');
  const isHexadecimal = (load<u8>(place + 2) | 0x20) === 0x78;
  const from = isHexadecimal ? place + 3 : place + 2;
  let point: i32 = 0;
  let here = from;
  for (; here < to && here < from + 6; here++) {
    const digit = hexadecimal(load<u8>(here));
    if (digit < 0 || (!isHexadecimal && digit > 9)) break;
    point = point * (isHexadecimal ? 16 : 10) + digit;
  }
  sawEntity = true;
  return here === from || load<u8>(here) !== semicolon || !isHarmless(point);
}

/** Signs that are none of a code's, begin no word and show: some below the digits, and the letters and signs of Europe. */
function isHarmless(point: i32): bool {
  if (point >= 0x20 && point < 0x30) return point !== dash && point !== fullStop && point !== slash;
  if (point === 0x3c || point === 0x3e) return true;
  return (point >= 0xa0 && point < 0x180 && point !== 0xad) || (point >= 0x2010 && point < 0x2028);
}
