// Bundles the extension, its lazily loaded parts, the webview and the CLI into dist/,
// and what runs inside and around VS Code for the tests into out/.
import { cp, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { buildKernel } from './kernel.mjs';

const { values: options } = parseArgs({
  options: {
    watch: { type: 'boolean' },
    production: { type: 'boolean' },
    tests: { type: 'boolean' },
    'only-tests': { type: 'boolean' },
  },
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

/**
 * Leaves what is named in `import('./core/knowledge')` or `require('./core/message')` a file of its own beside the
 * bundle, read on first use: activation must load neither the catalogue nor what reads mail.
 * @type {esbuild.Plugin}
 */
const lazy = {
  name: 'lazy',
  setup(build) {
    const isOurs = (importer) => !/[\\/]node_modules[\\/]/.test(importer);
    build.onResolve({ filter: /^\./ }, ({ kind, path, importer }) =>
      isOurs(importer) && (kind === 'dynamic-import' || kind === 'require-call')
        ? { path: `./${basename(path)}.js`, external: true }
        : undefined,
    );
  },
};

/**
 * Takes VS Code's API as it is. For `import * as vscode`, the bundle would copy all of its hundreds of names once for
 * every file, which was most of the time that loading took.
 * @type {esbuild.Plugin}
 */
const vscodeApi = {
  name: 'vscode-api',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(
        /^import \* as vscode from 'vscode';$/m,
        "import vscode = require('vscode');",
      );
      return { contents, loader: 'ts' };
    });
  },
};

/** @type {esbuild.BuildOptions[]} */
const builds = [
  {
    ...node,
    // What scans, and what works on incidents, are bundles of their own: most windows need neither.
    entryPoints: ['src/extension.ts', 'src/scanning.ts', 'src/casework.ts'],
    outdir: 'dist',
    external: ['vscode'],
    plugins: [lazy, vscodeApi],
    // As require(): VS Code's extension host resolves it beside the bundle, on the oldest engine too.
    supported: { 'dynamic-import': false },
  },
  {
    ...node,
    entryPoints: {
      dashboard: 'src/core/dashboard.ts',
      knowledge: 'src/core/knowledge.ts',
      message: 'src/core/message.ts',
      tenant: 'src/core/tenant.ts',
      incidentFiles: 'src/core/incidentFiles.ts',
      caseReport: 'src/core/caseReport.ts',
      messageWorker: 'src/core/message/worker.ts',
      incidentWorker: 'src/core/incidentScan/worker.ts',
      excerptWorker: 'src/core/excerpt/worker.ts',
      cli: 'src/cli.ts',
      scanWorker: 'src/cli/scanWorker.ts',
    },
    outdir: 'dist',
  },
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
const hasTests = options.tests || options['only-tests'];
const wanted = [...(options['only-tests'] ? [] : builds), ...(hasTests ? testBuilds : [])];
if (!options['only-tests']) await rm('dist', { recursive: true, force: true });
if (hasTests) {
  await rm('out', { recursive: true, force: true });
  // What is ticked in a window with the tests is kept in the folder that it has open.
  await cp('samples', 'out/samples', { recursive: true });
}
if (options.watch) {
  const contexts = await Promise.all(wanted.map((build) => esbuild.context({ ...build, logLevel: 'info' })));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(wanted.map((build) => esbuild.build(build)));
}
