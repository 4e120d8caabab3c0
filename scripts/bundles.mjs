// Bundles what runs in Node. A dynamic import is a bundle: whatever `import('…')` names in our own code, and whatever
// `require.resolve('…')` names for a worker, becomes an entry of its own, so that no list of them is kept anywhere.
import { relative, resolve, sep } from 'node:path';
import * as esbuild from 'esbuild';

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
const vscodeOnce = {
  name: 'vscode-once',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace, path }) =>
      namespace === 'vscode-once' ? { path, external: true } : { path, namespace: 'vscode-once' },
    );
    build.onLoad({ filter: /.*/, namespace: 'vscode-once' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

/**
 * Bundles entries, and every module that one of them, or what it imports, loads at run time.
 * @param {Record<string, string>} entries module by name of its bundle
 * @param {{ root: string, options: esbuild.BuildOptions, run: (options: esbuild.BuildOptions) => Promise<unknown> }} how
 * the folder of the sources, what every bundle is built with, and what builds or watches
 */
export async function bundle(entries, { root, options, run }) {
  /** @type {Map<string, string>} */
  const names = new Map();

  /** @param {readonly (readonly [name: string, module: string])[]} wanted */
  const start = async (wanted) => {
    const fresh = wanted.filter(([, module]) => !names.has(resolve(module)));
    for (const [name, module] of fresh) {
      if ([...names.values()].includes(name)) throw new Error(`Two bundles would be named ${name}.`);
      names.set(resolve(module), name);
    }
    if (fresh.length === 0) return;
    await run({
      ...options,
      entryPoints: Object.fromEntries(fresh),
      plugins: [...(options.plugins ?? []), lazy, vscodeOnce],
      // As require(): VS Code's extension host resolves it beside the bundle, on the oldest engine too.
      supported: { 'dynamic-import': false },
    });
  };

  /** @type {esbuild.Plugin} */
  const lazy = {
    name: 'a-dynamic-import-is-a-bundle',
    setup(build) {
      /** @type {Map<string, string>} */
      const met = new Map();
      build.onResolve({ filter: /^\./ }, async ({ kind, path, importer, resolveDir, pluginData }) => {
        const isOurs = !importer.split(sep).includes('node_modules');
        if (pluginData === lazy || !isOurs || !lazyKinds.has(kind)) return undefined;
        const found = await build.resolve(path, {
          kind: 'import-statement',
          importer,
          resolveDir,
          pluginData: lazy,
        });
        if (found.errors.length > 0) return { errors: found.errors };
        const name = names.get(found.path) ?? bundleName(found.path, root);
        met.set(found.path, name);
        return { path: `./${name}.js`, external: true };
      });
      build.onEnd(() => start([...met].map(([module, name]) => [name, module])));
    },
  };

  await start(Object.entries(entries));
}
