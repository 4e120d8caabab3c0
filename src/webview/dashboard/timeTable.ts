import { fillPlaces } from '../../core/code/fillPlaces';
import { type Chart, unitLength } from '../../core/dashboard/view';
import { button, element } from '../dom';
import { type PageContext, shownNumber } from './barTable';
import { keyed } from './keptFocus';
import { wallText } from './wallClock';

/** Rows of the table; the last ones, for what goes on now matters most. */
const mostRows = 300;

/** The chart as a table, a row for each bar with blocked mails; the first cell filters by its time. */
export function timeTable(chart: Chart, context: PageContext): HTMLElement[] {
  const { content, view } = context;
  const { texts } = content;
  const told = chart.starts.flatMap((_, index) =>
    chart.series.some(({ counts }) => (counts[index] ?? 0) > 0) ? [index] : [],
  );
  const rows = told.slice(-mostRows);
  const note = fillPlaces(texts['more.periods'], {
    count: shownNumber(rows.length, content),
    all: shownNumber(told.length, content),
  });
  const names = [
    `${texts[`unit.${chart.unit}`]} (${view.zone})`,
    ...chart.series.map(({ code }) => code ?? texts['series.other']),
    ...(chart.delivered ? [texts['figure.delivered']] : []),
  ];
  return [
    ...(rows.length < told.length ? [element('p', { class: 'note' }, note)] : []),
    keyed(
      element(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': texts['chart.table'] },
        element(
          'table',
          { 'aria-label': texts['chart.title'] },
          element(
            'thead',
            {},
            element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, name))),
          ),
          element('tbody', {}, ...rows.map((index) => row(index, chart, context))),
        ),
      ),
      'time rows',
    ),
  ];
}

function row(
  index: number,
  { starts, series, delivered, unit }: Chart,
  { content, post }: PageContext,
): HTMLElement {
  const from = starts[index] ?? 0;
  const time = button(wallText(from, unit, content.language), 'code', () =>
    post({ type: 'time', from, until: from + unitLength[unit] }),
  );
  const counts = [...series.map((each) => each.counts), ...(delivered ? [delivered] : [])];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, keyed(time, `time ${from}`)),
    ...counts.map((each) => element('td', {}, shownNumber(each[index] ?? 0, content))),
  );
}
