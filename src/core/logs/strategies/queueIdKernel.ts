/// <reference path="../../search/kernel/wasm.d.ts" />
import { growTo, startWasm, type WasmMemory, type WasmValue } from '../../files/wasm';
import queueIds from '../kernel/queueIds.wasm';
import { blockLength } from './lineBlocks';

/** What `assembly/queueIds.ts` offers. */
interface Exports {
  readonly memory: WasmMemory;
  readonly breaks: WasmValue;
  readonly next: WasmValue;
  readonly freeAt: WasmValue;
  clear(size: number): void;
  addId(at: number, length: number): void;
  idsIn(from: number, to: number, list: number, most: number): number;
}

/** Told where the colon behind an id stands, and how many line breaks stand before it in what is searched. */
type FoundId = (colon: number, breaks: number) => void;

/** Places in the list that the kernel fills at a call. */
const mostFound = 4096;
/** The longest id, and room for one. */
const longestId = 24;
const textLength = 64;
/** Bits of the table that an id has at least, as far as there is room: one in so many that is not wanted is looked at closer. */
const bitsPerId = 64;
const fewestBits = 17;

/** Finds lines about messages by their queue ids, in WebAssembly. */
export class QueueIdKernel {
  /** Where to put what is searched: the first 16 bytes and the last 128 are not for that. */
  readonly bytes: Buffer;
  private readonly exports: Exports;
  private readonly at: number;
  private readonly list: Uint32Array;
  private readonly listAt: number;

  private readonly ids: ReadonlySet<string>;

  /**
   * @param ids to look for, of letters and digits
   * @throws where WebAssembly, or its vectors, are not to be had
   */
  constructor(ids: readonly string[]) {
    this.exports = startWasm<Exports>(queueIds);
    const { memory, freeAt } = this.exports;
    this.listAt = freeAt.value;
    const textAt = this.listAt + 8 * mostFound;
    this.at = textAt + textLength;
    growTo(memory, this.at + blockLength);
    this.bytes = Buffer.from(memory.buffer, this.at, blockLength);
    this.list = new Uint32Array(memory.buffer, this.listAt, 2 * mostFound);
    this.ids = new Set(ids);
    this.addIds(Buffer.from(memory.buffer, textAt, textLength), textAt);
  }

  /**
   * Finds where in [from, to) one of the ids stands with `: ` behind it, in order.
   * @returns the line breaks in [from, to), as the editor counts
   */
  findIds(from: number, to: number, found: FoundId): number {
    let breaks = 0;
    for (let at = from; at < to; at = this.exports.next.value - this.at) {
      const count = this.exports.idsIn(at + this.at, to + this.at, this.listAt, mostFound);
      for (let index = 0; index < 2 * count; index += 2)
        this.check((this.list[index] ?? 0) - this.at, breaks + (this.list[index + 1] ?? 0), found);
      breaks += this.exports.breaks.value;
    }
    return breaks;
  }

  private addIds(text: Buffer, textAt: number): void {
    this.exports.clear(Math.max(fewestBits, Math.ceil(Math.log2(this.ids.size * bitsPerId))));
    for (const id of this.ids) {
      const end = id.slice(-16);
      text.write(end, 16, 'latin1');
      this.exports.addId(textAt + 16, end.length);
    }
  }

  /** The kernel compares hashes of what stands before a colon. */
  private check(colon: number, breaks: number, found: FoundId): void {
    const before = this.bytes.toString('latin1', Math.max(0, colon - longestId), colon);
    const id = /[0-9A-Za-z]+$/.exec(before)?.[0];
    if (id !== undefined && this.ids.has(id)) found(colon, breaks);
  }
}
