import type { Fields } from './fields';

/** Takes a row, and the line it begins on, counted from 1. */
export type TakeRecord = (fields: Fields, line: number) => void;

/** Cuts the text of an export, whose line breaks are all `\n`, into rows. Never throws. */
export interface RecordReader {
  /** Takes the next piece of the text. */
  push(piece: string): void;
  /** Says that no more comes. */
  end(): void;
  /** Rows that were too long or no rows. */
  readonly skipped: number;
  /** After the end of a text without rows: the names of its columns, none where there is no header. Undefined where it is no such text. */
  readonly emptyHeader: readonly string[] | undefined;
}

/** The longest row, in UTF-16 units: an entry of the audit log may have a few 100,000. */
export const longestRecord = 1 << 22;

/** Makes every line break of a text that comes in pieces a `\n`, so that lines count as in the editor. */
export class LineBreaks {
  private carriage = false;

  push(piece: string): string {
    let text = this.carriage ? `\r${piece}` : piece;
    this.carriage = text.endsWith('\r');
    if (this.carriage) text = text.slice(0, -1);
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  end(): string {
    return this.carriage ? '\n' : '';
  }
}

/** How many line breaks stand in a part of a text. */
export function breaksIn(text: string, from = 0, to = text.length): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
