import { readSync } from 'node:fs';
import type { Encoding } from './kernel/codeSearch';

/** A part of a file that begins and ends with lines. Offsets are bytes, `to` exclusive. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
}

/** How far the end of a line is looked for; where none is, the part goes on. */
const longestLook = 1 << 16;

/**
 * Cuts a file into parts.
 * @param file its descriptor
 * @param size what is known of its length, in bytes
 * @param length how long a part is, about, in bytes
 * @param end where the last part ends: by default where the file ends when that is read
 * @throws the system's error
 */
export function* rangesOf(
  file: number,
  size: number,
  length: number,
  encoding: Encoding,
  end = Number.POSITIVE_INFINITY,
): Generator<FileRange> {
  let from = 0;
  for (let near = length; near < size; near += length) {
    const to = afterLine(file, near, encoding);
    if (to === undefined || to <= from || to >= end) continue;
    yield { from, to };
    from = to;
  }
  yield { from, to: end };
}

/** Where the first line after a place begins that a line feed ends before, or undefined where none is near. */
function afterLine(file: number, place: number, encoding: Encoding): number | undefined {
  const from = place - (place % 2);
  const bytes = Buffer.alloc(longestLook);
  const read = readSync(file, bytes, 0, longestLook, from);
  if (encoding === 'utf-8') {
    const at = bytes.subarray(0, read).indexOf('\n');
    return at < 0 ? undefined : from + at + 1;
  }
  for (let at = 0; at + 1 < read; at += 2) {
    const unit = encoding === 'utf-16le' ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
    if (unit === 0x0a) return from + at + 2;
  }
  return undefined;
}
