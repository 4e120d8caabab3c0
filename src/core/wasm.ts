/** What is used of WebAssembly: the types of Node.js leave it to those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

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
 * @throws where WebAssembly, or what the module needs of it, is not to be had
 */
export function startWasm<Exports>(bytes: Uint8Array, imports: object = {}): Exports {
  const module = compiled.get(bytes) ?? new WebAssembly.Module(bytes);
  compiled.set(bytes, module);
  return new WebAssembly.Instance(module, imports).exports as Exports;
}

/** Makes a memory as long as that, in bytes, where it is shorter. Its `buffer` is another one then. */
export function growTo(memory: WasmMemory, length: number): void {
  const missing = length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageLength));
}
