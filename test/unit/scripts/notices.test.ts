import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledPackages, noticesOf } from '../../../scripts/notices.mjs';
import { buildProduct, noticesFile } from '../../../scripts/product.mjs';

const root = join(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const libraries = realpathSync(join(root, 'node_modules'));
const nameOf = (folder: string): string =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name;

describe('the notices', () => {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  let packages: string[];
  let text: string;

  beforeAll(async () => {
    const run = (options: esbuild.BuildOptions) => esbuild.build(options);
    packages = await buildProduct({ outdir: join(folder, 'dist'), production: true, run });
    text = readFileSync(join(folder, 'dist', noticesFile), 'utf8');
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('name every library of the bundles with the text of its licence', async () => {
    expect(packages.map(nameOf)).toEqual(
      expect.arrayContaining(['mailparser', 'uplot', 'yauzl', 'picomatch']),
    );
    const notices = text.split(`\n${'-'.repeat(80)}\n`);
    for (const each of packages) {
      const { name, version } = JSON.parse(readFileSync(join(each, 'package.json'), 'utf8'));
      const notice = notices.find((one) => one.startsWith(`\n${name} ${version} (`));
      expect(notice, name).toMatch(/Copyright/i);
      expect(notice, name).toMatch(
        /Permission is hereby granted|Licensed under the Apache License|Redistribution and use|Permission to use/,
      );
    }
  });

  it('go into the package', async () => {
    for (const file of ['package.json', '.vscodeignore']) cpSync(join(root, file), join(folder, file));
    const files = await listFiles({ cwd: folder, packageManager: PackageManager.None });
    expect(files).toContain(`dist/${noticesFile}`);
    expect(files).toEqual(expect.arrayContaining(['dist/extension.js', 'dist/webview/dashboard.js']));
  });

  it('rest on dependencies that the manifest names as what ships', () => {
    const own = packages.filter(
      (each) => dirname(each) === libraries || basename(dirname(each)).startsWith('@'),
    );
    const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const shipped = own.map(nameOf).filter((name) => direct.includes(name));
    expect(shipped.sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('are refused for a library without a text, unless it names MIT', async () => {
    const { writeFileSync, mkdirSync } = await import('node:fs');
    const library = join(folder, 'library');
    mkdirSync(library, { recursive: true });
    const write = (license: string) =>
      writeFileSync(
        join(library, 'package.json'),
        JSON.stringify({ name: 'l', version: '1.0.0', license, author: 'A' }),
      );
    write('MIT');
    expect(await noticesOf([library], 'the text')).toContain('l 1.0.0 (MIT)\n\nCopyright (c) A\n\nthe text');
    write('GPL-3.0');
    await expect(noticesOf([library], 'the text')).rejects.toThrow('GPL-3.0');
  });

  it('are of what bundles hold, not of what they import', () => {
    const inputs = { 'src/a.ts': { bytesInOutput: 1 }, 'node_modules/@s/p/dist/x.js': { bytesInOutput: 1 } };
    const output = { inputs, imports: [], exports: [], bytes: 1 };
    expect(
      bundledPackages([{ inputs: {}, outputs: { 'a.js': output } }]).map((each) => each.slice(-4)),
    ).toEqual(['@s/p']);
  });
});
