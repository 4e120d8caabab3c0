import type { Evidence } from '../code/evidence';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import { printable } from '../code/printable';
import { fillFinding } from '../findings/findingText';
import type { Cause } from './diagnose';
import { causeText, diagnosisTexts, surely } from './texts';

/** What was blocked, as the summary of the logs counts it. */
export interface BlockedFigures {
  readonly blocked: number;
  /** ISO 8601 with zone. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  readonly codes: readonly string[];
}

/** Places of one cause that are named. */
const mostPlaces = 4;

/** The diagnosis as text, best cause first, each with why, what speaks against it, and where that stands. */
export function diagnosisText(causes: readonly Cause[], figures: BlockedFigures, language: Language): string {
  const texts = diagnosisTexts[language];
  const { blocked, first = '–', last = '–', codes } = figures;
  const counted =
    blocked === 0
      ? texts['nothing-blocked']
      : fillFinding(texts.blocked, {
          blocked: numberText(blocked, language),
          first,
          last,
          codes: codes.join(', '),
        });
  if (causes.length === 0) return blocked === 0 ? `${counted}\n` : `${counted}\n${texts.nothing}\n`;
  return `${counted}\n${causesText(causes, language)}`;
}

/** The causes alone, a paragraph each. */
export function causesText(causes: readonly Cause[], language: Language): string {
  const texts = diagnosisTexts[language];
  const told = causes.map((cause, index) => {
    const { reasons, against, decidedBy } = causeText(cause, language);
    return [
      `\n${headOf(cause, index, language)}\n`,
      ...reasons.map((reason) => `  ${reason}\n`),
      ...against.map((reason) => `  ${texts.against.replace('{text}', () => reason)}\n`),
      ...(index === 0 ? cause.evidence.slice(0, mostPlaces).map((each) => `  ${place(each)}\n`) : []),
      ...(index === 0 && decidedBy !== undefined ? [`  ${decidedBy}\n`] : []),
    ].join('');
  });
  return told.join('');
}

/** Each cause as a paragraph of plain sentences; still to be escaped. */
export function causeParagraphs(causes: readonly Cause[], language: Language): string[] {
  const texts = diagnosisTexts[language];
  return causes.map((cause, index) => {
    const { reasons, against } = causeText(cause, language);
    const others = against.map((reason) => texts.against.replace('{text}', () => reason));
    return [`${headOf(cause, index, language)}.`, ...reasons, ...others].join(' ');
  });
}

/** The best cause in one line, fit to show. */
export function causeHeadline(cause: Cause, language: Language): string {
  return headOf(cause, 0, language);
}

function headOf(cause: Cause, index: number, language: Language): string {
  const { title, confidence } = causeText(cause, language);
  const id = index > 0 ? 'fits' : cause.confidence >= surely ? 'best' : 'unsure';
  // Filled by hand: the title is fit to show, and longer than a value may be.
  return diagnosisTexts[language][id].replace('{confidence}', confidence).replace('{cause}', () => title);
}

const place = ({ file, line }: Evidence) =>
  line === undefined ? printable(file) : `${printable(file)}:${line}`;

/** The same for programs: one object, all texts fit to show. */
export function diagnosisJson(causes: readonly Cause[], figures: BlockedFigures, language: Language): string {
  const { blocked, first, last, codes } = figures;
  const told = causes.map((cause) => {
    const { reasons, against } = causeText(cause, language);
    return {
      kind: cause.kind,
      culprits: cause.culprits,
      confidence: Math.round(cause.confidence * 1000) / 1000,
      reasons,
      evidence: cause.evidence.map(({ file, line }) => ({ file, line })),
      against,
      decidedBy: cause.decidedBy,
    };
  });
  return `${JSON.stringify({ causes: told, blocked, first, last, codes }, (_, value) =>
    typeof value === 'string' ? printable(value) : value,
  )}\n`;
}
