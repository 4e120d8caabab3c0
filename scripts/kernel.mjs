// Compiles the kernels from AssemblyScript to WebAssembly, each into a file beside its source that bundles take in as bytes.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(import.meta.url);
const core = join(dirname(script), '../src/core');
const sources = [
  'search/kernel/assembly/codes.ts',
  'search/kernel/assembly/mayHold.ts',
  'logs/kernel/assembly/postfix.ts',
  'logs/kernel/assembly/queueIds.ts',
];

const options = ['--runtime', 'stub', '--noAssert', '--enable', 'simd', '-O3'];

/** Compiles what has changed since it was compiled last. */
export async function buildKernel() {
  for (const source of sources) await compile(join(core, source));
}

async function compile(source) {
  const name = basename(source, '.ts');
  const folder = dirname(source);
  const compiled = join(folder, `../${name}.wasm`);
  const names = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  const files = names.map((file) => join(folder, file));
  const [made = 0, ...changed] = await Promise.all([compiled, ...files, script].map(changedAt));
  if (made > Math.max(...changed)) return;
  const { main } = await import('assemblyscript/asc');
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const texted = new Map(names.map((file, index) => [file, texts[index]]));
  let module;
  const { error, stderr } = await main([`${name}.ts`, ...options, '--outFile', 'out.wasm'], {
    readFile: (asked) => texted.get(asked) ?? null,
    writeFile: (_, contents) => {
      module = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${source} does not compile.\n${stderr.toString()}`, { cause: error });
  await writeFile(compiled, module);
}

/** When a file was last written; 0 for one that is not there. */
async function changedAt(path) {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
