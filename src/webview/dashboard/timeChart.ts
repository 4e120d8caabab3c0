// uPlot: 51 KB, one canvas, drags out a time by itself, draws 5,000 bars in a blink, needs no eval and sets styles only by
// CSSOM, so that the strict policy of the page holds. Chart.js is four times as large and needs two plug-ins for that.
import './browserLanguage';
import uPlot from 'uplot';
import type { Language } from '../../core/code/language';
import { type Chart, unitLength } from '../../core/dashboard/view';
import { codeFill, type Palette } from './palette';
import { barPaths, levelPaths } from './seriesPaths';
import { tickTexts } from './wallClock';

/** A time of the wall clock in milliseconds, as if it were UTC. */
export interface WallSpan {
  readonly from: number;
  readonly until: number;
}

/** How a chart is drawn and what it tells. */
export interface TimeChartOptions {
  readonly width: number;
  readonly height: number;
  /** How much larger than on the page texts and lines are, for a picture that has more pixels. */
  readonly scale?: number;
  readonly language: Language;
  readonly palette: Palette;
  /** A person dragged out a time, or clicked on a bar; whole units. */
  onTime?(span: WallSpan): void;
  /** The bar that the mouse is over, by its place in `Chart.starts`. */
  onPoint?(index: number | undefined): void;
}

/** Bars that the axis has place for at least, so that a single one is no wall. */
const fewestBars = 12;

/** Narrower drags are clicks, in CSS pixels. */
const shortestDrag = 4;

/** Draws blocked mails over time, stacked by code, and deliveries as a line. */
export function timeChart(place: HTMLElement, chart: Chart, options: TimeChartOptions): uPlot {
  const { width, height, scale = 1 } = options;
  const unit = unitLength[chart.unit] / 1000;
  const starts = chart.starts.map((wall) => wall / 1000);
  const { bases, tops } = stacked(chart);
  const range: uPlot.Scale.Range = (_, __, max) => [0, Math.max(1, max * 1.05)];
  return new uPlot(
    {
      width,
      height,
      padding: [10 * scale, chart.delivered ? 0 : 24 * scale, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      scales: {
        x: { time: true, range: () => timeRange(starts, unit) },
        y: { range },
        delivered: { range },
      },
      axes: axesOf(chart, options),
      series: seriesOf(chart, bases, unit, options),
      hooks: {
        ready: [(self) => listen(self, starts, unit, options)],
        setCursor: [(self) => point(self, starts, unit, options)],
      },
    },
    [starts, ...tops, ...(chart.delivered ? [[...chart.delivered]] : [])],
    place,
  );
}

function axesOf(
  { delivered }: Chart,
  { palette: { foreground, lines, fontFamily }, language, scale = 1 }: TimeChartOptions,
): uPlot.Axis[] {
  const axis: uPlot.Axis = {
    stroke: foreground,
    font: `${12 * scale}px ${fontFamily}`,
    ticks: { stroke: lines, width: scale, size: 8 * scale },
    gap: 5 * scale,
    size: 56 * scale,
  };
  const counts: uPlot.Axis = {
    ...axis,
    space: 30 * scale,
    incrs: wholeSteps,
    values: (_, splits) => splits.map((count) => shortCount(count, language)),
  };
  const grid = { stroke: lines, width: scale / 2 };
  return [
    {
      ...axis,
      grid,
      space: 60 * scale,
      values: (_, splits, __, ___, step) => tickTexts(splits, step, language),
    },
    { ...counts, grid },
    ...(delivered ? [{ ...counts, scale: 'delivered', side: 1 as const, grid: { show: false } }] : []),
  ];
}

function seriesOf(
  { series, delivered }: Chart,
  bases: readonly (readonly number[])[],
  unit: number,
  { palette, scale = 1 }: TimeChartOptions,
): uPlot.Series[] {
  const points = { show: false };
  const bars = series.map(
    ({ colour }, index): uPlot.Series => ({
      fill: (self: uPlot) => codeFill(palette, colour, (scale * self.ctx.canvas.width) / self.width),
      ...(palette.contrast === undefined ? {} : { stroke: palette.contrast, width: scale }),
      paths: barPaths(unit, bases[index] ?? []),
      points,
    }),
  );
  const line: uPlot.Series = {
    scale: 'delivered',
    stroke: palette.foreground,
    width: 1.5 * scale,
    dash: [4 * scale, 3 * scale],
    paths: levelPaths(unit),
    points,
  };
  return [{}, ...bars, ...(delivered ? [line] : [])];
}

/** Where the bar of each series begins and ends, the first one at the bottom. */
function stacked({ series, starts }: Chart): { bases: number[][]; tops: number[][] } {
  let base = starts.map(() => 0);
  const bases: number[][] = [];
  const tops: number[][] = [];
  for (const { counts } of series) {
    bases.push(base);
    base = base.map((below, index) => below + (counts[index] ?? 0));
    tops.push(base);
  }
  return { bases, tops };
}

/** Counts are whole, so are their ticks. */
const wholeSteps = Array.from({ length: 12 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

function shortCount(count: number, language: Language): string {
  return new Intl.NumberFormat(language, { notation: count < 10_000 ? 'standard' : 'compact' }).format(count);
}

function timeRange(starts: readonly number[], unit: number): [number, number] {
  const first = starts[0] ?? 0;
  const end = (starts.at(-1) ?? 0) + unit;
  const spare = Math.max(0, fewestBars * unit - (end - first)) / 2;
  return [first - spare, end + spare];
}

/** The bar at a second of the wall clock. */
function barAt(second: number, starts: readonly number[], unit: number): number | undefined {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= second) low = middle + 1;
    else high = middle;
  }
  const start = starts[low - 1];
  return start !== undefined && second < start + unit ? low - 1 : undefined;
}

function point(self: uPlot, starts: readonly number[], unit: number, { onPoint }: TimeChartOptions): void {
  const { left = -1 } = self.cursor;
  onPoint?.(left < 0 ? undefined : barAt(self.posToVal(left, 'x'), starts, unit));
}

function listen(self: uPlot, starts: readonly number[], unit: number, { onTime }: TimeChartOptions): void {
  let pressed = 0;
  self.over.addEventListener('mousedown', ({ clientX, button }) => {
    if (button !== 0) return;
    pressed = clientX;
    // People drag beyond the plot to have all up to its end.
    document.addEventListener('mouseup', released, { once: true });
  });
  const released = ({ clientX }: MouseEvent) => {
    const { left: edge, right: end } = self.over.getBoundingClientRect();
    const [left, right] = [pressed, clientX]
      .map((x) => self.posToVal(Math.min(Math.max(x, edge), end) - edge, 'x'))
      .sort((one, other) => one - other);
    if (left === undefined || right === undefined) return;
    if (right > left && Math.abs(clientX - pressed) >= shortestDrag) {
      const from = Math.floor(left / unit) * unit;
      onTime?.({ from: from * 1000, until: Math.ceil(right / unit) * unit * 1000 });
      return;
    }
    const start = starts[barAt(left, starts, unit) ?? -1];
    if (start !== undefined) onTime?.({ from: start * 1000, until: (start + unit) * 1000 });
  };
}
