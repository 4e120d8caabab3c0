/// <reference path="../../scan/kernel/wasm.d.ts" />
import { growTo, startWasm, type WasmMemory, type WasmValue } from '../../wasm';
import { blockLength } from '../lineBlocks';
import queueIds from './queueIds.wasm';

/** What `assembly/queueIds.ts` offers. */
interface Exports {
  readonly memory: WasmMemory;
  readonly breaks: WasmValue;
  readonly next: WasmValue;
  readonly freeAt: WasmValue;
  lastOf(text: number, length: number, from: number, to: number): number;
  clear(size: number): void;
  addId(at: number, length: number): void;
  idsIn(from: number, to: number, list: number, most: number): number;
}

/** Told where the colon behind an id stands, and how many line breaks stand before it in what is searched. */
type FoundId = (colon: number, breaks: number) => void;

/** Places in the list that the kernel fills at a call. */
const mostFound = 4096;
/** Room for a text that is looked for; what is longer is no id. */
const longestText = 256;
/** Bits that tell an id from others: one in 32 that is not wanted passes. */
const bitsPerId = 32;

/** Finds lines about messages by their queue ids, in WebAssembly. */
export class QueueIdKernel {
  /** Where to put what is searched: the first 16 bytes and the last 128 are not for that. */
  readonly bytes: Buffer;
  private readonly exports: Exports;
  private readonly at: number;
  private readonly text: Buffer;
  private readonly textAt: number;
  private readonly list: Uint32Array;
  private readonly listAt: number;

  /** @throws where WebAssembly, or its vectors, are not to be had */
  constructor() {
    this.exports = startWasm<Exports>(queueIds);
    const { memory, freeAt } = this.exports;
    this.listAt = freeAt.value;
    this.textAt = this.listAt + 8 * mostFound;
    this.at = this.textAt + longestText;
    growTo(memory, this.at + blockLength);
    this.bytes = Buffer.from(memory.buffer, this.at, blockLength);
    this.text = Buffer.from(memory.buffer, this.textAt, longestText);
    this.list = new Uint32Array(memory.buffer, this.listAt, 2 * mostFound);
  }

  /** Where the text of ASCII, three characters or more, stands last in [from, to); undefined where it does not. */
  lastOf(text: string, from: number, to: number): number | undefined {
    const length = this.text.write(text, 'latin1');
    const found = this.exports.lastOf(this.textAt, length, from + this.at, to + this.at);
    return found === 0 ? undefined : found - this.at;
  }

  /** Takes ids of letters and digits to look for, instead of those before. */
  takeIds(ids: readonly string[]): void {
    this.exports.clear(Math.ceil(Math.log2(ids.length * bitsPerId)));
    for (const id of ids) {
      const end = id.slice(-16);
      this.text.write(end, 16, 'latin1');
      this.exports.addId(this.textAt + 16, end.length);
    }
  }

  /**
   * Finds where in [from, to) one of the ids may stand, in order.
   * @returns the line breaks in [from, to), as the editor counts
   */
  findIds(from: number, to: number, found: FoundId): number {
    let breaks = 0;
    for (let at = from; at < to; at = this.exports.next.value - this.at) {
      const count = this.exports.idsIn(at + this.at, to + this.at, this.listAt, mostFound);
      for (let index = 0; index < 2 * count; index += 2)
        found((this.list[index] ?? 0) - this.at, breaks + (this.list[index + 1] ?? 0));
      breaks += this.exports.breaks.value;
    }
    return breaks;
  }
}
