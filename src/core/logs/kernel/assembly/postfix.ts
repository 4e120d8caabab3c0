// AssemblyScript. Reads the lines of Postfix in bytes and counts what was delivered, by whom and where to. See ../README.md.
import { bits, ends } from './vectors';

/** Says which kind of program has a name that is new (see the constants below), plus 4 for each instance of Postfix before its own. */
declare function kindOfProgram(at: usize, length: i32): i32;
/** When the minute of a stamp begins, in milliseconds since 1970; NaN for a stamp that is none. */
declare function minuteOf(at: usize, length: i32): f64;
/** Says whether a line with `5.7.7` in it holds a code. */
declare function hasCode(at: usize, length: i32): bool;
/** A line that the reader is to read: the `index`th of this call, from 0. */
declare function readLine(at: usize, length: i32, index: i32): void;
/** A new minute begins: the counts are of the one before. */
declare function minuteEnds(): void;
/** There is no room for a further note. */
declare function notesFull(): void;
/** Writes the name that another instance gave a number in one of its tables, and returns its length. */
declare function writeName(table: i32, name: i32, at: usize): i32;
/** The line, or piece of one, that was told next when the notes were written. */
declare function tellNext(): void;

/** Programs whose lines are nothing to us, all are to be read, or only those that look like Sendmail's; from there on Postfix. */
const skipped: i32 = 0;
const readWhole: i32 = 1;
const perhapsSendmail: i32 = 2;

// --- Counts, which the caller reads and resets ---------------------------------------------------------------------

export let delivered: i32 = 0;
export let deferred: i32 = 0;
export let other: i32 = 0;
/** The minute that they are of; NaN where none is known. */
export let minute: f64 = NaN;
/** Mails from this moment on are counted, and before that one. */
export let since: f64 = -Infinity;
export let until: f64 = Infinity;

export function setTimes(from: f64, to: f64): void {
  since = from;
  until = to;
}

export function resetCounts(): void {
  delivered = deferred = other = 0;
}

// --- Names -------------------------------------------------------------------------------------------------------

/** Names that a table holds; later ones have the number 0, as no name has. */
const mostNames: i32 = 20_000;
const nameSlots: u32 = 1 << 16;
/** Bytes for the names of a table. */
const nameBytes: i32 = 1 << 20;

const senders: i32 = 0;
const domains: i32 = 1;
const sources: i32 = 2;
const relays: i32 = 3;
const hosts: i32 = 4;
const programs: i32 = 5;
const tables: i32 = 6;

/**
 * Of each name: where it is, how long, how many delivered mails it had, a number of the table's own, and where the first delivered
 * mail stands that has it: the line, and the number of the file plus 1.
 */
const nameRecord: usize = 32;
const lineOf: usize = 16;
const fileOf: usize = 24;
const tableLength: usize = ((<usize>nameSlots) << 2) + <usize>(mostNames + 1) * nameRecord + <usize>nameBytes;

const tablesAt: usize = 1 << 16;
const idsAt: usize = tablesAt + <usize>tables * tableLength;

const used = memory.data(4 * 6 * 2);

function recordOf(table: i32, name: i32): usize {
  return tablesAt + <usize>table * tableLength + ((<usize>nameSlots) << 2) + <usize>name * nameRecord;
}

function bytesOf(table: i32): usize {
  return recordOf(table, mostNames + 1);
}

export function namesIn(table: i32): i32 {
  return load<i32>(used + ((<usize>table) << 3));
}

export function nameAt(table: i32, name: i32): usize {
  return load<u32>(recordOf(table, name));
}

export function nameLength(table: i32, name: i32): i32 {
  return load<i32>(recordOf(table, name), 4);
}

/** How many mails with a name were delivered since this was asked for last. */
export function takeDelivered(table: i32, name: i32): i32 {
  const record = recordOf(table, name);
  const count = load<i32>(record, 8);
  store<i32>(record, 0, 8);
  return count;
}

/** The file, plus 1, of the first delivered mail with a name; 0 where there was none. */
export function fileOfFirst(table: i32, name: i32): i32 {
  return load<i32>(recordOf(table, name), fileOf);
}

export function lineOfFirst(table: i32, name: i32): f64 {
  return load<f64>(recordOf(table, name), lineOf);
}

function tail(at: usize, length: i32): u64 {
  // Up to seven bytes behind a name are read too, and masked out.
  return length <= 0 ? 0 : load<u64>(at) & (u64.MAX_VALUE >> ((<u64>(8 - length)) << 3));
}

function hash(at: usize, length: i32): u32 {
  let mixed: u64 = <u64>length;
  let rest = length;
  let place = at;
  for (; rest > 8; rest -= 8, place += 8) mixed = (rotl(mixed, 5) ^ load<u64>(place)) * 0x9e3779b97f4a7c15;
  mixed = (rotl(mixed, 5) ^ tail(place, rest)) * 0x9e3779b97f4a7c15;
  return <u32>(mixed >> 32);
}

function equal(one: usize, other: usize, length: i32): bool {
  let rest = length;
  let a = one;
  let b = other;
  for (; rest > 8; rest -= 8, a += 8, b += 8) if (load<u64>(a) !== load<u64>(b)) return false;
  return tail(a, rest) === tail(b, rest);
}

/** True once a table had no room for a name. */
export let isFull: bool = false;

/** The number of a name in a table, from 1; 0 where the table is full. */
function nameOf(table: i32, at: usize, length: i32): i32 {
  const near = lastNames + ((<usize>table) << 2);
  const last = load<i32>(near);
  if (last !== 0 && isName(table, last, at, length)) return last;
  const name = nameInTable(table, at, length);
  store<i32>(near, name);
  return name;
}

/** The name of each table that was met last: in some tables there are few. */
const lastNames = memory.data(4 * 6);

function isName(table: i32, name: i32, at: usize, length: i32): bool {
  const record = recordOf(table, name);
  return load<i32>(record, 4) === length && equal(load<u32>(record), at, length);
}

function nameInTable(table: i32, at: usize, length: i32): i32 {
  const slots = tablesAt + <usize>table * tableLength;
  let slot = hash(at, length) & (nameSlots - 1);
  for (; ; slot = (slot + 1) & (nameSlots - 1)) {
    const name = load<i32>(slots + ((<usize>slot) << 2));
    if (name === 0) break;
    if (isName(table, name, at, length)) return name;
  }
  const count = namesIn(table);
  const bytes = load<i32>(used + ((<usize>table) << 3), 4);
  if (count >= mostNames || bytes + length > nameBytes) {
    isFull = true;
    return 0;
  }
  const name = count + 1;
  const record = recordOf(table, name);
  const place = bytesOf(table) + <usize>bytes;
  memory.copy(place, at, length);
  store<u32>(record, <u32>place);
  store<i32>(record, length, 4);
  store<i32>(slots + ((<usize>slot) << 2), name);
  store<i32>(used + ((<usize>table) << 3), name);
  store<i32>(used + ((<usize>table) << 3), bytes + length, 4);
  return name;
}

function ownNumber(table: i32, name: i32): i32 {
  return load<i32>(recordOf(table, name), 12);
}

function setOwnNumber(table: i32, name: i32, value: i32): void {
  store<i32>(recordOf(table, name), value, 12);
}

function count(table: i32, name: i32): void {
  if (name === 0) return;
  const record = recordOf(table, name);
  store<i32>(record, load<i32>(record, 8) + 1, 8);
  const first = load<i32>(record, fileOf);
  if (first !== 0 && first <= file) return;
  store<i32>(record, file, fileOf);
  store<f64>(record, linesBefore + <f64>(index + 1), lineOf);
}

// --- Messages by queue id ------------------------------------------------------------------------------------------

/** As many as reading every line remembers. */
const mostIds: i32 = 100_000;
const buckets: u32 = 1 << 16;
const longestId: i32 = 24;

/** Offsets within what is remembered of a message. */
const nextOf: usize = 0;
const queueAt: usize = 4;
const lengthAt: usize = 8;
const senderAt: usize = 12;
const domainAt: usize = 16;
const sourceAt: usize = 20;
const idAt: usize = 24;
const messageLength: usize = 48;

const messagesAt: usize = idsAt + ((<usize>buckets) << 2);
/** Room for notes, for the numbers that names of other instances have in these tables, and for one such name. */
export const notesAt: usize = (messagesAt + <usize>(mostIds + 1) * messageLength + 0xffff) & ~0xffff;
export const notesLength: usize = 1 << 18;
const mapsAt: usize = notesAt + notesLength + 64;
/** Other instances whose notes are read. */
export const mostOthers: i32 = 8;
const mapLength: usize = (<usize>(mostNames + 1)) << 1;
const otherNameAt: usize = mapsAt + <usize>(mostOthers * tables) * mapLength;
/** Where what is read may be put. */
export const freeAt: usize = (otherNameAt + (1 << 16) + 64 + 0xffff) & ~0xffff;

let messages: i32 = 0;
let freed: u32 = 0;
let hand: i32 = 0;

function bucketOf(at: usize, length: i32, queue: i32): usize {
  return idsAt + ((<usize>((hash(at, length) ^ <u32>queue) & (buckets - 1))) << 2);
}

/** The message that was found last: lines about one often follow each other. */
let lastFound: usize = 0;

function isOf(message: usize, at: usize, length: i32, queue: i32): bool {
  return (
    load<i32>(message, lengthAt) === length &&
    load<i32>(message, queueAt) === queue &&
    equal(message + idAt, at, length)
  );
}

/** What is remembered of the message that an id stands for, or 0. */
function find(at: usize, length: i32, queue: i32): usize {
  if (lastFound !== 0 && isOf(lastFound, at, length, queue)) return lastFound;
  let message = <usize>load<u32>(bucketOf(at, length, queue));
  while (message !== 0) {
    if (isOf(message, at, length, queue)) {
      lastFound = message;
      return message;
    }
    message = <usize>load<u32>(message, nextOf);
  }
  return 0;
}

function begin(at: usize, length: i32, queue: i32): usize {
  const message = place();
  const bucket = bucketOf(at, length, queue);
  for (let index: usize = 0; index < messageLength; index += 8) store<u64>(message + index, 0);
  store<u32>(message, load<u32>(bucket), nextOf);
  store<u32>(bucket, <u32>message);
  store<i32>(message, queue, queueAt);
  store<i32>(message, length, lengthAt);
  // An id has 24 bytes at most, and what is behind it does not count.
  for (let index: usize = 0; index < 24; index += 8)
    store<u64>(message + idAt + index, load<u64>(at + index));
  lastFound = message;
  return message;
}

function place(): usize {
  if (freed !== 0) {
    const message = <usize>freed;
    freed = load<u32>(message, nextOf);
    return message;
  }
  if (messages < mostIds) {
    messages++;
    return messagesAt + <usize>(messages - 1) * messageLength;
  }
  // The next in turn goes.
  const message = messagesAt + <usize>hand * messageLength;
  hand = (hand + 1) % mostIds;
  unlink(message);
  return message;
}

function unlink(message: usize): void {
  if (message === lastFound) lastFound = 0;
  const bucket = bucketOf(message + idAt, load<i32>(message, lengthAt), load<i32>(message, queueAt));
  let before: usize = 0;
  let at = <usize>load<u32>(bucket);
  while (at !== message) {
    before = at;
    at = <usize>load<u32>(at, nextOf);
  }
  const next = load<u32>(message, nextOf);
  if (before === 0) store<u32>(bucket, next);
  else store<u32>(before, next, nextOf);
}

function forget(message: usize): void {
  unlink(message);
  store<u32>(message, freed, nextOf);
  freed = <u32>message;
}

/** Clears what is known of a message, for the next that has its id. */
function clear(message: usize): void {
  store<i32>(message, 0, senderAt);
  store<i32>(message, 0, domainAt);
  store<i32>(message, 0, sourceAt);
}

// --- Lines -------------------------------------------------------------------------------------------------------

/** The number of the file plus 1, lines in it before those at hand, and which of these is read. */
let file: i32 = 0;
let linesBefore: f64 = 0;
let index: i32 = 0;

/** Where the line at hand begins, and where it ends. */
let start: usize = 0;
let end: usize = 0;

/** The stamp that was read last, up to its seconds. */
const stampBytes = memory.data(32);
let stampLength: i32 = 0;

function sevens(at: usize): v128 {
  const seven = i8x16.splat(0x37);
  return v128.and(i8x16.eq(v128.load(at), seven), i8x16.eq(v128.load(at - 2), seven));
}

/**
 * Reads whole lines. 16 bytes before `from` and 64 after `to` may be read too; their content does not matter, but that no line
 * feed follows `to`.
 * @param number of the file, from 0, in the order in which first places are told
 * @param lines how many lines of it came before
 * @returns how many lines there were
 */
export function read(from: usize, to: usize, number: i32, lines: f64): i32 {
  file = number + 1;
  linesBefore = lines;
  index = 0;
  start = from;
  let hasNeedle = false;
  for (let at = from; at < to; at += 64) {
    const breaks = bits(ends(at), ends(at + 16), ends(at + 32), ends(at + 48));
    const needles = bits(sevens(at), sevens(at + 16), sevens(at + 32), sevens(at + 48));
    for (let marks = breaks | needles; marks !== 0; marks &= marks - 1) {
      const bit = ctz(marks);
      const place = at + <usize>bit;
      if (place >= to) break;
      if (((breaks >> bit) & 1) === 0) {
        if (place - start >= 4) hasNeedle = hasNeedle || isNeedle(place);
        continue;
      }
      end = place > start && load<u8>(place) === 0x0a && load<u8>(place - 1) === 0x0d ? place - 1 : place;
      line(hasNeedle);
      index++;
      start = place + 1;
      hasNeedle = false;
    }
  }
  return index;
}

function isNeedle(place: usize): bool {
  return load<u8>(place - 4) === 0x35 && load<u8>(place - 3) === 0x2e && load<u8>(place - 1) === 0x2e;
}

function length(): i32 {
  return <i32>(end - start);
}

/** What is known by then of the message of a line with a code: names, or 0. */
export let codedSender: i32 = 0;
export let codedSource: i32 = 0;

function recallCoded(): void {
  const body = bodyAt();
  const size = body === 0 || program === 0 || host === 0 ? 0 : idLength(body);
  if (isNoting) note(codedNote, body, size, 0, 0);
  else recall(body, size);
}

function recall(id: usize, size: i32): void {
  codedSender = codedSource = 0;
  const message = size === 0 ? 0 : find(id, size, queue());
  if (message === 0) return;
  codedSender = load<i32>(message, senderAt);
  codedSource = load<i32>(message, sourceAt);
}

function give(): void {
  readLine(start, length(), index);
}

function line(hasNeedle: bool): void {
  const isCoded = hasNeedle && hasCode(start, length());
  if (isCoded) recallCoded();
  const first = load<u8>(start);
  // A stamp after a priority, or of RFC 5424: the reader knows them.
  if (isCoded || first === 0x3c || (first === 0x31 && load<u8>(start, 1) === 0x20) || end - start > 0xffff)
    give();
  else entry();
}

/** Where the host begins: behind the stamp and a blank; 0 for a line without a stamp that is read here. */
function hostAt(): usize {
  if (end - start < 20) return 0;
  if (load<u8>(start, 3) === 0x20)
    return load<u8>(start, 6) === 0x20 &&
      load<u8>(start, 9) === 0x3a &&
      load<u8>(start, 12) === 0x3a &&
      load<u8>(start, 15) === 0x20
      ? start + 16
      : 0;
  if (
    load<u8>(start, 4) !== 0x2d ||
    load<u8>(start, 7) !== 0x2d ||
    load<u8>(start, 13) !== 0x3a ||
    load<u8>(start, 16) !== 0x3a
  )
    return 0;
  const from = load<u8>(start, 10) === 0x20 ? start + 19 : start + 10;
  const blank = indexOf(from, 0x20, 30);
  return blank === 0 ? 0 : blank + 1;
}

/** The first place from `at` on that holds a byte, within the line and `most` bytes; or 0. */
function indexOf(at: usize, byte: u8, most: i32): usize {
  const wanted = i8x16.splat(byte);
  const stop = min(end, at + <usize>most);
  for (let place = at; place < stop; place += 16) {
    const marks = i8x16.bitmask(i8x16.eq(v128.load(place), wanted));
    if (marks === 0) continue;
    const found = place + <usize>ctz(marks);
    return found < stop ? found : 0;
  }
  return 0;
}

/** What the header of the line says. */
let program: i32 = 0;
let host: i32 = 0;
/** The last line's host. */
let lastHost: i32 = 0;
let lastHostLength: i32 = -1;
/** Where the message begins; 0 for a line that syslog did not write. */
function bodyAt(): usize {
  const from = hostAt();
  if (from === 0) return 0;
  let hostEnd = from + <usize>lastHostLength;
  if (
    lastHostLength <= 0 ||
    hostEnd >= end ||
    load<u8>(hostEnd) !== 0x20 ||
    !equal(nameAt(hosts, lastHost), from, lastHostLength)
  ) {
    hostEnd = indexOf(from, 0x20, 1 << 16);
    if (hostEnd === 0) return 0;
    host = nameOf(hosts, from, <i32>(hostEnd - from));
    lastHost = host;
    lastHostLength = host === 0 ? -1 : <i32>(hostEnd - from);
  } else host = lastHost;
  const tag = hostEnd + 1;
  // The program's name ends with its process id or a colon.
  let colon = tag;
  let nameEnd: usize = 0;
  for (; ; colon++) {
    colon = indexOf(colon, 0x3a, <i32>(tag + 128 - colon));
    if (colon === 0) return 0;
    if (colon + 1 >= end || load<u8>(colon, 1) === 0x20) break;
  }
  nameEnd = indexOf(tag, 0x5b, <i32>(colon - tag));
  if (nameEnd === 0) nameEnd = colon;
  if (nameEnd === tag) return 0;
  program = programAt(tag, <i32>(nameEnd - tag));
  return colon + 2;
}

/** Programs by their names' bytes: a name is looked up once for many lines. */
const nearPrograms = memory.data(64 * 32, 16);

function programAt(at: usize, size: i32): i32 {
  if (size > 16) return newProgram(at, size);
  const low = tail(at, min(size, 8));
  const high = tail(at + 8, size - 8);
  const near = nearPrograms + ((<usize>(((low ^ rotl(high, 29)) * 0x9e3779b97f4a7c15) >> 58)) << 5);
  if (load<u64>(near) === low && load<u64>(near, 8) === high && load<i32>(near, 16) === size)
    return load<i32>(near, 20);
  const found = newProgram(at, size);
  store<u64>(near, low);
  store<u64>(near, high, 8);
  store<i32>(near, size, 16);
  store<i32>(near, found, 20);
  return found;
}

function newProgram(at: usize, size: i32): i32 {
  const known = namesIn(programs);
  const found = nameOf(programs, at, size);
  if (found > known) setOwnNumber(programs, found, kindOfProgram(at, size));
  return found;
}

/** How long the queue id is with which the message begins; 0 where there is none. */
function idLength(body: usize): i32 {
  const colon = indexOf(body, 0x3a, longestId + 1);
  if (colon === 0 || colon + 1 >= end || load<u8>(colon, 1) !== 0x20) return 0;
  const size = <i32>(colon - body);
  if (size < 5) return 0;
  const wanted: u32 = (1 << size) - 1;
  const front = v128.load(body);
  const back = v128.load(body, 16);
  const others = (hexIn(front) | (hexIn(back) << 16)) ^ 0xffffffff;
  if (size <= 20 && (others & wanted) === 0) return size;
  if (size < 10) return 0;
  return ((lettersIn(front) | (lettersIn(back) << 16)) & wanted) === wanted ? size : 0;
}

/** Where there is one of the bytes from `first` on, `many` of them. */
function among(bytes: v128, first: u8, many: u8): v128 {
  return i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(many));
}

function hexIn(bytes: v128): u32 {
  return i8x16.bitmask(v128.or(among(bytes, 0x30, 10), among(bytes, 0x41, 6)));
}

function lettersIn(bytes: v128): u32 {
  const small = v128.or(bytes, i8x16.splat(0x20));
  return i8x16.bitmask(v128.or(among(bytes, 0x30, 10), among(small, 0x61, 26)));
}

/** The number of the queue that the program works on: ids are unique within an instance of Postfix on a host. */
function queue(): i32 {
  return ((ownNumber(programs, program) >> 2) << 16) | host;
}

function kindOf(program: i32): i32 {
  return ownNumber(programs, program) & 3;
}

function startsWith4(at: usize, word: u32): bool {
  return load<u32>(at) === word;
}

const FROM: u32 = 0x6d6f7266;
/** `to=`, of three bytes. */
const TO: u32 = 0x3d6f74;
const CLIE: u32 = 0x65696c63;
const NT: u32 = 0x3d746e;
const UID: u32 = 0x3d646975;
const REMO: u32 = 0x6f6d6572;
const CTLA: u32 = 0x616c7463;

/** Reads a line without a code. */
function entry(): void {
  const body = bodyAt();
  if (body === 0) return;
  if (program === 0 || host === 0) {
    // A table is full: the log was made to fill it.
    give();
    return;
  }
  const kind = kindOf(program);
  if (kind === skipped) return;
  if (kind === readWhole) {
    give();
    return;
  }
  const size = idLength(body);
  if (size === 0) return;
  const rest = body + <usize>size + 2;
  if (kind === perhapsSendmail) {
    if (
      startsWith4(rest, FROM) ||
      startsWith4(rest, CTLA) ||
      (load<u16>(rest) === 0x6f74 && load<u8>(rest, 2) === 0x3d)
    )
      give();
    return;
  }
  const word = load<u32>(rest);
  if ((word & 0xffffff) === TO) delivery(body, size, rest);
  else if (word === FROM && load<u16>(rest, 4) === 0x3c3d) from(body, size, rest);
  else if ((word === CLIE && (load<u32>(rest, 4) & 0xffffff) === NT) || word === UID)
    opens(body, size, rest, word === CLIE);
  else if (word === REMO && end - rest === 7 && load<u32>(rest, 3) === 0x6465766f) closes(body, size);
}

/** `client=` or `uid=`: the id begins to stand for a message. */
function opens(body: usize, size: i32, rest: usize, hasSource: bool): void {
  const source = hasSource ? addressIn(rest) : 0;
  if (isNoting) note(opensNote, body, size, source, 0);
  else open(body, size, source);
}

function open(id: usize, size: i32, source: i32): void {
  let message = find(id, size, queue());
  if (message === 0) message = begin(id, size, queue());
  else clear(message);
  store<i32>(message, source, sourceAt);
}

/** `from=<a@b.example>, …`: another sender means another message. */
function from(body: usize, size: i32, rest: usize): void {
  const comma = indexOf(rest, 0x2c, 1 << 16);
  const pathEnd = comma === 0 ? end : comma;
  let at = rest + 5;
  let sender: i32 = 0;
  let domain: i32 = 0;
  let pathLength = <i32>(pathEnd - at);
  if (pathLength > 2 && load<u8>(at) === 0x3c && load<u8>(pathEnd - 1) === 0x3e) {
    at += 1;
    pathLength -= 2;
  }
  if (pathLength <= 998) {
    const known = namesIn(senders);
    sender = nameOf(senders, at, pathLength);
    domain = sender > 0 && sender <= known ? ownNumber(senders, sender) : domainOf(at, pathLength);
    if (sender > known) setOwnNumber(senders, sender, domain);
  }
  if (isNoting) note(fromNote, body, size, sender, domain);
  else sentBy(body, size, sender, domain);
}

function sentBy(id: usize, size: i32, sender: i32, domain: i32): void {
  let message = find(id, size, queue());
  if (message === 0) message = begin(id, size, queue());
  const before = load<i32>(message, senderAt);
  if (before !== 0 && before !== sender) clear(message);
  store<i32>(message, sender, senderAt);
  store<i32>(message, domain, domainAt);
}

/** The domain of an address: what is behind its last at sign, in lower case. */
function domainOf(at: usize, length: i32): i32 {
  let place = at + <usize>length;
  while (place > at && load<u8>(place - 1) !== 0x40) place--;
  if (place === at) return 0;
  const size = <i32>(at + <usize>length - place);
  return size > 255 ? 0 : nameOf(domains, lowered(place, size), size);
}

const lowerBytes = memory.data(1024);

function lowered(at: usize, length: i32): usize {
  for (let index = 0; index < length; index++) {
    const byte = load<u8>(at + <usize>index);
    store<u8>(lowerBytes + <usize>index, byte - 0x41 < 26 ? byte | 0x20 : byte);
  }
  return lowerBytes;
}

/** The address in the first square brackets. */
function addressIn(at: usize): i32 {
  const open = indexOf(at, 0x5b, 1 << 16);
  if (open === 0) return 0;
  const close = indexOf(open, 0x5d, 64);
  if (close === 0) return 0;
  let from = open + 1;
  // `IPv6:` may stand before it.
  if (close - from > 5 && load<u8>(from, 4) === 0x3a && (load<u8>(from) | 0x20) === 0x69) from += 5;
  for (let place = from; place < close; place++) {
    const byte = load<u8>(place);
    if (byte - 0x30 >= 11 && byte !== 0x2e && (byte | 0x20) - 0x61 >= 6) return 0;
  }
  const size = <i32>(close - from);
  return size < 2 ? 0 : nameOf(sources, from, size);
}

function closes(body: usize, size: i32): void {
  if (isNoting) note(closesNote, body, size, 0, 0);
  else close(body, size);
}

function close(id: usize, size: i32): void {
  const message = find(id, size, queue());
  if (message !== 0) forget(message);
}

/** The first place of ` relay=` or ` status=`, by their first four bytes, or 0. */
function mark(at: usize, second: u8, third: u8, length: usize): usize {
  const blank = i8x16.splat(0x20);
  const letter = i8x16.splat(second);
  const next = i8x16.splat(third);
  for (let place = at; place < end; place += 16) {
    let marks = i8x16.bitmask(
      v128.and(
        v128.and(i8x16.eq(v128.load(place), blank), i8x16.eq(v128.load(place, 1), letter)),
        i8x16.eq(v128.load(place, 2), next),
      ),
    );
    for (; marks !== 0; marks &= marks - 1) {
      const found = place + <usize>ctz(marks);
      if (found + length > end) return 0;
      if (
        length === 7
          ? load<u32>(found, 3) === 0x3d79616c
          : load<u32>(found, 4) === 0x3d737574 && load<u8>(found, 3) === 0x61
      )
        return found + length;
    }
  }
  return 0;
}

/** `to=<…>, relay=…, …, status=sent (…)` */
function delivery(body: usize, size: i32, rest: usize): void {
  const relay = mark(rest, 0x72, 0x65, 7);
  let relayEnd = relay;
  if (relay !== 0) {
    relayEnd = indexOf(relay, 0x2c, 1 << 16);
    if (relayEnd === 0) relayEnd = end;
    // A content filter on the same machine gives the message back under another id: that is no delivery.
    for (let open = within(relay, relayEnd, 0x5b); open !== 0; open = within(open + 1, relayEnd, 0x5b)) {
      const address = load<u32>(open, 1);
      if (address === 0x2e373231 || address === 0x5d313a3a) return;
    }
  }
  meetMinute();
  if (isNoting) {
    noteDelivery(body, size, fateOf(rest), relayName(relay, relayEnd));
    return;
  }
  if (!isAnyTime() && !isAskedFor(sinceMinute())) return;
  deliver(body, size, fateOf(rest), relayName(relay, relayEnd));
}

/** What became of a mail. */
const sentFate: i32 = 0;
const deferredFate: i32 = 1;
const otherFate: i32 = 2;

function fateOf(rest: usize): i32 {
  const status = mark(rest, 0x73, 0x74, 8);
  if (status === 0) return otherFate;
  if (load<u32>(status) === 0x746e6573 && endsWord(status + 4)) return sentFate;
  return load<u64>(status) === 0x6465727265666564 && endsWord(status + 8) ? deferredFate : otherFate;
}

function deliver(id: usize, size: i32, fate: i32, remote: i32): void {
  if (fate !== sentFate) {
    if (fate === deferredFate) deferred++;
    else other++;
    return;
  }
  delivered++;
  count(hosts, host);
  count(relays, remote);
  const message = find(id, size, queue());
  if (message === 0) return;
  count(senders, load<i32>(message, senderAt));
  count(domains, load<i32>(message, domainAt));
  count(sources, load<i32>(message, sourceAt));
}

/** The name of the host that a mail was handed to, or that did not take it. */
function relayName(relay: usize, relayEnd: usize): i32 {
  if (relay === 0 || relay === relayEnd) return 0;
  const open = within(relay, relayEnd, 0x5b);
  const size = <i32>((open === 0 ? relayEnd : open) - relay);
  if (size > 998 || (size === 4 && load<u32>(relay) === 0x656e6f6e && open === 0)) return 0;
  return nameOf(relays, relay, size);
}

function within(at: usize, to: usize, byte: u8): usize {
  return at >= to ? 0 : indexOf(at, byte, <i32>(to - at));
}

function endsWord(at: usize): bool {
  return at >= end || load<u8>(at) === 0x20;
}

/** Where the seconds stand in a stamp. */
function secondsIn(stamp: usize): i32 {
  return load<u8>(stamp, 3) === 0x20 ? 13 : 17;
}

/** Goes on to the minute of the line at hand. */
function meetMinute(): void {
  const seconds = secondsIn(start);
  if (seconds === stampLength && equal(stampBytes, start, seconds)) return;
  const blank =
    seconds === 13 ? start + 15 : indexOf(start + (load<u8>(start, 10) === 0x20 ? 19 : 10), 0x20, 30);
  beginMinute(start, <i32>(blank - start));
}

/** Begins the minute of a stamp, unless it is the one at hand. */
function beginMinute(stamp: usize, length: i32): void {
  const seconds = secondsIn(stamp);
  if (seconds === stampLength && equal(stampBytes, stamp, seconds)) return;
  memory.copy(stampBytes, stamp, seconds);
  stampLength = seconds;
  if (isNoting) {
    write(stampNote, stamp, length, 0, 0, 0);
    return;
  }
  minuteEnds();
  resetCounts();
  minute = minuteOf(stamp, length);
}

function isAnyTime(): bool {
  return since === -Infinity && until === Infinity;
}

/** How long after the minute at hand began the line at hand was written, in milliseconds. */
function sinceMinute(): i32 {
  const seconds = <usize>stampLength + start;
  let at = ((<i32>load<u8>(seconds) - 48) * 10 + (<i32>load<u8>(seconds, 1) - 48)) * 1000;
  if (stampLength === 17 && (load<u8>(seconds, 2) === 0x2e || load<u8>(seconds, 2) === 0x2c)) {
    let scale = 100;
    for (let place = seconds + 3; scale > 0 && load<u8>(place) - 0x30 < 10; place++, scale /= 10)
      at += (<i32>load<u8>(place) - 48) * scale;
  }
  return at;
}

function isAskedFor(after: i32): bool {
  const at = minute + <f64>after;
  return at >= since && at < until;
}

// --- Notes: what lines say, written down for another instance that knows what stands before them -------------------

/**
 * A note is eight bytes: its kind, the length of the queue id (one byte each), the numbers of two names, and how many lines after the
 * note before its line stands (two bytes each). Behind it stand the id, and of a delivery the milliseconds since its minute began, in
 * four bytes. A stamp stands in the place of an id.
 */
const noteLength: usize = 8;
const longestNote: usize = 128;
/** A program and its host: the notes behind it are of the same instance of Postfix there. */
const queueNote: i32 = 0;
const opensNote: i32 = 1;
const fromNote: i32 = 2;
const closesNote: i32 = 3;
const codedNote: i32 = 4;
const stampNote: i32 = 5;
const toldNote: i32 = 6;
/** Lines without a note, as many as fit. */
const linesNote: i32 = 7;
/** And what became of it. */
const deliveryNote: i32 = 8;
const mostLines: u32 = 0xffff;

/** True where lines are noted and not acted on. */
let isNoting: bool = false;
let notesEnd: usize = notesAt;
let notedQueue: i32 = -1;
let notedLine: u32 = 0;

/** Begins the notes of a part of a log. */
export function beginNotes(): void {
  isNoting = true;
  notesEnd = notesAt;
  stampLength = 0;
  notedQueue = -1;
  notedLine = 0;
}

/** How many bytes of notes there are; they are forgotten. */
export function takeNotes(): i32 {
  const length = <i32>(notesEnd - notesAt);
  notesEnd = notesAt;
  return length;
}

/** Notes that a line, or a piece of one, was told. */
export function noteTold(): void {
  write(toldNote, 0, 0, 0, 0, 0);
}

/** Notes what a line says about a message. */
function note(kind: i32, id: usize, size: i32, one: i32, other: i32): void {
  if (size > 0 && queue() !== notedQueue) {
    notedQueue = queue();
    write(queueNote, 0, 0, program, host, 0);
  }
  const line = <u32>linesBefore + <u32>index;
  for (; line - notedLine > mostLines; notedLine += mostLines) write(linesNote, 0, 0, 0, 0, mostLines);
  write(kind, id, size, one, other, line - notedLine);
  notedLine = line;
}

function write(kind: i32, id: usize, size: i32, one: i32, other: i32, lines: u32): void {
  if (notesEnd + longestNote > notesAt + notesLength) notesFull();
  store<u8>(notesEnd, <u8>kind);
  store<u8>(notesEnd, <u8>size, 1);
  store<u16>(notesEnd, <u16>one, 2);
  store<u16>(notesEnd, <u16>other, 4);
  store<u16>(notesEnd, <u16>lines, 6);
  const place = notesEnd + noteLength;
  for (let at = 0; at < size; at += 8) store<u64>(place + <usize>at, load<u64>(id + <usize>at));
  notesEnd = place + <usize>size;
}

function noteDelivery(id: usize, size: i32, fate: i32, remote: i32): void {
  note(deliveryNote + fate, id, size, remote, 0);
  store<i32>(notesEnd, sinceMinute());
  notesEnd += 4;
}

/** The instance whose notes are read. */
let source: i32 = 0;

/** The number of its name in the table of this one. */
function ownName(table: i32, name: i32): i32 {
  if (name === 0) return 0;
  const place = mapsAt + <usize>(source * tables + table) * mapLength + ((<usize>name) << 1);
  const known = <i32>load<u16>(place);
  if (known !== 0) return known - 1;
  const length = writeName(table, name, otherNameAt);
  const own = table === programs ? newProgram(otherNameAt, length) : nameOf(table, otherNameAt, length);
  store<u16>(place, <u16>(own + 1));
  return own;
}

/** Takes over a name of an instance. @returns false where its table is full */
export function meetName(instance: i32, table: i32, name: i32): bool {
  source = instance;
  return ownName(table, name) !== 0;
}

/**
 * Begins to act on the notes of a part of a log.
 * @param instance that wrote them, from 0
 * @param number of the file, as for `read`
 * @param lines of the file before the part
 */
export function beginActing(instance: i32, number: i32, lines: f64): void {
  source = instance;
  file = number + 1;
  linesBefore = lines;
  index = 0;
}

/** Acts on notes, which are put where this instance has its own. */
export function act(length: i32): void {
  const to = notesAt + <usize>length;
  for (let at = notesAt; at < to; ) {
    const kind = <i32>load<u8>(at);
    const size = <i32>load<u8>(at, 1);
    const id = at + noteLength;
    index += <i32>load<u16>(at, 6);
    if (kind === stampNote) beginMinute(id, size);
    else if (kind === toldNote) tellNext();
    else if (kind !== linesNote) actOn(kind, id, size, <i32>load<u16>(at, 2), <i32>load<u16>(at, 4));
    at = id + <usize>size + (kind >= deliveryNote ? 4 : 0);
  }
}

function actOn(kind: i32, id: usize, size: i32, one: i32, other: i32): void {
  if (kind >= deliveryNote) {
    if (isAnyTime() || isAskedFor(load<i32>(id + <usize>size)))
      deliver(id, size, kind - deliveryNote, ownName(relays, one));
  } else if (kind === queueNote) {
    program = ownName(programs, one);
    host = ownName(hosts, other);
  } else if (kind === fromNote) sentByOther(id, size, one, other);
  else if (kind === opensNote) open(id, size, ownName(sources, one));
  else if (kind === closesNote) close(id, size);
  else recall(id, size);
}

function sentByOther(id: usize, size: i32, name: i32, domainName: i32): void {
  const known = namesIn(senders);
  const sender = ownName(senders, name);
  const domain = sender > 0 && sender <= known ? ownNumber(senders, sender) : ownName(domains, domainName);
  if (sender > known) setOwnNumber(senders, sender, domain);
  sentBy(id, size, sender, domain);
}
