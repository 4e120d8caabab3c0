// AssemblyScript. Which charsets are known to keep ASCII as it is, and to write nothing else with its bytes.
import { isWord } from './signs';

/** True for a label, in [from, to), of UTF-8, ASCII, or one of the charsets of a byte a character that mail uses. */
export function keepsAscii(from: usize, to: usize): bool {
  const length = to - from;
  if (length === 5) return isWord(from, 'utf-8') || isWord(from, 'ascii');
  if (length === 4) return isWord(from, 'utf8');
  if (length === 8 && isWord(from, 'us-ascii')) return true;
  if (length === 12) return isWord(from, 'windows-125');
  return (length === 10 || length === 11) && isWord(from, 'iso-8859-');
}
