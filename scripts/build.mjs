// Builds the product into dist/, and what runs inside and around VS Code for the tests into out/.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
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
    },
    outdir: 'out/host',
    packages: 'external',
  },
];

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
  for (const made of ['integration', 'host', 'samples'])
    await rm(join('out', made), { recursive: true, force: true });
  // What is ticked in a window with the tests is kept in the folder that it has open.
  await cp('samples', 'out/samples', { recursive: true });
  await Promise.all(testBuilds.map(run));
}
