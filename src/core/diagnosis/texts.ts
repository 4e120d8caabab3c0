import type { Language } from '../code/language';
import { listText, percentText } from '../code/numbers';
import { fillFinding } from '../findings/findingText';
import { verifyTexts } from '../verify/texts';
import en from './content/en.json';
import it from './content/it.json';
import type { Cause, SeenSign } from './diagnose';

/** Key of a text about causes. English defines the set; the other languages must match it. */
export type DiagnosisTextId = keyof typeof en;

export const diagnosisTexts: Readonly<Record<Language, Readonly<Record<DiagnosisTextId, string>>>> = {
  en,
  it,
};

/** From here on a cause is claimed; below it is only what fits best. */
export const surely = 0.5;
/** Sentences that say why. */
const mostReasons = 2;
const mostAgainst = 2;

/** A cause in words, fit to show (see `printable`); still to be escaped. */
export interface CauseText {
  readonly title: string;
  /** `82 %` */
  readonly confidence: string;
  readonly reasons: readonly string[];
  readonly against: readonly string[];
  /** What would decide; undefined where everything was asked. */
  readonly decidedBy: string | undefined;
}

export function causeText(cause: Cause, language: Language): CauseText {
  const texts = diagnosisTexts[language];
  const names = listText(
    cause.culprits.flatMap(({ name }) => (name === '' ? [] : [name])).slice(0, 5),
    language,
  );
  const { decidedBy } = cause;
  return {
    title: fillFinding(texts[`kind.${cause.kind}`], { names: names || texts.nobody }),
    confidence: percentText(cause.confidence, language),
    reasons: sentences(cause.reasons, mostReasons, language),
    against: sentences(cause.against, mostAgainst, language),
    decidedBy:
      decidedBy &&
      fillFinding(texts['decided-by'], { query: verifyTexts[language][`${decidedBy}.title`], id: decidedBy }),
  };
}

/** What was seen, one sentence a sign. */
function sentences(seen: readonly SeenSign[], most: number, language: Language): string[] {
  const bySign = new Map<string, SeenSign>();
  for (const each of seen) if (!bySign.has(each.sign)) bySign.set(each.sign, each);
  return [...bySign.values()]
    .slice(0, most)
    .map(({ sign, values, culprit }) =>
      fillFinding(diagnosisTexts[language][sign], { ...values, name: culprit?.name ?? '' }),
    );
}
