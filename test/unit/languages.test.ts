import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageTables } from '../../scripts/languages.mjs';
import { languageOf, languages } from '../../src/core/code/language';

const root = join(import.meta.dirname, '../..');
const others = languages.filter((language) => language !== 'en');

const folders = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith(join('content', 'en.json')),
);

/** Files of texts, each as English has it and as a language has it. */
function pairs(language: string): (readonly [english: string, other: string])[] {
  return [
    ['package.nls.json', `package.nls.${language}.json`],
    ...folders.map((path) => {
      const english = join('src', path);
      return [english, english.replace(/en\.json$/, `${language}.json`)] as const;
    }),
  ];
}

const table = (path: string): Record<string, string> => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** What stands in a text and is no word: places, links to commands, code spans of settings. */
const fixed = (text: string) =>
  (text.match(/\{\w+|\(command:[\w.]+\)|`[^`]+`|#[\w.]+#/g) ?? []).sort((one, other) =>
    one < other ? -1 : 1,
  );

describe('a language is added by files alone', () => {
  it('the table of each folder of texts names the files that are there', async () => {
    for (const [path, written] of await languageTables())
      expect(readFileSync(path, 'utf8'), `${path}: node scripts/languages.mjs writes it`).toBe(written);
  });

  it('is chosen by the whole tag or by its first part', () => {
    for (const language of languages)
      expect([languageOf(language), languageOf(`${language}_XX.UTF-8`)]).toEqual([language, language]);
    expect(languageOf('tlh')).toBe('en');
  });

  it.each(others)(
    '%s has every text, in the order of the English ones, and keeps what is no word',
    (language) => {
      for (const [english, other] of pairs(language)) {
        const [of, own] = [table(english), table(other)];
        expect(Object.keys(own).sort(), other).toEqual(Object.keys(of).sort());
        for (const [id, text] of Object.entries(own)) {
          expect(text.trim(), `${other} ${id}`).not.toBe('');
          expect({ id, fixed: [...new Set(fixed(text))] }).toEqual({
            id,
            fixed: [...new Set(fixed(of[id] ?? ''))],
          });
        }
      }
    },
  );

  it.each(others)('%s has every text of the code', (language) => {
    const own = table(`l10n/bundle.l10n.${language}.json`);
    expect(Object.keys(own).sort()).toEqual(Object.keys(table('l10n/bundle.l10n.it.json')).sort());
    for (const [english, text] of Object.entries(own)) expect(fixed(text), english).toEqual(fixed(english));
  });
});
