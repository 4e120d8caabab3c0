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

/** What builds, starts processes, or tries a lot: not for a run that takes seconds. */
const long = [
  'cli',
  'grammar',
  'incident/incidentFile',
  'incidentScan/{scan,sharedTexts}',
  'logs/{attribution,counted,hostile,logFiles,logReading,searched}',
  'mime/{malformed,outline,reencoded,oracle,charset}',
  'ndr/ndr',
  'sampleCase',
  'tenant/hostile',
  'verify/{hunting,incidentValues,powerShell,quoting,script}',
].map((name) => `test/unit/${name}.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [wasm],
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          ...(process.env.NDR_LENS_TEST === 'fast' ? { exclude: long } : {}),
          maxWorkers: '100%',
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
