import type { BarTable } from '../../core/dashboard/view';
import { element } from '../dom';
import { type PageContext, shownNumber } from './barTable';
import { codeFill, type Palette } from './palette';
import { ratio, Sheet } from './sheet';
import { timeChart } from './timeChart';

/** Size in CSS pixels; as high as it becomes. */
const width = 1200;
const margin = 32;
const chartHeight = 280;

/** Rows of each table in the picture. */
const mostRows = 5;

/** The dashboard as a picture for a chat or a report, in the colours of the theme. */
export async function drawPicture(context: PageContext): Promise<HTMLCanvasElement> {
  const { content, view, palette } = context;
  const { texts } = content;
  const sheet = new Sheet(width, margin, palette);
  const inner = width - 2 * margin;
  sheet.text(view.title, { size: 26, bold: true });
  sheet.text(view.scanned, { size: 13, colour: palette.quiet });
  if (view.chips.length > 0) {
    const chips = view.chips.map(({ part, name }) => `${texts[`part.${part}`]}: ${name}`);
    sheet.text([`${texts['filter.title']}:`, chips.join('; ')].join(' '), { size: 14, bold: true });
    for (const note of view.filterNotes) sheet.text(note, { size: 13, colour: palette.quiet });
  }
  sheet.space(8);
  for (const { headline } of content.diagnosis?.judgements.slice(0, 1) ?? [])
    sheet.text(headline, { size: 18, bold: true });
  sheet.text(view.reading, { size: 16 });
  sheet.space(8);
  sheet.text(view.figures.map(({ name, value }) => `${name}: ${value}`).join('   ·   '), {
    size: 14,
    bold: true,
  });
  if (view.chart) {
    sheet.space(8);
    sheet.text(texts['chart.title'], { size: 17, bold: true });
    sheet.image(await chartCanvas(context, inner), inner, chartHeight);
    drawLegend(sheet, context);
  }
  drawTables(sheet, context, inner);
  return sheet.finish();
}

/** A chart of the picture's own width; the one on the page may be narrow. */
async function chartCanvas(context: PageContext, inner: number): Promise<HTMLCanvasElement> {
  const { content, view, palette } = context;
  const place = element('div', { class: 'off-screen', 'aria-hidden': 'true' });
  document.body.append(place);
  const scale = Math.max(1, ratio / devicePixelRatio);
  const size = { width: inner * scale, height: chartHeight * scale, scale };
  const plot = view.chart && timeChart(place, view.chart, { ...size, language: content.language, palette });
  try {
    // It draws in a microtask.
    await new Promise((resolve) => setTimeout(resolve));
    const canvas = element('canvas');
    const drawn = plot?.ctx.canvas;
    if (!drawn) return canvas;
    canvas.width = drawn.width;
    canvas.height = drawn.height;
    canvas.getContext('2d')?.drawImage(drawn, 0, 0);
    return canvas;
  } finally {
    plot?.destroy();
    place.remove();
  }
}

function drawLegend(sheet: Sheet, { content, view: { chart }, palette }: PageContext): void {
  if (!chart) return;
  const { texts } = content;
  const codes = chart.series.map(({ code, colour }) => ({
    fill: codeFill(palette, colour, 1),
    name: code ?? texts['series.other'],
  }));
  sheet.legend([
    ...codes,
    ...(chart.delivered ? [{ fill: undefined, name: texts['series.delivered'] }] : []),
  ]);
}

/** Tables in two columns, each pair at the same height. */
function drawTables(sheet: Sheet, context: PageContext, inner: number): void {
  const { tables } = context.view;
  const columnWidth = (inner - margin) / 2;
  for (let index = 0; index < tables.length; index += 2) {
    sheet.space(16);
    sheet.columns(
      tables.slice(index, index + 2).map((table) => () => drawTable(sheet, table, context, columnWidth)),
      columnWidth + margin,
    );
  }
}

function drawTable(
  sheet: Sheet,
  { title, rows, total }: BarTable,
  context: PageContext,
  columnWidth: number,
): void {
  const { content, palette } = context;
  sheet.text(title, { size: 16, bold: true, width: columnWidth });
  const most = Math.max(1, rows[0]?.blocked ?? 1);
  for (const { name, blocked } of rows.slice(0, mostRows)) {
    sheet.row(name, shownNumber(blocked, content), columnWidth);
    sheet.bar((columnWidth * blocked) / most, barColours(palette));
  }
  const further = total - Math.min(rows.length, mostRows);
  if (further > 0)
    sheet.text(content.texts['more.show'].replace('{count}', shownNumber(further, content)), {
      size: 13,
      colour: palette.quiet,
      width: columnWidth,
    });
}

function barColours({ bar, contrast }: Palette): { fill: string; border: string | undefined } {
  return { fill: bar, border: contrast };
}
