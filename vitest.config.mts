import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { defineConfig, type Plugin } from 'vitest/config';
import { bundle } from './scripts/bundles.mjs';
import { forNode } from './scripts/product.mjs';

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

/** Bundles what a module starts as a worker, as the product's build does: a thread reads no TypeScript. */
const workers: Plugin = {
  name: 'workers',
  enforce: 'pre',
  async transform(code, id) {
    if (!/\/src\/(?:core\/msg|core\/assistant|cli)\//.test(id)) return undefined;
    const [call, name] = /require\.resolve\('\.\/(\w+)'\)/.exec(code) ?? [];
    if (call === undefined || name === undefined) return undefined;
    const outdir = join(import.meta.dirname, 'out/workers', name);
    await bundle(
      { [name]: join(dirname(id), `${name}.ts`) },
      {
        root: join(import.meta.dirname, 'src'),
        options: { ...forNode, outdir, sourcemap: false },
        run: build,
      },
    );
    return code.replace(call, JSON.stringify(join(outdir, `${name}.js`)));
  },
};

/** What builds, starts processes or tries a lot: not for a run that takes seconds. */
const long = [
  'bench',
  'steps',
  'opens',
  'roundTrip/roundTrip',
  'scripts/layers',
  'scripts/names',
  'scripts/notices',
  'scripts/package',
  'scripts/release',
  'cli/fileScan',
  'core/diagnosis/incidents',
  'incidents/generate',
  'core/msg/msgThread',
  'core/diagnosis/tenants',
  'core/caseReport/masker',
  'core/search/byteScanner',
  'core/search/messageScan',
  'core/search/ripgrep',
  'core/search/scanFile',
  'core/tenant/hostileCells',
  'core/tenant/largeExports',
  'fronts',
  'cli/cli',
  'cli/mcp',
  'cli/completion',
  'grammar',
  'core/incident/incidentFile',
  'core/scan/limits',
  'core/scan/mixedFolder',
  'core/scan/scan',
  'core/scan/sharedTexts',
  'core/logs/formats/attribution',
  'core/logs/counted',
  'core/logs/hostile',
  'core/logs/logFiles',
  'core/logs/logReading',
  'core/logs/searched',
  'core/logs/wrappers/wrapped',
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

/** What puts another module or global in the place of one: it would stay there for the files behind it in a process. */
const replacing = readdirSync('test/unit', { recursive: true, encoding: 'utf8' })
  .map((file) => `test/unit/${file.replaceAll('\\', '/')}`)
  .filter(
    (file) => file.endsWith('.test.ts') && /\bvi\.(?:mock|stubGlobal)\(/.test(readFileSync(file, 'utf8')),
  );

const alone =
  process.env.NDR_LENS_TEST === 'fast'
    ? replacing.filter((file) => !long.includes(file))
    : [...long, ...replacing];

/** Unit tests. Those that share a process read each module once. */
const unit = (name: string, include: string[], exclude: string[], isolate: boolean) => ({
  plugins: [wasm, workers],
  test: {
    name,
    include,
    exclude,
    isolate,
    maxWorkers: '100%',
    globalSetup: 'test/kernel.ts',
    setupFiles: 'test/unit/setup.ts',
    // Only what hangs takes as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});

/** What drives windows of VS Code. Only what hangs takes as many milliseconds: nothing there is judged by the clock. */
const inWindows = (name: string, include: string, timeout: number) => ({
  test: {
    name,
    include: [include],
    globalSetup: 'test/ui/installed.ts',
    maxWorkers: 2,
    testTimeout: timeout,
    hookTimeout: timeout,
    expect: { poll: { timeout: 180_000, interval: 50 } },
  },
});

export default defineConfig({
  test: {
    projects: [
      unit('unit', ['test/unit/**/*.test.ts'], [...long, ...replacing], false),
      unit('unit-alone', alone, [], true),
      inWindows('ui', 'test/ui/**/*.test.ts', 600_000),
      // Judged by eye: not part of the tests.
      inWindows('pictures', 'test/ui/**/*.pictures.ts', 3_600_000),
    ],
  },
});
