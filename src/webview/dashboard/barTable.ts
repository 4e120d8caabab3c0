import { fillPlaces } from '../../core/code/fillPlaces';
import { numberText } from '../../core/code/numbers';
import type { BarRow, BarTable, DashboardContent, DashboardView } from '../../core/dashboard/view';
import type { DashboardMessage } from '../../messages/dashboardMessages';
import { button, element } from '../dom';
import { keyed } from './keptFocus';
import { type Palette, swatch } from './palette';

export type PostDashboardMessage = (message: DashboardMessage) => void;

/** Rows shown until a person asks for more. */
const fewRows = 8;

/** What the parts of the page work with. */
export interface PageContext {
  readonly content: DashboardContent;
  readonly view: DashboardView;
  readonly palette: Palette;
  /** The tables that a person unfolded, by their part. */
  readonly unfolded: Set<string>;
  readonly post: PostDashboardMessage;
  /** Draws the page again. */
  redraw(): void;
}

/** A number as the reader writes it. */
export function shownNumber(value: number, { language }: DashboardContent): string {
  return numberText(value, language);
}

/** The names of one kind as bars, each a button that filters by it. */
export function barTable(table: BarTable, context: PageContext): HTMLElement {
  const { part, title, rows, notes } = table;
  const heading = element('h2', { id: `${part}-title` }, title);
  const isUnfolded = context.unfolded.has(part);
  const shown = isUnfolded ? rows : rows.slice(0, fewRows);
  const bars = element(
    'table',
    { 'aria-labelledby': heading.id },
    element('thead', {}, headings(table, context)),
    element('tbody', {}, ...shown.map((row) => barRow(row, table, context))),
  );
  return element(
    'section',
    { class: 'bars', 'aria-labelledby': heading.id },
    heading,
    isUnfolded ? keyed(element('div', { class: 'scroll' }, bars), `rows ${part}`) : bars,
    ...(rows.length > fewRows ? [moreButton(table, context)] : []),
    ...notes.map((note) => element('p', { class: 'note' }, note)),
  );
}

function headings({ part }: BarTable, { content: { texts }, view }: PageContext): HTMLElement {
  const names = [
    texts[`part.${part}`],
    texts['figure.blocked'],
    ...(view.withDeliveries ? [texts['figure.delivered']] : []),
  ];
  return element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, name)));
}

function barRow(row: BarRow, { part, rows }: BarTable, context: PageContext): HTMLElement {
  const { content, view, palette, post } = context;
  const { value, name, blocked, delivered, meaning, colour } = row;
  const isOn = view.chips.some((chip) => chip.part === part);
  const choose = button(name, 'code', () => post({ type: 'toggle', part, value }));
  choose.setAttribute('aria-pressed', String(isOn));
  choose.dir = 'auto';
  const bar = element('div', { class: 'bar' });
  bar.style.inlineSize = `${(100 * blocked) / Math.max(1, rows[0]?.blocked ?? 1)}%`;
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      ...(colour === undefined ? [] : [swatch(palette, colour), ' ']),
      keyed(choose, `${part} ${value}`),
      ...(meaning === undefined
        ? []
        : [element('p', { class: 'note' }, meaning, ' ', explainButton(value, context))]),
      element('div', { class: 'track', 'aria-hidden': 'true' }, bar),
    ),
    element('td', {}, shownNumber(blocked, content)),
    ...(view.withDeliveries ? [element('td', {}, shownNumber(delivered, content))] : []),
  );
}

function explainButton(code: string, { content, post }: PageContext): HTMLElement {
  const label = fillPlaces(content.texts['action.explain'], { name: code });
  return keyed(
    button(label, 'code', () => post({ type: 'explain', code })),
    `explain ${code}`,
  );
}

function moreButton({ part, rows }: BarTable, context: PageContext): HTMLElement {
  const { content, unfolded, redraw } = context;
  const isUnfolded = unfolded.has(part);
  const further = shownNumber(rows.length - fewRows, content);
  const label = isUnfolded
    ? content.texts['more.fewer']
    : fillPlaces(content.texts['more.show'], { count: further });
  const more = button(label, 'secondary', () => {
    if (isUnfolded) unfolded.delete(part);
    else unfolded.add(part);
    redraw();
  });
  more.setAttribute('aria-expanded', String(isUnfolded));
  more.setAttribute('aria-describedby', `${part}-title`);
  return keyed(more, `more ${part}`);
}
