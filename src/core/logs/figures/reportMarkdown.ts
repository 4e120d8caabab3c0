import { printableNames } from '../../code/domainForms';
import type { Language } from '../../code/language';
import { escapeMarkdownLine } from '../../code/markdown';
import { numberText } from '../../code/numbers';
import { shownTime } from '../../code/shownTime';
import type { Count } from './counts';
import { incidentParagraph, say } from './incidentText';
import type { IncidentSummary } from './summary';
import type { Period } from './timeline';

/** Rows of a table in Markdown, for people; JSON and CSV have all. */
const mostRows = 20;

export const nameTables = [
  'codes',
  'senders',
  'domains',
  'sources',
  'remoteHosts',
  'servers',
  'connectors',
] as const;
export const timeTables = ['perDay', 'perHour'] as const;

/**
 * The report for a ticket or a wiki page.
 * @param notes plain sentences to say before the numbers, such as what they are limited to
 */
export function reportMarkdown(
  summary: IncidentSummary,
  language: Language,
  notes: readonly string[] = [],
): string {
  const sections = [
    ...nameTables.map((name) => countTable(say(language, `table.${name}`), summary[name], language)),
    ...timeTables.map((name) => periodTable(name, summary[name], language)),
  ];
  const unit = summary.blocked > 0 ? [say(language, 'unit')] : [];
  const paragraphs = [...notes, incidentParagraph(summary, language), ...unit].map(escapeMarkdownLine);
  return `${[`# ${say(language, 'title')}`, ...paragraphs, ...sections.filter((text) => text !== '')].join('\n\n')}\n`;
}

function countTable(title: string, counts: readonly Count[], language: Language): string {
  const rows = counts
    .slice(0, mostRows)
    .map(({ name, blocked, delivered }) => [cell(name), blocked, delivered]);
  return table(title, ['name', 'blocked', 'delivered'], rows, counts.length - rows.length, language);
}

/** The last periods, the earlier ones being counted: what goes on now matters most. */
function periodTable(
  name: (typeof timeTables)[number],
  periods: readonly Period[],
  language: Language,
): string {
  const told = periods.filter(({ blocked }) => blocked > 0);
  const rows = told
    .slice(-mostRows)
    .map(({ start, blocked, delivered, deferred }) => [
      shownTime(start, language, name === 'perDay' ? 'day' : 'minute'),
      blocked,
      delivered,
      deferred,
    ]);
  return table(
    say(language, `table.${name}`),
    ['start', 'blocked', 'delivered', 'deferred'],
    rows,
    told.length - rows.length,
    language,
  );
}

function table(
  title: string,
  columns: readonly ('name' | 'start' | 'blocked' | 'delivered' | 'deferred')[],
  rows: readonly (readonly (string | number)[])[],
  further: number,
  language: Language,
): string {
  if (rows.length === 0) return '';
  const shown = (value: string | number) => (typeof value === 'number' ? numberText(value, language) : value);
  const row = (cells: readonly (string | number)[]) => `| ${cells.map(shown).join(' | ')} |`;
  const count = numberText(further, language);
  return [
    `## ${title}\n`,
    row(columns.map((name) => say(language, `column.${name}`))),
    row(columns.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map(row),
    ...(further > 0 ? [`\n${say(language, 'table.further', { count })}`] : []),
  ].join('\n');
}

function cell(text: string): string {
  return escapeMarkdownLine(printableNames(text));
}
