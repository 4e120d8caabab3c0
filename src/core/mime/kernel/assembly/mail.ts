// AssemblyScript. Finds the codes of a small mail, seen through its encodings, where that is beyond doubt. See ../README.md.
import { makeTables } from './base64';
import { codeLength, nextCode, numberOf, perhaps, standsAlone, yes } from './codes';
import { beginsField } from './header';
import * as hits from './hits';
import * as html from './html';
import { carriageReturn, doubtful, lineFeed, mailAt, pages, sure } from './layout';
import { clear as clearLeaf } from './leaf';
import * as parts from './parts';
import { makeSigns, pad } from './signs';
import { walk } from './walk';

/** What `codes` returns of a mail that is for the reader in TypeScript. */
const noAnswer: i32 = -1;

/** Where to put a mail, and where its hits and parts are listed. */
export { hitsAt, mailAt, partsAt } from './layout';

memory.grow(pages - memory.size());
makeSigns();
makeTables();

/** How many codes are in the mail of a length that was put at `mailAt`; -1 where it takes more than this to say. */
export function codes(length: i32): i32 {
  const from = mailAt;
  const to = mailAt + <usize>length;
  pad(from, to);
  hits.clear();
  html.clear();
  parts.clear();
  clearLeaf();
  if (!beginsField(from, to) || !isPlainText(from, to)) return noAnswer;
  if (!notePlain(from, to) || !walk(from, to)) return noAnswer;
  hits.merge();
  return hits.count;
}

/** True where an entity by number stands in HTML: what is said around a code in it is for the reader in TypeScript. */
export function hasEntity(): bool {
  return html.sawEntity;
}

/** Finds out the lines of the codes that were found. */
export function place(length: i32): void {
  hits.place(mailAt, mailAt + <usize>length);
}

/** True where each carriage return has its line feed, and no sign is 0, as those of UTF-16 are. */
function isPlainText(from: usize, to: usize): bool {
  if (load<u8>(to - 1) === carriageReturn) return doubtful;
  const feed = i8x16.splat(lineFeed);
  const carriage = i8x16.splat(carriageReturn);
  let seen = i8x16.splat(0);
  // What is looked at behind the end are line feeds.
  for (let here = from; here < to; here += 16) {
    const piece = v128.load(here);
    const lone = v128.andnot(i8x16.eq(piece, carriage), i8x16.eq(v128.load(here, 1), feed));
    seen = v128.or(seen, v128.or(lone, i8x16.eq(piece, i8x16.splat(0))));
  }
  return !v128.any_true(seen);
}

/** Notes the codes in plain sight, wherever they stand. */
function notePlain(from: usize, to: usize): bool {
  hits.setReading(0, 0);
  for (let start = nextCode(from, to); start !== 0; start = nextCode(start + codeLength, to)) {
    const stands = standsAlone(start);
    if (stands === perhaps) return doubtful;
    if (
      stands === yes &&
      !hits.add(start, start + codeLength, numberOf(start), hits.plain, hits.noPart, start)
    )
      return doubtful;
  }
  return sure;
}
