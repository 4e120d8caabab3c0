// Makes the package of the command line for npm, in out/npm: npm install and npx run it without the extension.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildKernel } from './kernel.mjs';
import { writeLanguageTables } from './languages.mjs';
import { buildCommandLine } from './product.mjs';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);
const shell = process.platform === 'win32';

/**
 * @param {string} folder to make it in, which is emptied
 * @returns {Promise<string>} the path of the tarball
 */
export async function packForNpm(folder) {
  const read = async (/** @type {string} */ name) => JSON.parse(await readFile(join(root, name), 'utf8'));
  const { name, version, license, homepage, repository, bugs, keywords, engines, bin } =
    await read('package.json');
  const { 'extension.description': description } = await read('package.nls.json');
  const manifest = {
    name,
    version,
    description,
    license,
    homepage,
    repository,
    bugs,
    // The others are for VS Code's Marketplace.
    keywords: keywords.filter((/** @type {string} */ keyword) => !keyword.startsWith('__')),
    engines: { node: engines.node },
    bin,
    man: `./man/${name}.1`,
    files: ['dist', 'man'],
  };
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'man'), { recursive: true });
  await buildKernel();
  await writeLanguageTables();
  await buildCommandLine(join(folder, 'dist'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(root, 'docs/command-line.md'), join(folder, 'README.md'));
  const { stdout: page } = await run(process.execPath, [join(folder, bin[name]), 'man', '--lang', 'en']);
  await writeFile(join(folder, manifest.man), page);
  const { stdout } = await run('npm', ['pack', '--json', '--offline'], { cwd: folder, shell });
  const [{ filename }] = JSON.parse(stdout);
  return join(folder, filename);
}

/**
 * Installs the package as npm does, in a folder of its own and without a network, and asks it for its version.
 * @param {string} tarball
 * @param {string} folder
 * @returns {Promise<string>}
 */
export async function versionInstalled(tarball, folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', ...quiet, tarball], { cwd: folder, shell });
  const { stdout } = await run('npx', ['--offline', 'ndr-lens', '--version'], { cwd: folder, shell });
  return stdout.trim();
}

if (process.argv[1] === import.meta.filename) console.log(await packForNpm(join(root, 'out/npm')));
