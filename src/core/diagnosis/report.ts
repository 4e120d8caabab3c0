import type { Evidence } from '../code/evidence';
import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { nameList, nameListText } from '../code/nameList';
import { listText, numberText } from '../code/numbers';
import { printable, visibleText } from '../code/printable';
import { shownTime } from '../code/shownTime';
import { fillFinding } from '../findings/findingText';
import type { Cause, Diagnosis, Judgement, TenantJudgement } from './diagnosis';
import type { StoryRow } from './storyRow';
import { storyLine, storyRowText, toldStory } from './storyText';
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
/** Rows of the story in a text; JSON has all. */
const mostRows = 15;

/** The diagnosis as text, best cause first, each with why, what speaks against it, and where that stands; then what happened. */
export function diagnosisText(diagnosis: Diagnosis, figures: BlockedFigures, language: Language): string {
  const texts = diagnosisTexts[language];
  const { blocked, first = '–', last = '–', codes } = figures;
  const counted =
    blocked === 0
      ? texts['nothing-blocked']
      : fillFinding(texts.blocked, {
          blocked: numberText(blocked, language),
          first: shownTime(first, language),
          last: shownTime(last, language),
          codes: listText(codes, language),
        });
  if (saysNothing(diagnosis)) return blocked === 0 ? `${counted}\n` : `${counted}\n${texts.nothing}\n`;
  return `${counted}\n${causesText(diagnosis, language)}${storyText(diagnosis.story, language)}`;
}

/** True where nothing is said of anybody. */
export const saysNothing = ({ causes, tenants }: Diagnosis): boolean =>
  causes.length === 0 && tenants.length === 0;

/** The causes alone, a paragraph each. */
export function causesText(diagnosis: Diagnosis, language: Language): string {
  const { causes, tenants } = diagnosis;
  if (tenants.length === 0) return told(causes, language);
  const each = tenants.map((tenant) => {
    const causesOfOne =
      tenant.causes.length === 0 ? `\n${diagnosisTexts[language].nothing}\n` : told(tenant.causes, language);
    const indented = `${causesOfOne}${storyText(tenant.story, language)}`.replace(/^(?=.)/gm, '  ');
    return `\n${tenantHeading(tenant, language)}\n${indented}`;
  });
  return `\n${mixedSentence(diagnosis, language)}\n${each.join('')}`;
}

function told(causes: readonly Cause[], language: Language): string {
  const texts = diagnosisTexts[language];
  return causes
    .map((cause, index) => {
      const { reasons, against, decidedBy } = causeText(cause, language);
      return [
        `\n${headOf(cause, index, language)}\n`,
        ...reasons.map(({ text }) => `  ${text}\n`),
        ...against.map(({ text }) => `  ${fillPlaces(texts.against, { text })}\n`),
        ...(index === 0 ? cause.evidence.slice(0, mostPlaces).map((each) => `  ${placeText(each)}\n`) : []),
        ...(index === 0 && decidedBy !== undefined ? [`  ${decidedBy}\n`] : []),
      ].join('');
    })
    .join('');
}

/** The story, a line a row, the time first. */
function storyText(all: readonly StoryRow[], language: Language): string {
  const story = toldStory(all);
  if (story.length === 0) return '';
  const texts = diagnosisTexts[language];
  const shown = story.slice(0, mostRows).map((row) => ({ row, time: storyRowText(row, language).time }));
  const width = Math.max(...shown.map(({ time }) => time.length));
  const rows = shown.map(({ row, time }) => {
    const place = row.evidence.slice(0, 1).map((each) => `  ${placeText(each)}`);
    return `  ${time.padEnd(width)}  ${storyLine(row, language)}${place.join('')}\n`;
  });
  const further = story.length - rows.length;
  const more =
    further > 0 ? `  ${fillFinding(texts['story.further'], { count: numberText(further, language) })}\n` : '';
  return `\n${texts['story.title']}\n${rows.join('')}${more}`;
}

/** Each cause as a paragraph of plain sentences; still to be escaped. */
export function causeParagraphs(diagnosis: Diagnosis, language: Language): string[] {
  const { causes, tenants } = diagnosis;
  const paragraphs = (each: Judgement, heading = '') =>
    each.causes.map((cause, index) => {
      const { reasons, against } = causeText(cause, language);
      const others = against.map(({ text }) => fillPlaces(diagnosisTexts[language].against, { text }));
      return [
        `${heading}${headOf(cause, index, language)}.`,
        ...reasons.map(({ text }) => text),
        ...others,
      ].join(' ');
    });
  if (tenants.length === 0) return paragraphs({ causes, story: [] });
  return [
    mixedSentence(diagnosis, language),
    ...tenants.flatMap((tenant) => paragraphs(tenant, `${tenantHeading(tenant, language)}. `)),
  ];
}

/** How sure it is, and what, in one line, fit to show. */
export function headOf(cause: Cause, index: number, language: Language): string {
  const { title, confidence } = causeText(cause, language);
  const id = index > 0 ? 'fits' : cause.confidence >= surely ? 'best' : 'unsure';
  return fillPlaces(diagnosisTexts[language][id], { confidence, cause: title });
}

/** Names that a sentence about several tenants holds. */
const mostNames = 6;

/** That several tenants are mixed, and which, fit to show. */
export function mixedSentence({ tenants, tenantCount }: Diagnosis, language: Language): string {
  const names = tenants.map(({ domains: [name = ''] }) => printable(name));
  return fillPlaces(diagnosisTexts[language].mixed, {
    count: numberText(tenantCount, language),
    names: nameListText(nameList(names, mostNames), language),
  });
}

/** One of several tenants by its domains, and how much of its mail was blocked; fit to show. */
export function tenantHeading({ domains, blocked }: TenantJudgement, language: Language): string {
  return fillFinding(diagnosisTexts[language]['mixed.tenant'], {
    names: nameListText(nameList(domains, 3), language),
    blocked: numberText(blocked, language),
  });
}

/** `logs/mail.log:12`, fit to show. */
export const placeText = ({ file, line }: Pick<Evidence, 'file' | 'line'>): string =>
  line === undefined ? printable(file) : `${printable(file)}:${line}`;

/** The same for programs: one object, all texts fit to show. */
export function diagnosisJson(diagnosis: Diagnosis, figures: BlockedFigures, language: Language): string {
  const { blocked, first, last, codes } = figures;
  const told = {
    ...judgementJson(diagnosis, language),
    ...(diagnosis.tenants.length === 0
      ? {}
      : {
          tenants: diagnosis.tenants.map((tenant) => ({
            domains: tenant.domains,
            blocked: tenant.blocked,
            ...judgementJson(tenant, language),
          })),
        }),
    ...{ blocked, first, last, codes },
  };
  return `${JSON.stringify(told, (_, value) => (typeof value === 'string' ? visibleText(value) : value))}\n`;
}

function judgementJson({ causes, story }: Judgement, language: Language) {
  const places = (evidence: readonly Evidence[]) => evidence.map(({ file, line }) => ({ file, line }));
  return {
    causes: causes.map((cause) => {
      const { reasons, against } = causeText(cause, language);
      return {
        kind: cause.kind,
        culprits: cause.culprits,
        confidence: Math.round(cause.confidence * 1000) / 1000,
        reasons: reasons.map(({ text }) => text),
        evidence: places(cause.evidence),
        against: against.map(({ text }) => text),
        decidedBy: cause.decidedBy,
      };
    }),
    story: story.map(({ at, last, evidence, ...row }) => ({
      time: new Date(at).toISOString(),
      ...(last === at ? {} : { last: new Date(last).toISOString() }),
      ...row,
      text: storyLine({ at, last, evidence, ...row }, language),
      evidence: places(evidence),
    })),
  };
}
