import { searchWithParts } from './partsSearch';
import type { CodeSearch, Encoding, Found } from './search';

const feed = 0x0a;
const carriage = 0x0d;
const needle = Array.from('5.7.7', (character) => character.charCodeAt(0));

/** The search as JavaScript, a character at a time. It is what the kernel is tested against. */
export class PlainSearch implements CodeSearch {
  readonly bytes: Buffer;
  private hasBraces = false;

  constructor(length = 1 << 18) {
    this.bytes = Buffer.alloc(length);
  }

  search(from: number, to: number, encoding: Encoding, found: Found): number {
    this.hasBraces ||= encoding !== 'utf-8' || this.bytes.subarray(from, to).includes(0x7b);
    if (!this.hasBraces) return this.searchSigns(from, to, encoding, found);
    return searchWithParts(this.bytes, [from, to, encoding], found, (start, end, told) =>
      this.searchSigns(start, end, encoding, told),
    );
  }

  restart(): void {
    this.hasBraces = false;
  }

  private searchSigns(from: number, to: number, encoding: Encoding, found: Found): number {
    const size = encoding === 'utf-8' ? 1 : 2;
    const unitAt = this.reader(encoding);
    let breaks = 0;
    for (let at = from; at < to; at += size) {
      const unit = unitAt(at);
      if (unit === feed || (unit === carriage && unitAt(at + size) !== feed)) breaks += 1;
      else if (unit === 0x37) {
        const start = at - (needle.length - 1) * size;
        if (needle.every((wanted, index) => unitAt(start + index * size) === wanted)) found(start, breaks);
      }
    }
    return breaks;
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

  private reader(encoding: Encoding): (at: number) => number | undefined {
    const { bytes } = this;
    if (encoding === 'utf-8') return (at) => bytes[at];
    return encoding === 'utf-16le' ? (at) => bytes.readUInt16LE(at) : (at) => bytes.readUInt16BE(at);
  }
}
