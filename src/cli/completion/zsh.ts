import { program } from '../commandLines';
import type { Place, Word } from './places';
import { quoted } from './quoted';

export function zsh(commands: readonly Word[], places: readonly Place[]): string {
  const listed = (words: readonly Word[]) => `(${words.map(described).join(' ')})`;
  return `#compdef ${program}
_ndr_lens() {
  local place=
  local -a found
  (( CURRENT == 2 )) || place="$words[2] $words[CURRENT-1]"
  case $place in
    '') found=${listed(commands)} ;;
${places.map(({ command, option, words }) => `    ${quoted(`${command} ${option ?? ''}`)}${option === undefined ? '*' : ''}) found=${listed(words)} ;;`).join('\n')}
  esac
  _describe -o ${program} found
  [[ -z $place ]] || _files
}
if [[ $funcstack[1] == _ndr_lens ]]; then _ndr_lens "$@"; else compdef _ndr_lens ${program}; fi
`;
}

/** A word and what it does, parted by a colon. */
function described({ word, text }: Word): string {
  const plain = (part: string) => part.replaceAll(/[\\:]/g, '\\$&');
  return quoted(text === '' ? plain(word) : `${plain(word)}:${plain(text)}`);
}
