import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Layers, readLayers, readSources, violations } from '../../../scripts/layers.mjs';

const root = join(import.meta.dirname, '../../..');
const layers = readLayers(root);
const folders = Object.keys(layers);
const packages = [...new Set(Object.values(layers).flat())].filter((each) => !(each in layers));

/** Every way in which one module can name another. */
const ways: Readonly<Record<string, (specifier: string) => string>> = {
  value: (specifier) => `import { probe } from '${specifier}';`,
  type: (specifier) => `import type { Probe } from '${specifier}';`,
  'passed on': (specifier) => `export * from '${specifier}';`,
  'at run time': (specifier) => `export const load = () => import('${specifier}');`,
  'type of a module': (specifier) => `export type Probe = typeof import('${specifier}');`,
  worker: (specifier) => `export const path = require.resolve('${specifier}');`,
};

const depth = (folder: string) => '../'.repeat(folder.split('/').length);

/** What an import by a file of one folder is told, with nothing else there. */
function told(
  folder: string,
  specifier: string,
  way: string,
  files: Readonly<Record<string, string>> = {},
): string[] {
  const text = ways[way]?.(specifier) ?? '';
  const sources = new Map(Object.entries({ ...files, [`${folder}/probe.ts`]: text }));
  return violations(sources, layers).filter((sentence) => sentence.startsWith(`${folder}/probe.ts`));
}

describe('the layers', () => {
  it('hold in the sources', () => expect(violations(readSources(root), layers)).toEqual([]));

  const pairs = folders.flatMap((from) =>
    folders.filter((to) => to !== from).map((to) => [from, to] as const),
  );

  it.each(Object.keys(ways))('refuse every import that is not allowed, %s', (way) => {
    for (const [from, to] of pairs) {
      const file = `${to}/own.ts`;
      const sentences = told(from, `${depth(from)}${to}/own`, way, { [file]: '' });
      const refusal = `${from}/probe.ts may not import ${file}: ${from} → ${to}.`;
      expect(sentences, `${from} → ${to}`).toEqual(layers[from]?.includes(to) ? [] : [refusal]);
    }
  });

  it.each(Object.keys(ways))('refuse every package that is not allowed, %s', (way) => {
    for (const from of folders)
      for (const name of [...packages, 'left-pad']) {
        const specifier =
          name === 'node' ? 'node:fs' : name === 'schemas' ? `${depth(from)}schemas/a.json` : name;
        expect(told(from, specifier, way).length, `${from} → ${name}`).toBe(
          layers[from]?.includes(name) ? 0 : 1,
        );
      }
  });

  it('keep the core from VS Code, pages and fronts', () => {
    for (const folder of folders.filter((each) => each.startsWith('src/core')))
      for (const allowed of layers[folder] ?? [])
        expect(allowed.startsWith('src/') ? allowed : `src/core ${allowed}`).toMatch(/^src\/core/);
    expect(
      folders.filter((each) => each.startsWith('src/core')).flatMap((each) => layers[each]),
    ).not.toContain('vscode');
  });

  it('have a place for every file', () =>
    expect(violations(new Map([['elsewhere/file.ts', '']]), { src: [] })).toEqual([
      'elsewhere/file.ts is in no folder of layers.json.',
    ]));
});

describe('a list of layers', () => {
  const list: Layers = { 'src/one': ['src/other'], 'src/other': [] };

  it('allows nothing in vain', () =>
    expect(violations(new Map([['src/one/a.ts', '']]), list)).toEqual([
      'layers.json allows src/one → src/other, and nothing there imports it.',
    ]));

  it('has no circle of folders', () => {
    const sources = new Map([
      ['src/one/a.ts', "import '../other/b';"],
      ['src/other/b.ts', ''],
      ['src/other/c.ts', "import '../one/d';"],
      ['src/one/d.ts', ''],
    ]);
    expect(violations(sources, { 'src/one': ['src/other'], 'src/other': ['src/one'] })).toEqual([
      'Folders of layers.json import one another: src/one, src/other.',
    ]);
  });

  it.each(Object.entries(ways))('refuses a circle of files that is closed by %s', (_, way) => {
    const sources = new Map([
      ['src/one/a.ts', "import { b } from './b';"],
      ['src/one/b.ts', "import { c } from './c';"],
      ['src/one/c.ts', way('./a')],
      ['src/one/apart.ts', "import { a } from './a';"],
    ]);
    expect(violations(sources, { 'src/one': [] })).toEqual([
      'Files import one another: src/one/a.ts, src/one/b.ts, src/one/c.ts.',
    ]);
  });
});
