import { program } from '../commandLines';
import type { TypingPlace, Word } from './places';
import { quoted } from './quoted';

export function zsh(commands: readonly Word[], places: readonly TypingPlace[]): string {
  return `#compdef ${program}
_ndr_lens() {
  local place=
  local -a found
  (( CURRENT == 2 )) || place="$words[2] $words[CURRENT-1]"
  case $place in
    '') found=${listed(commands)} ;;
${places.map(caseOf).join('\n')}
  esac
  _describe ${program} found
  [[ -z $place ]] || _files
}
if [[ $funcstack[1] == _ndr_lens ]]; then _ndr_lens "$@"; else compdef _ndr_lens ${program}; fi
`;
}

/** Where a value is one of a few, it is no file. */
function caseOf({ command, option, words }: TypingPlace): string {
  if (option === undefined) return `    ${quoted(`${command} `)}*) found=${listed(words)} ;;`;
  const only = words.length > 0 ? `; _describe ${program} found; return` : '';
  return `    ${quoted(`${command} ${option}`)}) found=${listed(words)}${only} ;;`;
}

function listed(words: readonly Word[]): string {
  return `(${words.map(described).join(' ')})`;
}

/** A word and what it does, parted by a colon. */
function described({ word, text }: Word): string {
  const plain = (part: string) => part.replaceAll(/[\\:]/g, '\\$&');
  return quoted(text === '' ? plain(word) : `${plain(word)}:${plain(text)}`);
}
