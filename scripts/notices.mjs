// The notices of the libraries that bundles hold: who wrote them, and under which licence, as each asks for.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * The folders of the packages that parts of went into bundles.
 * @param {readonly import('esbuild').Metafile[]} metafiles with paths from the current folder
 * @returns {string[]}
 */
export function bundledPackages(metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const files = outputs.flatMap(({ inputs }) => Object.keys(inputs).map((file) => resolve(file)));
  const within = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
  return [...new Set(files.flatMap((file) => within.exec(file)?.[0] ?? []))].sort();
}

/**
 * What the packages ask to be told, as a text.
 * @param {readonly string[]} folders of packages
 * @param {string} mit the text of the MIT licence behind its copyright line, for packages that only name it
 * @throws {Error} when a package has no text of its licence and does not name MIT
 */
export async function noticesOf(folders, mit) {
  const notices = await Promise.all(folders.map((folder) => noticeOf(folder, mit)));
  const unlike = [...new Map(notices.map((notice) => [notice.name, notice.text])).values()];
  return ['This product contains the following software.', ...unlike].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/**
 * @param {string} folder
 * @param {string} mit
 */
async function noticeOf(folder, mit) {
  const { name, version, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  if (texts.length === 0) {
    if (license !== 'MIT') throw new Error(`${name} ${version} has no text of its licence, ${license}.`);
    const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
    texts.push(`Copyright (c) ${holder}\n\n${mit}`);
  }
  const title = `${name} ${version} (${license})`;
  return { name: title, text: [title, ...texts.map((text) => text.trim())].join('\n\n') };
}
