import type { Language } from './language';
import { listText } from './numbers';

const separator = ', ';
/** Stands for names that are left out. */
const others = '…';

/** Names as the value of a text's place, each once, with an ellipsis where others are left out; `nameListText` says them in a language. */
export function nameList(names: Iterable<string>, most = 5): string {
  const all = [...new Set(names)];
  return [...all.slice(0, most), ...(all.length > most ? [others] : [])].join(separator);
}

/** `a, b, and c`; with others left out, `a, b, …`. */
export function nameListText(list: string, language: Language): string {
  const names = list.split(separator);
  return names.at(-1) === others ? list : listText(names, language);
}
