import { readFile } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vitest/config';

/** Compiled modules as bytes, as the bundles take them. */
const wasm: Plugin = {
  name: 'wasm',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith('.wasm')) return undefined;
    const bytes = await readFile(id, 'base64');
    return `export default new Uint8Array(Buffer.from('${bytes}', 'base64'));`;
  },
};

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [wasm],
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          globalSetup: 'test/kernel.ts',
        },
      },
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          globalSetup: 'test/ui/installed.ts',
          fileParallelism: false,
          // Only what hangs takes as long: nothing here is judged by the clock.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 180_000, interval: 50 } },
        },
      },
    ],
  },
});
