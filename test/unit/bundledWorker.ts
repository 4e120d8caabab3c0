import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Bundles a worker as the product has it: a thread reads no TypeScript.
 * @param source as a path in `src`
 */
export function bundleWorker(source: string, outfile: string): void {
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../src', source)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    loader: { '.wasm': 'binary' },
    logLevel: 'error',
  });
}
