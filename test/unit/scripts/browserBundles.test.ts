import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as esbuild from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { bundleForBrowser } from '../../../scripts/browserBundles.mjs';

const folders: string[] = [];

/** What `main.ts` of some sources exports when it is bundled for a browser and run where there is no Node.js. */
async function bundled(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'browser-bundles-'));
  folders.push(folder);
  const root = join(folder, 'src');
  for (const [name, text] of Object.entries({ 'core/browser/globals.ts': '', ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const outdir = join(folder, 'dist');
  await bundleForBrowser(
    { main: join(root, 'main.ts') },
    { root, options: { bundle: true, outdir, logLevel: 'silent' }, run: (options) => esbuild.build(options) },
  );
  const module = { exports: {} as Record<string, unknown> };
  runInNewContext(readFileSync(join(outdir, 'main.js'), 'utf8'), { module });
  return module.exports;
}

describe('a bundle for a browser', () => {
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it('takes its own file in the place of one beside it, which may take that for the rest', async () => {
    const { said } = await bundled({
      'main.ts': `import { say } from './say'; export const said = say();`,
      'say.ts': `export const say = () => 'on a disk';`,
      'say.browser.ts': `import * as other from './say'; export const say = () => other.say() + ', or not';`,
    });
    expect(said).toBe('on a disk, or not');
  });

  it('takes its own modules in the place of those of Node.js', async () => {
    const { made } = await bundled({
      'main.ts': `import { randomUUID } from 'node:crypto'; export const made = randomUUID();`,
      'core/browser/node/crypto.ts': `export const randomUUID = () => 'ours';`,
    });
    expect(made).toBe('ours');
  });

  it('is refused where a module of Node.js, or a name of it, has nothing in its place', async () => {
    const main = { 'main.ts': `import { cpus } from 'node:os'; export const all = cpus();` };
    await expect(bundled(main)).rejects.toThrow(/browser\/node\/os\.ts/);
    await expect(bundled({ ...main, 'core/browser/node/os.ts': 'export {};' })).rejects.toThrow(
      /No matching export .* "cpus"/,
    );
  });

  it('names the workers that it runs itself, and is refused where it lacks one', async () => {
    const main = `export const name = require.resolve('./far/worker'); export const run = () => import('./far/worker');`;
    const worker = { 'far/worker.ts': 'export {};' };
    expect((await bundled({ 'main.ts': main, ...worker })).name).toBe('far.worker');
    await expect(bundled({ 'main.ts': main.replace(/ export const run.*/, ''), ...worker })).rejects.toThrow(
      /Nothing runs the worker .*worker\.ts in a browser/,
    );
  });
});
