/** The theme's colours as a chart needs them. */
export interface Palette {
  readonly foreground: string;
  readonly quiet: string;
  readonly background: string;
  readonly lines: string;
  readonly bar: string;
  /** Around what is drawn in a high contrast theme; undefined in the others. */
  readonly contrast: string | undefined;
  readonly codes: readonly string[];
  readonly fontFamily: string;
}

/** In the order of `ChartSeries.colour`; the last one is that of all other codes. */
const codeColours = [
  '--vscode-charts-red',
  '--vscode-charts-blue',
  '--vscode-charts-yellow',
  '--vscode-charts-green',
  '--vscode-charts-purple',
  '--vscode-descriptionForeground',
];

/** Reads the theme as it is now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const read = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  const foreground = read('--vscode-editor-foreground', style.color);
  return {
    foreground,
    quiet: read('--vscode-descriptionForeground', foreground),
    background: read('--vscode-editor-background', style.backgroundColor),
    lines: read('--vscode-charts-lines', foreground),
    bar: read('--vscode-charts-blue', foreground),
    contrast: style.getPropertyValue('--vscode-contrastBorder').trim() || undefined,
    codes: codeColours.map((name) => read(name, foreground)),
    fontFamily: read('--vscode-font-family', 'sans-serif'),
  };
}

/** Size of a pattern's tile in CSS pixels. */
const tile = 8;

/** Strokes in the background's colour, so that codes differ for those who see no colours. */
const strokes: readonly ((context: CanvasRenderingContext2D) => void)[] = [
  () => undefined,
  (context) => {
    for (const offset of [-tile, 0, tile]) line(context, offset - 1, tile + 1, offset + tile + 1, -1);
  },
  (context) => {
    context.beginPath();
    context.arc(tile / 2, tile / 2, 1.7, 0, 2 * Math.PI);
    context.fill();
  },
  (context) => line(context, 0, tile / 2, tile, tile / 2),
  (context) => {
    line(context, 0, tile / 2, tile, tile / 2);
    line(context, tile / 2, 0, tile / 2, tile);
  },
  (context) => {
    for (const offset of [-tile, 0, tile]) line(context, offset - 1, -1, offset + tile + 1, tile + 1);
  },
];

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

/**
 * What to fill the bars of a code with.
 * @param ratio canvas pixels for a CSS pixel
 */
export function codeFill(palette: Palette, colour: number, ratio: number): string | CanvasPattern {
  const plain = palette.codes[colour] ?? palette.foreground;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = tile * Math.max(1, Math.round(ratio));
  const context = canvas.getContext('2d');
  if (!context || colour === 0) return plain;
  context.scale(canvas.width / tile, canvas.height / tile);
  context.fillStyle = plain;
  context.fillRect(0, 0, tile, tile);
  context.fillStyle = context.strokeStyle = palette.background;
  context.lineWidth = 1.5;
  strokes[colour]?.(context);
  return context.createPattern(canvas, 'repeat') ?? plain;
}

/** Side of a swatch in CSS pixels. */
const swatchSide = 16;

/** A little square in the colour and pattern of a code. */
export function swatch(palette: Palette, colour: number): HTMLCanvasElement {
  const ratio = devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.className = 'swatch';
  canvas.setAttribute('aria-hidden', 'true');
  canvas.width = canvas.height = Math.round(swatchSide * ratio);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = codeFill(palette, colour, ratio);
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  return canvas;
}
