// AssemblyScript. Finds the codes of a small mail, seen through its encodings, where that is beyond doubt. See ../README.md.
import { makeTables } from './base64';
import { beginsField } from './header';
import * as hits from './hits';
import * as html from './html';
import { mailAt, pages } from './layout';
import { clear as clearLeaf } from './leaf';
import * as parts from './parts';
import { endOfLine, makeSigns, pad } from './signs';
import { survey } from './survey';
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
  const start = afterEnvelope(from, to);
  if (start === 0 || !beginsField(start, to) || !survey(from, to) || !walk(start, to)) return noAnswer;
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

/** Behind the `From ` line that a mailbox has before a message (RFC 4155); 0 where another message may follow. */
function afterEnvelope(from: usize, to: usize): usize {
  if (!isEnvelope(from)) return from;
  for (let here = endOfLine(from, to); here < to; here = endOfLine(here + 1, to))
    if (isEnvelope(here + 1)) return 0;
  return min(endOfLine(from, to) + 1, to);
}

function isEnvelope(place: usize): bool {
  return load<u32>(place) === 0x6d6f7246 && load<u8>(place + 4) === 0x20;
}
