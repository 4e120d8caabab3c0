import { findStatusCodes, mayHoldCode } from '../../code/statusCode';
import type { CodeHit } from '../formats/event';
import type { LogLine } from '../formats/format';
import { hitsByPlace } from '../formats/placedHits';

/** Longest object that is read whole, in UTF-16 units: what is longer is a list, whose objects are read each by itself. */
const longestObject = 1 << 20;
/** How deep lists stand in the objects around them at most. */
const deepestList = 6;

/** A code in an object: where it stands in the file, and in the text of the object. */
export interface PlacedHit extends CodeHit {
  readonly at: number;
}

/** An object of JSON as text, from one line or several. */
export interface CutObject {
  readonly text: string;
  /** The line with which it begins. */
  readonly line: LogLine;
  readonly hits: readonly PlacedHit[];
}

interface Part {
  readonly text: string;
  readonly line: LogLine;
  readonly places: Places;
  /** Where it stands in the line's text. */
  readonly from: number;
}

type Places = ReadonlyMap<number, CodeHit>;

/** What is done with what was cut. */
export interface CutTaker {
  object(object: CutObject): void;
  /** A line that may be one object. @returns false where it is none */
  wholeLine(line: LogLine): boolean;
  /** Text that is of no object, or of one that is broken, with the codes in it. */
  outside(line: LogLine): void;
}

/** Cuts objects out of JSON in any layout: one a line, spread over lines, or in lists, however long these are. */
export class ObjectCutter {
  private parts: Part[] = [];
  private places: Places = new Map();
  private length = 0;
  private depth = 0;
  /** Objects around the lists whose objects are cut. */
  private around = 0;
  private inString = false;
  private escaped = false;

  constructor(private readonly taker: CutTaker) {}

  push(line: LogLine): void {
    const { text } = line;
    if (this.startsAnew(line)) this.giveUp();
    if (this.depth === 0 && isObjectAlone(line) && this.taker.wholeLine(line)) return;
    this.places = hitsByPlace(line);
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const edge = this.edgeAt(text.charCodeAt(at));
      if (edge === 0) continue;
      if (edge === 1 && this.depth === this.around + 1) {
        this.outside(line, from, at);
        this.parts = [];
        this.length = 0;
        from = at;
      } else if (edge === -1 && this.depth === this.around) {
        this.gather(line, from, at + 1);
        this.finish();
        from = at + 1;
      } else if (edge === -1 && this.depth < this.around) this.around = Math.max(0, this.depth);
    }
    if (this.depth > this.around) this.gather(line, from, text.length);
    else this.outside(line, from, text.length);
    // A string of JSON ends on its line.
    if (this.inString && line.complete) this.giveUp();
  }

  end(): void {
    this.giveUp();
  }

  /** 1 where an object opens, -1 where one closes, 0 for anything else. */
  private edgeAt(unit: number): -1 | 0 | 1 {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (unit === 0x5c) this.escaped = true;
      else if (unit === 0x22) this.inString = false;
      return 0;
    }
    if (unit === 0x22) this.inString = this.depth > 0;
    else if (unit === 0x7b) {
      this.depth += 1;
      return 1;
    } else if (unit === 0x7d && this.depth > 0) {
      this.depth -= 1;
      return -1;
    }
    return 0;
  }

  /** True where an object a line was cut short: the next one begins a line as it did. */
  private startsAnew({ text, offset }: LogLine): boolean {
    const [first] = this.parts;
    return (
      this.depth > this.around &&
      offset === 0 &&
      first?.from === 0 &&
      first.line.offset === 0 &&
      /^\{"/.test(text) &&
      text.endsWith('}') &&
      /^\{"/.test(first.text)
    );
  }

  private gather(line: LogLine, from: number, to: number): void {
    if (to > from) this.parts.push({ text: line.text.slice(from, to), line, places: this.places, from });
    this.length += to - from;
    if (this.length > longestObject) this.goDeeper();
  }

  /** Reads what was gathered of a long object once more, for the objects in it. */
  private goDeeper(): void {
    const { parts } = this;
    if (this.around >= deepestList) {
      this.giveUp();
      return;
    }
    this.around += 1;
    this.parts = [];
    this.length = 0;
    this.depth = this.around - 1;
    this.inString = this.escaped = false;
    for (const { text, line, places, from } of parts) {
      const hits = hitsWithin(places, from, from + text.length);
      this.push({ ...line, text, offset: line.offset + from, complete: false, hits });
    }
  }

  private finish(): void {
    const { parts } = this;
    const text = parts.map((part) => part.text).join('');
    const [first] = parts;
    this.parts = [];
    this.length = 0;
    if (first) this.taker.object({ text, line: first.line, hits: placesIn(text, parts) });
  }

  private giveUp(): void {
    const { parts } = this;
    this.parts = [];
    this.length = this.depth = this.around = 0;
    this.inString = this.escaped = false;
    for (const { line, places, from, text } of parts)
      this.tellOutside(line, places, from, from + text.length);
  }

  private outside(line: LogLine, from: number, to: number): void {
    this.tellOutside(line, this.places, from, to);
  }

  private tellOutside(line: LogLine, places: Places, from: number, to: number): void {
    const hits = hitsWithin(places, from, to);
    if (hits.length > 0) this.taker.outside({ ...line, hits });
  }
}

/** True for most lines of a log with an object a line: there is nothing to cut. */
function isObjectAlone({ text, offset, complete }: LogLine): boolean {
  return offset === 0 && complete && text.charCodeAt(0) === 0x7b && text.charCodeAt(text.length - 1) === 0x7d;
}

function hitsWithin(places: Places, from: number, to: number): CodeHit[] {
  if (places.size === 0) return [];
  return [...places].flatMap(([at, hit]) => (at >= from && at < to ? [hit] : []));
}

/** The codes of an object, on the seams of its parts too. */
function placesIn(text: string, parts: readonly Part[]): PlacedHit[] {
  if (!mayHoldCode(text)) return [];
  let part = 0;
  let start = 0;
  return findStatusCodes(text).flatMap(({ code, start: at }) => {
    for (let here = parts[part]; here && start + here.text.length <= at; here = parts[part]) {
      start += here.text.length;
      part += 1;
    }
    const here = parts[part];
    if (!here) return [];
    const { line, places, from } = here;
    const place = from + at - start;
    const computed = { code, line: line.number, column: line.offset + place + 1 };
    return [{ ...(places.get(place) ?? computed), at }];
  });
}
