import type { Evidence } from '../code/evidence';
import type { Language } from '../code/language';
import type { Cause, Diagnosis, Judgement } from '../diagnosis/diagnosis';
import { causeParagraphs, headOf, mixedSentence, placeText, tenantHeading } from '../diagnosis/report';
import type { StoryRow } from '../diagnosis/storyRow';
import { storyRowText, toldStory } from '../diagnosis/storyText';
import { causeText, diagnosisTexts, type SignText } from '../diagnosis/texts';
import { evidenceKey } from '../incident/finding';
import type { DiagnosisView, JudgementView, PlaceView, StoryRowView } from './view';

/** Places that one sentence, or one row, names. */
const mostPlaces = 3;
/** How much of a path is shown: the file, and the folder it is in. */
const shownParts = 2;

/** A diagnosis as the dashboard shows it, and the places that its page may ask for, by their numbers. */
export interface ShownDiagnosis {
  readonly view: DiagnosisView;
  readonly places: readonly Evidence[];
  /** The same as plain paragraphs, as a report begins. */
  readonly paragraphs: readonly string[];
}

/** @returns undefined where nothing was blocked */
export function diagnosisView(diagnosis: Diagnosis, language: Language): ShownDiagnosis | undefined {
  const { tenants } = diagnosis;
  if (tenants.length === 0 && diagnosis.causes.length === 0 && diagnosis.story.length === 0) return undefined;
  const places = new Places();
  const view = {
    mixed: tenants.length === 0 ? undefined : mixedSentence(diagnosis, language),
    judgements:
      tenants.length === 0
        ? [judgementView(diagnosis, undefined, places, language)]
        : tenants.map((each) => judgementView(each, tenantHeading(each, language), places, language)),
  };
  return { view, places: places.all, paragraphs: causeParagraphs(diagnosis, language) };
}

/** Numbers for places, each place once. */
class Places {
  readonly all: Evidence[] = [];
  private readonly known = new Map<string, number>();

  of(evidence: readonly Evidence[]): PlaceView[] {
    return evidence
      .slice(0, mostPlaces)
      .map((each) => ({ label: labelOf(each), place: this.numberOf(each) }));
  }

  private numberOf(evidence: Evidence): number {
    const key = evidenceKey(evidence);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.all.length);
    return this.all.push(evidence) - 1;
  }
}

function labelOf({ file, line }: Evidence): string {
  return placeText({ file: file.split(/[\\/]/).slice(-shownParts).join('/'), line });
}

function judgementView(
  { causes, story }: Judgement,
  tenant: string | undefined,
  places: Places,
  language: Language,
): JudgementView {
  const texts = diagnosisTexts[language];
  const [best] = causes;
  const said = best && causeText(best, language);
  const proved = (sentences: readonly SignText[] = []) =>
    sentences.map(({ text, evidence }) => ({ text, places: places.of(evidence) }));
  return {
    tenant,
    headline: best ? headOf(best, 0, language) : texts.nothing,
    reasons: proved(said?.reasons),
    against: proved(said?.against),
    decidedBy: said?.decidedBy,
    fits: causes.slice(1).map((cause) => fitsText(cause, language)),
    storyTitle: texts['story.title'],
    phases: {
      before: texts['story.phase.before'],
      block: texts['story.phase.block'],
      since: texts['story.phase.since'],
    },
    story: toldStory(story).map((row) => rowView(row, places, language)),
  };
}

function fitsText(cause: Cause, language: Language): string {
  const { title, confidence, reasons } = causeText(cause, language);
  return [`${title} (${confidence}).`, ...reasons.slice(0, 1).map(({ text }) => text)].join(' ');
}

function rowView(row: StoryRow, places: Places, language: Language): StoryRowView {
  return { at: row.at, phase: row.phase, ...storyRowText(row, language), places: places.of(row.evidence) };
}
