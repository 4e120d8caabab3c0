// AssemblyScript. Reads header blocks (RFC 5322 §2.2): where one ends, and where the values of its Content- fields stand.
import {
  backslash,
  carriageReturn,
  colon,
  dash,
  doubtful,
  equals,
  lineFeed,
  question,
  star,
  sure,
} from './layout';
import { afterFieldName, endOfLine, isBlank, isWord, lower } from './signs';
import { areHarmlessFrom } from './words';

/** What the block that was read last says: behind its last line break, where the body begins, and where values stand. */
export let headerTo: usize = 0;
export let bodyFrom: usize = 0;
export let typeFrom: usize = 0;
export let typeTo: usize = 0;
export let encodingFrom: usize = 0;
export let encodingTo: usize = 0;
/** False where the text ends before the empty line. */
export let endsWithEmptyLine: bool = false;
/** True where one of its fields is one that mail has and other texts have not. */
export let isOfMail: bool = false;

/** Says that a block that is known ends with its empty line before the body. */
export function setHeader(body: usize): void {
  bodyFrom = body;
}

const longestName: usize = 998;

/** True where a field begins, and no envelope's `From ` line. */
export function beginsField(from: usize, to: usize): bool {
  let here = afterFieldName(from, to);
  if (here === from || here - from > longestName) return false;
  while (here < to && isBlank(load<u8>(here))) here++;
  if (here === to || load<u8>(here) !== colon) return false;
  return !isWord(from, 'from ') && !isWord(from, '>from ');
}

const none: i32 = 0;
const type: i32 = 1;
const encoding: i32 = 2;

/** Reads the block that begins at `from`; what hides something in it, or may end it before an empty line, is doubtful. */
export function readHeader(from: usize, to: usize): bool {
  typeFrom = typeTo = encodingFrom = encodingTo = 0;
  isOfMail = false;
  let field = none;
  let here = from;
  while (here < to) {
    const end = endOfLine(here, to);
    const first = load<u8>(here);
    if (end === here || (first === carriageReturn && end === here + 1)) {
      headerTo = here;
      bodyFrom = min(end + 1, to);
      endsWithEmptyLine = end < to;
      return isPlain(from, here);
    }
    if (first === dash && load<u8>(here + 1) === dash) return doubtful;
    if (!isBlank(first)) field = fieldAt(here, to);
    if (field === type) typeTo = end;
    else if (field === encoding) encodingTo = end;
    here = min(end + 1, to);
  }
  headerTo = bodyFrom = to;
  endsWithEmptyLine = false;
  return isPlain(from, to);
}

/** Notes where the value of a Content- field begins, the first of each name. */
function fieldAt(place: usize, to: usize): i32 {
  const first = lower(load<u8>(place));
  if (!isOfMail) isOfMail = isMailField(place, first);
  if (first !== 0x63 || !isWord(place, 'content-t')) return none;
  const isType = (load<u8>(place + 9) | 0x20) === 0x79;
  if (isType && typeFrom === 0 && isWord(place + 9, 'ype')) {
    typeFrom = behindColon(place + 12, to);
    return typeFrom === 0 ? none : type;
  }
  if (!isType && encodingFrom === 0 && isWord(place + 9, 'ransfer-encoding')) {
    encodingFrom = behindColon(place + 25, to);
    return encodingFrom === 0 ? none : encoding;
  }
  return none;
}

function behindColon(place: usize, to: usize): usize {
  let here = place;
  while (here < to && isBlank(load<u8>(here))) here++;
  return here < to && load<u8>(here) === colon ? here + 1 : 0;
}

function isMailField(place: usize, first: u8): bool {
  if (first === 0x66) return isField(place, 'from');
  if (first === 0x72) return isField(place, 'received') || isField(place, 'return-path');
  if (first === 0x6d) return isField(place, 'message-id') || isField(place, 'mime-version');
  return first === 0x63 && isField(place, 'content-type');
}

function isField(place: usize, name: string): bool {
  if (!isWord(place, name)) return false;
  let here = place + <usize>name.length;
  while (isBlank(load<u8>(here))) here++;
  return load<u8>(here) === colon;
}

/** True where nothing in the block may hide a code: no parameter in pieces, nothing quoted by `\`, and only words that are harmless. */
function isPlain(from: usize, to: usize): bool {
  const stars = i8x16.splat(star);
  const slashes = i8x16.splat(backslash);
  const first = i8x16.splat(equals);
  const second = i8x16.splat(question);
  let word: usize = 0;
  for (let here = from; here < to; here += 16) {
    const piece = v128.load(here);
    const words = v128.and(i8x16.eq(piece, first), i8x16.eq(v128.load(here, 1), second));
    const coded = v128.or(i8x16.eq(piece, stars), i8x16.eq(piece, slashes));
    if (!v128.any_true(v128.or(words, coded))) continue;
    const marks = i8x16.bitmask(coded);
    if (marks !== 0 && here + <usize>ctz(marks) < to) return doubtful;
    if (word === 0) word = firstIn(here, i8x16.bitmask(words), to);
  }
  return word === 0 ? sure : areHarmlessFrom(word, from, to);
}

function firstIn(here: usize, marks: i32, to: usize): usize {
  const place = here + <usize>ctz(marks);
  return marks !== 0 && place + 1 < to ? place : 0;
}

/** Behind the line break at a place, or the place itself. */
export function afterLineBreak(place: usize): usize {
  if (load<u8>(place) === carriageReturn) return place + 2;
  return load<u8>(place) === lineFeed ? place + 1 : place;
}
