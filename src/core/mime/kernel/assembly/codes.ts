// AssemblyScript. Finds 5.7.7xx codes in bytes. The rule is that of ../../../statusCode.ts; where it takes more than a look at the
// signs beside the code, the answer is left to it.
import {
  at,
  caret,
  colon,
  dash,
  equals,
  five,
  fullStop,
  plus,
  seven,
  slash,
  tilde,
  underscore,
} from './layout';
import { isBlank, isDigit, isLetter, isWord, isWordSign } from './signs';

/** Bytes of a code. */
export const codeLength: usize = 7;

/** Where the next `5.7.7` and two digits begin at or behind `from`, and end before `to` or there; 0 where none does. */
export function nextCode(from: usize, to: usize): usize {
  const sign = i8x16.splat(seven);
  for (let here = from; here < to; here += 16) {
    const sevens = i8x16.eq(v128.load(here), sign);
    let marks = i8x16.bitmask(v128.and(sevens, i8x16.eq(v128.load(here + 2), sign)));
    for (; marks !== 0; marks &= marks - 1) {
      const start = here + <usize>ctz(marks) - 2;
      if (start >= from && start + codeLength <= to && isCode(start)) return start;
    }
  }
  return 0;
}

/** True for `5.7.7dd`, of which both sevens are known already. */
export function isCode(start: usize): bool {
  return (
    load<u8>(start) === five &&
    load<u8>(start + 1) === fullStop &&
    load<u8>(start + 3) === fullStop &&
    isDigit(load<u8>(start + 5)) &&
    isDigit(load<u8>(start + 6))
  );
}

/** The number that the last two digits of a code make. */
export function numberOf(start: usize): i32 {
  return (<i32>load<u8>(start + 5) - 0x30) * 10 + <i32>load<u8>(start + 6) - 0x30;
}

export const no: i32 = 0;
export const yes: i32 = 1;
/** Only the whole rule can tell. */
export const perhaps: i32 = 2;

/** Whether a code stands on its own. */
export function standsAlone(start: usize): i32 {
  const behind = load<u8>(start + codeLength);
  if (isWordSign(behind)) return no;
  if (behind === fullStop && isDigit(load<u8>(start + codeLength + 1))) return no;
  if (behind === plus || behind === tilde || behind === dash) return perhaps;
  return mayFollow(start);
}

function mayFollow(start: usize): i32 {
  const before = load<u8>(start - 1);
  if (isWordSign(before) || before === fullStop) return no;
  if (before === dash) return isReply(start - 1) ? yes : perhaps;
  if (before === slash || before === at || before === equals || before === caret) return perhaps;
  if (before === tilde || before === plus) return perhaps;
  return isBehindVersion(start) ? perhaps : yes;
}

/** True where an SMTP reply code of its own ends. */
function isReply(end: usize): bool {
  const first = load<u8>(end - 3);
  const before = load<u8>(end - 4);
  return (
    (first === 0x32 || first === 0x34 || first === 0x35) &&
    isDigit(load<u8>(end - 2)) &&
    isDigit(load<u8>(end - 1)) &&
    !isWordSign(before) &&
    before !== fullStop
  );
}

/** True where a word for a version stands before, with what may stand between it and a number. */
function isBehindVersion(start: usize): bool {
  let end = start;
  if (isBlank(load<u8>(end - 1)) || load<u8>(end - 1) === plus) end--;
  if (load<u8>(end - 1) === colon || load<u8>(end - 1) === equals) end--;
  if (isBlank(load<u8>(end - 1)) || load<u8>(end - 1) === plus) end--;
  if (load<u8>(end - 1) === fullStop) end--;
  let from = end;
  while (end - from < 9 && isLetter(load<u8>(from - 1))) from--;
  const length = end - from;
  if (length === 0 || length > 8 || isDigit(load<u8>(from - 1)) || load<u8>(from - 1) === underscore)
    return false;
  return isVersionWord(from, <i32>length);
}

function isVersionWord(from: usize, length: i32): bool {
  if (length === 1) return isWord(from, 'v');
  if (length === 3) return isWord(from, 'ver') || isWord(from, 'rev');
  if (length === 5) return isWord(from, 'build');
  if (length === 7) return isWord(from, 'version') || isWord(from, 'release');
  return length === 8 && isWord(from, 'versione');
}
