import { element } from '../dom';
import type { Palette } from './palette';

/** Canvas pixels for a CSS pixel: sharp where it is pasted. */
export const ratio = 2;

/** Highest picture in CSS pixels; browsers draw no canvas beyond 16,384 pixels. */
const highest = 2600;

interface TextStyle {
  /** In CSS pixels. */
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly width?: number;
}

/** A canvas that is written from top to bottom. */
export class Sheet {
  private readonly canvas = element('canvas');
  private readonly context: CanvasRenderingContext2D;
  private left: number;
  private top: number;

  constructor(
    private readonly width: number,
    private readonly margin: number,
    private readonly palette: Palette,
  ) {
    this.canvas.width = width * ratio;
    this.canvas.height = highest * ratio;
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('The browser has no canvas.');
    this.context = context;
    context.scale(ratio, ratio);
    context.fillStyle = palette.background;
    context.fillRect(0, 0, width, highest);
    context.textBaseline = 'top';
    this.left = margin;
    this.top = margin;
  }

  space(height: number): void {
    this.top += height;
  }

  /** A paragraph, wrapped to the width. */
  text(text: string, style: TextStyle): void {
    const { size, colour = this.palette.foreground, width = this.width - 2 * this.margin } = style;
    this.font(style);
    for (const line of this.wrapped(text, width)) {
      this.context.fillStyle = colour;
      this.context.fillText(line, this.left, this.top);
      this.top += Math.round(size * 1.45);
    }
    this.top += 4;
  }

  image(image: HTMLCanvasElement, width: number, height: number): void {
    if (image.width > 0) this.context.drawImage(image, this.left, this.top, width, height);
    this.top += height + 8;
  }

  /** What each fill means; a dashed line where there is none. */
  legend(entries: readonly { fill: string | CanvasPattern | undefined; name: string }[]): void {
    const { context } = this;
    this.font({ size: 13 });
    let { left } = this;
    for (const { fill, name } of entries) {
      context.fillStyle = fill ?? this.palette.foreground;
      if (fill === undefined)
        for (const dash of [0, 6, 12]) context.fillRect(left + dash, this.top + 6, 4, 2);
      else context.fillRect(left, this.top, 14, 14);
      context.fillStyle = this.palette.foreground;
      context.fillText(name, left + 22, this.top);
      left += 22 + context.measureText(name).width + 24;
    }
    this.top += 22;
  }

  /** A name and its number at the other end; a long name is cut. */
  row(name: string, count: string, width: number): void {
    const { context } = this;
    this.font({ size: 13 });
    context.fillStyle = this.palette.foreground;
    const countWidth = context.measureText(count).width;
    const [first = '', ...others] = this.wrapped(name, width - countWidth - 24);
    context.fillText(others.length > 0 ? `${first}…` : first, this.left, this.top);
    context.fillText(count, this.left + width - countWidth, this.top);
    this.top += 18;
  }

  bar(width: number, { fill, border }: { fill: string; border: string | undefined }): void {
    this.context.fillStyle = fill;
    this.context.fillRect(this.left, this.top, Math.max(1, width), 6);
    if (border !== undefined) {
      this.context.strokeStyle = border;
      this.context.strokeRect(this.left + 0.5, this.top + 0.5, Math.max(1, width) - 1, 5);
    }
    this.top += 12;
  }

  /** Draws side by side, and goes on below the longest. */
  columns(draw: readonly (() => void)[], step: number): void {
    const { left, top } = this;
    let bottom = top;
    for (const [index, each] of draw.entries()) {
      this.left = left + index * step;
      this.top = top;
      each();
      bottom = Math.max(bottom, this.top);
    }
    this.left = left;
    this.top = bottom;
  }

  /** The picture, as high as what was written. */
  finish(): HTMLCanvasElement {
    const height = Math.min(highest, this.top + this.margin) * ratio;
    const picture = element('canvas');
    picture.width = this.canvas.width;
    picture.height = height;
    picture.getContext('2d')?.drawImage(this.canvas, 0, 0);
    return picture;
  }

  private font({ size, bold = false }: TextStyle): void {
    this.context.font = `${bold ? '600 ' : ''}${size}px ${this.palette.fontFamily}`;
  }

  private wrapped(text: string, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    // A word that is wider than a line is cut.
    for (const word of text.split(/(?<= )/).flatMap((each) => this.pieces(each, width))) {
      if (line !== '' && this.context.measureText((line + word).trimEnd()).width > width) {
        lines.push(line);
        line = '';
      }
      line += word;
    }
    return [...lines, line];
  }

  private pieces(word: string, width: number): string[] {
    if (this.context.measureText(word).width <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    for (const character of word) {
      if (this.context.measureText(piece + character).width > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += character;
    }
    return [...pieces, piece];
  }
}
