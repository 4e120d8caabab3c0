// AssemblyScript. Finds the lines that are delimiters of multiparts (RFC 2046 §5.1.1).
import { multipart } from './content';
import { carriageReturn, dash, doubtful, lineFeed, sure } from './layout';
import { boundaryFromAt, boundaryLengthAt, depth, kindAt, openPart } from './parts';

/** The line found last: where it begins, 0 for none; where its boundary ends; whose it is; and whether it closes. */
export let lineStart: usize = 0;
export let lineEnd: usize = 0;
export let owner: i32 = -1;
export let isClosing: bool = false;

/** Finds the first delimiter of an open multipart at or behind `from`, where a line begins, and before `to`. */
export function findDelimiter(from: usize, to: usize): bool {
  lineStart = beginsDashes(from) ? from : nextDashes(from, to);
  while (lineStart !== 0 && lineStart < to) {
    if (!match(lineStart + 2, to)) return doubtful;
    if (owner >= 0) return sure;
    lineStart = nextDashes(lineStart + 1, to);
  }
  lineStart = 0;
  return sure;
}

function beginsDashes(place: usize): bool {
  return load<u8>(place) === dash && load<u8>(place + 1) === dash;
}

/** Where `--` next begins a line behind `from`; 0 where it does no more. */
function nextDashes(from: usize, to: usize): usize {
  const feed = i8x16.splat(lineFeed);
  const sign = i8x16.splat(dash);
  for (let here = from; here < to; here += 16) {
    const begins = v128.and(i8x16.eq(v128.load(here), feed), i8x16.eq(v128.load(here, 1), sign));
    const marks = i8x16.bitmask(v128.and(begins, i8x16.eq(v128.load(here, 2), sign)));
    if (marks === 0) continue;
    const place = here + <usize>ctz(marks) + 1;
    return place < to ? place : 0;
  }
  return 0;
}

/** Whose delimiter a line is; one that begins with a boundary and goes on otherwise, or with two of them, is doubtful. */
function match(place: usize, to: usize): bool {
  owner = -1;
  for (let level = depth - 1; level >= 0; level--) {
    const part = openPart(level);
    if (kindAt(part) !== multipart) continue;
    const length = boundaryLengthAt(part);
    if (!isEqual(boundaryFromAt(part), place, length)) continue;
    if (owner >= 0) return doubtful;
    owner = part;
    lineEnd = place + length;
  }
  if (owner < 0) return sure;
  isClosing = beginsDashes(lineEnd);
  if (isClosing) lineEnd += 2;
  if (lineEnd > to || (lineEnd === to && !isClosing)) return doubtful;
  const next = load<u8>(lineEnd);
  return lineEnd === to || next === lineFeed || next === carriageReturn;
}

function isEqual(one: usize, other: usize, length: usize): bool {
  for (let index: usize = 0; index < length; index++)
    if (load<u8>(one + index) !== load<u8>(other + index)) return false;
  return true;
}
