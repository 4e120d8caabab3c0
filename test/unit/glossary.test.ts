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

  it('is English of the United States, in texts and documentation', () => {
    const documents = [
      'README.md',
      ...['CONTRIBUTING.md', 'SECURITY.md', 'SUPPORT.md', 'samples/README.md'],
      ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md'))
        .map((path) => join('docs', path)),
    ].map((path) => ({ place: path, text: withoutCode(read(path)) }));
    expect(documents.length).toBeGreaterThan(10);
    const strays = [...textsIn('en'), ...documents].flatMap(({ place, text }) =>
      [...text.matchAll(british)].map(([found]) => `${found}: ${place}`),
    );
    expect(strays).toEqual([]);
  });
});

/** Names in code are spelled as they are, and so are addresses. */
function withoutCode(markdown: string): string {
  return markdown.replace(/```[\s\S]*?```|`[^`\n]*`|\]\([^)]*\)/g, '');
}

/** Spellings of other countries, with all that is made of them. */
const british = new RegExp(
  [
    String.raw`\b\w*(?:colour|favour|behaviour|honour|neighbour|labour)\w*`,
    String.raw`\b(?:un)?(?:licence|cancelled|cancelling|catalogue|centre|grey|artefact|programme|judgement)\w*`,
    String.raw`\b(?:de|of)fence\w*`,
    String.raw`\b(?:travel|label|model|signal|level|total)l(?:ed|ing|er)\w*`,
    String.raw`\b\w*(?:recogn|organ|author|real|normal|summar|synchron|custom|categor|prior|optim|minim|maxim|initial|apolog|final|special|general|visual|standard|local|serial|character|util)is(?:e|ed|es|ing|ation|ations|er|ers)\b`,
    String.raw`\b(?:analyse|analysed|analysing|afterwards|towards|whilst|amongst|learnt|spelt|fulfil|enrol)\b`,
    // Days stand behind the month.
    String.raw`\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b`,
  ].join('|'),
  'gi',
);
