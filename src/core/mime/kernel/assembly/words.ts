// AssemblyScript. Tells encoded words (RFC 2047) of which no code can come from others: a code would have to stand in one, or to begin
// or end in one. All that is unusual is doubtful.

import { decode, decodedEnd } from './base64';
import { keepsAscii } from './charset';
import { nextCode } from './codes';
import {
  doubtful,
  equals,
  lineFeed,
  longestWords,
  question,
  star,
  sure,
  underscore,
  wordsAt,
} from './layout';
import { afterSpace, hexadecimal, isSpace, pad } from './signs';
import * as stretches from './stretches';

const longestLabel: usize = 64;
const longestText: usize = 8192;
/** How much text beside a word may belong to a code with it, and more. */
const reach: usize = 16;

/** True where text in [from, to), with its encoded words read, holds no other codes than without. */
export function areHarmless(from: usize, to: usize): bool {
  const first = nextWord(from, to);
  return first === 0 ? sure : areHarmlessFrom(first, from, to);
}

/** The same where the first word begins at a place. */
export function areHarmlessFrom(first: usize, from: usize, to: usize): bool {
  // A code in plain sight may be one with a word beside it, and none without.
  if (nextCode(from, to) !== 0) return doubtful;
  let out = copied(max(from, first - reach), first, wordsAt);
  for (let place = first; ; ) {
    const behind = behindWord(place, to, out);
    if (behind === 0) return doubtful;
    const next = nextWord(behind, to);
    if (next === 0) {
      out = copied(behind, min(to, behind + reach), wordEnd);
      break;
    }
    out = afterSpace(behind, to) === next ? wordEnd : joined(behind, next, wordEnd);
    place = next;
  }
  pad(wordsAt, out);
  return nextCode(wordsAt, out) === 0;
}

function copied(from: usize, to: usize, into: usize): usize {
  v128.store(into, v128.load(from));
  return into + to - from;
}

/** Text between words: what is far from both is left out. */
function joined(from: usize, to: usize, into: usize): usize {
  if (to - from <= reach) return copied(from, to, into);
  const out = copied(from, from + reach, into);
  store<u8>(out, lineFeed);
  return copied(to - reach, to, out + 1);
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

/** Where the word that was read last ends, decoded. */
let wordEnd: usize = 0;

/** Reads the encoded word that begins at a place. @returns the place behind it; 0 where it is doubtful */
function behindWord(place: usize, to: usize, into: usize): usize {
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
  if (end + 2 > to || load<u8>(end + 1) !== equals || end - text > longestText) return 0;
  if (into + (end - text) + 4 * reach > wordsAt + longestWords) return 0;
  wordEnd = encoding === 0x71 ? decodeQ(text, end, into) : decodeB(text, end, into);
  return wordEnd === 0 ? 0 : end + 2;
}

function decodeB(from: usize, to: usize, into: usize): usize {
  stretches.clear();
  return decode(from, to, into) ? decodedEnd : 0;
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
