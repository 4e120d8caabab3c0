import { fillPlaces } from '../../core/code/fillPlaces';
import type { JudgementView, StoryRowView } from '../../core/dashboard/view';
import { button, element } from '../dom';
import { shownNumber } from './barTable';
import { keyed } from './keptFocus';
import { type DiagnosisContext, placeButtons } from './placeButtons';
import { storyDrawing } from './storyDrawing';

/** Rows shown until a person asks for more, of one tenant and of each of several. */
const [fewRows, fewOfEach] = [12, 4];
/** Fewer are not worth a click. */
const leastFolded = 3;

/** What happened: drawn on a time axis, and as a table of the same rows. */
export function storyPart(
  { story, storyTitle, phases, tenant }: JudgementView,
  index: number,
  context: DiagnosisContext,
): HTMLElement[] {
  if (story.length === 0) return [];
  const { content, unfolded } = context;
  const { texts } = content;
  const key = `story ${index}`;
  const few = tenant === undefined ? fewRows : fewOfEach;
  const isLong = story.length >= few + leastFolded;
  const shown = isLong && !unfolded.has(key) ? story.slice(0, few) : story;
  const columns = [texts['story.when'], texts['story.what']];
  const heading = element(tenant === undefined ? 'h3' : 'h4', { id: `story-title-${index}` }, storyTitle);
  return [
    heading,
    storyDrawing(shown, texts['story.drawing']),
    element(
      'table',
      { class: 'story', 'aria-labelledby': heading.id },
      element(
        'thead',
        {},
        element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name))),
      ),
      ...(['before', 'block', 'since'] as const).flatMap((phase) =>
        phaseRows(phase, phases[phase], shown, key, context),
      ),
    ),
    ...(isLong ? [moreRows(story.length - few, key, context)] : []),
  ];
}

/** Rows of a phase under its name. They are numbered through, as the drawing has them. */
function phaseRows(
  phase: StoryRowView['phase'],
  name: string,
  rows: readonly StoryRowView[],
  key: string,
  context: DiagnosisContext,
): HTMLElement[] {
  const own = rows.flatMap((row, index) => (row.phase === phase ? [{ row, number: index + 1 }] : []));
  if (own.length === 0) return [];
  return [
    element(
      'tbody',
      { class: phase },
      element('tr', {}, element('th', { scope: 'rowgroup', colspan: '2' }, name)),
      ...own.map(({ row, number }) => storyRow(row, number, key, context)),
    ),
  ];
}

function storyRow(
  { time, what, name, detail, places }: StoryRowView,
  number: number,
  key: string,
  context: DiagnosisContext,
): HTMLElement {
  return element(
    'tr',
    {},
    element('td', {}, element('span', { class: 'number' }, String(number)), ...timeParts(time)),
    element(
      'th',
      { scope: 'row' },
      what,
      ...(name === '' ? [] : [': ', element('strong', { dir: 'auto' }, name)]),
      element('div', { dir: 'auto' }, detail, ...placeButtons(places, `${key} ${number}`, context)),
    ),
  );
}

/** Date and time, neither of them broken. */
function timeParts(time: string): (HTMLElement | string)[] {
  const [, date = '', clock = time] = /^(.*, )?(\S+ \S+)$/.exec(time) ?? [];
  return [date.trim(), clock].flatMap((part) => [' ', element('span', { class: 'whole' }, part)]);
}

function moreRows(
  further: number,
  key: string,
  { content, unfolded, redraw }: DiagnosisContext,
): HTMLElement {
  const isUnfolded = unfolded.has(key);
  const label = isUnfolded
    ? content.texts['more.fewer']
    : fillPlaces(content.texts['more.show'], { count: shownNumber(further, content) });
  const more = button(label, 'secondary', () => {
    if (isUnfolded) unfolded.delete(key);
    else unfolded.add(key);
    redraw();
  });
  more.setAttribute('aria-expanded', String(isUnfolded));
  return keyed(more, `more ${key}`);
}
