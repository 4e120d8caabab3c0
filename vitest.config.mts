import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
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

/** Bundles what a module starts as a worker: a thread reads no TypeScript. */
const workers: Plugin = {
  name: 'workers',
  enforce: 'pre',
  async transform(code, id) {
    if (!id.includes('/src/core/msg/')) return undefined;
    const [call, name] = /require\.resolve\('(\.\/\w+)'\)/.exec(code) ?? [];
    if (call === undefined || name === undefined) return undefined;
    const entry = `${join(dirname(id), name)}.ts`;
    const outfile = join(import.meta.dirname, 'out/workers', `${basename(name)}.cjs`);
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    return code.replace(call, JSON.stringify(outfile));
  },
};

/** What builds, starts processes, tries a lot, or mocks a module, which files of the fast run share: not for a run that takes seconds. */
const long = [
  'core/diagnosis/incidents',
  'incidents/generate',
  'core/msg/msgThread',
  'core/search/byteScanner',
  'core/search/scanFile',
  'core/tenant/hostileCells',
  'fronts',
  'cli/cli',
  'grammar',
  'core/incident/incidentFile',
  'core/scan/scan',
  'core/scan/sharedTexts',
  'core/logs/formats/attribution',
  'core/logs/counted',
  'core/logs/hostile',
  'core/logs/logFiles',
  'core/logs/logReading',
  'core/logs/searched',
  'core/mail/malformed',
  'core/mail/outline',
  'core/mail/reencoded',
  'core/mail/oracle',
  'core/mail/charset',
  'core/bounce/ndr',
  'cli/sampleCase',
  'roundTrip/engines',
  'core/tenant/hostile',
  'core/verify/engine/engines',
  'core/verify/hunting',
  'core/verify/incidentValues',
  'core/verify/powerShell',
  'core/verify/quoting',
  'core/verify/script',
].map((name) => `test/unit/${name}.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [wasm, workers],
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
          maxWorkers: 2,
          // Only what hangs takes as long: nothing here is judged by the clock.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 180_000, interval: 50 } },
        },
      },
    ],
  },
});
