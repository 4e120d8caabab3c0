// Compiles the search kernel from AssemblyScript to WebAssembly, into a file beside its source that bundles take in as bytes.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../src/core/scan/kernel');
const source = join(folder, 'assembly/codes.ts');
const compiled = join(folder, 'codes.wasm');

const options = ['--runtime', 'stub', '--noAssert', '--enable', 'simd', '--initialMemory', '20', '-O3'];

/** Compiles what has changed since it was compiled last. */
export async function buildKernel() {
  const [made = 0, ...changed] = await Promise.all(
    [compiled, source, fileURLToPath(import.meta.url)].map(changedAt),
  );
  if (made > Math.max(...changed)) return;
  const { main } = await import('assemblyscript/asc');
  const files = new Map();
  const { error, stderr } = await main(['codes.ts', ...options, '--outFile', 'codes.wasm'], {
    readFile: (name) => (name === 'codes.ts' ? readFile(source, 'utf8') : null),
    writeFile: (name, contents) => void files.set(name, contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`The search kernel does not compile.\n${stderr.toString()}`, { cause: error });
  await mkdir(dirname(compiled), { recursive: true });
  await writeFile(compiled, files.get('codes.wasm'));
}

/** When a file was last written; 0 for one that is not there. */
async function changedAt(path) {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
