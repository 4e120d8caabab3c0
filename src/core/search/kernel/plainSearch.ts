import { longestBeginning, mayBeginParts } from '../../code/codeInParts';
import type { CodeSearch, Encoding, Found } from './search';

const feed = 0x0a;
const carriage = 0x0d;
const five = 0x35;
const seven = 0x37;
const needle = Array.from('5.7.7', (character) => character.charCodeAt(0));

/** The search as JavaScript, a character at a time. It is what the kernel is tested against. */
export class PlainSearch implements CodeSearch {
  readonly bytes: Buffer;

  constructor(length = 1 << 18) {
    this.bytes = Buffer.alloc(length);
  }

  search(from: number, to: number, encoding: Encoding, found: Found): number {
    const size = encoding === 'utf-8' ? 1 : 2;
    const unitAt = this.reader(encoding);
    let breaks = 0;
    for (let at = from; at < to; at += size) {
      const unit = unitAt(at);
      if (unit === feed || (unit === carriage && unitAt(at + size) !== feed)) breaks += 1;
      else if (unit === five) {
        const text = this.textBehind(at - size, size, unitAt);
        if (mayBeginParts(text, 1)) found(at, breaks);
      } else if (unit === seven) {
        const start = at - (needle.length - 1) * size;
        if (needle.every((wanted, index) => unitAt(start + index * size) === wanted)) found(start, breaks);
      }
    }
    return breaks;
  }

  restart(): void {
    // All texts are searched alike.
  }

  lineStart(at: number, earliest: number): number {
    let place = at;
    while (place > earliest && !this.isBreak(place - 1)) place -= 1;
    return Math.max(place, earliest);
  }

  lineEnd(at: number, latest: number): number {
    let place = at;
    while (place < latest && !this.isBreak(place)) place += 1;
    return Math.min(place, latest);
  }

  private isBreak(place: number): boolean {
    const byte = this.bytes[place];
    return byte === feed || byte === carriage;
  }

  /** As much text as tells whether a code in parts may begin behind its first character. */
  private textBehind(place: number, size: number, unitAt: (at: number) => number | undefined): string {
    const units = Array.from(
      { length: 1 + longestBeginning },
      (_, index) => unitAt(place + index * size) ?? 0,
    );
    return String.fromCharCode(...units);
  }

  private reader(encoding: Encoding): (at: number) => number | undefined {
    const { bytes } = this;
    if (encoding === 'utf-8') return (at) => bytes[at];
    return encoding === 'utf-16le' ? (at) => bytes.readUInt16LE(at) : (at) => bytes.readUInt16BE(at);
  }
}
