import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { extractPackage, installOnce, type Report, run } from './npmPackage';
import { downloadsDir } from './repository';
import { chromiumPackage } from './versions';

export interface InstalledBrowser {
  executable: string;
  /** What the browser needs in its environment beyond our own. */
  env: Record<string, string>;
}

/** An installed Chrome, Chromium or Edge, else the Chromium from npm where there is one. */
export async function installBrowser(report: Report): Promise<InstalledBrowser> {
  const found = installedBrowser();
  if (found !== undefined) return { executable: found, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome, Chromium or Edge found: install one, or name it in CHROME_PATH.');
  }
  const folder = join(downloadsDir(), `chromium-${chromiumPackage.version}`);
  if (!existsSync(folder)) report(`Installing Chromium ${chromiumPackage.version} into .vscode-test`);
  await installOnce(folder, unpackChromium);
  const env: Record<string, string> = { FONTCONFIG_FILE: await fontSettings(folder) };
  const libraries = join(folder, 'lib');
  if (existsSync(libraries)) env.LD_LIBRARY_PATH = libraries;
  return { executable: join(folder, 'chromium'), env };
}

function installedBrowser(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names no file: ${named}`);
    return named;
  }
  return [...onPath(), ...usualPlaces()].find((candidate) => existsSync(candidate));
}

function onPath(): string[] {
  if (process.platform === 'win32') return [];
  // Not the snap wrapper chromium-browser: it cannot read a profile under /tmp.
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
        .flatMap((variable) => process.env[variable] ?? [])
        .flatMap((folder) => [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]);
    default:
      return ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium'];
  }
}

async function unpackChromium(folder: string): Promise<void> {
  await extractPackage(chromiumPackage, 'package/bin', folder);
  await inflate(join(folder, 'chromium.br'), join(folder, 'chromium'), 0o755);
  for (const part of ['fonts', 'al2023', 'swiftshader']) {
    const tar = join(folder, `${part}.tar`);
    await inflate(join(folder, `${part}.tar.br`), tar, 0o644);
    await run('tar', ['-xf', `${part}.tar`], folder);
    await rm(tar);
  }
  // NSS comes with the package for machines that have none; the machine's own is better where it works.
  const starts = spawnSync(join(folder, 'chromium'), ['--version']).status === 0;
  if (starts) await rm(join(folder, 'lib'), { recursive: true, force: true });
}

async function inflate(from: string, to: string, mode: number): Promise<void> {
  await writeFile(to, await promisify(brotliDecompress)(await readFile(from)), { mode });
  await rm(from);
}

/** The machine's fonts and the package's: a bare machine has none, and text without a font has no width. */
async function fontSettings(folder: string): Promise<string> {
  const file = join(folder, 'fonts-here.conf');
  if (existsSync(file)) return file;
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${join(folder, 'fonts')}</dir>`,
    `<cachedir>${join(folder, 'font-cache')}</cachedir>`,
    '</fontconfig>',
  ];
  await writeFile(file, lines.join('\n'));
  return file;
}
