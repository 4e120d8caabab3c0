// Bundles what runs in Node. A dynamic import is a bundle: whatever `import('…')` names in our own code, and whatever
// `require.resolve('…')` names for a worker, becomes an entry of its own, so that no list of them is kept anywhere.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import * as esbuild from 'esbuild';
import { packChunks } from './packedChunks.mjs';

/** Kinds of imports that are read at run time, and so from a file of their own. */
const lazyKinds = new Set(['dynamic-import', 'require-resolve', 'require-call']);

/**
 * The name of the bundle of a module: its path below the sources, since several modules may have one file name. All
 * bundles lie in one folder, where each finds every other beside it.
 * @param {string} module the path of the module
 * @param {string} root the folder of the sources
 */
export function bundleName(module, root) {
  return relative(root, module)
    .replace(/\.ts$/, '')
    .replace(/(?<=.)\/index$/, '')
    .split(sep)
    .join('.');
}

/**
 * Reads VS Code's API once a bundle. For `import * as vscode`, esbuild copies all of its hundreds of names once for every
 * file, which was most of the time that loading took; here, they all take it from one module that passes it on.
 * @type {esbuild.Plugin}
 */
export const vscodeOnce = {
  name: 'vscode-once',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace, path }) =>
      namespace === 'vscode-once' ? { path, external: true } : { path, namespace: 'vscode-once' },
    );
    build.onLoad({ filter: /.*/, namespace: 'vscode-once' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

/**
 * Bundles entries, and every module that one of them, or what it imports, loads at run time. What several bundles hold
 * lies once, in chunks beside them, each as CommonJS: VS Code's extension host resolves `require()` beside the bundle, on the
 * oldest engine too.
 * @param {Record<string, string>} entries module by name of its bundle
 * @param {{ root: string, options: esbuild.BuildOptions, run: (options: esbuild.BuildOptions) => Promise<unknown>,
 * alone?: readonly string[] }} how the folder of the sources, what every bundle is built with, what builds or watches, and the
 * names of the entries that share nothing, so that they load one file when they start
 */
export async function bundle(entries, { root, options, run, alone = [] }) {
  const all = await lazyModules(entries, { root, options });
  const build = (/** @type {[string, string][]} */ wanted) =>
    run({
      ...options,
      entryPoints: Object.fromEntries(wanted),
      plugins: [
        ...(options.plugins ?? []),
        lazyPlugin(root, all),
        workers(all),
        vscodeOnce,
        asCommonJs(options),
      ],
      format: 'esm',
      splitting: true,
      chunkNames: 'chunk-[hash]',
      write: false,
      // Chained in the second step.
      sourcemap: options.sourcemap ? 'inline' : false,
    });
  const named = [...all]
    .map(([module, name]) => /** @type {[string, string]} */ ([name, module]))
    // They were met in any order, and chunks are made and named in that of the entries.
    .sort(([one], [other]) => (one < other ? -1 : 1));
  for (const each of named.filter(([name]) => alone.includes(name))) await build([each]);
  const others = named.filter(([name]) => !alone.includes(name));
  if (others.length > 0) await build(others);
}

/**
 * The names of the bundles by the modules they begin with: of the entries, and of all that is loaded at run time.
 * @param {Record<string, string>} entries
 * @param {{ root: string, options: esbuild.BuildOptions }} how
 */
async function lazyModules(entries, { root, options }) {
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Map<string, string>} */
  let fresh = new Map(Object.entries(entries).map(([name, module]) => [resolve(module), name]));
  while (fresh.size > 0) {
    for (const [module, name] of fresh) {
      if ([...names.values()].includes(name)) throw new Error(`Two bundles would be named ${name}.`);
      names.set(module, name);
    }
    /** @type {Map<string, string>} */
    const met = new Map();
    await esbuild.build({
      ...options,
      entryPoints: [...fresh.keys()],
      plugins: [lazyPlugin(root, names, met), vscodeOnce],
      write: false,
      sourcemap: false,
      minify: false,
      outdir: resolve('out'),
    });
    fresh = met;
  }
  return names;
}

/**
 * @param {string} root
 * @param {ReadonlyMap<string, string>} names of the bundles that are known, by module
 * @param {Map<string, string>} [met] takes those that are not
 * @returns {esbuild.Plugin}
 */
function lazyPlugin(root, names, met) {
  const own = Symbol('resolved here');
  return {
    name: 'a-dynamic-import-is-a-bundle',
    setup(build) {
      build.onResolve({ filter: /^\./ }, async ({ kind, path, importer, resolveDir, pluginData }) => {
        const isOurs = !importer.split(sep).includes('node_modules');
        if (pluginData === own || !isOurs || !lazyKinds.has(kind)) return undefined;
        const found = await build.resolve(path, {
          kind: 'import-statement',
          importer,
          resolveDir,
          pluginData: own,
        });
        if (found.errors.length > 0) return { errors: found.errors };
        const name = names.get(found.path) ?? bundleName(found.path, root);
        if (!names.has(found.path)) met?.set(found.path, name);
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}

/**
 * Names the bundle of each worker where it is started: in ES modules, esbuild leaves `require.resolve()` as it stands.
 * @param {ReadonlyMap<string, string>} names of the bundles, by module
 * @returns {esbuild.Plugin}
 */
function workers(names) {
  return {
    name: 'workers',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const contents = text.replace(/(?<=\brequire\.resolve\(')\.[^']*(?='\))/g, (specifier) => {
          const module = `${resolve(dirname(path), specifier)}.ts`;
          return `./${names.get(module)}.js`;
        });
        return contents === text ? undefined : { contents, loader: 'ts' };
      });
    },
  };
}

/**
 * Only ES modules are split by esbuild: what it made becomes CommonJS in a second step, and is written then.
 * @param {esbuild.BuildOptions} options
 * @returns {esbuild.Plugin}
 */
function asCommonJs({ minify, target, sourcemap }) {
  return {
    name: 'as-commonjs',
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(async ({ outputFiles = [], metafile }) => {
        const made = outputFiles.filter(({ path }) => path.endsWith('.js'));
        const libraries = lazyLibraries(metafile);
        /** @type {Map<string, string>} */
        const files = new Map();
        for (const { path, text } of made) {
          const { code, map } = await esbuild.transform(text, {
            format: 'cjs',
            platform: 'node',
            minify,
            target,
            sourcefile: path,
            sourcemap: sourcemap ? 'external' : false,
            supported: { 'dynamic-import': false },
          });
          const name = basename(path, '.js');
          const own = libraries.has(path) ? `${code}module.exports=module.exports.default;\n` : code;
          files.set(name, sourcemap ? `${own}//# sourceMappingURL=${name}.js.map\n` : own);
          if (sourcemap) await write(`${path}.map`, map);
        }
        const folder = dirname(made[0]?.path ?? '');
        // Lines of a file that holds several would be of none of the sources.
        for (const [name, code] of sourcemap ? files : packChunks(files))
          await write(join(folder, `${name}.js`), code);
      });
    },
  };
}

/**
 * The files of libraries that are CommonJS and loaded at run time: as an ES module, such a one is all in its default export, and whoever
 * loads it wants the names in it.
 * @param {esbuild.Metafile | undefined} metafile
 */
function lazyLibraries(metafile) {
  const outputs = Object.entries(metafile?.outputs ?? {});
  return new Set(
    outputs
      .filter(
        ([, { entryPoint = '', exports }]) =>
          /\bnode_modules\b/.test(entryPoint) && `${exports}` === 'default',
      )
      .map(([path]) => resolve(path)),
  );
}

/**
 * @param {string} path
 * @param {string} text
 */
async function write(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
