// Builds the product into dist/, and what runs inside and around VS Code for the tests into out/.
import { cp, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { bundleForBrowser } from './browserBundles.mjs';
import { buildKernel } from './kernel.mjs';
import { writeLanguageTables } from './languages.mjs';
import { buildProduct, forNode } from './product.mjs';

const { values: options } = parseArgs({
  options: {
    watch: { type: 'boolean' },
    production: { type: 'boolean' },
    tests: { type: 'boolean' },
    'only-tests': { type: 'boolean' },
  },
});
const production = options.production ?? false;
const node = { ...forNode, minify: production, sourcemap: production ? false : forNode.sourcemap };

/** @type {esbuild.BuildOptions[]} */
const testBuilds = [
  {
    ...node,
    entryPoints: ['test/integration/*.ts'],
    outdir: 'out/integration',
    external: ['vscode', 'mocha'],
  },
  {
    ...node,
    entryPoints: {
      launcher: 'test/host/launcher.ts',
      integration: 'test/host/integration.ts',
      start: 'test/host/start.ts',
      web: 'test/host/web.ts',
    },
    outdir: 'out/host',
    packages: 'external',
  },
];

/**
 * What tests use of Node.js, and mocha for pages: its package says of that file that it is an ES module, which it is not.
 * @type {esbuild.Plugin}
 */
const testsInBrowser = {
  name: 'tests-in-browser',
  setup(build) {
    build.onResolve({ filter: /^node:assert\/strict$/ }, () => ({ path: resolve('test/browser/assert.ts') }));
    build.onLoad({ filter: /\bmocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `const module = undefined, exports = undefined;\n${await readFile(path, 'utf8')}`,
    }));
  },
};

/** What runs in VS Code for the web: the tests, and the extension that opens the samples as a folder on no disk. */
async function buildBrowserTests() {
  await bundleForBrowser(
    {
      'tests/index': 'test/browser/index.ts',
      'memoryWorkspace/extension': 'test/browser/memoryWorkspace/extension.ts',
    },
    {
      root: resolve('src'),
      options: {
        ...node,
        outdir: 'out/browser',
        plugins: [testsInBrowser],
      },
      run,
    },
  );
  await cp('test/browser/memoryWorkspace/package.json', 'out/browser/memoryWorkspace/package.json');
}

/** @param {esbuild.BuildOptions} build */
async function run(build) {
  if (!options.watch) return esbuild.build(build);
  const context = await esbuild.context({ ...build, logLevel: 'info' });
  return context.watch();
}

await buildKernel();
await writeLanguageTables();
if (!options['only-tests']) {
  await rm('dist', { recursive: true, force: true });
  await buildProduct({ outdir: 'dist', production, run });
}
if (options.tests || options['only-tests']) {
  // Only what is made here: unit tests, which run beside, have their workers in out/ too.
  for (const made of ['integration', 'host', 'samples', 'browser'])
    await rm(join('out', made), { recursive: true, force: true });
  // What is ticked in a window with the tests is kept in the folder that it has open.
  await cp('samples', 'out/samples', { recursive: true });
  await Promise.all([...testBuilds.map(run), buildBrowserTests()]);
}
