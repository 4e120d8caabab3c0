import { isWhole, type TextLine } from '../../files/lines';
import { type JsonObject, parseObject } from './jsonFields';

/** Text of a line, and where it stands in that. */
export interface CutPart<Line> {
  readonly text: string;
  readonly line: Line;
  readonly from: number;
}

/** Text from a brace to the one that closes it. */
export interface CutText<Line> {
  readonly text: string;
  /** The line with which it begins. */
  readonly line: Line;
  /** What makes up the text. */
  readonly parts: readonly CutPart<Line>[];
}

/** What is done with what was cut. */
export interface CutTaker<Line> {
  object(object: JsonObject, cut: CutText<Line>): void;
  /** What is no object. */
  broken(cut: CutText<Line>): void;
  /** An object that breaks off or, up to where that shows, is too long. */
  lost(cut: CutText<Line>): void;
  /** Text that is of no object. */
  outside(part: CutPart<Line>): void;
}

export interface CutOptions {
  /** 1 for objects of a list in an object, as in `{ "value": [ … ] }`; 0 for those of a list, or one after the other. */
  readonly around: 0 | 1;
  /** Longest object that is read whole, in UTF-16 units. */
  readonly longest: number;
  /** How deep the objects in a longer one are cut, each by itself. */
  readonly deepest: number;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d,
];

/** Cuts objects out of JSON in any layout: one a line, spread over lines, or in lists, however long these are. */
export class ObjectCutter<Line extends TextLine> {
  /** Of the object at hand; undefined between objects, empty while a too long one passes. */
  private parts: CutPart<Line>[] | undefined;
  private length = 0;
  private isTooLong = false;
  /** Objects and lists that are open. */
  private depth = 0;
  private lists = 0;
  /** Objects around those that are cut, and lists around the one at hand. */
  private around: number;
  private listsAround = 0;
  private inString = false;
  private escaped = false;

  constructor(
    private readonly taker: CutTaker<Line>,
    private readonly options: CutOptions,
  ) {
    this.around = options.around;
  }

  /** True within an object or a list. */
  get isOpen(): boolean {
    return this.depth > 0 || this.lists > 0;
  }

  push(line: Line): void {
    if (this.startsAnew(line)) this.giveUp();
    if (this.depth === this.around && this.isInList && this.takesWhole(line)) return;
    this.cut(line, 0, line.text.length);
    // A string of JSON ends on its line.
    if (this.inString && line.complete) this.giveUp();
  }

  end(): void {
    this.tellLost();
  }

  /** False beside the list whose objects are cut. */
  private get isInList(): boolean {
    return this.options.around === 0 || this.lists > 0;
  }

  /** Takes a line that is an object, as most are in a log with an object a line: there is nothing to cut. */
  private takesWhole(line: Line): boolean {
    if (!isWhole(line) || line.text.charCodeAt(0) !== openBrace) return false;
    const bare = line.text.trimEnd();
    const text = bare.endsWith(',') ? bare.slice(0, -1) : bare;
    const object = text.endsWith('}') ? parseObject(text) : undefined;
    if (object) this.taker.object(object, { text, line, parts: [{ text, line, from: 0 }] });
    return object !== undefined;
  }

  private cut(line: Line, start: number, end: number): void {
    const { text } = line;
    let from = start;
    for (let at = this.inString ? this.behindString(text, start, end) : start; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === quote) {
        if (this.isOpen) at = this.behindString(text, at + 1, end) - 1;
      } else if (unit === openBrace) {
        if (this.depth === this.around && this.isInList) {
          this.tellOutside(line, from, at);
          this.begin();
          from = at;
        }
        this.depth += 1;
      } else if (unit === closeBrace && this.depth > 0) {
        this.depth -= 1;
        if (this.depth === this.around && this.parts) {
          this.gather(line, from, at + 1);
          this.finish();
          from = at + 1;
        } else if (this.depth < this.around) this.around = Math.max(this.options.around, this.depth);
      } else if (unit === openBracket) this.lists += 1;
      else if (unit === closeBracket && this.lists > 0) this.lists -= 1;
    }
    if (this.parts) this.gather(line, from, end);
    else this.tellOutside(line, from, end);
  }

  /** Where the string goes on behind its end, or `end` where it does not end before. */
  private behindString(text: string, start: number, end: number): number {
    let at = this.escaped ? start + 1 : start;
    for (; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === backslash) at += 1;
      else if (unit === quote) {
        this.inString = this.escaped = false;
        return at + 1;
      }
    }
    this.inString = true;
    this.escaped = at > end;
    return end;
  }

  /** True where an object a line was cut short: the next one begins a line as it did. */
  private startsAnew({ text, offset }: Line): boolean {
    const [first] = this.parts ?? [];
    return (
      offset === 0 &&
      first?.from === 0 &&
      first.line.offset === 0 &&
      /^\{"/.test(text) &&
      text.endsWith('}') &&
      /^\{"/.test(first.text)
    );
  }

  private begin(): void {
    this.parts = [];
    this.length = 0;
    this.isTooLong = false;
    this.listsAround = this.lists;
  }

  private gather(line: Line, from: number, to: number): void {
    if (this.isTooLong) {
      this.tellOutside(line, from, to);
      return;
    }
    if (to > from) this.parts?.push({ text: line.text.slice(from, to), line, from });
    this.length += to - from;
    if (this.length > this.options.longest) this.goDeeper();
  }

  /** Reads what was gathered of a long object once more, for the objects in it. */
  private goDeeper(): void {
    if (this.around - this.options.around >= this.options.deepest) {
      this.tellLost();
      this.parts = [];
      this.isTooLong = true;
      return;
    }
    const { parts = [] } = this;
    this.parts = undefined;
    this.depth = this.around;
    this.lists = this.listsAround;
    this.inString = this.escaped = false;
    this.around += 1;
    for (const { text, line, from } of parts) this.cut(line, from, from + text.length);
  }

  private finish(): void {
    const { parts = [] } = this;
    this.parts = undefined;
    this.lists = this.listsAround;
    const cut = cutOf(parts);
    const object = cut && parseObject(cut.text);
    if (object) this.taker.object(object, cut);
    else if (cut) this.taker.broken(cut);
  }

  private giveUp(): void {
    this.tellLost();
    if (this.parts) this.lists = this.listsAround;
    this.parts = undefined;
    this.around = this.options.around;
    this.depth = Math.min(this.depth, this.around);
    this.inString = this.escaped = false;
  }

  private tellLost(): void {
    const cut = cutOf(this.parts ?? []);
    if (cut) this.taker.lost(cut);
  }

  private tellOutside(line: Line, from: number, to: number): void {
    if (to > from) this.taker.outside({ text: line.text.slice(from, to), line, from });
  }
}

function cutOf<Line extends TextLine>(parts: readonly CutPart<Line>[]): CutText<Line> | undefined {
  const [first] = parts;
  const last = parts.at(-1);
  return (
    first &&
    last && { text: parts.slice(0, -1).map(withLineEnd).join('') + last.text, line: first.line, parts }
  );
}

/** A part as it stands in the text, with the break that ends its line: what begins the next one is no part of its last word. */
export function withLineEnd<Line extends TextLine>({ text, line, from }: CutPart<Line>): string {
  return line.complete && from + text.length === line.text.length ? `${text}\n` : text;
}
