import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as esbuild from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { bundle, bundleName } from '../../../scripts/bundles.mjs';

const folders: string[] = [];

/** A folder of sources, bundled from `main.ts`. */
async function bundled(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  folders.push(folder);
  const root = join(folder, 'src');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const outdir = join(folder, 'dist');
  await bundle(
    { main: join(root, 'main.ts') },
    {
      root,
      options: { bundle: true, platform: 'node', format: 'cjs', outdir, logLevel: 'silent' },
      run: (options) => esbuild.build(options),
    },
  );
  return {
    names: readdirSync(outdir).sort(),
    outdir,
    load: () => createRequire(import.meta.url)(join(outdir, 'main.js')),
  };
}

describe('bundles', () => {
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it('are made of every dynamic import, under names that say where it lies', async () => {
    const { names, load } = await bundled({
      'main.ts': `
        export const one = async () => (await import('./one/page')).name;
        export const other = async () => (await import('./other/page')).name;
      `,
      'one/page.ts': `export const name = 'one';`,
      'other/page.ts': `export const name = 'other';`,
    });
    expect(names).toEqual(['main.js', 'one.page.js', 'other.page.js']);
    const main = load();
    expect(await main.one()).toBe('one');
    expect(await main.other()).toBe('other');
  });

  it('are made of what a bundle that was found loads in its turn, once for all who ask', async () => {
    const { names, load } = await bundled({
      'main.ts': `
        export const far = async () => (await import('./near')).far();
        export const same = async () => (await import('./near')).far === (await import('./near/index')).far;
      `,
      'near/index.ts': `export const far = async () => (await import('../deep/far')).name;`,
      'deep/far.ts': `
        import { name as own } from './own';
        export const name = own;
        export const back = () => import('../near');
      `,
      'deep/own.ts': `export const name = 'far';`,
    });
    expect(names).toEqual(['deep.far.js', 'main.js', 'near.js']);
    const main = load();
    expect(await main.far()).toBe('far');
    expect(await main.same()).toBe(true);
  });

  it('are made of workers', async () => {
    const { names, load } = await bundled({
      'main.ts': `export const path = require.resolve('./thread/worker');`,
      'thread/worker.ts': `
        import { parentPort } from 'node:worker_threads';
        parentPort?.postMessage('started');
      `,
    });
    expect(names).toEqual(['main.js', 'thread.worker.js']);
    const worker = new Worker(load().path);
    expect(await new Promise((resolve) => worker.once('message', resolve))).toBe('started');
    await worker.terminate();
  });

  it('cannot miss a module that is loaded: what is not there does not build', async () => {
    await expect(bundled({ 'main.ts': `export const none = () => import('./none');` })).rejects.toThrow(
      'none',
    );
  });

  it('refuse two modules of one name', async () => {
    await expect(
      bundled({
        'main.ts': `export const all = () => [import('./a/b'), import('./a.b')];`,
        'a/b.ts': `export const name = 'a/b';`,
        'a.b.ts': `export const name = 'a.b';`,
      }),
    ).rejects.toThrow('a.b');
  });

  it('take the API of VS Code once', async () => {
    const { outdir } = await bundled({
      'main.ts': `
        import * as vscode from 'vscode';
        import { other } from './other';
        export const all = () => [vscode.window, other()];
      `,
      'other.ts': `import * as vscode from 'vscode'; export const other = () => vscode.env;`,
    });
    const text = readFileSync(join(outdir, 'main.js'), 'utf8');
    expect(text.match(/require\("vscode"\)/g)).toHaveLength(1);
  });

  it('are named by their path without what every module has', () => {
    expect(bundleName(join('/src', 'core', 'message', 'worker.ts'), '/src')).toBe('core.message.worker');
    expect(bundleName(join('/src', 'core', 'report', 'index.ts'), '/src')).toBe('core.report');
  });
});
