import type { Evidence } from '../code/evidence';
import type { Language } from '../code/language';
import { listText, numberText, percentText } from '../code/numbers';
import { fillFinding, valuesIn } from '../findings/findingText';
import { verifyTexts } from '../verify/texts';
import content from './content/languages';
import type { Cause, Diagnosis, SeenSign } from './diagnosis';

/** Key of a text about causes. English defines the set; the other languages must match it. */
export type DiagnosisTextId = keyof typeof content.en;

export const diagnosisTexts: Readonly<Record<Language, Readonly<Record<DiagnosisTextId, string>>>> = content;

/** From here on a cause is claimed; below it is only what fits best. */
export const surely = 0.5;
/** Sentences that say why. */
const mostReasons = 2;
const mostAgainst = 2;

/** What a sign says, fit to show, and where that stands. */
export interface SignText {
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

/** A cause in words, fit to show (see `printable`); still to be escaped. */
export interface CauseText {
  readonly title: string;
  /** `82 %` */
  readonly confidence: string;
  readonly reasons: readonly SignText[];
  readonly against: readonly SignText[];
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
    confidence: cause.confidence < 0.005 ? '<1%' : percentText(cause.confidence, language),
    reasons: sentences(cause.reasons, mostReasons, language),
    against: sentences(cause.against, mostAgainst, language),
    decidedBy:
      decidedBy &&
      fillFinding(texts['decided-by'], { query: verifyTexts[language][`${decidedBy}.title`], id: decidedBy }),
  };
}

/** The best cause in a few words with how sure it is, or that tenants are mixed; undefined where nothing is claimed. */
export function shortDiagnosis(
  { causes: [best], tenantCount }: Diagnosis,
  language: Language,
): string | undefined {
  const texts = diagnosisTexts[language];
  if (tenantCount > 0) return fillFinding(texts['mixed.short'], { count: numberText(tenantCount, language) });
  if (!best || best.confidence < surely) return undefined;
  return `${texts[`short.${best.kind}`]} ${percentText(best.confidence, language)}`;
}

/** What was seen, one sentence a sign. */
function sentences(seen: readonly SeenSign[], most: number, language: Language): SignText[] {
  const bySign = new Map<string, SeenSign>();
  for (const each of seen) if (!bySign.has(each.sign)) bySign.set(each.sign, each);
  return [...bySign.values()].slice(0, most).map(({ sign, values = {}, culprit, evidence }) => ({
    text: fillFinding(diagnosisTexts[language][sign], {
      ...valuesIn(language, values),
      name: culprit?.name ?? '',
    }),
    evidence,
  }));
}
