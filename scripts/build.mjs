// Bundles the extension, its lazily loaded parts, the webview and the CLI into dist/,
// and what runs inside and around VS Code for the tests into out/.
import { cp, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { bundle, sources } from './bundles.mjs';
import { buildKernel } from './kernel.mjs';

const { values: options } = parseArgs({
  options: { watch: { type: 'boolean' }, tests: { type: 'boolean' }, production: { type: 'boolean' } },
});

/** @type {esbuild.BuildOptions} */
const base = {
  bundle: true,
  minify: options.production ?? false,
  sourcemap: options.production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  loader: { '.wasm': 'binary' },
};

/** @type {esbuild.BuildOptions} */
const node = { ...base, platform: 'node', format: 'cjs', target: 'node20' };

/** What is started; what they load at run time is found on the way. */
const entries = { extension: 'src/extension.ts', cli: 'src/cli.ts' };

/** @type {esbuild.BuildOptions[]} */
const pages = [
  {
    ...base,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: [
      { in: 'src/webview/explanation.ts', out: 'explanation' },
      { in: 'src/webview/explanation.css', out: 'explanation' },
      { in: 'src/webview/dashboard/dashboard.ts', out: 'dashboard' },
      { in: 'src/webview/dashboard/dashboard.css', out: 'dashboard' },
    ],
    outdir: 'dist/webview',
  },
];

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

await buildKernel();
await rm('dist', { recursive: true, force: true });
const others = options.tests ? [...pages, ...testBuilds] : pages;
if (options.tests) {
  await rm('out', { recursive: true, force: true });
  // What is ticked in a window with the tests is kept in the folder that it has open.
  await cp('samples', 'out/samples', { recursive: true });
}

/** @param {esbuild.BuildOptions} build */
async function run(build) {
  if (!options.watch) return esbuild.build(build);
  const context = await esbuild.context({ ...build, logLevel: 'info' });
  return context.watch();
}

await bundle(entries, {
  root: sources,
  options: { ...node, outdir: 'dist' },
  run,
});
await Promise.all(others.map(run));
