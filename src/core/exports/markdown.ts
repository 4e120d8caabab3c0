import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { escapeMarkdownLine } from '../code/markdown';
import { listText, numberText } from '../code/numbers';
import { shownTime } from '../code/shownTime';
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
    ...(found.length === 0 ? [texts.nothing] : [foundList(found, language), ...notes(found, language)]),
    ...(unread.length === 0
      ? []
      : [`## ${texts.refused}`, list(unread.map(({ file, reason }) => `${file}: ${reason}`))]),
    `## ${texts.missing}`,
    missing.length === 0 ? texts['missing.none'] : texts['missing.why'],
    ...missing.flatMap((each) => missingPart(each, language)),
  ].join('\n\n')}\n`;
}

/** A line each: unlike a table it can be read where it is wrapped. */
function foundList(found: readonly FoundExport[], language: Language): string {
  const texts = exportTexts[language];
  const numbers = ({ rows, kept, first, last }: FoundExport) =>
    [
      `${texts.rows}: ${numberText(rows, language)}`,
      `${texts.kept}: ${numberText(kept, language)}`,
      ...(first === undefined || last === undefined
        ? []
        : [`${texts.period}: ${shownTime(first, language)} – ${shownTime(last, language)}`]),
    ].join('; ');
  return list(found.map((each) => `${each.file}: ${each.name}. ${numbers(each)}`));
}

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
