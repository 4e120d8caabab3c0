/*
 * A code that does not stand in a text as its signs, in the two forms in which programs write it:
 *   - its numbers under their names, as KumoMTA logs one: `"enhanced_code":{"class":5,"subject":7,"detail":705}`;
 *   - the bytes of its signs, as journald writes a message with colours: `53,46,55,46,55,48,53` in a list.
 * It begins with the `5` of the class, or with the byte for it, and ends with the last digit. JSON may be laid out over lines, and stand
 * in a string of JSON; some brace opens before it in the file. A byte for a letter, a digit, an underscore or a full stop beside it on its line makes it part of a longer word,
 * but for the `m` that ends a colour.
 */
const gap = String.raw`[ \t\r\n]{0,12}`;
const digit = '(?:4[89]|5[0-7])';
const quote = String.raw`\\{0,4}"`;
const wordByte = '(?:4[89]|5[0-7]|6[5-9]|[78][0-9]|90|95|9[7-9]|10[0-8]|11[0-9]|12[0-2])';

const inNames = [
  ...['(?<![0-9])5', ',', gap, quote, ...'subject', quote, ' ?:', gap],
  ...['7', ',', gap, quote, ...'detail', quote, ' ?:', gap, '7', '[0-9]', '[0-9]'],
];
const bytesOfCode = ['53', '46', '55', '46', '55', digit, digit];
const inBytes = bytesOfCode.flatMap((byte, index) => (index === 0 ? [byte] : [',', gap, byte]));
const notBehindWord = `(?<!(?<![0-9])(?:46|${wordByte}), ?)(?<![0-9])`;
const notBeforeWord = `(?![0-9]|, ?(?:${wordByte}|46, ?${digit})(?![0-9]))`;

const codeInParts = new RegExp(
  `${inNames.join('')}(?![0-9])|${notBehindWord}${inBytes.join('')}${notBeforeWord}`,
  'g',
);

/** As much of it as tells it from nearly everything else. */
const beginning = new RegExp(
  `(?<![0-9])(?:${inNames.slice(0, 8).join('')}|${inBytes.slice(0, 7).join('')})`,
  'y',
);

/** How a line ends that such a code goes on behind: nearly none does. */
const goesOn = /[,:][ \t\r\n]{1,12}$/;

/** A code of either form that a text ends within. */
const openAtEnd = new RegExp(`(?:${openEnded(inNames)}|(?<![0-9])${openEnded(inBytes)})$`);

function openEnded([first = '', ...rest]: readonly string[]): string {
  return rest.length === 0 ? first : `${first}(?:$|${openEnded(rest)})`;
}

/** The longest such code, in UTF-16 units. */
export const longestInParts = 160;

/** The longest beginning that `mayBeginParts` looks at, in UTF-16 units. */
export const longestBeginning = 32;

/** True where such a code may begin at a place: a search over bytes looks for the same (`search/kernel/assembly/codes.ts`). */
export function mayBeginParts(text: string, at: number): boolean {
  beginning.lastIndex = at;
  return beginning.test(text);
}

/** One of them stands in each such code. A longer one is looked for in another way, which takes ten times as long where it begins often. */
const signsOfParts = ['46,', '"subj'];

/** True for a text that may hold such a code: nearly none does. */
export function mayHoldParts(text: string): boolean {
  return signsOfParts.some((sign) => text.includes(sign));
}

/** The first such code that begins in [from, to). */
export function firstInParts(
  text: string,
  from: number,
  to: number,
): { readonly code: string; readonly start: number; readonly end: number } | undefined {
  codeInParts.lastIndex = from;
  const match = codeInParts.exec(text);
  if (!match || match.index >= to) return undefined;
  return { code: codeOf(match[0]), start: match.index, end: codeInParts.lastIndex };
}

function codeOf(said: string): string {
  const numbers = said.match(/[0-9]+/g) ?? [];
  return numbers.length === 3 ? numbers.join('.') : String.fromCharCode(...numbers.map(Number));
}

/** Where a code begins that goes on behind lines that end at a place, or may; undefined where none does. */
export function openPartsAt(text: string, end = text.length): number | undefined {
  if (!goesOn.test(text.slice(Math.max(0, end - 13), end))) return undefined;
  const from = Math.max(0, end - longestInParts);
  const at = text.slice(from, end).search(openAtEnd);
  return at < 0 ? undefined : from + at;
}
