// AssemblyScript. Header blocks of parts that were read before: nearly every part has the very block of another part, of this mail or
// of one before.
import {
  encoding,
  isUtf8,
  kind,
  mayShift,
  mediaTypeFrom,
  mediaTypeTo,
  multipart,
  setContent,
} from './content';
import { bodyFrom, setHeader } from './header';
import { knownAt } from './layout';

const most: i32 = 12;
/** Longer blocks are not kept. */
const longest: usize = 256 - 32;

/** Offsets within what is kept of a block: its length with the empty line, what it says, and itself. */
const lengthOf: usize = 0;
const kindOf: usize = 4;
const encodingOf: usize = 8;
const isUtf8Of: usize = 12;
const typeFromOf: usize = 16;
const typeToOf: usize = 20;
const mayShiftOf: usize = 24;
const blockOf: usize = 32;
const knownLength: usize = 256;

let count: i32 = 0;
let next: i32 = 0;

/** Takes a block for read where it stands in [from, to) and is known. */
export function recall(from: usize, to: usize): bool {
  for (let index = 0; index < count; index++) {
    const entry = knownAt + <usize>index * knownLength;
    const length = <usize>load<u32>(entry, lengthOf);
    if (from + length > to || !isEqual(from, entry + blockOf, length)) continue;
    setHeader(from + length);
    setContent(
      load<i32>(entry, kindOf),
      load<i32>(entry, encodingOf),
      load<i32>(entry, isUtf8Of) !== 0,
      load<i32>(entry, mayShiftOf) !== 0,
      from + <usize>load<u32>(entry, typeFromOf),
      from + <usize>load<u32>(entry, typeToOf),
    );
    return true;
  }
  return false;
}

/** Up to 15 bytes behind are read too, and do not count. */
function isEqual(one: usize, other: usize, length: usize): bool {
  let here: usize = 0;
  for (; here + 16 <= length; here += 16)
    if (i8x16.bitmask(i8x16.ne(v128.load(one + here), v128.load(other + here))) !== 0) return false;
  const marks = i8x16.bitmask(i8x16.ne(v128.load(one + here), v128.load(other + here)));
  return (marks & ((1 << (<i32>(length - here))) - 1)) === 0;
}

/** Keeps what was read last, which begins at `from`, for the next part that has the same. */
export function remember(from: usize): void {
  const length = bodyFrom - from;
  // A boundary is one part's own.
  if (length === 0 || length > longest || kind === multipart) return;
  const entry = knownAt + <usize>next * knownLength;
  store<u32>(entry, <u32>length, lengthOf);
  store<i32>(entry, kind, kindOf);
  store<i32>(entry, encoding, encodingOf);
  store<i32>(entry, isUtf8 ? 1 : 0, isUtf8Of);
  store<i32>(entry, mayShift ? 1 : 0, mayShiftOf);
  const hasType = mediaTypeTo > mediaTypeFrom;
  store<u32>(entry, hasType ? <u32>(mediaTypeFrom - from) : 0, typeFromOf);
  store<u32>(entry, hasType ? <u32>(mediaTypeTo - from) : 0, typeToOf);
  memory.copy(entry + blockOf, from, length);
  next = (next + 1) % most;
  if (count < most) count++;
}
