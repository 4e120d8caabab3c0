import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../host/npmPackage';
import { repositoryRoot } from '../host/repository';

/** A language of nobody: each text is there in letters with signs, and longer by two fifths, as German is. */
export const pseudoLanguage = 'qps-ploc';

/** What the package is made of. */
const sources = [
  ...['src', 'scripts', 'l10n', 'media', 'samples', 'schemas', 'syntaxes'],
  ...['package.json', 'package.nls.json', 'package.nls.it.json', 'tsconfig.json', '.vscodeignore'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE'],
];

const letters = new Map(
  [...'aceghijlnorsuwyzACEGHIJLNORSUWYZ'].map((letter, at) => [
    letter,
    [...'åçéĝĥîĵļñöŕšûŵýžÅÇÉĜĤÎĴĻÑÖŔŠÛŴÝŽ'][at] ?? letter,
  ]),
);

// Places with their words, commands of links, settings, code spans, cmdlets and codes are no words.
const fixed =
  /(\{\w+(?:\|[^{}]*)?\}|\]\([^)]*\)|`[^`]+`|#[\w.]+#|\$\([\w-]+\)|\b[A-Z][a-z]+-[A-Z]\w+|\b\d[\w.]*)/;

/** The text in this language. */
export function pseudo(text: string): string {
  const said = text
    .split(fixed)
    .map((part, index) =>
      index % 2 === 1 ? part : [...part].map((letter) => letters.get(letter) ?? letter).join(''),
    )
    .join('');
  const more = ' öñé ţŵö ţĥŕéé ƒöûŕ'
    .repeat(Math.ceil(text.length / 40))
    .slice(0, Math.ceil(0.4 * text.length));
  return `[${said}${more.trimEnd()}]`;
}

const pseudoTable = (path: string, ofKeys = false) => {
  const table: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'));
  const rows = Object.entries(table).map(([key, text]) => [key, pseudo(ofKeys ? key : text)]);
  return `${JSON.stringify(Object.fromEntries(rows), undefined, 2)}\n`;
};

/** Adds the language to a copy of the project as CONTRIBUTING.md says: files, and nothing else. */
function addLanguage(folder: string): void {
  for (const path of readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }))
    if (path.endsWith(join('content', 'en.json'))) {
      const english = join(folder, 'src', path);
      writeFileSync(english.replace(/en\.json$/, `${pseudoLanguage}.json`), pseudoTable(english));
    }
  writeFileSync(
    join(folder, `package.nls.${pseudoLanguage}.json`),
    pseudoTable(join(folder, 'package.nls.json')),
  );
  const bundle = join(folder, 'l10n', 'bundle.l10n.it.json');
  writeFileSync(join(folder, 'l10n', `bundle.l10n.${pseudoLanguage}.json`), pseudoTable(bundle, true));
}

/** The package of the project with the language added. @param use takes its path while it is there */
export async function withPseudoPackage<Result>(use: (vsix: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-language-'));
  try {
    for (const source of sources)
      cpSync(join(repositoryRoot(), source), join(folder, source), {
        recursive: true,
        preserveTimestamps: true,
      });
    symlinkSync(join(repositoryRoot(), 'node_modules'), join(folder, 'node_modules'));
    addLanguage(folder);
    const vsix = join(folder, 'with-language.vsix');
    // Not as a release is: accents take several bytes, and texts that are longer by so much may not fit.
    const pack = `import { packageExtension } from './scripts/package.mjs'; await packageExtension('.', process.argv[1]);`;
    await run(process.execPath, ['--input-type=module', '--eval', pack, vsix], folder);
    return await use(vsix);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
