import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import { shownTime } from '../code/shownTime';
import { fillFinding } from '../findings/findingText';
import { timeText } from '../tenant/factSet';
import type { StoryRow } from './storyRow';
import { diagnosisTexts } from './texts';

/** A row of the story in words, fit to show (see `printable`); still to be escaped. */
export interface StoryRowText {
  /** `Nov 19, 2026, 02:10:41 UTC` */
  readonly time: string;
  readonly what: string;
  /** Whom or what it concerns; may be empty. */
  readonly name: string;
  /** By whom, from where, how often, how much; may be empty. */
  readonly detail: string;
}

export function storyRowText(row: StoryRow, language: Language): StoryRowText {
  const texts = diagnosisTexts[language];
  const { kind, at, last, count, name, object = '', actor = '', address, mails } = row;
  const details = [
    ...(object === '' ? [] : [fillFinding('“{object}”', { object })]),
    ...(mails === undefined
      ? []
      : [fillFinding(texts['story.mails'], { count: numberText(mails, language) })]),
    ...(actor === '' || actor.toLowerCase() === name.toLowerCase()
      ? []
      : [fillFinding(texts['story.by'], { actor })]),
    ...(address === undefined || address === name ? [] : [fillFinding(texts['story.from'], { address })]),
    ...(count > 1 && mails === undefined
      ? [
          fillFinding(texts['story.times'], {
            count: numberText(count, language),
            last: moment(last, language),
          }),
        ]
      : []),
  ];
  return {
    time: moment(at, language),
    what: texts[`story.${kind}`],
    name: name === '' ? '' : shown(name),
    detail: details.join(', '),
  };
}

/** `Connector made: Mail relay (by adm@contoso.example, from 198.51.100.9)` */
export function storyLine(row: StoryRow, language: Language): string {
  const { what, name, detail } = storyRowText(row, language);
  return `${what}${name === '' ? '' : `: ${name}`}${detail === '' ? '' : ` (${detail})`}`;
}

/** The story where it tells more than the refusals: that mail was refused from when to when, whoever reads this knows. */
export function toldStory(story: readonly StoryRow[]): readonly StoryRow[] {
  return story.every(({ phase }) => phase === 'block') ? [] : story;
}

/** What happened in two sentences, fit to show: from what it began to the block, and what was done since. Empty where only the refusals are known. */
export function storySentences(story: readonly StoryRow[], language: Language): string[] {
  const texts = diagnosisTexts[language];
  const [begin] = story.filter(({ phase }) => phase === 'before');
  const block = (kind: StoryRow['kind']) => story.find((row) => row.kind === kind);
  const [first, last] = [block('refused-first'), block('refused-last')];
  if (!first || toldStory(story).length === 0) return [];
  const since = story
    .filter(({ phase }) => phase === 'since')
    .slice(0, mostSince)
    .map((row) => `${storyLine(row, language)}, ${moment(row.at, language)}`);
  const begins = begin
    ? [
        fillPlaces(texts['story.begins'], {
          first: moment(begin.at, language),
          row: storyLine(begin, language),
        }),
      ]
    : [];
  const span = fillPlaces(texts[last ? 'story.block-span' : 'story.block-once'], {
    first: moment(first.at, language),
    last: moment(last?.at ?? first.at, language),
    since: since.length === 0 ? '' : fillPlaces(texts['story.done'], { rows: since.join('; ') }),
  });
  return [...begins, span];
}

/** Rows that one sentence holds. */
const mostSince = 5;

const shown = (value: string) => fillFinding('{value}', { value });
const moment = (at: number, language: Language) => shownTime(timeText(at), language);
