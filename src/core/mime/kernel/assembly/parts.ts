// AssemblyScript. The parts of a mail, in the order of its text: a part comes before those in it.
import {
  boundaryFrom,
  boundaryTo,
  encoding,
  isUtf8,
  kind,
  mayShift,
  mediaTypeFrom,
  mediaTypeTo,
} from './content';
import { bodyFrom } from './header';
import { openAt, partsAt } from './layout';

const kindOf: usize = 0;
const encodingOf: usize = 4;
const boundaryFromOf: usize = 8;
const boundaryToOf: usize = 12;
const bodyFromOf: usize = 16;
/** From here on read by the caller too: see `partFields` in ../mailKernel.ts. */
const parentOf: usize = 20;
const numberOf: usize = 24;
const childrenOf: usize = 28;
const fromOf: usize = 32;
const bodyToOf: usize = 36;
const typeFromOf: usize = 40;
const typeToOf: usize = 44;
const isUtf8Of: usize = 48;
const mayShiftOf: usize = 52;
const partLength: usize = 64;
/** More than these are for the reader in TypeScript. */
const most: i32 = 128;
const deepest: i32 = 32;

export let count: i32 = 0;
/** How many are open: those that the place which is being read stands in, innermost last. */
export let depth: i32 = 0;

export function clear(): void {
  count = depth = 0;
}

function part(index: i32): usize {
  return partsAt + <usize>index * partLength;
}

export function openPart(level: i32): i32 {
  return load<i32>(openAt + ((<usize>level) << 2));
}

export function hasRoom(): bool {
  return count < most && depth < deepest;
}

/** Opens the part whose header and Content- fields were read last. @returns its number */
export function open(parent: i32, from: usize): i32 {
  const entry = part(count);
  store<i32>(entry, kind, kindOf);
  store<i32>(entry, encoding, encodingOf);
  store<u32>(entry, <u32>boundaryFrom, boundaryFromOf);
  store<u32>(entry, <u32>boundaryTo, boundaryToOf);
  store<u32>(entry, <u32>bodyFrom, bodyFromOf);
  store<i32>(entry, parent, parentOf);
  store<i32>(entry, 0, childrenOf);
  store<u32>(entry, <u32>from, fromOf);
  store<u32>(entry, <u32>mediaTypeFrom, typeFromOf);
  store<u32>(entry, <u32>mediaTypeTo, typeToOf);
  store<i32>(entry, isUtf8 ? 1 : 0, isUtf8Of);
  store<i32>(entry, mayShift ? 1 : 0, mayShiftOf);
  store<i32>(entry, parent < 0 ? 1 : nextChild(parent), numberOf);
  store<i32>(openAt + ((<usize>depth) << 2), count);
  depth++;
  return count++;
}

function nextChild(parent: i32): i32 {
  const entry = part(parent);
  const children = load<i32>(entry, childrenOf) + 1;
  store<i32>(entry, children, childrenOf);
  return children;
}

/** Closes the innermost open part. @returns its number */
export function close(end: usize): i32 {
  depth--;
  const index = openPart(depth);
  const entry = part(index);
  store<u32>(entry, max(load<u32>(entry, bodyFromOf), <u32>end), bodyToOf);
  return index;
}

/** The innermost part that a place stands in, when all are closed. */
export function partAround(place: usize): i32 {
  let around = 0;
  for (let index = 1; index < count && <usize>load<u32>(part(index), fromOf) <= place; index++)
    if (bodyToAt(index) > place) around = index;
  return around;
}

export function kindAt(index: i32): i32 {
  return load<i32>(part(index), kindOf);
}

export function encodingAt(index: i32): i32 {
  return load<i32>(part(index), encodingOf);
}

export function mayShiftAt(index: i32): bool {
  return load<i32>(part(index), mayShiftOf) !== 0;
}

export function bodyFromAt(index: i32): usize {
  return <usize>load<u32>(part(index), bodyFromOf);
}

export function bodyToAt(index: i32): usize {
  return <usize>load<u32>(part(index), bodyToOf);
}

export function boundaryFromAt(index: i32): usize {
  return <usize>load<u32>(part(index), boundaryFromOf);
}

export function boundaryLengthAt(index: i32): usize {
  return <usize>(load<u32>(part(index), boundaryToOf) - load<u32>(part(index), boundaryFromOf));
}
