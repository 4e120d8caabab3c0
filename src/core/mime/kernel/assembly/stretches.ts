// AssemblyScript. The way back from what was decoded to where it stands raw, as stretches: from a decoded place on, raw places go up
// with decoded ones, until the next stretch begins.
import { doubtful, mostStretches, stretchesAt, sure } from './layout';

let count: i32 = 0;

export function clear(): void {
  count = 0;
}

/** @returns false where there are too many */
export function add(decoded: usize, raw: usize): bool {
  if (count === mostStretches) return doubtful;
  const entry = stretchesAt + ((<usize>count) << 3);
  store<u32>(entry, <u32>decoded);
  store<u32>(entry, <u32>raw, 4);
  count++;
  return sure;
}

/** Where a decoded place stands raw. */
export function rawOf(decoded: usize): usize {
  const entry = entryOf(decoded);
  return <usize>load<u32>(entry, 4) + decoded - <usize>load<u32>(entry);
}

function entryOf(decoded: usize): usize {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (<usize>load<u32>(stretchesAt + ((<usize>middle) << 3)) <= decoded) low = middle;
    else high = middle;
  }
  return stretchesAt + ((<usize>low) << 3);
}
