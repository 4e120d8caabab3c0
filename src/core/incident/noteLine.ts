/** Longest line that stands for a note, in UTF-16 units. */
const longest = 80;

/** The first line of a note that says something, without Markdown's marks at its start; undefined for an empty note. */
export function noteLine(note: string): string | undefined {
  const line = note
    .split('\n')
    .map((each) => each.replace(/^[\s#>*+-]+/, '').trim())
    .find((each) => each !== '');
  return line === undefined || line.length <= longest ? line : `${line.slice(0, longest).trimEnd()}…`;
}
