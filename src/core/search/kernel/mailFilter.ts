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

const memoryLength = 4 << 16;

/** A filter for a part of a program that looks at one file at a time. Without WebAssembly it rules nothing out. */
export function mailFilter(): MailFilter {
  const none = () => ({ bytes: Buffer.allocUnsafeSlow(longestFiltered + 1), mayHoldCode: () => true });
  return startUnlessMissing(kernelFilter) ?? none();
}

/** The filter in WebAssembly. Its memory is where files are read into. */
function kernelFilter(): MailFilter {
  const kernel = startWasm<Exports>(mayHold);
  growTo(kernel.memory, memoryLength);
  return {
    bytes: Buffer.from(kernel.memory.buffer, kernel.inputAt.value, longestFiltered + 1),
    mayHoldCode: (length) => length > longestFiltered || kernel.mayHold(length) !== 0,
  };
}
