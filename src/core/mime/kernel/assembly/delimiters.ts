// AssemblyScript. Finds the lines that are delimiters of multiparts (RFC 2046 §5.1.1).
import { multipart } from './content';
import { carriageReturn, dash, doubtful, lineFeed, sure } from './layout';
import { boundaryFromAt, boundaryLengthAt, depth, kindAt, openPart } from './parts';
import { nextDashes } from './survey';

/** The line found last: where it begins, 0 for none; where its boundary ends; whose it is; and whether it closes. */
export let lineStart: usize = 0;
export let lineEnd: usize = 0;
export let owner: i32 = -1;
export let isClosing: bool = false;

/** Finds the first delimiter of an open multipart at or behind `from`, where a line begins, and before `to`. */
export function findDelimiter(from: usize, to: usize): bool {
  lineStart = beginsDashes(from) ? from : nextDashes(from);
  while (lineStart !== 0 && lineStart < to) {
    if (!match(lineStart + 2, to)) return doubtful;
    if (owner >= 0) return sure;
    lineStart = nextDashes(lineStart + 1);
  }
  lineStart = 0;
  return sure;
}

function beginsDashes(place: usize): bool {
  return load<u8>(place) === dash && load<u8>(place + 1) === dash;
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
