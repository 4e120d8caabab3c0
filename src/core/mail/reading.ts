import { type OffsetMap, SegmentMap } from './offsetMap';

/**
 * A decoded text with the way back to where it stands raw. Where the text holds bytes, each is one unit from U+0000 to
 * U+00FF.
 */
export interface Reading {
  readonly text: string;
  readonly map: OffsetMap;
}

/** A text that parts stand in: the document, or bytes decoded out of it, one a unit. */
export interface Source {
  readonly text: string;
  readonly isBytes: boolean;
}

/** Puts a reading together, piece by piece, from one raw text. */
export class ReadingBuilder {
  private readonly pieces: string[] = [];
  private readonly map = new SegmentMap();
  private length = 0;

  /** @param isBytes true where each unit of the raw text is a byte already, as in ASCII */
  constructor(
    private readonly raw: string,
    private readonly isBytes = false,
  ) {}

  /** Takes raw text as it stands. */
  copy(from: number, to: number): void {
    if (from >= to) return;
    this.map.add(this.length, from, 1, 1);
    this.append(this.raw.slice(from, to));
  }

  /** Takes raw text of which each unit becomes one of `text`, such as a blank for a line break. */
  replace(text: string, from: number): void {
    if (text === '') return;
    this.map.add(this.length, from, 1, 1);
    this.append(text);
  }

  /** Adds what the raw text from `from` to `to` encodes. */
  put(text: string, from: number, to: number): void {
    if (text === '') return;
    this.map.add(this.length, from, text.length === 1 ? to - from : 0, to - from);
    this.append(text);
  }

  /** Adds a reading of a stretch of the same raw text. */
  include({ text, map }: Reading): void {
    for (let offset = 0; offset < text.length; offset += 1)
      this.put(text.charAt(offset), map.start(offset), map.end(offset));
  }

  /**
   * Takes raw text as bytes, in UTF-8 what is not ASCII: that is how the document was read. A byte that was not UTF-8
   * is lost; the one that stands for it begins a character in each charset of several bytes, as most lost ones did, and
   * one that takes up any ASCII letter.
   */
  copyBytes(from: number, to: number): void {
    this.copy(this.isBytes ? from : this.encode(from, to), to);
  }

  /** Takes raw text up to the last character that is not ASCII, and returns where that ends. */
  private encode(from: number, to: number): number {
    let plain = from;
    for (const match of this.raw.slice(from, to).matchAll(beyondAscii)) {
      const at = from + match.index;
      this.copy(plain, at);
      plain = at + match[0].length;
      this.put(match[0] === '\ufffd' ? '\x95' : Buffer.from(match[0]).toString('latin1'), at, plain);
    }
    return plain;
  }

  done(): Reading {
    return { text: this.pieces.join(''), map: this.map };
  }

  private append(text: string): void {
    this.pieces.push(text);
    this.length += text.length;
  }
}

/** True where a stretch of text holds nothing but ASCII. */
export function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

const beyondAscii = /[\ud800-\udbff][\udc00-\udfff]|[\u0080-\uffff]/g;
