// AssemblyScript. The list of codes found in a mail: in order of place, and each once.
import { carriageReturn, hitsAt, lineFeed } from './layout';
import { partAround } from './parts';

/** Offsets within what is noted of a hit: raw places, the code's last two digits, how it is written, and where it is decoded. */
const startOf: usize = 0;
const endOf: usize = 4;
const numberOf: usize = 8;
const viaOf: usize = 12;
const partOf: usize = 16;
const readOf: usize = 20;
const readFromOf: usize = 24;
const readToOf: usize = 28;
const lineOf: usize = 32;
const lineStartOf: usize = 36;
const lineEndOf: usize = 40;
const isAsciiOf: usize = 44;
const hitLength: usize = 48;
/** More than this is no bounce. */
const most: i32 = 512;

export const plain: i32 = 0;
/** Of a hit in plain sight, until it is asked for. */
export const noPart: i32 = -1;

export let count: i32 = 0;
/** What is being decoded, for the hits in it. */
let readFrom: usize = 0;
let readTo: usize = 0;

export function clear(): void {
  count = 0;
}

export function setReading(from: usize, to: usize): void {
  readFrom = from;
  readTo = to;
}

function hit(index: i32): usize {
  return hitsAt + <usize>index * hitLength;
}

/** Puts a hit where it belongs in order of place. Those in plain sight come first of all. @returns false where the list is full */
export function add(start: usize, end: usize, number: i32, via: i32, part: i32, read: usize): bool {
  if (count === most) return false;
  let index = count;
  for (; index > 0 && isBehind(hit(index - 1), start, end); index--)
    memory.copy(hit(index), hit(index - 1), hitLength);
  const entry = hit(index);
  store<u32>(entry, <u32>start, startOf);
  store<u32>(entry, <u32>end, endOf);
  store<i32>(entry, number, numberOf);
  store<i32>(entry, via, viaOf);
  store<i32>(entry, part, partOf);
  store<u32>(entry, <u32>read, readOf);
  store<u32>(entry, <u32>readFrom, readFromOf);
  store<u32>(entry, <u32>readTo, readToOf);
  count++;
  return true;
}

function isBehind(entry: usize, start: usize, end: usize): bool {
  const other = <usize>load<u32>(entry, startOf);
  return other > start || (other === start && <usize>load<u32>(entry, endOf) > end);
}

/** Makes one of hits that are the same code at the same place: the one in plain sight, in the part that was decoded. */
export function merge(): void {
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const entry = hit(index);
    const last = hit(kept - 1);
    if (kept === 0 || !isSame(last, entry)) {
      if (kept !== index) memory.copy(hit(kept), entry, hitLength);
      kept++;
      continue;
    }
    const isPlain = load<i32>(entry, viaOf) === plain;
    const wasPlain = load<i32>(last, viaOf) === plain;
    if (isPlain && !wasPlain) {
      store<u32>(last, load<u32>(entry, startOf), startOf);
      store<u32>(last, load<u32>(entry, endOf), endOf);
      store<i32>(last, plain, viaOf);
    } else if (wasPlain && !isPlain) store<i32>(last, load<i32>(entry, partOf), partOf);
  }
  count = kept;
}

function isSame(last: usize, entry: usize): bool {
  return (
    load<i32>(last, numberOf) === load<i32>(entry, numberOf) &&
    load<u32>(entry, startOf) < load<u32>(last, endOf)
  );
}

/** Notes the line of each hit, counted from 1, where it stands, and whether it, and what was decoded, is ASCII alone. */
export function place(from: usize, to: usize): void {
  let line = 1;
  let lineStart = from;
  let here = from;
  for (let index = 0; index < count; index++) {
    const entry = hit(index);
    const start = <usize>load<u32>(entry, startOf);
    line += feedsIn(here, start);
    here = start;
    lineStart = startOfLine(start, from);
    if (load<i32>(entry, partOf) === noPart) store<i32>(entry, partAround(start), partOf);
    store<i32>(entry, line, lineOf);
    store<u32>(entry, <u32>lineStart, lineStartOf);
    store<u32>(entry, <u32>endOfText(start, to), lineEndOf);
    const isRead = isAscii(<usize>load<u32>(entry, readFromOf), <usize>load<u32>(entry, readToOf));
    store<i32>(entry, isRead && isAscii(lineStart, <usize>load<u32>(entry, lineEndOf)) ? 1 : 0, isAsciiOf);
  }
}

function feedsIn(from: usize, to: usize): i32 {
  const feed = i8x16.splat(lineFeed);
  let feeds = 0;
  let here = from;
  for (; here + 16 <= to; here += 16) feeds += popcnt(i8x16.bitmask(i8x16.eq(v128.load(here), feed)));
  const rest = i8x16.bitmask(i8x16.eq(v128.load(here), feed)) & ((1 << (<i32>(to - here))) - 1);
  return feeds + popcnt(rest);
}

function startOfLine(place: usize, from: usize): usize {
  let here = place;
  while (here > from && load<u8>(here - 1) !== lineFeed) here--;
  return here;
}

function endOfText(place: usize, to: usize): usize {
  let here = place;
  while (here < to && load<u8>(here) !== lineFeed && load<u8>(here) !== carriageReturn) here++;
  return here;
}

function isAscii(from: usize, to: usize): bool {
  for (let here = from; here < to; here += 16) {
    const marks = i8x16.bitmask(v128.load(here));
    if (marks !== 0 && here + <usize>ctz(marks) < to) return false;
  }
  return true;
}
