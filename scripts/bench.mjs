// Builds the product and a benchmark of bench/, and runs it: node scripts/bench.mjs NAME [OPTION…]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { buildKernel } from './kernel.mjs';
import { writeLanguageTables } from './languages.mjs';
import { buildProduct, forNode } from './product.mjs';

const root = join(import.meta.dirname, '..');

/**
 * Bundles a benchmark, whole.
 * @param {string} name of its file in bench/, without the extension
 * @returns {Promise<string>} the path of what Node.js runs
 */
export async function bundleBench(name) {
  const outfile = join(root, 'out/bench', `${name}.mjs`);
  await esbuild.build({
    ...forNode,
    entryPoints: [join(root, 'bench', `${name}.ts`)],
    outfile,
    format: 'esm',
    // It starts a program that stands beside it.
    external: ['@vscode/ripgrep'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return outfile;
}

if (process.argv[1] === import.meta.filename) {
  const [name = '', ...options] = process.argv.slice(2);
  await buildKernel();
  await writeLanguageTables();
  await buildProduct({ outdir: join(root, 'dist'), production: true, run: esbuild.build });
  const { status } = spawnSync(process.execPath, [await bundleBench(name), ...options], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
