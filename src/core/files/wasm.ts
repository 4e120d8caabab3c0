/** What is used of WebAssembly: the types of Node.js leave it to those of browsers. */
declare const WebAssembly: WasmApi;

interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly CompileError: new () => Error;
  readonly LinkError: new () => Error;
}

/** WebAssembly, or what a module needs of it, is not to be had: an old processor, or a system that lets no program make code. */
export class WasmMissingError extends Error {
  override readonly name = 'WasmMissingError';
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): void;
}

/** A value that a module exports, as it is by now. */
export interface WasmValue {
  readonly value: number;
}

const pageLength = 1 << 16;

/** Compiled once, however many instances there are. */
const compiled = new WeakMap<Uint8Array, object>();

/**
 * Starts an instance of a module, and says what it exports.
 * @throws {WasmMissingError}
 */
export function startWasm<Exports>(bytes: Uint8Array, imports: object = {}): Exports {
  if (typeof WebAssembly === 'undefined') throw new WasmMissingError('There is no WebAssembly.');
  try {
    const module = compiled.get(bytes) ?? new WebAssembly.Module(bytes);
    compiled.set(bytes, module);
    return new WebAssembly.Instance(module, imports).exports as Exports;
  } catch (error) {
    // RangeError: there is no place for its memory.
    const { CompileError, LinkError } = WebAssembly;
    if (error instanceof CompileError || error instanceof LinkError || error instanceof RangeError)
      throw new WasmMissingError(error.message, { cause: error });
    throw error;
  }
}

let missing: string | undefined;

/** Why something of this thread does without WebAssembly; undefined where nothing does. Whoever has people to talk to tells them. */
export function missingWasm(): string | undefined {
  return missing;
}

/** What is made, or undefined where WebAssembly is missing (see `missingWasm`); what else goes wrong is thrown. */
export function startUnlessMissing<Made>(make: () => Made): Made | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof WasmMissingError)) throw error;
    missing = error.message;
    return undefined;
  }
}

/** Makes a memory as long as that, in bytes, where it is shorter. Its `buffer` is another one then. */
export function growTo(memory: WasmMemory, length: number): void {
  const missing = length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageLength));
}
