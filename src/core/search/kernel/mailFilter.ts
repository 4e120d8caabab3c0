/// <reference path="./wasm.d.ts" />
import { growTo, startUnlessMissing, startWasm, type WasmMemory, type WasmValue } from '../../files/wasm';
import mayHold from './mayHold.wasm';

/** Longest mail that is looked at, in bytes: a long one is read sooner than twice. */
export const longestFiltered = 1 << 16;

/** A quick look at bytes, before a mail is read. */
export interface MailFilter {
  /** Where the bytes are to be put, one more than are looked at. */
  readonly bytes: Buffer;
  /**
   * False where no status code stands in the first bytes, of a mail, a log or any other text, however it is encoded. It may be
   * true in vain: most files of a folder hold no code, and to see that of most takes less time than to read a mail.
   */
  mayHoldCode(length: number): boolean;
}

/** What `assembly/mayHold.ts` offers. */
interface Exports {
  readonly memory: WasmMemory;
  readonly inputAt: WasmValue;
  mayHold(length: number): number;
}

const memoryLength = 6 << 16;

/** The filter in WebAssembly. Its memory is where files are read into. */
class KernelFilter implements MailFilter {
  readonly bytes: Buffer;
  private readonly exports: Exports;

  /** @throws where WebAssembly, or its vectors, are not to be had */
  constructor() {
    this.exports = startWasm<Exports>(mayHold);
    const { memory, inputAt } = this.exports;
    growTo(memory, memoryLength);
    this.bytes = Buffer.from(memory.buffer, inputAt.value, longestFiltered + 1);
  }

  mayHoldCode(length: number): boolean {
    return length > longestFiltered || this.exports.mayHold(length) !== 0;
  }
}

/** A filter for a part of a program that looks at one file at a time. Without WebAssembly it rules nothing out. */
export function mailFilter(): MailFilter {
  return (
    startUnlessMissing(() => new KernelFilter()) ?? {
      bytes: Buffer.allocUnsafeSlow(longestFiltered + 1),
      mayHoldCode: () => true,
    }
  );
}
