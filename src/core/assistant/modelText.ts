/** Longest text from a file in an answer, in UTF-16 units. */
const longestText = 300;

/** What ends a line or moves on in it: it becomes a blank, so that words stay apart. */
const blanks = /[\t-\r\u0085\u2028\u2029]+/g;

/**
 * What acts, reorders or is seen by no person and read by a model all the same: control and format characters, tags (which spell hidden
 * words), variation selectors and fillers, halves of surrogate pairs, and characters for private use.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** Text from a file as a model may see it: what is hidden is gone, on one line, and cut where it is long. */
export function modelText(text: string, longest = longestText): string {
  // Enough to fill the answer even where much of it is hidden; more would only take time.
  const plain = text
    .slice(0, 16 * longest)
    .replace(blanks, ' ')
    .replace(hidden, '')
    .trim();
  if (plain.length <= longest) return plain;
  return `${plain.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
