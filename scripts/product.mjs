// Builds what is shipped: the bundles, the pages, and the notices of the libraries in them.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';
import { bundleForBrowser } from './browserBundles.mjs';
import { bundle } from './bundles.mjs';
import { bundledPackages, noticesOf } from './notices.mjs';

const root = join(import.meta.dirname, '..');

/** Libraries ask for two versions, each half a megabyte of tables; the newer one, which reads mail, does for both. */
const iconv = dirname(
  createRequire(createRequire(import.meta.url).resolve('libmime')).resolve('iconv-lite/package.json'),
);

/** What is started; what they load at run time is found on the way. */
const entries = { extension: join(root, 'src/extension.ts'), cli: join(root, 'src/cli/cli.ts') };

/** Activation loads one file, and a small one; a scan in a shell loads two, which takes half the time of fifteen. */
const alone = ['extension', 'cli', 'cli.scanCommand'];

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
  alias: { 'iconv-lite': iconv },
  platform: 'node',
  format: 'cjs',
  target: 'node20',
};

/** @type {esbuild.BuildOptions} */
const forPages = { ...forNode, platform: 'browser', format: 'iife', target: 'es2022' };

const shipped = { minify: true, sourcemap: /** @type {const} */ (false) };

/** The file of the notices, in the folder that is built into. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/**
 * Builds the product.
 * @param {{ outdir: string, production: boolean, run: (options: esbuild.BuildOptions) => Promise<unknown> }} how the folder
 * to build into, whether it is to be shipped, and what builds or watches
 */
export async function buildProduct({ outdir, production, run }) {
  return withNotices(outdir, async (plugins) => {
    const own = { ...(production ? shipped : {}), metafile: true, plugins };
    await bundle(entries, {
      root: join(root, 'src'),
      options: { ...forNode, ...own, outdir },
      run,
      alone,
    });
    await bundleForBrowser(
      { extension: join(root, 'src/start.browser.ts') },
      { root: join(root, 'src'), options: { ...forNode, ...own, outdir: join(outdir, 'browser') }, run },
    );
    await run({ ...forPages, ...own, entryPoints: pages, outdir: join(outdir, 'webview') });
  });
}

/**
 * Builds the command line alone, to be shipped.
 * @param {string} outdir
 */
export async function buildCommandLine(outdir) {
  return withNotices(outdir, (plugins) =>
    bundle(
      { cli: entries.cli },
      {
        root: join(root, 'src'),
        options: { ...forNode, ...shipped, metafile: true, plugins, outdir },
        run: esbuild.build,
        alone,
      },
    ),
  );
}

/**
 * Writes the notices of the libraries that a build takes in beside what it builds.
 * @param {string} outdir
 * @param {(plugins: esbuild.Plugin[]) => Promise<void>} build
 */
async function withNotices(outdir, build) {
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
  await build([libraries]);
  const packages = bundledPackages(metafiles);
  const [, mit = ''] = (await readFile(join(root, 'LICENSE'), 'utf8')).split(/(?<=^Copyright .*\n)\n/m);
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, noticesFile), `${await noticesOf(packages, mit)}\n`);
  return packages;
}
