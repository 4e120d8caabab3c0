// Writes the table of each folder of texts: a language is there as soon as its files are. Builds do so too.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/**
 * The tables as they should be, by path: one beside every `content/en.json`.
 * @returns {Promise<Map<string, string>>}
 */
export async function languageTables() {
  const files = await readdir(join(root, 'src'), { recursive: true });
  const folders = files
    .filter((file) => file.endsWith(join('content', 'en.json')))
    .map((file) => dirname(file));
  /** @type {Map<string, string>} */
  const tables = new Map();
  for (const folder of folders.sort()) {
    const path = join(root, 'src', folder);
    const names = (await readdir(path)).flatMap(
      (file) => /^([a-z]+(?:-[a-z]+)*)\.json$/.exec(file)?.[1] ?? [],
    );
    tables.set(join(path, 'languages.ts'), tableOf(names.sort()));
  }
  return tables;
}

const englishFirst = (/** @type {string} */ one, /** @type {string} */ other) =>
  Number(other === 'en') - Number(one === 'en');

/** @param {readonly string[]} languages such as `pt-br` */
function tableOf(languages) {
  const name = (/** @type {string} */ tag) => tag.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const rows = languages
    .toSorted(englishFirst)
    .map((tag) => (name(tag) === tag ? tag : `'${tag}': ${name(tag)}`));
  return [
    '// Written by scripts/languages.mjs from the files beside.',
    ...languages.map((tag) => `import ${name(tag)} from './${tag}.json';`),
    '',
    `export default { ${rows.join(', ')} };`,
    '',
  ].join('\n');
}

/** Writes those that are not as they should be. */
export async function writeLanguageTables() {
  for (const [path, table] of await languageTables())
    if ((await readFile(path, 'utf8').catch(() => '')) !== table) await writeFile(path, table);
}

if (process.argv[1] === import.meta.filename) await writeLanguageTables();
