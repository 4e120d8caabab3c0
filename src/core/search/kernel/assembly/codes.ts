// AssemblyScript. Finds where `5.7.7` stands in bytes and counts line breaks, both in one pass. See ../README.md.

/** Line breaks in what the last call searched. */
export let breaks: i32 = 0;
/** Where the next call has to go on: `to`, or earlier where the list was full. */
export let next: usize = 0;
/** True where the last call met a carriage return, which `codesIn` does not count. */
export let carriages: bool = false;

/** Bytes a step. */
const step: usize = 64;
/** Steps after which the sums of line breaks must be gathered: four a step may come into a place that holds 255. */
const stepsPerSum: usize = 60;

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

/** Each place moved two bytes on, the last two of the 16 before coming in. */
function twoBefore(before: v128, here: v128): v128 {
  return v128.shuffle<u8>(before, here, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}

/** True where `5.7.7` ends at a place, of which both sevens are known already. */
function endsAt(place: usize): bool {
  return load<u8>(place - 4) === 0x35 && load<u8>(place - 3) === 0x2e && load<u8>(place - 1) === 0x2e;
}

function put(list: usize, index: i32, start: usize, lines: i32): void {
  const entry = list + ((<usize>index) << 3);
  store<u32>(entry, <u32>start);
  store<u32>(entry, lines, 4);
}

/**
 * Finds each `5.7.7` whose last byte is in [from, to), in UTF-8 or another extension of ASCII. Four bytes before `from` are
 * read too. Counts line feeds, and only says whether there was a carriage return: most logs have none.
 * @param list where to put what is found, eight bytes each: where it starts, and the line breaks before it
 * @param most how many the list holds
 * @returns how many were found
 */
export function codesIn(from: usize, to: usize, list: usize, most: i32): i32 {
  const seven = i8x16.splat(0x37);
  const feed = i8x16.splat(0x0a);
  // What each byte below 16 adds: 1 for a line feed, 128 for a carriage return.
  const table = i8x16(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, -128, 0, 0);
  let last = i8x16.splat(-1);
  let seen = i8x16.splat(0);
  let found: i32 = 0;
  let lines: i32 = 0;
  let at = from;
  const wide = to - from >= step ? to - step : 0;
  while (at <= wide) {
    let counts = i8x16.splat(0);
    const stop = min(wide, at + stepsPerSum * step);
    while (at <= stop) {
      const a = v128.load(at);
      const b = v128.load(at, 16);
      const c = v128.load(at, 32);
      const d = v128.load(at, 48);
      const sevensA = i8x16.eq(a, seven);
      const sevensB = i8x16.eq(b, seven);
      const sevensC = i8x16.eq(c, seven);
      const sevensD = i8x16.eq(d, seven);
      const twoA = v128.and(sevensA, twoBefore(last, sevensA));
      const twoB = v128.and(sevensB, twoBefore(sevensA, sevensB));
      const twoC = v128.and(sevensC, twoBefore(sevensB, sevensC));
      const twoD = v128.and(sevensD, twoBefore(sevensC, sevensD));
      last = sevensD;
      const ends = i8x16.add_sat_u(
        i8x16.add_sat_u(i8x16.swizzle(table, a), i8x16.swizzle(table, b)),
        i8x16.add_sat_u(i8x16.swizzle(table, c), i8x16.swizzle(table, d)),
      );
      if (i8x16.bitmask(v128.or(v128.or(twoA, twoB), v128.or(twoC, twoD))) !== 0) {
        for (let marks = bits(twoA, twoB, twoC, twoD); marks !== 0; marks &= marks - 1) {
          const bit = ctz(marks);
          const place = at + <usize>bit;
          if (!endsAt(place)) continue;
          if (found === most) {
            next = at;
            breaks = lines + sum(counts);
            // What was found in this step is found again by the next call.
            while (found > 0 && <usize>load<u32>(list + ((<usize>(found - 1)) << 3)) + 4 >= at) found--;
            return found;
          }
          const feeds = bits(i8x16.eq(a, feed), i8x16.eq(b, feed), i8x16.eq(c, feed), i8x16.eq(d, feed));
          put(list, found, place - 4, lines + sum(counts) + <i32>popcnt(feeds & (((<u64>1) << bit) - 1)));
          found++;
        }
      }
      seen = v128.or(seen, ends);
      counts = i8x16.add(counts, ends);
      at += step;
    }
    lines += sum(counts);
  }
  carriages = i8x16.bitmask(seen) !== 0;
  for (; at < to; at++) {
    const byte = load<u8>(at);
    if (byte === 0x0a) lines++;
    else if (byte === 0x0d) carriages = true;
    else if (byte === 0x37 && load<u8>(at - 2) === 0x37 && endsAt(at)) {
      if (found === most) break;
      put(list, found++, at - 4, lines);
    }
  }
  next = at;
  breaks = lines;
  return found;
}

/** The same, counting each carriage return too that no line feed follows. One byte after `to` is read. */
export function codesAndCarriagesIn(from: usize, to: usize, list: usize, most: i32): i32 {
  const seven = i8x16.splat(0x37);
  const feed = i8x16.splat(0x0a);
  const carriage = i8x16.splat(0x0d);
  let found: i32 = 0;
  let lines: i32 = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) {
    const here = v128.load(at);
    const twoSevens = v128.and(i8x16.eq(here, seven), i8x16.eq(v128.load(at - 2), seven));
    const lone = v128.andnot(i8x16.eq(here, carriage), i8x16.eq(v128.load(at, 1), feed));
    const ends = i8x16.bitmask(v128.or(i8x16.eq(here, feed), lone));
    for (let marks = i8x16.bitmask(twoSevens); marks !== 0; marks &= marks - 1) {
      const bit = ctz(marks);
      if (!endsAt(at + <usize>bit)) continue;
      if (found === most) {
        next = at;
        breaks = lines;
        while (found > 0 && <usize>load<u32>(list + ((<usize>(found - 1)) << 3)) + 4 >= at) found--;
        return found;
      }
      put(list, found++, at + <usize>bit - 4, lines + popcnt(ends & ((1 << bit) - 1)));
    }
    lines += popcnt(ends);
  }
  for (; at < to; at++) {
    const byte = load<u8>(at);
    if (byte === 0x0a || (byte === 0x0d && load<u8>(at, 1) !== 0x0a)) lines++;
    else if (byte === 0x37 && load<u8>(at - 2) === 0x37 && endsAt(at)) {
      if (found === most) break;
      put(list, found++, at - 4, lines);
    }
  }
  next = at;
  breaks = lines;
  return found;
}

/**
 * The same in UTF-16, of which `from` and `to` are whole units: finds each `5.7.7` whose last unit starts in [from, to). Eight
 * bytes before `from` and two after `to` are read too.
 * @param shift by how many bits the character stands in a unit as this machine reads it: 0 for UTF-16LE, 8 for UTF-16BE
 */
export function codesInUnits(from: usize, to: usize, list: usize, most: i32, shift: i32): i32 {
  const seven = i8x16.splat(0x37);
  const feed = i8x16.splat(0x0a);
  const carriage = i8x16.splat(0x0d);
  const seven16 = <i16>((<i32>0x37) << shift);
  const feed16 = <i16>((<i32>0x0a) << shift);
  const carriage16 = <i16>((<i32>0x0d) << shift);
  let last = i8x16.splat(-1);
  let found: i32 = 0;
  let lines: i32 = 0;
  let at = from;
  for (; at + 32 <= to; at += 32) {
    const here = packed(at, shift);
    const sevens = i8x16.eq(here, seven);
    const twoSevens = v128.and(sevens, twoBefore(last, sevens));
    last = sevens;
    const lone = v128.andnot(i8x16.eq(here, carriage), i8x16.eq(packed(at + 2, shift), feed));
    const ends = i8x16.bitmask(v128.or(i8x16.eq(here, feed), lone));
    for (let marks = i8x16.bitmask(twoSevens); marks !== 0; marks &= marks - 1) {
      const bit = ctz(marks);
      if (!unitsEndAt(at + ((<usize>bit) << 1), shift)) continue;
      if (found === most) {
        next = at;
        breaks = lines;
        while (found > 0 && <usize>load<u32>(list + ((<usize>(found - 1)) << 3)) + 8 >= at) found--;
        return found;
      }
      put(list, found++, at + ((<usize>bit) << 1) - 8, lines + popcnt(ends & ((1 << bit) - 1)));
    }
    lines += popcnt(ends);
  }
  for (; at < to; at += 2) {
    const unit = load<i16>(at);
    if (unit === feed16 || (unit === carriage16 && load<i16>(at, 2) !== feed16)) lines++;
    else if (unit === seven16 && load<i16>(at - 4) === seven16 && unitsEndAt(at, shift)) {
      if (found === most) break;
      put(list, found++, at - 8, lines);
    }
  }
  next = at;
  breaks = lines;
  return found;
}

/** Sixteen units as bytes: those below 256 as they are, and no other as one of them but 0 and 255. */
function packed(at: usize, shift: i32): v128 {
  const low = v128.load(at);
  const high = v128.load(at, 16);
  return shift === 0 ? i8x16.narrow_i16x8_u(low, high) : i8x16.narrow_i16x8_u(swapped(low), swapped(high));
}

function swapped(units: v128): v128 {
  return v128.or(i16x8.shl(units, 8), i16x8.shr_u(units, 8));
}

function unitsEndAt(place: usize, shift: i32): bool {
  const five = <u16>((<i32>0x35) << shift);
  const stop = <u16>((<i32>0x2e) << shift);
  return load<u16>(place - 8) === five && load<u16>(place - 6) === stop && load<u16>(place - 2) === stop;
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

/** True where a brace opens in [from, to). */
export function holdsBrace(from: usize, to: usize): bool {
  const brace = i8x16.splat(0x7b);
  let at = from;
  for (; at + step <= to; at += step) {
    const low = v128.or(i8x16.eq(v128.load(at), brace), i8x16.eq(v128.load(at, 16), brace));
    const high = v128.or(i8x16.eq(v128.load(at, 32), brace), i8x16.eq(v128.load(at, 48), brace));
    if (v128.any_true(v128.or(low, high))) return true;
  }
  for (; at < to; at++) if (load<u8>(at) === 0x7b) return true;
  return false;
}

/**
 * True where a code in parts may stand in [from, to): a `5` and a comma, with `46` or a name that begins like "subject" behind them. Up to 32
 * bytes behind `to` are read too.
 */
export function mayHoldParts(from: usize, to: usize): bool {
  const five = i8x16.splat(0x35);
  const comma = i8x16.splat(0x2c);
  for (let at = from; at < to; at += 16) {
    const pairs = v128.and(i8x16.eq(v128.load(at), five), i8x16.eq(v128.load(at, 1), comma));
    for (let marks = i8x16.bitmask(pairs); marks !== 0; marks &= marks - 1)
      if (goesOnInParts(at + <usize>ctz(marks) + 2)) return true;
  }
  return false;
}

function goesOnInParts(behind: usize): bool {
  let place = behind;
  const latest = behind + 12;
  while (place < latest && isBlank(load<u8>(place))) place++;
  if (load<u8>(place) === 0x34) return load<u8>(place, 1) === 0x36;
  while (place < latest + 4 && load<u8>(place) === 0x5c) place++;
  return load<u8>(place) === 0x22 && load<u8>(place, 1) === 0x73 && load<u8>(place, 2) === 0x75;
}

function isBlank(byte: u8): bool {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
