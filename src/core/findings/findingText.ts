import { printableNames } from '../code/domainForms';
import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { nameListText } from '../code/nameList';
import { numberText } from '../code/numbers';
import { excerpt } from '../code/printable';
import { shownTime } from '../code/shownTime';
import type { Finding } from '../incident/finding';
import content from './content/languages';

/** Key of a text about findings and imports. English defines the set; the other languages must match it. */
type FindingTextId = keyof typeof content.en;

export const findingTexts: Readonly<Record<Language, Readonly<Record<FindingTextId, string>>>> = content;

/** A finding in words. Values from files are fit to show (see `printable`); the whole still has to be escaped. */
export interface FindingText {
  readonly title: string;
  /** For a narrow row: what kind of finding it is, in few words, then whom it is about. */
  readonly label: string;
  readonly reason: string;
  readonly severity: string;
}

/** Longest value in a sentence, in UTF-16 units. */
const longestValue = 200;

/** A finding of a rule that is not known here, as a file of another version may hold, shows its own name, subject and values. */
export function findingText(finding: Finding, language: Language): FindingText {
  const { rule, subject, values, severity } = finding;
  const say = (part: 'title' | 'reason') => {
    const id = `${rule}.${part}`;
    if (isTextId(id))
      return fillFinding(findingTexts[language][id], { ...valuesIn(language, values), subject });
    return part === 'title' ? shown(`${rule}: ${subject}`) : shown(listed(values));
  };
  const title = say('title');
  return {
    title,
    label: labelOf(finding, language) ?? title,
    reason: say('reason'),
    severity: findingTexts[language][`severity.${severity}`],
  };
}

/** Undefined for a rule that is not known here. Where the title names nobody, nor does the label. */
function labelOf({ rule, subject }: Finding, language: Language): string | undefined {
  const [title, short] = [`${rule}.title`, `${rule}.short`];
  if (!isTextId(title) || !isTextId(short)) return undefined;
  const texts = findingTexts[language];
  return texts[title].includes('{subject}') ? `${texts[short]}: ${shown(subject)}` : texts[short];
}

/** Places that numbers stand in; a name such as 2026 is none. */
const counts = new Set(
  'addresses all blocked count days domains failed hosts hours mails sent usual waited'.split(' '),
);
/** Places that names stand in, joined by `nameList`. */
const lists = new Set(
  'addresses countries domains hosts limits names permissions ranges rights sender senders servers settings'.split(
    ' ',
  ),
);

/** Places that times stand in, ISO 8601 in UTC, and days. */
const times = new Set('arrived at changed created end first last left made start'.split(' '));

/** Values with the numbers, the lists and the times among them as the language writes them: 1,234 and 2.5; a, b, and c. */
export function valuesIn(language: Language, values: Finding['values']): Finding['values'] {
  const written = Object.entries(values).map(([name, value]) => {
    if (counts.has(name) && /^\d+(?:\.\d+)?$/.test(value)) return [name, numberText(Number(value), language)];
    if (times.has(name)) return [name, shownTime(value, language)];
    if (name === 'day') return [name, shownTime(value, language, 'day')];
    if (name === 'state') return [name, stateName(value, language)];
    return [name, lists.has(name) ? nameListText(value, language) : value];
  });
  return Object.fromEntries(written);
}

/** What the portal calls the state of a policy; those of subscriptions are named as Microsoft Graph has them. */
function stateName(value: string, language: Language): string {
  const id = `state.${value}`;
  return isTextId(id) ? findingTexts[language][id] : value;
}

function listed(values: Finding['values']): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** Fills a text's places with values that are made fit to show. */
export function fillFinding(text: string, values: Readonly<Record<string, string>>): string {
  return fillPlaces(text, values, (value) => shown(value || '–'));
}

function shown(value: string): string {
  return printableNames(excerpt(value, 0, 0, longestValue));
}

function isTextId(id: string): id is FindingTextId {
  return Object.hasOwn(content.en, id);
}
