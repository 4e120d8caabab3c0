// AssemblyScript. Decodes base64 (RFC 2045 §6.8) as mail programs write it. What they do not write is doubtful: signs that are not of
// the alphabet, padding with more behind it.
import { carriageReturn, doubtful, equals, lineFeed, sextetsAt, sure } from './layout';
import { add } from './stretches';

/** Set in the table for what is no sextet, in a bit that no four sextets reach. */
const none: u32 = 1 << 24;
const tableLength: usize = 1 << 10;

/** Where what was decoded last ends. */
export let decodedEnd: usize = 0;

/** Four tables, one for each place in a quantum, with the sextet's bits where three bytes in memory have them. */
export function makeTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    const sextet = sextetOf(byte);
    const entry = sextetsAt + ((<usize>byte) << 2);
    const isNone = sextet < 0;
    store<u32>(entry, isNone ? none : sextet << 2);
    store<u32>(entry + tableLength, isNone ? none : (sextet >> 4) | ((sextet & 15) << 12));
    store<u32>(entry + 2 * tableLength, isNone ? none : ((sextet >> 2) << 8) | ((sextet & 3) << 22));
    store<u32>(entry + 3 * tableLength, isNone ? none : sextet << 16);
  }
}

function sextetOf(byte: i32): i32 {
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61 + 26;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30 + 52;
  if (byte === 0x2b) return 62;
  return byte === 0x2f ? 63 : -1;
}

function tableOf(place: usize, table: usize): u32 {
  return load<u32>(sextetsAt + table * tableLength + ((<usize>load<u8>(place)) << 2));
}

/**
 * Decodes what stands in [from, to), and notes for each line that begins with a quantum of its own where its sextets are: a place
 * in the stretches is four for each decoded byte and a third, so that sextets have places too.
 */
export function decode(from: usize, to: usize, into: usize): bool {
  let here = from;
  let out = into;
  decodedEnd = into;
  while (here < to) {
    if (!add(sextetsBefore(out - into), here)) return doubtful;
    while (here + 4 <= to) {
      const quantum = tableOf(here, 0) | tableOf(here + 1, 1) | tableOf(here + 2, 2) | tableOf(here + 3, 3);
      if (quantum >= none) break;
      store<u32>(out, quantum);
      out += 3;
      here += 4;
    }
    const next = afterBreaks(here, to);
    if (next > here) {
      here = next;
      continue;
    }
    if (here === to) break;
    // The last quantum, or one that a line's end cuts.
    return decodeLast(here, to, out);
  }
  decodedEnd = out;
  return sure;
}

function sextetsBefore(bytes: usize): usize {
  return (bytes / 3) << 2;
}

function afterBreaks(place: usize, to: usize): usize {
  let here = place;
  while (here < to && (load<u8>(here) === carriageReturn || load<u8>(here) === lineFeed)) here++;
  return here;
}

/** Two or three sextets, padded or not, and nothing but line breaks behind them. */
function decodeLast(from: usize, to: usize, into: usize): bool {
  let sextets: usize = 0;
  let bits: u32 = 0;
  while (sextets < 3 && from + sextets < to) {
    const sextet = tableOf(from + sextets, sextets);
    if (sextet >= none) break;
    bits |= sextet;
    sextets++;
  }
  let here = from + sextets;
  while (here < to && here < from + 4 && load<u8>(here) === equals) here++;
  if (sextets < 2 || afterBreaks(here, to) !== to) return doubtful;
  store<u32>(into, bits);
  decodedEnd = into + sextets - 1;
  return sure;
}
