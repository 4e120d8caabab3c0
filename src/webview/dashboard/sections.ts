import { fillPlaces } from '../../core/code/fillPlaces';
import type { DashboardContent } from '../../core/dashboard/view';
import { button, element, list } from '../dom';
import { type PageContext, type PostDashboardMessage, shownNumber } from './barTable';
import { keyed } from './keptFocus';
import { swatch } from './palette';

/** What stands there before the first scan. */
export function emptySections({ texts }: DashboardContent, post: PostDashboardMessage): HTMLElement[] {
  return [
    element('h1', { tabindex: '-1' }, texts['empty.title']),
    element('p', {}, texts['empty.text']),
    scanButton(texts, post, 'primary'),
  ];
}

/** Title, what was scanned, and what can be done with it. */
export function headSection(
  { content: { texts }, view, post }: PageContext,
  copyImage: () => void,
): HTMLElement {
  return element(
    'header',
    {},
    element('h1', { tabindex: '-1' }, view.title),
    element('p', { class: 'note' }, view.scanned),
    element(
      'div',
      { class: 'actions' },
      keyed(
        button(texts['action.createCase'], 'primary', () => post({ type: 'createCase' })),
        'createCase',
      ),
      keyed(
        button(texts['action.copyMarkdown'], 'secondary', () => post({ type: 'copyMarkdown' })),
        'copyMarkdown',
      ),
      keyed(button(texts['action.copyImage'], 'secondary', copyImage), 'copyImage'),
      scanButton(texts, post, 'secondary'),
    ),
  );
}

function scanButton(
  texts: DashboardContent['texts'],
  post: PostDashboardMessage,
  kind: 'primary' | 'secondary',
): HTMLElement {
  return keyed(
    button(texts['action.scan'], kind, () => post({ type: 'scan' })),
    'scan',
  );
}

/** The filter that is on, part by part, each with a way to take it away. */
export function filterSection({ content: { texts }, view, post }: PageContext): HTMLElement[] {
  if (view.chips.length === 0) return [];
  const chips = view.chips.map(({ part, name }) => {
    const shown = `${texts[`part.${part}`]}: ${name}`;
    const remove = button(shown, 'secondary', () => post({ type: 'remove', part }));
    remove.classList.add('chip');
    remove.setAttribute('aria-label', fillPlaces(texts['action.remove'], { name: shown }));
    return [keyed(remove, `chip ${part}`)];
  });
  const clear = button(texts['action.clear'], 'secondary', () => post({ type: 'clear' }));
  return [
    element(
      'section',
      { class: 'filter', 'aria-labelledby': 'filter-title' },
      element('h2', { id: 'filter-title' }, texts['filter.title']),
      ...list('ul', [...chips, [keyed(clear, 'clear')]]),
      ...view.filterNotes.map((note) => element('p', { class: 'note' }, note)),
    ),
  ];
}

/** The incident in words, and its main numbers. */
export function readingSection({ content: { texts }, view, post }: PageContext): HTMLElement {
  return element(
    'section',
    { class: 'reading', 'aria-labelledby': 'reading-title' },
    element('h2', { id: 'reading-title' }, texts['reading.title']),
    element('p', { dir: 'auto' }, view.reading),
    ...(view.isZoneAssumed
      ? [
          keyed(
            button(texts['action.changeZone'], 'secondary', () => post({ type: 'changeZone' })),
            'changeZone',
          ),
        ]
      : []),
    element(
      'dl',
      { class: 'figures' },
      ...view.figures.map(({ name, value }) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, value)),
      ),
    ),
  );
}

/** Which colour and pattern means which code, with the numbers of all bars. */
export function legend({ content, view: { chart }, palette }: PageContext): HTMLElement[] {
  if (!chart) return [];
  const { texts } = content;
  const sum = (counts: readonly number[]) =>
    shownNumber(
      counts.reduce((total, count) => total + count, 0),
      content,
    );
  const codes = chart.series.map(({ code, colour, counts }) => [
    swatch(palette, colour),
    ` ${code ?? texts['series.other']}: ${sum(counts)}`,
  ]);
  const delivered = chart.delivered
    ? [
        [
          element('span', { class: 'line', 'aria-hidden': 'true' }),
          ` ${texts['series.delivered']}: ${sum(chart.delivered)}`,
        ],
      ]
    : [];
  return list('ul', [...codes, ...delivered]);
}
