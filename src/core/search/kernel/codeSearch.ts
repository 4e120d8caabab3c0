/// <reference path="./wasm.d.ts" />
import { growTo, startUnlessMissing, startWasm, type WasmMemory, type WasmValue } from '../../files/wasm';
import codes from './codes.wasm';
import { PlainSearch } from './plainSearch';
import type { CodeSearch, Encoding, Found } from './search';

export type { CodeSearch, Encoding, Found };

/** Bytes that a search takes at a time. Twice as many, or half, took as long. */
export const searchLength = 1 << 20;

/** A search for a part of a program that looks at one text at a time: by WebAssembly, or as JavaScript where that is not to be had. */
export function codeSearch(): CodeSearch {
  return startUnlessMissing(() => new KernelSearch()) ?? new PlainSearch();
}

/** Searches bytes of the kernel's memory, see `assembly/codes.ts`. */
type Sweep = (from: number, to: number, list: number, most: number) => number;

/** What `assembly/codes.ts` offers. */
interface Exports {
  readonly memory: WasmMemory;
  readonly breaks: WasmValue;
  readonly next: WasmValue;
  readonly hasMore: WasmValue;
  readonly codesIn: Sweep;
  readonly allIn: Sweep;
  readonly allInUnits: Sweep;
  readonly allInSwappedUnits: Sweep;
  lineStart(at: number, earliest: number): number;
  lineEnd(at: number, latest: number): number;
}

/** Places in the list that the kernel fills at a call. */
const mostFound = 4096;
/** Where the list lies in the kernel's memory: behind what the compiler puts there. */
const listAt = 1024;
const bytesAt = 1 << 16;
/** Room behind what is read for whoever looks further. */
const behind = 1 << 16;
/** Room for the rest of a long line before what is read, and for what is read past the end. */
const spare = 3 << 16;

/** The search in WebAssembly. Its memory is where files are read into. */
export class KernelSearch implements CodeSearch {
  readonly bytes: Buffer;
  private readonly exports: Exports;
  private readonly list: Uint32Array;
  /** True where the text has a carriage return, or a brace. */
  private hasMore = false;

  /** @throws where WebAssembly, or its vectors, are not to be had */
  constructor(length = searchLength + spare) {
    this.exports = startWasm<Exports>(codes);
    const { memory } = this.exports;
    growTo(memory, bytesAt + length + behind);
    this.bytes = Buffer.from(memory.buffer, bytesAt, length);
    this.list = new Uint32Array(memory.buffer, listAt, 2 * mostFound);
  }

  search(from: number, to: number, encoding: Encoding, found: Found): number {
    let breaks = 0;
    for (let at = from; at < to; ) {
      const count = this.call(at + bytesAt, to + bytesAt, encoding);
      for (let index = 0; index < 2 * count; index += 2)
        found((this.list[index] ?? 0) - bytesAt, breaks + (this.list[index + 1] ?? 0));
      breaks += this.exports.breaks.value;
      at = this.exports.next.value - bytesAt;
    }
    return breaks;
  }

  lineStart(at: number, earliest: number): number {
    return this.exports.lineStart(at + bytesAt, earliest + bytesAt) - bytesAt;
  }

  lineEnd(at: number, latest: number): number {
    return this.exports.lineEnd(at + bytesAt, latest + bytesAt) - bytesAt;
  }

  restart(): void {
    this.hasMore = false;
  }

  private call(from: number, to: number, encoding: Encoding): number {
    const { exports } = this;
    if (encoding === 'utf-16le') return exports.allInUnits(from, to, listAt, mostFound);
    if (encoding === 'utf-16be') return exports.allInSwappedUnits(from, to, listAt, mostFound);
    // Looking at everything takes longer, and where there was a carriage return or a brace there will be more.
    if (!this.hasMore) {
      const count = exports.codesIn(from, to, listAt, mostFound);
      this.hasMore = exports.hasMore.value !== 0;
      if (!this.hasMore) return count;
    }
    return exports.allIn(from, to, listAt, mostFound);
  }
}
