import type uPlot from 'uplot';
import { fillPlaces } from '../../core/code/fillPlaces';
import { type Chart, type Unit, unitLength, units } from '../../core/dashboard/view';
import { button, element } from '../dom';
import { type PageContext, shownNumber } from './barTable';
import { keyed } from './keptFocus';
import { legend } from './sections';
import { timeChart } from './timeChart';
import { timeTable } from './timeTable';
import { fieldText, fieldTime, wallText } from './wallClock';

/** Height of the chart in CSS pixels. */
const chartHeight = 260;

/** The chart over time with its switch, its legend and its table; one element that stays while the page is drawn anew. */
export class TimeSection {
  readonly element = element('section', { class: 'time', 'aria-labelledby': 'time-title' });
  private readonly canvas = element('div', { class: 'chart', role: 'img' });
  private readonly readout = element('p', { class: 'readout', 'aria-hidden': 'true' });
  private fields: HTMLElement = element('div');
  private plot: uPlot | undefined;
  private context: PageContext | undefined;
  /** True while a person drags out a time, when nothing must be drawn anew below the mouse. */
  private isDragging = false;
  private isTableOpen = false;

  constructor() {
    this.canvas.addEventListener('mousedown', () => {
      this.isDragging = true;
    });
    window.addEventListener('mouseup', () => {
      if (!this.isDragging) return;
      this.isDragging = false;
      // After the chart has heard of it.
      setTimeout(() => this.draw());
    });
    new ResizeObserver(() =>
      this.plot?.setSize({ width: this.canvas.clientWidth, height: chartHeight }),
    ).observe(this.canvas);
  }

  show(context: PageContext): void {
    this.context = context;
    if (!this.isDragging) this.draw();
  }

  private draw(): void {
    const { context } = this;
    if (!context) return;
    const { content, view } = context;
    const { texts } = content;
    const { chart } = view;
    const heading = element('h2', { id: 'time-title' }, texts['chart.title']);
    this.plot?.destroy();
    this.plot = undefined;
    this.readout.textContent = '';
    if (!chart) {
      this.element.replaceChildren(heading, element('p', { class: 'note' }, texts['chart.undated']));
      return;
    }
    // What a person is filling in stays.
    if (!this.fields.contains(document.activeElement)) this.fields = timeFields(chart, context);
    this.canvas.setAttribute('aria-label', texts['chart.description']);
    this.element.replaceChildren(
      heading,
      unitSwitch(context, chart),
      this.canvas,
      this.readout,
      ...legend(context),
      ...notes(context, chart),
      this.fields,
      this.table(context, chart),
    );
    this.plot = timeChart(this.canvas, chart, {
      width: this.canvas.clientWidth,
      height: chartHeight,
      language: content.language,
      palette: context.palette,
      onTime: (span) => context.post({ type: 'time', ...span }),
      onPoint: (index) => {
        this.readout.textContent = index === undefined ? '' : readoutText(chart, index, context);
      },
    });
  }

  private table(context: PageContext, chart: Chart): HTMLElement {
    const summary = keyed(element('summary', {}, context.content.texts['chart.table']), 'time table');
    const details = element('details', {}, summary);
    const fill = () => details.append(...timeTable(chart, context));
    if (this.isTableOpen) fill();
    details.open = this.isTableOpen;
    details.addEventListener('toggle', () => {
      if (details.open && !this.isTableOpen) fill();
      this.isTableOpen = details.open;
      if (!details.open) details.replaceChildren(summary);
    });
    return details;
  }
}

function unitSwitch({ content, post }: PageContext, { available }: Chart): HTMLElement {
  const { texts, unit: chosen } = content;
  const choice = (unit: Unit | undefined) => {
    const input = element('input', { type: 'radio', name: 'unit', value: unit ?? 'auto' });
    input.checked = unit === chosen;
    input.disabled = unit !== undefined && !available.includes(unit);
    input.addEventListener('change', () => post({ type: 'unit', unit }));
    return element(
      'label',
      {},
      keyed(input, `unit ${unit ?? 'auto'}`),
      ` ${texts[`unit.${unit ?? 'auto'}`]}`,
    );
  };
  return element(
    'fieldset',
    {},
    element('legend', {}, texts['unit.title']),
    choice(undefined),
    ...units.map(choice),
  );
}

function notes({ content }: PageContext, { earlier, starts, available }: Chart): HTMLElement[] {
  const { texts } = content;
  return [
    ...(earlier > 0
      ? [fillPlaces(texts['chart.earlier'], { count: shownNumber(starts.length, content) })]
      : []),
    ...(available.includes('minute') ? [] : [texts['unit.tooMany']]),
    `${texts['chart.hint']} ${texts['rows.hint']}`,
  ].map((note) => element('p', { class: 'note' }, note));
}

/** What a drag does, by keyboard. */
function timeFields(
  { starts, unit }: Chart,
  { content: { texts }, view: { zone }, post }: PageContext,
): HTMLElement {
  const field = (name: string, wall: number, key: string) => {
    const input = keyed(element('input', { type: 'datetime-local', value: fieldText(wall) }), key);
    return { input, label: element('label', {}, `${name} (${zone}) `, input) };
  };
  const from = field(texts['time.from'], starts[0] ?? 0, 'time from');
  const until = field(texts['time.until'], (starts.at(-1) ?? 0) + unitLength[unit], 'time until');
  const show = button(texts['action.showTime'], 'secondary', () => {
    const span = { from: fieldTime(from.input.value), until: fieldTime(until.input.value) };
    if (span.from !== undefined && span.until !== undefined && span.from < span.until)
      post({ type: 'time', from: span.from, until: span.until });
    else until.input.focus();
  });
  return element('div', { class: 'actions' }, from.label, until.label, keyed(show, 'show time'));
}

function readoutText(chart: Chart, index: number, { content, view: { zone } }: PageContext): string {
  const counts = chart.series.flatMap(({ code, counts: each }) => {
    const count = each[index] ?? 0;
    return count > 0 ? [`${code ?? content.texts['series.other']}: ${shownNumber(count, content)}`] : [];
  });
  const delivered = chart.delivered
    ? [`${content.texts['figure.delivered']}: ${shownNumber(chart.delivered[index] ?? 0, content)}`]
    : [];
  const time = `${wallText(chart.starts[index] ?? 0, chart.unit, content.language)} ${zone}`;
  return [time, ...counts, ...delivered].join(' · ');
}
