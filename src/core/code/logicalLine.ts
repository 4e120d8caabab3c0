import type { StatusCodeHit } from './statusCode';

/** How much text on either side of a hit is looked at, in UTF-16 units: lines of a megabyte exist. */
export const logicalLineReach = 2000;
/** More continuation lines than any diagnostic code has. */
const mostLines = 8;

/**
 * The line a hit stands on, joined with the lines that continue it as a folded header field (RFC 5322 §2.2.3), as
 * diagnostic codes in a delivery status are.
 * @returns the text, line breaks and the blanks behind them turned into a blank, and the offset at which it starts
 */
export function logicalLine(
  text: string,
  { start, end }: Pick<StatusCodeHit, 'start' | 'end'>,
): { text: string; offset: number } {
  const first = Math.max(0, start - logicalLineReach);
  const before = text.slice(first, start);
  const offset = first + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return { text: joined(text.slice(offset, end + logicalLineReach), end - offset), offset };
}

/** @param from offset in the text behind the hit; line breaks before it do not count */
function joined(text: string, from: number): string {
  const length = text.slice(from).search(/[\r\n]/);
  if (length < 0) return text;
  const line = text.slice(0, from + length);
  if (!/^(?:[!-9;-~]{1,200}:|[ \t])/.test(line)) return line;
  const following = text
    .slice(from + length)
    .split(/\r\n|\n|\r/, mostLines)
    .slice(1);
  const end = following.findIndex((next) => !/^[ \t]+\S/.test(next));
  return [line, ...following.slice(0, end < 0 ? following.length : end).map((next) => next.trim())].join(' ');
}
