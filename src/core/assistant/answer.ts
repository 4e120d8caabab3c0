import type { Language } from '../code/language';
import { type AnswerObject, type AnswerValue, isList } from './answerObject';
import { masked, unmasked } from './masking';
import { modelText } from './modelText';
import { assistantText } from './texts';

/** Longest answer, in UTF-16 units of its JSON. */
export const longestAnswer = 12_000;
/** How many entries its lists have and how long its texts are, the most first; what is too long is tried with less. */
const sizes = [
  [20, 300],
  [10, 300],
  [5, 200],
  [2, 120],
  [1, 60],
] as const;

/** What a tool found out. */
export interface ToolAnswer {
  /** Words of the product, and numbers and times that it worked out: nothing that a file could have written. */
  readonly facts: AnswerObject;
  /** What stands in files, or is named as they name it; left out where no file was read. */
  readonly fromFiles?: AnswerObject;
  /** Names in it that are domains. */
  readonly domains?: Iterable<string>;
}

/** An answer as JSON: `facts`, and apart from them `untrusted`, which says of itself what it is. */
export function answerText(
  tool: string,
  { facts, fromFiles, domains = [] }: ToolAnswer,
  { language, namesShown }: { readonly language: Language; readonly namesShown: boolean },
): string {
  if (!fromFiles) return JSON.stringify({ tool, language, facts });
  const data = namesShown ? unmasked(fromFiles) : masked(fromFiles, domains);
  const note = [
    assistantText(language, 'untrusted.note'),
    assistantText(language, namesShown ? 'untrusted.shown' : 'untrusted.masked'),
  ].join(' ');
  let text = '';
  for (const [entries, length] of sizes) {
    text = JSON.stringify({ tool, language, facts, untrusted: { note, data: cut(data, entries, length) } });
    if (text.length <= longestAnswer) break;
  }
  return text;
}

function cut(object: AnswerObject, entries: number, length: number): AnswerObject {
  const cutOf = (value: AnswerValue): AnswerValue => {
    if (typeof value === 'string') return modelText(value, length);
    if (isList(value)) return value.slice(0, entries).map(cutOf);
    return typeof value === 'object' ? cut(value, entries, length) : value;
  };
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, cutOf(value)]));
}
