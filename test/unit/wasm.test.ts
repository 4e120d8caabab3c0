import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { missingWasm, startUnlessMissing, startWasm, WasmMissingError } from '../../src/core/files/wasm';
import { logFile, readLogs } from '../../src/core/scan/readFiles';
import { clock } from './core/logs/readTexts';

afterEach(() => vi.unstubAllGlobals());

describe('a kernel that does not start', () => {
  it('is done without where WebAssembly is missing, and the reason is kept', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    const events = [];
    const sources = [await logFile(join(import.meta.dirname, '../../samples/logs/mail.log'))];
    for await (const batch of readLogs(sources, clock, { counted: {} }))
      if ('events' in batch) events.push(...batch.events);
    expect(events.some(({ outcome }) => outcome === 'delivered')).toBe(true);
    expect(missingWasm()).toBe('There is no WebAssembly.');
  });

  it('is done without where its module is none that this machine takes', () => {
    expect(() => startWasm(new Uint8Array([0, 1, 2, 3]))).toThrow(WasmMissingError);
    expect(startUnlessMissing(() => startWasm(new Uint8Array([4, 5])))).toBeUndefined();
  });

  it('for any other reason says so', () => {
    const mistake = () => {
      throw new TypeError('a mistake');
    };
    expect(() => startUnlessMissing(mistake)).toThrow('a mistake');
  });
});
