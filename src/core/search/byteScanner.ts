import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { longestInParts, openPartsAt } from '../code/codeInParts';
import { excerpt } from '../code/printable';
import {
  contextAfter,
  contextBefore,
  findStatusCodes,
  firstStatusCode,
  type StatusCodeHit,
} from '../code/statusCode';
import type { CodeSearch, Encoding } from './kernel/codeSearch';
import { excerptLength, lineAround, type ScanHit } from './scanner';

/** A line longer than this, in bytes, is worked off before its end is seen, so that one endless line needs no endless memory. */
export const longestPending = 1 << 16;

/** What surely holds the text around a hit that its rule and its excerpt want, in bytes: three make a UTF-16 unit at most. */
const around = 3 * (excerptLength + Math.max(contextBefore, contextAfter)) + 4;

/** Bytes kept free before the text: the search reads some. */
const before = 16;

/** Where a line stands, for whoever wants to know more of it than the hit says. */
export type LineHead = (length: number) => string;

/** Says whether a hit counts, by the first `length` bytes of its line or more. */
export type Accepts = (hit: ScanHit, head: LineHead) => boolean;

/** A place, where its line starts, and how far from there it is, in UTF-16 units. */
interface Passed {
  readonly at: number;
  readonly lineStart: number;
  readonly units: number;
}

/** A line that is not long, and its text. */
interface ShortLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** True where each character takes as many bytes as a unit. */
  readonly isPlain: boolean;
  readonly codes: readonly StatusCodeHit[];
}

const noLine: ShortLine = { start: 0, end: 0, text: '', isPlain: true, codes: [] };

/**
 * Finds status codes in bytes that are put into the search's own memory, piece by piece: what `StatusCodeScanner` finds in
 * their text. Only lines with a code are decoded.
 */
export class ByteScanner {
  /** Where the kept text starts, and where the bytes end that were put there. */
  private start = before;
  private end = before;
  /** Up to where codes were looked for. */
  private done = before;
  private line = 1;
  /** How much of the line that `start` is on came before, in UTF-16 units. */
  private unitsBefore = 0;
  private begun = false;
  /** Up to where the last code in parts goes: another does not begin in it. */
  private partsEnd = before;
  private passed: Passed = { at: before, lineStart: before, units: 0 };
  private short = noLine;
  private readonly size: number;
  private readonly decode: (from: number, to: number) => string;

  constructor(
    private readonly search: CodeSearch,
    private readonly encoding: Encoding,
    private readonly accepts?: Accepts,
  ) {
    this.size = encoding === 'utf-8' ? 1 : 2;
    this.decode = decoderOf(search.bytes, encoding);
    search.bytes.fill(0, 0, before);
    search.restart();
  }

  /** How many line breaks there were so far. */
  get breaks(): number {
    return this.line - 1;
  }

  /** Where the next bytes are to be put, as many as it takes. */
  get room(): Buffer {
    const { bytes } = this.search;
    return bytes.subarray(this.end, bytes.length - 2);
  }

  /** Says how many bytes were put there, and returns the hits that they complete. */
  push(length: number): ScanHit[] {
    this.end += length;
    if (!this.begun && this.end - this.start >= 4) this.skipMark();
    const safe = this.beforeOpen(this.safeEnd());
    const hits = safe > this.done ? this.report(safe) : [];
    this.keep();
    return hits;
  }

  /** Says that no more bytes come, and returns the last hits. */
  finish(): ScanHit[] {
    if (!this.begun) this.skipMark();
    this.search.bytes.fill(0, this.end, this.end + 2);
    return this.report(this.end - ((this.end - this.start) % this.size));
  }

  /** A byte order mark is not part of the text. */
  private skipMark(): void {
    this.begun = true;
    const mark = this.encoding === 'utf-8' ? 'efbbbf' : this.encoding === 'utf-16le' ? 'fffe' : 'feff';
    const length = mark.length / 2;
    const { bytes } = this.search;
    if (this.end - this.start < length || bytes.toString('hex', this.start, this.start + length) !== mark)
      return;
    bytes.copyWithin(this.start, this.start + length, this.end);
    this.end -= length;
  }

  /** How far hits are certain: through the last complete line, or short of the end of an overlong one. */
  private safeEnd(): number {
    const whole = this.end - ((this.end - this.start) % this.size);
    const from = Math.max(this.done, whole - longestPending);
    // A `\r` at the very end may be the first half of `\r\n`.
    if (whole - this.size >= from && this.unitAt(whole - this.size) === 0x0a) return whole;
    const lineStart = this.lineStart(whole - this.size, from);
    if (lineStart > from || whole - from < longestPending) return lineStart;
    return Math.max(this.done, whole - around - (around % this.size));
  }

  /** A code that goes on behind a place, over a line break perhaps, waits for its rest. */
  private beforeOpen(end: number): number {
    const from = this.characterStart(Math.max(this.done, end - longestInParts * this.size));
    const text = this.decode(from, end);
    const open = openPartsAt(text);
    // What is behind it are digits, names and blanks.
    return open === undefined ? end : end - (text.length - open) * this.size;
  }

  private report(end: number): ScanHit[] {
    const hits: ScanHit[] = [];
    this.passed = { at: this.start, lineStart: this.start, units: this.unitsBefore };
    this.short = noLine;
    const breaks = this.search.search(this.done, end, this.encoding, (at, breaksBefore) => {
      const hit = this.hitAt(at, this.line + breaksBefore);
      if (hit) hits.push(hit);
    });
    this.line += breaks;
    this.done = end;
    return hits;
  }

  /** The hit that starts at a place with a `5.7.7`, or in parts, or undefined where the rule says that it is none. */
  private hitAt(at: number, line: number): ScanHit | undefined {
    if (at < this.partsEnd) return undefined;
    const isInSigns = this.unitAt(at + this.size) === 0x2e;
    const short = !isInSigns ? undefined : at < this.short.end ? this.short : this.shortLine(at);
    return short ? this.hitInShort(short, at, line) : this.hitInLong(at, line);
  }

  private hitInShort(
    { start, text, isPlain, codes }: ShortLine,
    at: number,
    line: number,
  ): ScanHit | undefined {
    const index = isPlain ? (at - start) / this.size : this.decode(start, at).length;
    const found = codes.find((code) => code.start === index);
    if (!found) return undefined;
    const said = excerpt(text, found.start, found.end, excerptLength);
    return this.wanted({ line, column: index + 1, code: found.code, text: said }, start);
  }

  private hitInLong(at: number, line: number): ScanHit | undefined {
    const { lineStart, units } = this.pass(at);
    const from = Math.max(lineStart, this.characterStart(at - around));
    const head = this.decode(from, at);
    const latest = Math.min(this.end, at + 2 * around);
    // A code in parts may stand over several lines.
    const end = this.lineEnd(Math.min(at + longestInParts * this.size, latest), latest);
    const text = head + this.decode(at, end);
    const found = firstStatusCode(text, head.length, head.length + 1);
    if (!found) return undefined;
    // Each of its characters takes as many bytes.
    this.partsEnd = at + (found.end - found.start) * this.size;
    const hit = { line, column: units + 1, code: found.code, text: lineAround(text, 0, found) };
    return this.wanted(hit, lineStart);
  }

  private wanted(hit: ScanHit, lineStart: number): ScanHit | undefined {
    const isWanted = this.accepts?.(hit, (length) =>
      this.decode(lineStart, this.lineEnd(lineStart, lineStart + length)),
    );
    return isWanted === false ? undefined : hit;
  }

  /** The line that holds a place, decoded once for all its hits; undefined for a long one, and the first and last at hand. */
  private shortLine(at: number): ShortLine | undefined {
    const start = this.lineStart(at, Math.max(this.start, at - around));
    if (start <= this.start || start <= at - around) return undefined;
    const latest = Math.min(this.end, at + around);
    const end = this.lineEnd(at, latest);
    if (end >= latest) return undefined;
    const text = this.decode(start, end);
    const isPlain = text.length * this.size === end - start;
    this.short = { start, end, text, isPlain, codes: findStatusCodes(text) };
    return this.short;
  }

  /** Goes on to a place, from the one before: a line with many codes is looked through once. */
  private pass(at: number): Passed {
    const { passed } = this;
    const lineStart = this.lineStart(at, passed.at);
    const isSameLine = lineStart === passed.at;
    const units = isSameLine ? passed.units + this.unitsIn(passed.at, at) : this.unitsIn(lineStart, at);
    this.passed = { at, lineStart: isSameLine ? passed.lineStart : lineStart, units };
    return this.passed;
  }

  /** Forgets what was searched, but for the line at hand, and of a very long one for what a later hit needs. */
  private keep(): void {
    const lineStart = this.lineStart(this.done, this.start);
    if (lineStart > this.start) this.unitsBefore = 0;
    let from = lineStart;
    if (this.end - lineStart > 2 * longestPending) {
      from = Math.max(lineStart, this.characterStart(this.done - around));
      this.unitsBefore += this.unitsIn(lineStart, from);
    }
    const { bytes } = this.search;
    const moved = from - before;
    if (moved === 0) return;
    bytes.copyWithin(before, from, this.end);
    this.start = before;
    this.end -= moved;
    this.done -= moved;
    this.partsEnd -= moved;
  }

  /** Where the line begins that holds a place, or the earliest place asked for. */
  private lineStart(at: number, earliest: number): number {
    const { size } = this;
    if (size === 1) return at > earliest ? this.search.lineStart(at, earliest) : earliest;
    for (let place = at - size; place >= earliest; place -= size) {
      const unit = this.unitAt(place);
      if (unit === 0x0a || unit === 0x0d) return place + size;
    }
    return earliest;
  }

  /** Where the line ends that holds a place, or the latest place asked for. */
  private lineEnd(at: number, to: number): number {
    const latest = Math.min(to, this.end);
    if (this.size === 1) return at < latest ? this.search.lineEnd(at, latest) : latest;
    for (let place = at; place < latest; place += this.size) {
      const unit = this.unitAt(place);
      if (unit === 0x0a || unit === 0x0d) return place;
    }
    return latest;
  }

  private unitAt(place: number): number {
    const { bytes } = this.search;
    const byte = bytes[place] ?? 0;
    if (this.encoding === 'utf-8') return byte;
    const other = bytes[place + 1] ?? 0;
    return this.encoding === 'utf-16le' ? byte | (other << 8) : (byte << 8) | other;
  }

  /** The place, or the one a little before it at which its character begins. */
  private characterStart(place: number): number {
    if (this.encoding !== 'utf-8') return place - ((place - this.start) & 1);
    const { bytes } = this.search;
    for (let back = 0; back < 4; back += 1)
      if (((bytes[place - back] ?? 0) & 0xc0) !== 0x80) return place - back;
    return place;
  }

  private unitsIn(from: number, to: number): number {
    if (this.size === 2) return (to - from) / 2;
    return isAscii(this.search.bytes.subarray(from, to)) ? to - from : this.decode(from, to).length;
  }
}

/** Decodes as `TextDecoder` does, which takes a while to ask for UTF-8. */
function decoderOf(bytes: Buffer, encoding: Encoding): (from: number, to: number) => string {
  if (encoding === 'utf-8') return (from, to) => bytes.toString('utf8', from, to);
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (from, to) => decoder.decode(bytes.subarray(from, to));
}
