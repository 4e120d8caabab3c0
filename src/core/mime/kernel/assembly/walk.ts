// AssemblyScript. Walks the parts of a mail, as ../../walker.ts does. Structure that takes leniency is doubtful.
import {
  asItStands,
  encoding as encodingRead,
  kind as kindRead,
  message,
  multipart,
  readEncoding,
  readType,
} from './content';
import { findDelimiter, isClosing, lineEnd, lineStart, owner } from './delimiters';
import {
  afterLineBreak,
  beginsField,
  bodyFrom,
  encodingFrom,
  encodingTo,
  endsWithEmptyLine,
  headerTo,
  isOfMail,
  readHeader,
  typeFrom,
  typeTo,
} from './header';
import { recall, remember } from './known';
import { carriageReturn, doubtful, lineFeed, sure } from './layout';
import { readLeaf } from './leaf';
import { close, depth, hasRoom, kindAt, open, openPart } from './parts';

const noParent: i32 = -1;
/** How much of a text says that it is mail. */
const longestHead: usize = 16_000;

/** Walks the mail in [from, to). */
export function walk(from: usize, to: usize): bool {
  let here = enter(noParent, from, to);
  while (here !== 0) {
    if (!findDelimiter(here, to)) return doubtful;
    if (lineStart === 0) return leaveAll(to);
    const end = beforeLineBreak(lineStart, here);
    while (openPart(depth - 1) !== owner) if (!leave(end)) return doubtful;
    here = min(afterLineBreak(lineEnd), to);
    if (!isClosing) here = enter(owner, here, to);
  }
  return doubtful;
}

/** Opens the part that begins at a place, and the message that it may be. @returns where to look for delimiters; 0 for doubt */
function enter(parent: i32, from: usize, to: usize): usize {
  if (!hasRoom()) return 0;
  const startsMessage = parent < 0 || kindAt(parent) === message;
  if (startsMessage && !beginsField(from, to)) return 0;
  if (startsMessage || !recall(from, to)) {
    if (!readHeader(from, to)) return 0;
    if (parent < 0 && (!isOfMail || headerTo - from > longestHead)) return 0;
    if (!readType(typeFrom, typeTo) || !readEncoding(encodingFrom, encodingTo)) return 0;
    if (!startsMessage && endsWithEmptyLine) remember(from);
  }
  const body = bodyFrom;
  const isContainer = kindRead === multipart || kindRead === message;
  const part = open(parent, from);
  if (isContainer && encodingRead !== asItStands) return 0;
  return kindAt(part) === message ? enter(part, body, to) : body;
}

function leaveAll(end: usize): bool {
  while (depth > 0) if (!leave(end)) return doubtful;
  return sure;
}

function leave(end: usize): bool {
  const part = close(end);
  const kind = kindAt(part);
  return kind === multipart || kind === message ? sure : readLeaf(part);
}

/** The line break before a delimiter is the delimiter's. */
function beforeLineBreak(start: usize, from: usize): usize {
  let end = start;
  if (end > from && load<u8>(end - 1) === lineFeed) end--;
  if (end > from && load<u8>(end - 1) === carriageReturn) end--;
  return end;
}
