// AssemblyScript. Finds lines about messages by their queue ids. See ../README.md.
import { bits, ends } from './vectors';

/** Line breaks in what the last call of `idsIn` searched. */
export let breaks: i32 = 0;
/** Where its next call has to go on: `to`, or earlier where the list was full. */
export let next: usize = 0;

/** A bit for each id by its hash: few that are not wanted pass. */
export const tableAt: usize = 1 << 16;
const mostBits: i32 = 22;
/** Where lists and what is searched may be put. */
export const freeAt: usize = tableAt + (1 << (mostBits - 3));
let mask: u32 = 0;

/** Forgets all ids. @param size how many bits tell ids apart, as a power of two */
export function clear(size: i32): void {
  const power = min(max(size, 13), mostBits);
  mask = (1 << power) - 1;
  memory.fill(tableAt, 0, 1 << (power - 3));
}

/** Adds an id. Sixteen bytes before its end are read. */
export function addId(at: usize, length: i32): void {
  const hash = hashOf(at + <usize>length, min(length, 16));
  const place = tableAt + <usize>(hash >> 3);
  store<u8>(place, load<u8>(place) | <u8>((<u32>1) << (hash & 7)));
}

/** Of the last bytes before a place, 16 at most. */
function hashOf(end: usize, length: i32): u32 {
  const all = u64.MAX_VALUE;
  const high = load<u64>(end - 8) & (length >= 8 ? all : all << ((<u64>(8 - length)) << 3));
  const low = length <= 8 ? 0 : load<u64>(end - 16) & (all << ((<u64>(16 - length)) << 3));
  const mixed = (high ^ rotl<u64>(low * 0x9e3779b97f4a7c15, 31)) * 0xc2b2ae3d27d4eb4f;
  return <u32>(mixed >> 40) & mask;
}

function among(bytes: v128, first: u8, many: u8): v128 {
  return i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(many));
}

/** How many letters and digits stand right before a place, 16 at most. */
function wordBefore(place: usize): i32 {
  const bytes = v128.load(place - 16);
  const letters = among(v128.or(bytes, i8x16.splat(0x20)), 0x61, 26);
  const others = ~i8x16.bitmask(v128.or(among(bytes, 0x30, 10), letters)) & 0xffff;
  return others === 0 ? 16 : clz(others << 16);
}

/** Ids are no shorter (Postfix, enable_long_queue_ids = no). */
const shortest: i32 = 5;

function isKnown(colon: usize): bool {
  const length = wordBefore(colon);
  if (length < shortest) return false;
  const hash = hashOf(colon, length);
  return ((load<u8>(tableAt + <usize>(hash >> 3)) >> (<u8>hash & 7)) & 1) !== 0;
}

/** Colons with a blank behind; those behind a process id in brackets end no queue id. */
function colons(at: usize): v128 {
  const marks = v128.and(
    i8x16.eq(v128.load(at), i8x16.splat(0x3a)),
    i8x16.eq(v128.load(at, 1), i8x16.splat(0x20)),
  );
  return v128.andnot(marks, i8x16.eq(v128.load(at - 1), i8x16.splat(0x5d)));
}

/**
 * Finds where in [from, to) one of the ids may stand, with `: ` behind it, and counts line breaks as the editor does. Sixteen
 * bytes before `from` and 64 after `to` are read too.
 * @param list where to put what is found, eight bytes each: where the colon is, and the line breaks before it
 * @param most how many the list holds
 * @returns how many were found
 */
export function idsIn(from: usize, to: usize, list: usize, most: i32): i32 {
  let found: i32 = 0;
  let lines: i32 = 0;
  let at = from;
  for (; at < to && found + 64 <= most; at += 64) {
    const inside = to - at >= 64 ? u64.MAX_VALUE : ((<u64>1) << (to - at)) - 1;
    const feeds = bits(ends(at), ends(at + 16), ends(at + 32), ends(at + 48)) & inside;
    let marks = bits(colons(at), colons(at + 16), colons(at + 32), colons(at + 48)) & inside;
    for (; marks !== 0; marks &= marks - 1) {
      const bit = ctz(marks);
      const place = at + <usize>bit;
      if (!isKnown(place)) continue;
      const entry = list + ((<usize>found) << 3);
      store<u32>(entry, <u32>place);
      store<u32>(entry, lines + <i32>popcnt(feeds & (((<u64>1) << bit) - 1)), 4);
      found++;
    }
    lines += <i32>popcnt(feeds);
  }
  next = min(at, to);
  breaks = lines;
  return found;
}
