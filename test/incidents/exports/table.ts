import { type Culture, dateIn, isoSeconds } from './dates';

export type Cell =
  | string
  | number
  | boolean
  | null
  | Date
  | readonly string[]
  | Readonly<Record<string, unknown>>;

/** What a command puts out: objects with the same properties. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/**
 * `json5` and `json7` as Windows PowerShell 5 and PowerShell 7 write JSON; `csv` with joined lists, as one who knows
 * `Export-Csv` asks for; `csv-types` as it writes lists by itself; `semicolon` by `-UseCulture` in Windows PowerShell 5, which puts the type first; `format-list` redirected
 * into a file.
 */
export type TableFormat = 'json5' | 'json7' | 'csv' | 'csv-types' | 'semicolon' | 'format-list';

export const extensionOf = (format: TableFormat) =>
  format.startsWith('json') ? 'json' : format === 'format-list' ? 'txt' : 'csv';

export function tableFile(table: Table, format: TableFormat, culture: Culture): Buffer {
  switch (format) {
    case 'json7':
      return Buffer.from(json(table, (date) => isoSeconds(date.getTime())));
    case 'json5':
      return withMark(windowsJson(json(table, (date) => `/Date(${date.getTime()})/`)));
    case 'csv':
      return Buffer.from(csv(table, ',', (cell) => inCsv(cell, culture)));
    case 'semicolon':
      return withMark(
        `#TYPE Selected.System.Management.Automation.PSCustomObject\r\n${csv(table, ';', (cell) => inCsv(cell, culture, ','))}`,
      );
    case 'csv-types':
      return withMark(
        csv(table, ',', (cell) => (isList(cell) ? 'System.Collections.ArrayList' : inCsv(cell, culture))),
      );
    case 'format-list':
      return utf16(formatList(table, culture));
  }
}

/** Nothing was found: the pipeline leaves an empty file. */
export const emptyFile = (format: TableFormat) => (format === 'json5' ? withMark('') : Buffer.alloc(0));

const isList = (cell: Cell): cell is readonly string[] => Array.isArray(cell);

/** One object alone comes without brackets: PowerShell unrolls it. */
function json({ columns, rows }: Table, date: (date: Date) => string): string {
  if (rows.length === 0) return '';
  const objects = rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => {
        const cell = row[column] ?? null;
        return [column, cell instanceof Date ? date(cell) : cell];
      }),
    ),
  );
  return `${JSON.stringify(objects.length === 1 ? objects[0] : objects, undefined, 2)}\n`.replaceAll(
    '\n',
    '\r\n',
  );
}

/** Windows PowerShell sets signs of markup in escapes, four blanks in front and two behind the colon. */
const windowsJson = (text: string) =>
  text
    .replaceAll('"/Date(', '"\\/Date(')
    .replaceAll(')/"', ')\\/"')
    .replace(/['<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
    .replace(/^( +)/gm, '$1$1')
    .replace(/^( *"[^"\r\n]*"): /gm, '$1:  ');

function csv({ columns, rows }: Table, separator: string, text: (cell: Cell) => string): string {
  const line = (values: readonly string[]) =>
    values.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator);
  return [columns, ...rows.map((row) => columns.map((column) => text(row[column] ?? null)))]
    .map((values) => `${line(values)}\r\n`)
    .join('');
}

function inCsv(cell: Cell, culture: Culture, joint = ';'): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'True' : 'False';
  if (cell instanceof Date) return dateIn(culture, cell.getTime());
  if (isList(cell)) return cell.join(joint);
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** Columns of the console whose output was redirected. */
const consoleWidth = 120;

function formatList({ columns, rows }: Table, culture: Culture): string {
  const width = Math.max(...columns.map(({ length }) => length));
  const shown = (cell: Cell) => (isList(cell) ? `{${cell.join(', ')}}` : inCsv(cell, culture));
  const blocks = rows.map((row) =>
    columns
      .map((column) =>
        `${column.padEnd(width)} : ${wrapped(shown(row[column] ?? null), width + 3)}`.trimEnd(),
      )
      .join('\r\n'),
  );
  return `\r\n${blocks.join('\r\n\r\n')}\r\n\r\n\r\n`;
}

/** Long values go on below, indented, broken between words. */
function wrapped(value: string, indent: number): string {
  const lines: string[] = [];
  for (const paragraph of value.split('\r\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && indent + line.length + word.length + 1 > consoleWidth) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join(`\r\n${' '.repeat(indent)}`);
}

export const withMark = (text: string) => Buffer.from(`\ufeff${text}`);

export const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

/** Fields that are only quoted where they must be, as portals write them. */
export function portalCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number | boolean)[])[],
): string {
  return [columns, ...rows].map((row) => `${row.map(portalField).join(',')}\r\n`).join('');
}

function portalField(value: string | number | boolean): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
