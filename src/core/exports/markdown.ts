import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { escapeMarkdownLine } from '../code/markdown';
import { listText, numberText } from '../code/numbers';
import type { ExportsOverview, FetchingQuery, FoundExport, MissingExport } from './overview';
import { exportTexts } from './texts';

/** The overview as one page of Markdown (GFM) that also reads well as it stands. */
export function exportsMarkdown(overview: ExportsOverview, language: Language): string {
  const { found, others, unread, missing } = overview;
  const texts = exportTexts[language];
  const count = (files: readonly unknown[]) => numberText(files.length, language);
  const counts = {
    files: count([...found, ...others, ...unread]),
    known: count(found),
    others: count(others),
    refused: count(unread),
  };
  return `${[
    `# ${texts.title}`,
    fillPlaces(texts.files, counts),
    `## ${texts.found}`,
    ...(found.length === 0 ? [texts.nothing] : [table(found, language), ...notes(found, language)]),
    ...(unread.length === 0
      ? []
      : [`## ${texts.refused}`, list(unread.map(({ file, reason }) => `${file}: ${reason}`))]),
    `## ${texts.missing}`,
    missing.length === 0 ? texts['missing.none'] : texts['missing.why'],
    ...missing.flatMap((each) => missingPart(each, language)),
  ].join('\n\n')}\n`;
}

function table(found: readonly FoundExport[], language: Language): string {
  const texts = exportTexts[language];
  const rows = found.map(({ file, name, rows: all, kept, first, last }) => [
    file,
    name,
    numberText(all, language),
    numberText(kept, language),
    first === undefined || last === undefined ? texts['period.none'] : `${minutes(first)} – ${minutes(last)}`,
  ]);
  const header = [texts.file, texts.kind, texts.rows, texts.kept, texts.period];
  const cells = [header, ...rows.map((row) => row.map(escapeMarkdownLine))];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => column === 2 || column === 3;
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const [top = '', ...others] = cells.map((row) =>
    line(
      row.map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
      }),
    ),
  );
  const rule = widths.map((width, column) =>
    isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [top, line(rule), ...others].join('\n');
}

/** `2026-11-19 02:10` */
const minutes = (time: string) => time.replace('T', ' ').slice(0, 16);

const list = (texts: readonly string[]) => texts.map((text) => `- ${escapeMarkdownLine(text)}`).join('\n');

/** Of those exports that there is something to say of. */
function notes(found: readonly FoundExport[], language: Language): string[] {
  const noted = found.filter((each) => each.notes.length > 0);
  if (noted.length === 0) return [];
  return [
    exportTexts[language].notes,
    list(noted.map(({ file, notes: sentences }) => `${file}: ${sentences.join(' ')}`)),
  ];
}

function missingPart({ name, causes, queries }: MissingExport, language: Language): string[] {
  const causeNames = listText(causes, language);
  return [
    `### ${escapeMarkdownLine(name)}`,
    escapeMarkdownLine(fillPlaces(exportTexts[language].decides, { causes: causeNames })),
    ...queries.flatMap((query) => [
      `\`${query.id}\` – ${escapeMarkdownLine(query.title)} (${escapeMarkdownLine(query.where)})`,
      fenced(query),
    ]),
  ];
}

/** What stands in the command cannot end the block. */
function fenced({ command }: FetchingQuery): string {
  const longest = Math.max(2, ...Array.from(command.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${command}\n${fence}`;
}
