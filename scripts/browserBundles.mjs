// Bundles what runs in the web extension host of a browser: the same sources, in one file.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { bundleName, vscodeOnce } from './bundles.mjs';

/**
 * What stands in a browser in the place of Node.js and of its parts: modules of `src/core/browser/node`. One that is not there, or lacks a
 * name, fails the build.
 * @param {string} root the folder of the sources
 * @returns {esbuild.Plugin}
 */
const nodeInBrowser = (root) => ({
  name: 'node-in-browser',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({
      path: join(root, 'core', 'browser', 'node', `${path.slice('node:'.length).replace('/', '-')}.ts`),
    }));
  },
});

/**
 * Takes `name.browser.ts` where it stands beside `name.ts`, but for that file's own import of the other.
 * @type {esbuild.Plugin}
 */
const ownOfBrowser = {
  name: 'own-of-browser',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, importer }) => {
      const found = resolve(resolveDir, `${path}.browser.ts`);
      return found !== importer && existsSync(found) ? { path: found } : undefined;
    });
  },
};

/**
 * Names each worker where it is started.
 * @param {string} root the folder of the sources
 * @param {Set<string>} met takes the modules of the workers
 * @returns {esbuild.Plugin}
 */
const workersByName = (root, met) => ({
  name: 'workers-by-name',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(/\brequire\.resolve\('(\.[^']*)'\)/g, (_, specifier) => {
        const module = `${resolve(dirname(path), specifier)}.ts`;
        met.add(module);
        return `'${bundleName(module, root)}'`;
      });
      return contents === text ? undefined : { contents, loader: 'ts' };
    });
    build.onEnd(({ metafile }) => {
      const taken = new Set(Object.keys(metafile?.inputs ?? {}).map((path) => resolve(path)));
      const missing = [...met].filter((module) => !taken.has(module));
      return {
        errors: missing.map((module) => ({ text: `Nothing runs the worker ${module} in a browser.` })),
      };
    });
  },
});

/**
 * Bundles everything into one file: a web extension host loads one. What is imported dynamically is run when it is asked for.
 * @param {Record<string, string>} entries module by name of its bundle
 * @param {{ root: string, options: esbuild.BuildOptions, run: (options: esbuild.BuildOptions) => Promise<unknown> }} how the folder of the
 * sources, what everything is built with, and what builds or watches
 */
export async function bundleForBrowser(entries, { root, options, run }) {
  await run({
    ...options,
    platform: 'browser',
    target: 'es2023',
    format: 'cjs',
    metafile: true,
    entryPoints: entries,
    inject: [join(root, 'core', 'browser', 'globals.ts')],
    define: {
      'process.platform': '"browser"',
      'process.pid': '0',
      'process.env.PATH': '""',
      // A worker's own is none that anything can be relative to, which @cfworker/json-schema tries.
      'self.location': 'undefined',
    },
    plugins: [
      ...(options.plugins ?? []),
      nodeInBrowser(root),
      ownOfBrowser,
      workersByName(root, new Set()),
      vscodeOnce,
    ],
  });
}
