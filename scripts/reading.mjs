/**
 * Prints how the English texts read: the median length of a sentence in words and the Flesch-Kincaid grade, for each file of
 * texts, and the longest sentences. With `--old`, also the sources whose page bears a date more than a year ago.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const contents = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith(join('content', 'en.json')))
  .map((path) => join('src', path));
const files = [...contents.sort(), 'package.nls.json'];

/** Titles of pages, names of fields and labels are no sentences. */
const isSentence = (text) => /[.?!]$/.test(text);

const sentencesOf = (text) =>
  text
    .replace(/\{\w+\|([^{}|]*)\|[^{}|]*\}/g, '$1')
    .replace(/\{\w+\}/g, 'name')
    .split(/(?<=[.?!]["”]?)\s+(?=["“A-Z])/)
    .filter(isSentence);

const wordsOf = (sentence) => sentence.match(/[\p{L}\d][\p{L}\d'’./@-]*/gu) ?? [];

/** Groups of vowels, without a silent e at the end: what the formula counts, near enough. */
const syllablesOf = (word) =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/e$/, '')
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
const median = (numbers) =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

function measure(sentences) {
  const words = sentences.map(wordsOf);
  const lengths = words.map(({ length }) => length);
  const all = words.flat();
  const grade =
    0.39 * (all.length / sentences.length) + 11.8 * (sum(all.map(syllablesOf)) / all.length) - 15.59;
  return {
    sentences: sentences.length,
    median: median(lengths),
    longest: Math.max(...lengths),
    grade: Number(grade.toFixed(1)),
  };
}

const read = files.map((file) => ({
  file,
  sentences: Object.values(JSON.parse(readFileSync(join(root, file), 'utf8'))).flatMap(sentencesOf),
}));
const all = read.flatMap(({ sentences }) => sentences);
console.table(
  Object.fromEntries(
    [...read.filter(({ sentences }) => sentences.length > 0), { file: 'all', sentences: all }].map(
      ({ file, sentences }) => [file, measure(sentences)],
    ),
  ),
);
const long = all.filter((sentence) => wordsOf(sentence).length > 25);
console.log(`Sentences of more than 25 words: ${long.length}`);
for (const sentence of long) console.log(`  ${wordsOf(sentence).length}: ${sentence}`);
if (process.argv.includes('--old')) {
  const source = readFileSync(join(root, 'src/core/knowledge/sources.ts'), 'utf8');
  const yearAgo = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
  for (const [, id, revised] of source.matchAll(/\n {2}'?([\w-]+)'?: \{[^}]*revised: '([\d-]+)'/g))
    if (revised < yearAgo) console.log(`${revised} ${id}`);
}
