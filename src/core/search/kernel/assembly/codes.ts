// AssemblyScript. Finds where `5.7.7` stands, and where codes in parts may begin, and counts line breaks, all in one pass. See ../README.md.

import { isFour, mayBeginParts, signAt } from './signs';

/** Line breaks in what the last call searched. */
export let breaks: i32 = 0;
/** Where the next call has to go on: `to`, or earlier where the list was full. */
export let next: usize = 0;
/** True where the last call met what only the other searches look at: a carriage return, or a sign from `{` on. */
export let hasMore: bool = false;

/** Signs a step. */
const step: usize = 64;
/** Steps after which the sums of line breaks must be gathered: four a step may come into a place that holds 255. */
const stepsPerSum: usize = 60;

/**
 * Finds each `5.7.7` whose last byte is in [from, to), in UTF-8 or another extension of ASCII. Four bytes before `from` are
 * read too, and up to 16 after `to`. Counts line feeds, and only says whether there was more: most logs have none.
 * @param list where to put what is found, eight bytes each: where it starts, and the line breaks before it
 * @param most how many the list holds
 * @returns how many were found
 */
export function codesIn(from: usize, to: usize, list: usize, most: i32): i32 {
  return search<i8>(from, to, list, most);
}

/**
 * Finds the same, and each place in [from, to) where a code in parts may begin, and counts each carriage return too that no line feed
 * follows. Up to 64 signs after `to` are read.
 */
export function allIn(from: usize, to: usize, list: usize, most: i32): i32 {
  return verified<u8>(list, search<u8>(from, to, list, most));
}

/** The same in UTF-16LE, of which `from` and `to` are whole units. Eight bytes before `from` are read too. */
export function allInUnits(from: usize, to: usize, list: usize, most: i32): i32 {
  return verified<u16>(list, search<u16>(from, to, list, most));
}

/** The same in UTF-16BE. */
export function allInSwappedUnits(from: usize, to: usize, list: usize, most: i32): i32 {
  return verified<i16>(list, search<i16>(from, to, list, most));
}

/**
 * All of that, by how the text is written: `u8` for bytes, `u16` for UTF-16LE, `i16` for UTF-16BE, and `i8` for bytes of which only
 * `5.7.7` and line feeds are looked for. What is found in parts, and what ends with `7`, is told by where it is marked.
 */
function search<Form>(from: usize, to: usize, list: usize, most: i32): i32 {
  const size = sizeof<Form>();
  const all = size === 2 || !isSigned<Form>();
  const seven = i8x16.splat(0x37);
  const feed = i8x16.splat(0x0a);
  // What each byte below 16 adds: 1 for a line feed, 128 for a carriage return.
  const table = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, -128, 0, 0);
  let last = i8x16.splat(-1);
  let seen = i8x16.splat(0);
  let top = i8x16.splat(0);
  let found: i32 = 0;
  let lines: i32 = 0;
  let at = from;
  const wide = to - from >= step * size ? to - step * size : 0;
  let e = sixteenAt<Form>(at);
  while (at <= wide) {
    let counts = i8x16.splat(0);
    const stop = min(wide, at + stepsPerSum * step * size);
    while (at <= stop) {
      const a = all ? e : sixteenAt<Form>(at);
      const b = sixteenAt<Form>(at + 16 * size);
      const c = sixteenAt<Form>(at + 32 * size);
      const d = sixteenAt<Form>(at + 48 * size);
      const sevensA = i8x16.eq(a, seven);
      const sevensB = i8x16.eq(b, seven);
      const sevensC = i8x16.eq(c, seven);
      const sevensD = i8x16.eq(d, seven);
      let marksA = v128.and(sevensA, twoBefore(last, sevensA));
      let marksB = v128.and(sevensB, twoBefore(sevensA, sevensB));
      let marksC = v128.and(sevensC, twoBefore(sevensB, sevensC));
      let marksD = v128.and(sevensD, twoBefore(sevensC, sevensD));
      last = sevensD;
      let endsA: v128, endsB: v128, endsC: v128, endsD: v128, ends: v128;
      if (all) {
        e = sixteenAt<Form>(at + 64 * size);
        const behindA = oneBehind(a, b);
        const behindB = oneBehind(b, c);
        const behindC = oneBehind(c, d);
        const behindD = oneBehind(d, e);
        marksA = v128.or(marksA, beginsParts(a, behindA));
        marksB = v128.or(marksB, beginsParts(b, behindB));
        marksC = v128.or(marksC, beginsParts(c, behindC));
        marksD = v128.or(marksD, beginsParts(d, behindD));
        endsA = endsLine(a, behindA);
        endsB = endsLine(b, behindB);
        endsC = endsLine(c, behindC);
        endsD = endsLine(d, behindD);
        ends = i8x16.add(i8x16.add(endsA, endsB), i8x16.add(endsC, endsD));
      } else {
        endsA = i8x16.swizzle(table, a);
        endsB = i8x16.swizzle(table, b);
        endsC = i8x16.swizzle(table, c);
        endsD = i8x16.swizzle(table, d);
        ends = i8x16.add_sat_u(i8x16.add_sat_u(endsA, endsB), i8x16.add_sat_u(endsC, endsD));
      }
      if (i8x16.bitmask(v128.or(v128.or(marksA, marksB), v128.or(marksC, marksD))) !== 0) {
        // One step's, and what is left behind the last step.
        if (found + 2 * <i32>step > most) break;
        for (let marks = bits(marksA, marksB, marksC, marksD); marks !== 0; marks &= marks - 1) {
          const bit = ctz(marks);
          const place = at + <usize>bit * size;
          if (all ? !isLikely<Form>(place) : !endsAt<Form>(place)) continue;
          if (!all) {
            endsA = i8x16.eq(a, feed);
            endsB = i8x16.eq(b, feed);
            endsC = i8x16.eq(c, feed);
            endsD = i8x16.eq(d, feed);
          }
          const before = bits(endsA, endsB, endsC, endsD) & (((<u64>1) << bit) - 1);
          put(list, found++, all ? place : place - 4 * size, lines + sum(counts) + <i32>popcnt(before));
        }
      }
      if (all) counts = i8x16.sub(counts, ends);
      else {
        top = i8x16.max_s(top, i8x16.max_s(i8x16.max_s(a, b), i8x16.max_s(c, d)));
        seen = v128.or(seen, ends);
        counts = i8x16.add(counts, ends);
      }
      at += step * size;
    }
    lines += sum(counts);
    if (at <= stop) break;
  }
  next = at <= wide ? at : to;
  hasMore = i8x16.bitmask(v128.or(seen, i8x16.gt_s(top, i8x16.splat(0x7a)))) !== 0;
  for (; at < next; at += size) {
    const sign = signAt<Form>(at);
    if (sign === 0x0a) lines++;
    else if (all) {
      if (sign === 0x0d && signAt<Form>(at + size) !== 0x0a) lines++;
      if ((sign === 0x37 || sign === 0x35) && isLikely<Form>(at)) put(list, found++, at, lines);
    } else {
      if (sign === 0x0d || (sign >= 0x7b && sign < 0x80)) hasMore = true;
      if (sign === 0x37 && endsAt<Form>(at)) put(list, found++, at - 4 * size, lines);
    }
  }
  breaks = lines;
  return found;
}

/** Sixteen signs as bytes: those below 256 as they are, and no other as one of them but 0 and 255. */
function sixteenAt<Form>(at: usize): v128 {
  const low = v128.load(at);
  if (sizeof<Form>() === 1) return low;
  const high = v128.load(at, 16);
  if (isSigned<Form>()) return i8x16.narrow_i16x8_u(swapped(low), swapped(high));
  return i8x16.narrow_i16x8_u(low, high);
}

function swapped(units: v128): v128 {
  return v128.or(i16x8.shl(units, 8), i16x8.shr_u(units, 8));
}

/** Each place moved two on, the last two of the 16 before coming in. */
function twoBefore(before: v128, here: v128): v128 {
  return v128.shuffle<u8>(before, here, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}

/** What stands behind each place. */
function oneBehind(here: v128, following: v128): v128 {
  return v128.shuffle<u8>(here, following, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
}

/** Where `5,` stands, or `53`. */
function beginsParts(here: v128, behind: v128): v128 {
  const goesOn = v128.or(i8x16.eq(behind, i8x16.splat(0x2c)), i8x16.eq(behind, i8x16.splat(0x33)));
  return v128.and(i8x16.eq(here, i8x16.splat(0x35)), goesOn);
}

/** Where a line feed stands, or a carriage return that none follows. */
function endsLine(here: v128, behind: v128): v128 {
  const feed = i8x16.splat(0x0a);
  return v128.or(
    i8x16.eq(here, feed),
    v128.andnot(i8x16.eq(here, i8x16.splat(0x0d)), i8x16.eq(behind, feed)),
  );
}

function sum(counts: v128): i32 {
  const fours = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(counts));
  return (
    i32x4.extract_lane(fours, 0) +
    i32x4.extract_lane(fours, 1) +
    i32x4.extract_lane(fours, 2) +
    i32x4.extract_lane(fours, 3)
  );
}

function bits(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    <u64>i8x16.bitmask(a) |
    ((<u64>i8x16.bitmask(b)) << 16) |
    ((<u64>i8x16.bitmask(c)) << 32) |
    ((<u64>i8x16.bitmask(d)) << 48)
  );
}

function put(list: usize, index: i32, start: usize, lines: i32): void {
  const entry = list + ((<usize>index) << 3);
  store<u32>(entry, <u32>start);
  store<u32>(entry, lines, 4);
}

/** True where `5.7.7` ends at a place, of which the seven is known already. */
function endsAt<Form>(place: usize): bool {
  return isFour<Form>(place - 4 * sizeof<Form>(), 0x35, 0x2e, 0x37, 0x2e);
}

/** False for nearly each `5` and `7` that is no part of a code: the others are looked at when the list is there. */
function isLikely<Form>(place: usize): bool {
  if (signAt<Form>(place) === 0x37) return endsAt<Form>(place);
  const size = sizeof<Form>();
  const behind = signAt<Form>(place + 2 * size);
  if (signAt<Form>(place + size) === 0x33) return behind === 0x2c;
  const further = signAt<Form>(place + 3 * size);
  // What goes on is a quotation mark, a backslash or a blank, and words are not.
  return behind !== 0x20 || further <= 0x22 || further === 0x5c;
}

/** Of what is in the list, keeps what is a code or may begin one, by where it starts. */
function verified<Form>(list: usize, count: i32): i32 {
  let found: i32 = 0;
  for (let index: i32 = 0; index < count; index++) {
    const entry = list + ((<usize>index) << 3);
    const place = <usize>load<u32>(entry);
    const isEnd = signAt<Form>(place) === 0x37;
    if (!isEnd && !mayBeginParts<Form>(place)) continue;
    put(list, found++, isEnd ? place - 4 * sizeof<Form>() : place, load<u32>(entry, 4));
  }
  return found;
}

function breaksAt(place: usize): i32 {
  const here = v128.load(place);
  return i8x16.bitmask(v128.or(i8x16.eq(here, i8x16.splat(0x0a)), i8x16.eq(here, i8x16.splat(0x0d))));
}

/** The place behind the last line break in [earliest, at), or `earliest`. */
export function lineStart(at: usize, earliest: usize): usize {
  let place = at;
  for (; place >= earliest + 16; place -= 16) {
    const marks = breaksAt(place - 16);
    if (marks !== 0) return place + 16 - <usize>clz(marks);
  }
  for (; place > earliest; place--) {
    const byte = load<u8>(place - 1);
    if (byte === 0x0a || byte === 0x0d) return place;
  }
  return earliest;
}

/** The first line break in [at, latest), or `latest`. Up to 15 bytes behind that are read too. */
export function lineEnd(at: usize, latest: usize): usize {
  for (let place = at; place < latest; place += 16) {
    const marks = breaksAt(place);
    if (marks !== 0) return min(place + <usize>ctz(marks), latest);
  }
  return latest;
}
