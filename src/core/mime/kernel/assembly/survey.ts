// AssemblyScript. One look over a mail: whether it is text, which codes are in plain sight, and which lines begin with two dashes.
import { codeLength, isCode, numberOf, perhaps, standsAlone, yes } from './codes';
import * as hits from './hits';
import { carriageReturn, dash, dashesAt, doubtful, lineFeed, mostDashes, seven, sure } from './layout';

let dashes: i32 = 0;
/** The next line with dashes to tell. */
let told: i32 = 0;

/**
 * Looks over a mail in [from, to), which line feeds surround. Carriage returns without line feeds are doubtful, and the sign 0, as those
 * of UTF-16 are.
 */
export function survey(from: usize, to: usize): bool {
  dashes = told = 0;
  hits.setReading(0, 0);
  if (load<u8>(to - 1) === carriageReturn) return doubtful;
  const feed = i8x16.splat(lineFeed);
  const carriage = i8x16.splat(carriageReturn);
  const two = i8x16.splat(dash);
  const sign = i8x16.splat(seven);
  let strange = i8x16.splat(0);
  for (let here = from; here < to; here += 16) {
    const piece = v128.load(here);
    const next = v128.load(here, 1);
    const afterNext = v128.load(here, 2);
    const lone = v128.andnot(i8x16.eq(piece, carriage), i8x16.eq(next, feed));
    strange = v128.or(strange, v128.or(lone, i8x16.eq(piece, i8x16.splat(0))));
    const sevens = v128.and(i8x16.eq(piece, sign), i8x16.eq(afterNext, sign));
    const lines = v128.and(i8x16.eq(piece, feed), v128.and(i8x16.eq(next, two), i8x16.eq(afterNext, two)));
    const found = v128.or(sevens, lines);
    if (v128.any_true(found) && !note(here, i8x16.bitmask(found), from, to)) return doubtful;
  }
  return !v128.any_true(strange);
}

function note(here: usize, found: i32, from: usize, to: usize): bool {
  for (let marks = found; marks !== 0; marks &= marks - 1) {
    const place = here + <usize>ctz(marks);
    if (place >= to) return sure;
    if (!(load<u8>(place) === seven ? noteCode(place - 2, from, to) : noteDashes(place + 1))) return doubtful;
  }
  return sure;
}

function noteCode(start: usize, from: usize, to: usize): bool {
  if (start < from || start + codeLength > to || !isCode(start)) return sure;
  const stands = standsAlone(start);
  if (stands === perhaps) return doubtful;
  return (
    stands !== yes || hits.add(start, start + codeLength, numberOf(start), hits.plain, hits.noPart, start)
  );
}

function noteDashes(place: usize): bool {
  if (dashes === mostDashes) return doubtful;
  store<u32>(dashesAt + ((<usize>dashes) << 2), <u32>place);
  dashes++;
  return sure;
}

/** Where the next line begins with two dashes at or behind `from`, which only grows from call to call; 0 where none does. */
export function nextDashes(from: usize): usize {
  for (; told < dashes; told++) {
    const place = <usize>load<u32>(dashesAt + ((<usize>told) << 2));
    if (place >= from) return place;
  }
  return 0;
}
