// Holds the sources against layers.json, the one list of which folder may import which.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { importsOf } from './imports.mjs';

/** @typedef {Readonly<Record<string, readonly string[]>>} Layers folders and packages by the folder that may import them */
/** @typedef {ReadonlyMap<string, string>} Sources texts by path, with slashes, from the root of the repository */

/**
 * What a list of layers forbids in sources, a sentence each: imports that it does not allow, of types and at run time too;
 * files that it has no folder for; files and folders that import one another in a circle; and what it allows in vain.
 * @param {Sources} sources
 * @param {Layers} layers
 * @returns {string[]}
 */
export function violations(sources, layers) {
  const graph = new Map([...sources].map(([file, text]) => [file, targetsOf(file, text, sources)]));
  const used = new Set();
  const refused = [...graph].flatMap(([file, targets]) => {
    const folder = folderOf(file, layers);
    if (folder === undefined) return [`${file} is in no folder of layers.json.`];
    return targets.flatMap((target) => {
      const wanted = sources.has(target) ? folderOf(target, layers) : target;
      if (wanted === folder || wanted === undefined) return [];
      used.add(`${folder} ${wanted}`);
      return layers[folder]?.includes(wanted)
        ? []
        : [`${file} may not import ${target}: ${folder} → ${wanted}.`];
    });
  });
  const folders = new Map(
    Object.entries(layers).map(([folder, allowed]) => [folder, allowed.filter((each) => each in layers)]),
  );
  const vain = Object.entries(layers).flatMap(([folder, allowed]) =>
    allowed
      .filter((each) => !used.has(`${folder} ${each}`))
      .map((each) => `layers.json allows ${folder} → ${each}, and nothing there imports it.`),
  );
  const circle = (what) => (members) => `${what} import one another: ${members.join(', ')}.`;
  return [
    ...refused,
    ...vain,
    ...circles(graph).map(circle('Files')),
    ...circles(folders).map(circle('Folders of layers.json')),
  ];
}

/**
 * What a file imports: paths of other sources, and names of packages; all of Node is `node`.
 * @param {string} file
 * @param {string} text
 * @param {Sources} sources
 * @returns {string[]}
 */
function targetsOf(file, text, sources) {
  const targets = importsOf(file, text).map(({ specifier }) => {
    if (!specifier.startsWith('.')) return packageOf(specifier);
    const path = posix.join(posix.dirname(file), specifier);
    const found = [`${path}.ts`, `${path}/index.ts`].find((each) => sources.has(each));
    // Content, compiled modules and the like lie in the folder of what reads them; the rest goes by its first folder.
    return found ?? (path.startsWith('src/') ? file : packageOf(path));
  });
  return [...new Set(targets)].filter((target) => target !== file);
}

/** @param {string} specifier */
function packageOf(specifier) {
  if (specifier.startsWith('node:')) return 'node';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/**
 * The innermost folder of the list that a file lies in.
 * @param {string} file
 * @param {Layers} layers
 */
function folderOf(file, layers) {
  return Object.keys(layers)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((one, other) => other.length - one.length)[0];
}

/**
 * The groups in which each leads to every other (Tarjan's algorithm).
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {string[][]}
 */
function circles(graph) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];
  /** @param {string} node */
  const visit = (node) => {
    const own = { index: seen.size, low: seen.size, open: true };
    seen.set(node, own);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      const other = seen.get(next) ?? visit(next);
      if (other.open) own.low = Math.min(own.low, other.low);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.indexOf(node));
      for (const member of group) {
        const state = seen.get(member);
        if (state) state.open = false;
      }
      if (group.length > 1) found.push(group.sort());
    }
    return own;
  };
  for (const node of graph.keys()) if (!seen.has(node)) visit(node);
  return found;
}

/**
 * The sources of the product; the kernels are another language, whose compiler reads them.
 * @param {string} root the repository
 * @returns {Map<string, string>}
 */
export function readSources(root) {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => posix.join('src', file.split(sep).join('/')))
    .filter((file) => file.endsWith('.ts') && !file.includes('/assembly/') && !file.endsWith('.d.ts'));
  return new Map(files.sort().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/**
 * @param {string} root the repository
 * @returns {Layers}
 */
export function readLayers(root) {
  return JSON.parse(readFileSync(join(root, 'layers.json'), 'utf8'));
}

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..');
  const found = violations(readSources(root), readLayers(root));
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length > 0 ? 1 : 0;
}
