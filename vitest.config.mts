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
          setupFiles: 'test/unit/setup.ts',
          // Only what hangs takes as long.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // A whole VS Code starts, crashes and restarts in these while other work may hold up the machine.
          retry: 1,
        },
      },
    ],
  },
});
