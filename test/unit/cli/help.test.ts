import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type CommandName, commandLines, isCommandName } from '../../../src/cli/commandLines';
import { commandHelp, generalHelp } from '../../../src/cli/help';
import { languageOfArguments } from '../../../src/cli/language';
import { cliTexts } from '../../../src/cli/texts';
import { asUsageError, UsageError } from '../../../src/cli/usageError';

const languages = ['en', 'it'] as const;
const names = Object.keys(commandLines).filter(isCommandName);
const optionsOf = (name: CommandName) => Object.keys(commandLines[name].options);
const rowsOf = (name: CommandName) => [...commandLines[name].operands, ...optionsOf(name)].length + 1;

/** What stands below the heading of a command in the page about the command line. */
function chapterOf(name: CommandName): string {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/command-line.md'), 'utf8');
  return page.split(/^## /m).find((chapter) => chapter.startsWith(`${name}\n`)) ?? '';
}

describe('the texts of the command line', () => {
  it('are the same in both languages, with the same places, in alphabetical order', () => {
    const places = (text: string) => (text.match(/\{\w+/g) ?? []).sort();
    expect(Object.keys(cliTexts.it)).toEqual(Object.keys(cliTexts.en));
    expect(Object.keys(cliTexts.en)).toEqual(Object.keys(cliTexts.en).sort());
    for (const [id, text] of Object.entries(cliTexts.en))
      expect(places(Object.entries(cliTexts.it).find(([key]) => key === id)?.[1] ?? ''), id).toEqual(
        places(text),
      );
  });

  it('name no option or operand that no command takes', () => {
    const taken = new Set([
      'help',
      'version',
      ...names.flatMap((name) => optionsOf(name)),
      ...names.flatMap((name) =>
        commandLines[name].operands.map((operand) => operand.replace(/[^A-Z]/g, '')),
      ),
    ]);
    const named = Object.keys(cliTexts.en).flatMap(
      (id) => /^(?:option|operand)\.([\w-]+)/.exec(id)?.[1] ?? [],
    );
    expect(named.filter((name) => !taken.has(name))).toEqual([]);
  });
});

describe.each(languages)('the help in %s', (language) => {
  it('names every command with what it does', () => {
    const help = generalHelp(language).replace(/\s+/g, ' ');
    for (const name of names) expect(help).toContain(`${name} ${cliTexts[language][`${name}.what`]}`);
  });

  it.each(names)('says what %s takes, prints and ends with', (name) => {
    const help = commandHelp(name, language);
    const lines = help.split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    // A row without words would be a name alone.
    const first = lines.indexOf(`${cliTexts[language]['help.options']}:`) + 1;
    const rows = lines.slice(first, lines.indexOf('', first)).filter((line) => /^ {2}\S/.test(line));
    expect(rows).toHaveLength(rowsOf(name));
    expect(rows.filter((line) => !/^ {2}\S.*? {2,}\S/.test(line))).toEqual([]);
    for (const example of commandLines[name].examples)
      expect(help).toContain(`\n  ndr-lens ${name} ${example}\n`);
    expect(help.replace(/\s+/g, ' ')).toContain(cliTexts[language][`${name}.exit`]);
  });
});

describe('the page about the command line', () => {
  it.each(names)('has each option of %s, an example and the exit codes', (name) => {
    const chapter = chapterOf(name);
    const listed = [...chapter.matchAll(/^\| `--([\w-]+)/gm)].map(([, option]) => option);
    expect(listed.sort()).toEqual(optionsOf(name).sort());
    expect(chapter).toContain(`ndr-lens ${name} `);
    for (const code of cliTexts.en[`${name}.exit`].match(/\b[012]\b/g) ?? [])
      expect(chapter.slice(chapter.indexOf('Exit code:'))).toContain(code);
  });
});

describe('what makes no sense', () => {
  const parse = (...args: string[]) =>
    asUsageError(() => parseArgs({ args, allowPositionals: true, options: commandLines.scan.options }));
  const saidOf = (...args: string[]) => {
    try {
      parse(...args);
    } catch (error) {
      if (error instanceof UsageError) return [error.text, error.values];
    }
    return undefined;
  };

  it.each([
    [['--fast'], ['error.unknownOption', { option: '--fast' }]],
    [['-x'], ['error.unknownOption', { option: '-x' }]],
    [['--since'], ['error.valueNeeded', { option: '--since' }]],
    [
      ['--since', '--json'],
      ['error.valueNeeded', { option: '--since' }],
    ],
    [['--json=1'], ['error.noValue', { option: '--json' }]],
  ])('is told in words of our own: %j', (args, said) => expect(saidOf(...args)).toEqual(said));

  it('is told in the language asked for, wherever that stands', () => {
    expect(languageOfArguments(['scan', '--lang', 'it', '--fast'])).toBe('it');
    expect(languageOfArguments(['scan', '--lang=en', '--lang=it'])).toBe('it');
    expect(languageOfArguments(['scan', '--lang=en'])).toBe('en');
  });
});
