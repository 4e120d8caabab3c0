import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inPlainWords, networkFailure } from './plainError';
import type { NpmPackage } from './versions';

export type Report = (text: string) => void;

const temporaryPrefix = '.installing-';
const abandonedAfterMs = 60 * 60 * 1000;

/**
 * Builds `target` in a folder beside it and renames it at the end, so that a cut install is never taken for a
 * finished one. Two processes may build at once: the first rename wins, the other's work is dropped.
 */
export async function installOnce(target: string, build: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  await inPlainWords(() => buildBeside(target, build));
}

async function buildBeside(target: string, build: (folder: string) => Promise<void>): Promise<void> {
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const workspace = await mkdtemp(join(parent, temporaryPrefix));
  try {
    const folder = join(workspace, basename(target));
    await mkdir(folder);
    await build(folder);
    await rename(folder, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const folder = join(parent, name);
    // Another process may be removing it too.
    const changed = await stat(folder).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - changed > abandonedAfterMs) await rm(folder, { recursive: true, force: true });
  }
}

/** Puts the package's `inner` folder (`package` being the whole of it) into `folder`, once its hash is right. */
export async function extractPackage(wanted: NpmPackage, inner: string, folder: string): Promise<void> {
  const download = await mkdtemp(join(dirname(folder), 'download-'));
  await npm(['pack', `${wanted.name}@${wanted.version}`, '--json', '--pack-destination', '.'], download);
  const tarball = (await readdir(download)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined)
    throw new Error(`npm pack gave no tarball for ${wanted.name}@${wanted.version}.`);
  const bytes = await readFile(join(download, tarball));
  const hash = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (hash !== wanted.integrity) {
    throw new Error(
      `${wanted.name}@${wanted.version} is not the package pinned in test/host/versions.ts: ${hash}`,
    );
  }
  const depth = inner.split('/').length;
  // Relative paths only: GNU tar on Windows takes `C:` for a host name.
  const archive = `../${basename(download)}/${tarball}`;
  await run('tar', ['-xzf', archive, `--strip-components=${depth}`, inner], folder);
  await rm(download, { recursive: true, force: true });
}

const retryDelaysMs = [2000, 8000];

export async function npm(args: string[], cwd: string): Promise<void> {
  for (const delay of [...retryDelaysMs, undefined]) {
    try {
      return await run('npm', args, cwd);
    } catch (error) {
      if (delay === undefined || !networkFailure.test(String(error))) throw error;
      await sleep(delay);
    }
  }
}

export function run(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // npm is npm.cmd on Windows, which only a shell can start; no argument here needs quoting.
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new Error(`${command} cannot be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} failed with code ${code}:\n${output.trim()}`));
    });
  });
}
