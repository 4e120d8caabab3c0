import type { StoryRowView } from '../../core/dashboard/view';
import { element } from '../dom';

const namespace = 'http://www.w3.org/2000/svg';
/** In CSS pixels: a numbered point, and the distance between two rows of points. */
const radius = 9;
const laneHeight = 22;
const mostLanes = 5;
/** In hundredths of the width: points nearer than this stand one above the other. */
const nearest = 3;

interface Point {
  readonly row: StoryRowView;
  readonly number: number;
  /** 0 to 100. */
  readonly left: number;
  readonly lane: number;
}

/** The rows on a time axis, each a numbered point, the time of the refusals marked, between the first and the last time. */
export function storyDrawing(rows: readonly StoryRowView[], description: string): HTMLElement {
  const ends = [...new Set([rows[0]?.time ?? '', rows.at(-1)?.time ?? ''])];
  return element(
    'div',
    {},
    axisOf(rows, description),
    // What the table says too.
    element(
      'div',
      { class: 'ends', 'aria-hidden': 'true' },
      ...ends.map((time) => element('span', {}, time)),
    ),
  );
}

function axisOf(rows: readonly StoryRowView[], description: string): Element {
  const points = pointsOf(rows);
  const lanes = Math.max(1, ...points.map(({ lane }) => lane + 1));
  const axis = lanes * laneHeight + 6;
  const drawing = svg('svg', {
    class: 'story-drawing',
    role: 'img',
    'aria-label': description,
    width: '100%',
    height: String(axis + 1),
  });
  drawing.append(
    ...blockMark(points, axis),
    svg('line', { x1: '0', x2: '100%', y1: String(axis), y2: String(axis) }),
    ...points.flatMap((point) => pointParts(point, axis)),
  );
  return drawing;
}

/** Points by time from end to end, those that would cover each other one above the other. */
function pointsOf(rows: readonly StoryRowView[]): Point[] {
  const times = rows.map(({ at }) => at);
  const [begin, end] = [Math.min(...times), Math.max(...times)];
  const last: number[] = [];
  return rows.map((row, index) => {
    const share = end > begin ? (row.at - begin) / (end - begin) : 0.5;
    const left = 2 + share * 96;
    const free = Array.from({ length: mostLanes }, (_, lane) => lane).find(
      (lane) => left - (last[lane] ?? Number.NEGATIVE_INFINITY) >= nearest,
    );
    const lane = free ?? mostLanes - 1;
    last[lane] = left;
    return { row, number: index + 1, left, lane };
  });
}

function pointParts({ row, number, left, lane }: Point, axis: number): SVGElement[] {
  const middle = axis - 4 - radius - lane * laneHeight;
  const circle = svg('circle', { class: row.phase, cx: `${left}%`, cy: String(middle), r: String(radius) });
  const title = svg('title', {});
  title.textContent = `${row.time} ${row.what} ${row.name}`.trim();
  circle.append(title);
  const text = svg('text', {
    class: `in-${row.phase}`,
    x: `${left}%`,
    y: String(middle + 4),
    'text-anchor': 'middle',
  });
  text.textContent = String(number);
  return [circle, text];
}

/** A band from the first to the last refusal. */
function blockMark(points: readonly Point[], axis: number): SVGElement[] {
  const lefts = points.flatMap(({ row, left }) => (row.phase === 'block' ? [left] : []));
  if (lefts.length === 0) return [];
  const [from, to] = [Math.min(...lefts), Math.max(...lefts)];
  return [
    svg('rect', {
      class: 'band',
      x: `${from}%`,
      width: `${Math.max(0.3, to - from)}%`,
      y: '0',
      height: String(axis),
    }),
  ];
}

function svg(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const created = document.createElementNS(namespace, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  return created;
}
