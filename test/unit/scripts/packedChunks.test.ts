import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packChunks } from '../../../scripts/packedChunks.mjs';

const folder = mkdtempSync(join(tmpdir(), 'chunks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const long = `/*${'x'.repeat(10_000)}*/`;
const files = new Map([
  ['main', 'exports.all = () => [require("./chunk-A.js").name, require("./chunk-L.js").names];'],
  ['chunk-A', 'exports.name = "a"; exports.runs = (globalThis.chunkRuns ??= []).push("a");'],
  ['chunk-B', '"use strict";exports.name = "b";'],
  ['chunk-L', `${long}exports.names = [require("./chunk-A.js").name, require("./chunk-B.js").name];`],
]);

describe('small chunks', () => {
  it('lie in one file, and run once, when they are first asked for', () => {
    const packed = packChunks(files);
    expect([...packed.keys()].sort()).toEqual(['chunk-L', 'chunks', 'main']);
    for (const [name, code] of packed) writeFileSync(join(folder, `${name}.js`), code);
    const main = createRequire(import.meta.url)(join(folder, 'main.js'));
    expect('chunkRuns' in globalThis).toBe(false);
    expect(main.all()).toEqual(['a', ['a', 'b']]);
    expect(Reflect.get(globalThis, 'chunkRuns')).toEqual(['a']);
    Reflect.deleteProperty(globalThis, 'chunkRuns');
  });

  it('make no file where there are none', () => {
    expect([...packChunks(new Map([['main', 'exports.one = 1;']])).keys()]).toEqual(['main']);
  });
});
