import { program } from '../commandLines';
import type { TypingPlace, Word } from './places';
import { quoted } from './quoted';

/** The function is plain enough for the bash of macOS, 3.2. */
export function bash(commands: readonly Word[], places: readonly TypingPlace[]): string {
  const listed = (words: readonly Word[]) => quoted(words.map(({ word }) => word).join(' '));
  return `# bash completion for ${program}
_ndr_lens() {
  local word=\${COMP_WORDS[COMP_CWORD]} place= words=
  ((COMP_CWORD == 1)) || place="\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD - 1]}"
  case $place in
    '') words=${listed(commands)} ;;
${places.map(({ command, option, words }) => `    ${quoted(`${command} ${option ?? ''}`)}${option === undefined ? '*' : ''}) words=${listed(words)} ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _ndr_lens ${program}
`;
}
