import type { Language } from '../../core/code/language';
import { commandLines, isCommandName } from '../commandLines';
import { optionRows } from '../help';
import { cliTexts } from '../texts';

/** A word that may come next, and what it does. */
export interface Word {
  readonly word: string;
  readonly text: string;
}

/** What may come at a place of the command line. Files may in any case. */
export interface TypingPlace {
  readonly command: string;
  /** The option whose value comes; undefined where an operand or an option does. */
  readonly option?: string;
  readonly words: readonly Word[];
}

/** Words by the option they are values of, or the operand they stand for. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** What comes first. */
export function commandWords(language: Language): Word[] {
  const texts: Readonly<Record<string, string>> = cliTexts[language];
  return [
    ...Object.keys(commandLines).map((word) => ({ word, text: texts[`${word}.what`] ?? '' })),
    { word: '--help', text: cliTexts[language]['option.help'] },
    { word: '--version', text: cliTexts[language]['option.version'] },
  ];
}

/** All places behind a command: those of values before the place for everything else of their command. */
export function places(language: Language, choices: Choices): TypingPlace[] {
  return Object.keys(commandLines)
    .filter(isCommandName)
    .flatMap((command): TypingPlace[] => {
      const rows = optionRows(command, language).map(([name, text]) => {
        const [word = '', value] = name.split(' ');
        return { word, value, text };
      });
      const valued = rows.flatMap(({ word, value }) =>
        value === undefined
          ? []
          : [{ command, option: word, words: valuesOf(word.slice(2), value, choices) }],
      );
      const operands = commandLines[command].operands.flatMap((operand) => plain(choices[operand] ?? []));
      return [
        ...valued,
        { command, words: [...operands, ...rows.map(({ word, text }) => ({ word, text }))] },
      ];
    });
}

function valuesOf(option: string, value: string, choices: Choices): Word[] {
  return plain(value.includes('|') ? value.split('|') : (choices[option] ?? []));
}

function plain(words: readonly string[]): Word[] {
  return words.map((word) => ({ word, text: '' }));
}
