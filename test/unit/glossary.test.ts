import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/core/code/language';

const root = join(import.meta.dirname, '../..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const table = (path: string): [string, string][] => Object.entries(JSON.parse(read(path)));

const contents = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((path) =>
  join('src', path),
);

/** Every text that a person reads in a language, with the file and the key where it stands. */
function textsIn(language: Language): { readonly place: string; readonly text: string }[] {
  const files = [
    ...contents.filter((path) => path.endsWith(join('content', `${language}.json`))),
    language === 'en' ? 'package.nls.json' : 'package.nls.it.json',
    ...(language === 'it' ? ['l10n/bundle.l10n.it.json'] : []),
  ];
  const said = files.flatMap((path) => table(path).map(([key, text]) => ({ place: `${path} ${key}`, text })));
  const keys = table('l10n/bundle.l10n.it.json').map(([key]) => ({ place: 'l10n', text: key }));
  return language === 'en' ? [...said, ...keys] : said;
}

interface Term {
  readonly concept: string;
  readonly names: Readonly<Record<Language, string>>;
  readonly avoided: Readonly<Record<Language, readonly string[]>>;
  readonly source: string;
}

const parts = (cell: string) => cell.split(';').flatMap((part) => part.trim() || []);

const terms: Term[] = read('docs/glossary.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) => {
    const [, concept = '', en = '', notEn = '', it = '', notIt = '', source = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return { concept, names: { en, it }, avoided: { en: parts(notEn), it: parts(notIt) }, source };
  });

/** Whole words, in any case; letters of Italian are letters too. */
const word = (text: string) =>
  new RegExp(`(?<![\\p{L}\\d-])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d-])`, 'iu');

describe('the glossary', () => {
  it('names each concept once, in both languages, with its source', () => {
    expect(terms.length).toBeGreaterThan(10);
    expect(new Set(terms.map(({ concept }) => concept)).size).toBe(terms.length);
    for (const { concept, names, source } of terms)
      expect([names.en, names.it, source].includes(''), concept).toBe(false);
  });

  it.each(['en', 'it'] as const)('is what the texts keep to: %s', (language) => {
    const texts = textsIn(language);
    const strays = terms.flatMap(({ avoided }) =>
      avoided[language].flatMap((avoid) =>
        texts
          .filter(({ text }) => word(avoid).test(text.replace(/\{\w+\}|\{\w+\|/g, '')))
          .map(({ place }) => `${avoid}: ${place}`),
      ),
    );
    expect(strays).toEqual([]);
  });
});
