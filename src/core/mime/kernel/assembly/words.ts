// AssemblyScript. Tells encoded words (RFC 2047) of which no code can come from others: a code would have to stand in one, or to begin
// or end in one. All that is unusual is doubtful.

import { decode, decodedEnd } from './base64';
import { keepsAscii } from './charset';
import { nextCode } from './codes';
import {
  doubtful,
  equals,
  fullStop,
  longestWord,
  padding,
  question,
  star,
  sure,
  underscore,
  wordAt,
} from './layout';
import { afterSpace, hexadecimal, isDigit, isSpace, pad } from './signs';
import * as stretches from './stretches';

const longestLabel: usize = 64;

/** True where text in [from, to), with its encoded words read, holds no other codes than without. */
export function areHarmless(from: usize, to: usize): bool {
  const first = nextWord(from, to);
  return first === 0 ? sure : areHarmlessFrom(first, from, to);
}

/** The same where the first word begins at a place. */
export function areHarmlessFrom(first: usize, from: usize, to: usize): bool {
  let place = first;
  // A code in plain sight may be one with a word beside it, and none without.
  if (nextCode(from, to) !== 0) return doubtful;
  for (; place !== 0; place = nextWord(place, to)) {
    place = behindHarmless(place, to);
    if (place === 0) return doubtful;
  }
  return sure;
}

/** Where `=?` stands next in [from, to); 0 where it does no more. */
function nextWord(from: usize, to: usize): usize {
  const first = i8x16.splat(equals);
  const second = i8x16.splat(question);
  for (let here = from; here < to; here += 16) {
    const begins = v128.and(i8x16.eq(v128.load(here), first), i8x16.eq(v128.load(here, 1), second));
    const marks = i8x16.bitmask(begins);
    if (marks === 0) continue;
    const place = here + <usize>ctz(marks);
    return place + 1 < to ? place : 0;
  }
  return 0;
}

/** Behind the encoded word that begins at a place; 0 where it is doubtful. */
function behindHarmless(place: usize, to: usize): usize {
  const label = place + 2;
  let here = label;
  for (; here < to && load<u8>(here) !== question; here++)
    if (here - label === longestLabel || isSpace(load<u8>(here)) || load<u8>(here) === star) return 0;
  if (here === label || here + 3 > to || !keepsAscii(label, here)) return 0;
  const encoding = load<u8>(here + 1) | 0x20;
  const text = here + 3;
  if (load<u8>(here + 2) !== question || (encoding !== 0x62 && encoding !== 0x71)) return 0;
  let end = text;
  while (end < to && load<u8>(end) !== question) end++;
  if (end + 2 > to || load<u8>(end + 1) !== equals || end - text > longestWord - 2 * padding) return 0;
  const into = wordAt + padding;
  const read = encoding === 0x71 ? decodeQ(text, end, into) : decodeB(text, end, into);
  if (read === into || !isApart(into, read)) return 0;
  const joinsBefore = isOfCode(load<u8>(into)) && isOfCode(load<u8>(place - 1));
  const joinsBehind = isOfCode(load<u8>(read - 1)) && mayGoOn(end + 2, to);
  return joinsBefore || joinsBehind ? 0 : end + 2;
}

/** True where a code that begins in a word may go on behind it: in text, or in another word. */
function mayGoOn(place: usize, to: usize): bool {
  const next = afterSpace(place, to);
  if (next === place && isOfCode(load<u8>(next))) return true;
  return load<u8>(next) === equals && load<u8>(next + 1) === question;
}

function decodeB(from: usize, to: usize, into: usize): usize {
  stretches.clear();
  return decode(from, to, into) ? decodedEnd : into;
}

/** The Q encoding (RFC 2047 §4.2). */
function decodeQ(from: usize, to: usize, into: usize): usize {
  let out = into;
  for (let here = from; here < to; here++) {
    const sign = load<u8>(here);
    const high = sign === equals && here + 2 < to ? hexadecimal(load<u8>(here + 1)) : -1;
    const low = high < 0 ? -1 : hexadecimal(load<u8>(here + 2));
    if (low >= 0) {
      store<u8>(out++, <u8>(high * 16 + low));
      here += 2;
    } else store<u8>(out++, sign === underscore ? 0x20 : sign);
  }
  return out;
}

/** True where no code stands in what was read. */
function isApart(from: usize, to: usize): bool {
  pad(from, to);
  return nextCode(from, to) === 0;
}

function isOfCode(sign: u8): bool {
  return isDigit(sign) || sign === fullStop;
}
