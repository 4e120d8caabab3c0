import { program } from '../commandLines';
import type { TypingPlace, Word } from './places';

export function fish(commands: readonly Word[], places: readonly TypingPlace[]): string {
  const first = commands.map((word) => line('__fish_use_subcommand', ...wordPart(word)));
  const behind = places
    .filter(({ option }) => option === undefined)
    .flatMap(({ command, words }) =>
      words.map((each) => {
        const value = places.find((place) => place.command === command && place.option === each.word);
        const values = value?.words.map(({ word }) => word).join(' ');
        return line(
          `__fish_seen_subcommand_from ${command}`,
          ...wordPart(each),
          ...(values === undefined ? [] : ['-r']),
          ...(values ? ['-f', '-a', quoted(values)] : []),
        );
      }),
    );
  return `# fish completion for ${program}\n${[...first, ...behind].join('\n')}\n`;
}

function line(condition: string, ...parts: readonly string[]): string {
  return ['complete', '-c', program, '-n', quoted(condition), ...parts].join(' ');
}

/** An option, or a word that stands for itself, and what it does. */
function wordPart({ word, text }: Word): string[] {
  const said = text === '' ? [] : ['-d', quoted(text)];
  return word.startsWith('--') ? ['-l', word.slice(2), ...said] : ['-f', '-a', quoted(word), ...said];
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
