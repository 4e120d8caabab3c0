/** A row of an answer: its columns in their order. */
export type Row = Readonly<Record<string, Cell>>;
export type Cell = string | number | boolean | null | Date | readonly string[];

const pad = (number: number) => String(number).padStart(2, '0');

/** `ConvertTo-Json` of PowerShell 7: a list, ISO dates. */
export function json7(rows: readonly Row[]): string {
  return JSON.stringify(rows, null, 2);
}

/** `ConvertTo-Json` of Windows PowerShell: one object without its list, `/Date(…)/`. */
export function json5(rows: readonly Row[]): string {
  const written = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell5(cell)])),
  );
  return JSON.stringify(written.length === 1 ? written[0] : written, null, 4).replaceAll('/', '\\/');
}

/** The same of an array that PowerShell has wrapped, lists within it likewise. */
export function wrapped5(rows: readonly Row[]): string {
  const wrap = (value: unknown): unknown => (Array.isArray(value) ? { value, Count: value.length } : value);
  const written = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, wrap(cell5(cell))])),
  );
  return JSON.stringify({ value: written, Count: written.length }, null, 4);
}

function cell5(cell: Cell): unknown {
  return cell instanceof Date ? `/Date(${cell.getTime()})/` : cell;
}

/** `Export-Csv -NoTypeInformation`: every cell in quotes, dates as the invariant culture has them, lists joined as the query joins them. */
export function csv(rows: readonly Row[], list: (entries: readonly string[]) => string = joined): string {
  const names = Object.keys(rows[0] ?? {});
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const line = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;
  return line(names) + rows.map((row) => line(names.map((name) => text(row[name] ?? null, list)))).join('');
}

const joined = (entries: readonly string[]) => entries.join(';');

/** What stands in a cell for a list that nobody joined. */
export const typeName = () => 'System.Collections.ArrayList';

/** `Export-Csv` without that switch. */
export function typedCsv(rows: readonly Row[]): string {
  return `#TYPE Selected.System.Management.Automation.PSCustomObject\r\n${csv(rows)}`;
}

/** `Format-List`, with lists in braces. */
export function formatList(rows: readonly Row[]): string {
  const width = Math.max(...Object.keys(rows[0] ?? { a: 1 }).map((name) => name.length));
  const line = (name: string, cell: Cell) =>
    `${name.padEnd(width)} : ${text(cell, (entries) => `{${entries.join(', ')}}`)}`;
  const blocks = rows.map((row) =>
    Object.entries(row)
      .map(([name, cell]) => line(name, cell))
      .join('\r\n'),
  );
  return `\r\n\r\n${blocks.join('\r\n\r\n')}\r\n\r\n\r\n`;
}

function text(cell: Cell, list: (entries: readonly string[]) => string): string {
  if (cell === null) return '';
  if (cell instanceof Date) return invariant(cell);
  if (typeof cell === 'boolean') return cell ? 'True' : 'False';
  return typeof cell === 'object' ? list(cell) : String(cell);
}

/** `11/21/2026 01:22:40`. */
function invariant(date: Date): string {
  const day = `${pad(date.getUTCMonth() + 1)}/${pad(date.getUTCDate())}/${date.getUTCFullYear()}`;
  return `${day} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
}
