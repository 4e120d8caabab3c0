// Builds the product and a benchmark of bench/, and runs it: node scripts/bench.mjs NAME [OPTION…]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { buildKernel } from './kernel.mjs';
import { buildProduct, forNode } from './product.mjs';

const root = join(import.meta.dirname, '..');
const [name = '', ...options] = process.argv.slice(2);
const outfile = join(root, 'out/bench', `${name}.mjs`);

await buildKernel();
await buildProduct({ outdir: join(root, 'dist'), production: true, run: esbuild.build });
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
process.exitCode = spawnSync(process.execPath, [outfile, ...options], { stdio: 'inherit' }).status ?? 1;
