// Bundles the extension, its lazily loaded parts, the webview and the CLI into dist/,
// and what runs inside and around VS Code for the tests into out/.
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

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
};

/** @type {esbuild.BuildOptions} */
const node = { ...base, platform: 'node', format: 'cjs', target: 'node20' };

/** @type {esbuild.BuildOptions[]} */
const builds = [
  {
    ...node,
    entryPoints: ['src/extension.ts'],
    outdir: 'dist',
    // Loaded on first use, so that activation reads neither the catalogue nor mailparser.
    external: ['vscode', './knowledge.js'],
  },
  { ...node, entryPoints: ['src/knowledge.ts', 'src/messageWorker.ts', 'src/cli.ts'], outdir: 'dist' },
  {
    ...base,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: { explanation: 'src/webview/explanation.ts' },
    outdir: 'dist/webview',
  },
];

/** @type {esbuild.BuildOptions[]} */
const testBuilds = [
  { ...node, entryPoints: { index: 'test/integration/index.ts' }, outdir: 'out/integration', external: ['vscode', 'mocha'] },
  {
    ...node,
    entryPoints: { launcher: 'test/host/launcher.ts', integration: 'test/host/integration.ts', start: 'test/host/start.ts' },
    outdir: 'out/host',
    packages: 'external',
  },
];

await rm('dist', { recursive: true, force: true });
const wanted = options.tests ? [...builds, ...testBuilds] : builds;
if (options.tests) await rm('out', { recursive: true, force: true });
if (options.watch) {
  const contexts = await Promise.all(wanted.map((build) => esbuild.context({ ...build, logLevel: 'info' })));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(wanted.map((build) => esbuild.build(build)));
}
