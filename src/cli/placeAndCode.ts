import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { printable } from '../core/code/printable';
import type { HitFormat } from './terminal';

const bold = '\u001b[1;31m';
const plain = '\u001b[22;39m';
const linkEnd = '\u001b\\';

/**
 * How the line of a hit begins.
 * @param where `line:column`, or the name of a place in a file that has no lines
 */
export function placeAndCode(path: string, where: string, code: string, format: HitFormat): string {
  const place = `${printable(path)}:${where}`;
  if (format === 'text') return `${place}: ${code}`;
  return `${format === 'linked' ? linked(path, place) : place}: ${bold}${code}${plain}`;
}

/** What is in an archive, or came from standard input, has no address; in one, nothing acts on the terminal. */
function linked(path: string, text: string): string {
  if (!existsSync(path)) return text;
  return `\u001b]8;;${pathToFileURL(path).href}${linkEnd}${text}\u001b]8;;${linkEnd}`;
}
