import { chained } from '../mail/offsetMap';
import { type Reading, ReadingBuilder } from '../mail/reading';
import { isBlank, type Line, linesOf } from './textLines';

/** What programs and people put before each line of a text that they quote, indent or list. */
const marks: readonly RegExp[] = [
  /^(?:[ \t]{0,3}[>|][ \t]?){1,20}/,
  /^[ \t]{0,8}[-*\u2022][ \t]{1,3}/,
  /^[ \t]{1,40}/,
];
/** Of the lines from the first with a mark to the last, how many have it where the mark is a quotation's. */
const share = 0.8;
const fewest = 3;
/** Lines that a text has at least which is double-spaced. */
const fewestDoubled = 8;
const deepest = 3;

/** A line break or quotation mark as programs print them within a text. */
const escapeSign = /\\(?:r\\n|n|r|t|"|')/g;
const fewestEscapes = 6;

/** A text without the marks of whoever quoted it, with the way back to where it stands. */
export function unquoted(reading: Reading): Reading {
  let { text, map } = unescaped(reading);
  for (let depth = 0; depth < deepest; depth += 1) {
    const lines = linesOf(text);
    const mark = marks.find((each, index) => isQuotation(lines, each, index === marks.length - 1));
    if (!mark) break;
    const bare = withoutMarks(text, lines, mark);
    map = chained(map, bare.map);
    text = bare.text;
  }
  const single = singleSpaced(text);
  return single ? { text: single.text, map: chained(map, single.map) } : { text, map };
}

/** A text of which each line has an empty one behind it, as some pages show texts, without those; undefined for any other. */
function singleSpaced(text: string): Reading | undefined {
  const lines = linesOf(text);
  const words = lines.filter((line) => !isBlank(line)).length;
  const hasParagraph = lines.some(
    (line, index) => index > 0 && !isBlank(line) && !isBlank(lines[index - 1] ?? line),
  );
  if (words < fewestDoubled || hasParagraph) return undefined;
  const builder = new ReadingBuilder(text);
  let blanks = 0;
  for (const [index, line] of lines.entries()) {
    blanks = isBlank(line) ? blanks + 1 : 0;
    // An empty line of the text became three.
    if (blanks === 0 || blanks % 2 === 0) builder.copy(line.from, lines[index + 1]?.from ?? text.length);
  }
  return builder.done();
}

/** A text that a program printed as one value, each line break written as `\\n`. */
function unescaped(reading: Reading): Reading {
  const { text } = reading;
  const escapes = [...text.matchAll(escapeSign)];
  if (escapes.length < Math.max(fewestEscapes, linesOf(text).length)) return reading;
  const builder = new ReadingBuilder(text);
  let plain = 0;
  for (const { 0: sign, index } of escapes) {
    builder.copy(plain, index);
    plain = index + sign.length;
    builder.put(/["']$/.test(sign) ? sign.slice(1) : sign === '\\t' ? '\t' : '\n', index, plain);
  }
  builder.copy(plain, text.length);
  const bare = builder.done();
  return { text: bare.text, map: chained(reading.map, bare.map) };
}

function isQuotation(lines: readonly Line[], mark: RegExp, isOnAll: boolean): boolean {
  const hasMark = (line: Line) => mark.test(line.text) && !isBlank(line);
  const first = isOnAll ? 0 : lines.findIndex(hasMark);
  const last = isOnAll ? lines.length : lines.findLastIndex(hasMark);
  const within = lines.slice(Math.max(0, first), last + 1).filter((line) => !isBlank(line));
  const marked = within.filter(hasMark).length;
  return marked >= fewest && marked >= within.length * (isOnAll ? 1 : share);
}

function withoutMarks(text: string, lines: readonly Line[], mark: RegExp): Reading {
  const builder = new ReadingBuilder(text);
  for (const [index, line] of lines.entries()) {
    const length = mark.exec(line.text)?.[0].length ?? 0;
    builder.copy(line.from + length, lines[index + 1]?.from ?? text.length);
  }
  return builder.done();
}
