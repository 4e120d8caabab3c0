import type { Language } from '../core/code/language';
import { type CommandName, commandLines, program } from './commandLines';
import { cliTexts } from './texts';

/** Longest line of the help, in characters. */
const longestLine = 100;

interface Option {
  readonly type: string;
  readonly value?: string;
}

type Texts = Readonly<Record<string, string>>;
type Row = readonly [name: string, text: string];

/** What all commands do. */
export function generalHelp(language: Language): string {
  const texts = cliTexts[language];
  const rows = [
    ...Object.keys(commandLines).map((name) => row(name, texts, [`${name}.what`])),
    row('--version', texts, ['option.version']),
  ];
  return `${[
    ...wrapped(texts.about),
    '',
    `  ${program} COMMAND ...`,
    '',
    `${texts['help.commands']}:`,
    ...columns(rows),
    '',
    ...wrapped(texts['help.more']),
  ].join('\n')}\n`;
}

/** What one command takes, prints and ends with. */
export function commandHelp(name: CommandName, language: Language): string {
  const texts = cliTexts[language];
  const { operands, examples } = commandLines[name];
  const rows = [
    ...operands.map((operand) => row(operand, texts, [`operand.${operand.replace(/[^A-Z]/g, '')}`])),
    ...optionRows(name, language),
  ];
  return `${[
    ...wrapped(texts[`${name}.about`]),
    '',
    `  ${[program, name, ...operands, `[${texts['help.options'].toUpperCase()}]`].join(' ')}`,
    '',
    `${texts['help.options']}:`,
    ...columns(rows),
    '',
    `${texts['help.examples']}:`,
    ...examples.map((example) => `  ${program} ${name} ${example}`),
    '',
    ...wrapped(`${texts['help.exit']}: ${texts[`${name}.exit`]}.`),
  ].join('\n')}\n`;
}

/** Each option of a command with its value, and what it does. */
export function optionRows(name: CommandName, language: Language): Row[] {
  const texts = cliTexts[language];
  return [
    ...Object.entries<Option>(commandLines[name].options).map(([option, { value }]) =>
      // An option may do another thing with one command.
      row(`--${option}${value === undefined ? '' : ` ${value}`}`, texts, [
        `option.${option}.${name}`,
        `option.${option}`,
      ]),
    ),
    row('--help', texts, ['option.help']),
  ];
}

/** A name with the first of the texts that there is. */
function row(name: string, texts: Texts, ids: readonly string[]): Row {
  const id = ids.find((each) => Object.hasOwn(texts, each));
  return [name, texts[id ?? ''] ?? ''];
}

/** Rows of two columns; what is long goes on below itself. */
function columns(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.flatMap(([name, text]) =>
    wrapped(text, longestLine - width - 2).map(
      (line, index) => `  ${(index === 0 ? name : '').padEnd(width)}${line}`,
    ),
  );
}

/** Words in lines. */
function wrapped(text: string, longest = longestLine): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && line.length <= longest) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}
