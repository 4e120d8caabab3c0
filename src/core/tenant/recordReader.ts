import type { TextLine } from '../files/lines';
import type { Fields } from './fields';

/** Takes a row, and the line it begins on, counted from 1. */
export type TakeRecord = (fields: Fields, line: number) => void;

/** Makes rows of the lines of an export. Never throws. */
export interface RecordReader {
  /** The longest line that it reads whole, in UTF-16 units; a longer one comes in pieces. */
  readonly longestLine: number;
  read(line: TextLine): void;
  /** Says that no more comes. */
  end(): void;
  /** Rows that were too long or no rows. */
  readonly skipped: number;
  /** After the end of a text without rows: the names of its columns, none where there is no header. Undefined where it is no such text. */
  readonly emptyHeader: readonly string[] | undefined;
}

/** The longest row, in UTF-16 units: an entry of the audit log may have a few 100,000. */
export const longestRecord = 1 << 22;
