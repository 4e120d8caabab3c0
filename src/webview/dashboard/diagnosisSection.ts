import type { JudgementView, ProvedText } from '../../core/dashboard/view';
import { element, list } from '../dom';
import { type DiagnosisContext, placeButtons } from './placeButtons';
import { storyPart } from './storyPart';

/** What may be behind the block, why, what speaks against it, and what happened. */
export function diagnosisSection(context: DiagnosisContext): HTMLElement[] {
  const { diagnosis, texts } = context.content;
  if (!diagnosis) return [];
  return [
    element(
      'section',
      { class: 'diagnosis', 'aria-labelledby': 'diagnosis-title' },
      element('h2', { id: 'diagnosis-title' }, texts['diagnosis.title']),
      ...(diagnosis.mixed === undefined ? [] : [element('p', { dir: 'auto' }, diagnosis.mixed)]),
      ...diagnosis.judgements.flatMap((each, index) =>
        isWithoutCause(each) ? [] : judgementPart(each, index, context),
      ),
      ...withoutCause(diagnosis.judgements.filter(isWithoutCause)),
    ),
  ];
}

/** One of several tenants of which there is nothing to tell. */
function isWithoutCause({ tenant, reasons, against, fits, story }: JudgementView): boolean {
  return tenant !== undefined && [reasons, against, fits, story].every(({ length }) => length === 0);
}

/** What is said of all such tenants, once. */
function withoutCause(judgements: readonly JudgementView[]): HTMLElement[] {
  const [first] = judgements;
  if (!first) return [];
  const names = judgements.map(({ tenant = '' }) => [element('span', { dir: 'auto' }, tenant)]);
  return [element('h3', { class: 'tenant' }, first.headline), ...list('ul', names)];
}

function judgementPart(judgement: JudgementView, index: number, context: DiagnosisContext): HTMLElement[] {
  const { texts } = context.content;
  const { tenant, headline, reasons, against, decidedBy, fits } = judgement;
  const below = tenant === undefined ? 'h3' : 'h4';
  const part = (title: string, entries: readonly (readonly (Node | string)[])[]) =>
    entries.length === 0 ? [] : [element(below, {}, title), ...list('ul', entries)];
  const proved = (sentences: readonly ProvedText[], name: string) =>
    sentences.map(({ text, places }, row) => [
      element('span', { dir: 'auto' }, text),
      ...placeButtons(places, `${name} ${index} ${row}`, context),
    ]);
  return [
    ...(tenant === undefined ? [] : [element('h3', { class: 'tenant', dir: 'auto' }, tenant)]),
    element('p', { class: 'headline', dir: 'auto' }, headline),
    ...part(texts['diagnosis.why'], proved(reasons, 'reason')),
    ...part(texts['diagnosis.against'], proved(against, 'against')),
    ...part(
      texts['diagnosis.fits'],
      fits.map((text) => [element('span', { dir: 'auto' }, text)]),
    ),
    ...(decidedBy === undefined ? [] : [element('p', {}, decidedBy)]),
    ...storyPart(judgement, index, context),
  ];
}
