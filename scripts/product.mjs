// Builds what is shipped: the bundles, the pages, and the notices of the libraries in them.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { bundle } from './bundles.mjs';
import { bundledPackages, noticesOf } from './notices.mjs';

const root = join(import.meta.dirname, '..');

/** What is started; what they load at run time is found on the way. */
const entries = { extension: join(root, 'src/extension.ts'), cli: join(root, 'src/cli/cli.ts') };

const pages = [
  { in: 'src/webview/explanation.ts', out: 'explanation' },
  { in: 'src/webview/explanation.css', out: 'explanation' },
  { in: 'src/webview/dashboard/dashboard.ts', out: 'dashboard' },
  { in: 'src/webview/dashboard/dashboard.css', out: 'dashboard' },
].map((page) => ({ ...page, in: join(root, page.in) }));

/**
 * What everything is built with; not minified, with a source map beside.
 * @type {esbuild.BuildOptions}
 */
export const forNode = {
  bundle: true,
  sourcemap: 'linked',
  logLevel: 'warning',
  // The notices have them, of every library and not only of those that mark theirs.
  legalComments: 'none',
  loader: { '.wasm': 'binary' },
  platform: 'node',
  format: 'cjs',
  target: 'node20',
};

/** @type {esbuild.BuildOptions} */
const forPages = { ...forNode, platform: 'browser', format: 'iife', target: 'es2022' };

/** The file of the notices, in the folder that is built into. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/**
 * Builds the product.
 * @param {{ outdir: string, production: boolean, run: (options: esbuild.BuildOptions) => Promise<unknown> }} how the folder
 * to build into, whether it is to be shipped, and what builds or watches
 */
export async function buildProduct({ outdir, production, run }) {
  const shipped = production ? { minify: true, sourcemap: false } : {};
  /** @type {esbuild.Metafile[]} */
  const metafiles = [];
  const libraries = {
    name: 'libraries',
    /** @param {esbuild.PluginBuild} build */
    setup(build) {
      build.onEnd(({ metafile }) => {
        if (metafile) metafiles.push(metafile);
      });
    },
  };
  const own = { ...shipped, metafile: true, plugins: [libraries] };
  await bundle(entries, { root: join(root, 'src'), options: { ...forNode, ...own, outdir }, run });
  await run({ ...forPages, ...own, entryPoints: pages, outdir: join(outdir, 'webview') });
  const packages = bundledPackages(metafiles);
  const [, mit = ''] = (await readFile(join(root, 'LICENSE'), 'utf8')).split(/(?<=^Copyright .*\n)\n/m);
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, noticesFile), `${await noticesOf(packages, mit)}\n`);
  return packages;
}
