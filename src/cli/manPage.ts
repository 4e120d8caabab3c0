import type { Language } from '../core/code/language';
import { type CommandName, commandLines, isCommandName, program } from './commandLines';
import { optionRows } from './help';
import { cliTexts } from './texts';
import { version } from './version';

/** The manual page, in the macros of man(7). */
export function manPage(language: Language): string {
  const texts = cliTexts[language];
  const what = (name: CommandName) => texts[`${name}.what`];
  const names = Object.keys(commandLines).filter(isCommandName);
  return `${[
    `.TH NDR\\-LENS 1 "" "${program} ${version}"`,
    section(texts['man.name']),
    line(`${program} - ${texts.about}`),
    section(texts['man.synopsis']),
    ...names.flatMap((name) => [bold(synopsis(name)), '.br']),
    section(texts['man.description']),
    ...names.flatMap((name) => ['.TP', bold(name), line(what(name))]),
    ...names.flatMap((name) => chapter(name, language)),
  ].join('\n')}\n`;
}

function synopsis(name: CommandName): string {
  return [program, name, ...commandLines[name].operands].join(' ');
}

function chapter(name: CommandName, language: Language): string[] {
  const texts = cliTexts[language];
  return [
    section(name),
    line(texts[`${name}.about`]),
    ...optionRows(name, language).flatMap(([option, text]) => ['.TP', bold(option), line(text)]),
    '.PP',
    line(`${texts['help.examples']}:`),
    ...commandLines[name].examples.flatMap((example) => ['.br', bold(`${program} ${name} ${example}`)]),
    '.PP',
    line(`${texts['help.exit']}: ${texts[`${name}.exit`]}.`),
  ];
}

function section(title: string): string {
  return `.SH "${escaped(title.toUpperCase())}"`;
}

function bold(text: string): string {
  return `.B "${escaped(text).replaceAll('"', '""')}"`;
}

/** A line of text: none that begins like a macro. */
function line(text: string): string {
  return escaped(text).replace(/^[.']/, '\\&$&');
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
}
