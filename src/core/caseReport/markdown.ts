import { printableNames } from '../code/domainForms';
import type { Language } from '../code/language';
import { escapeMarkdownLine } from '../code/markdown';
import { numberText } from '../code/numbers';
import { printable } from '../code/printable';
import type { Block, ListItem } from './blocks';

/** The report as Markdown (GFM) that also reads well as it stands. */
export function caseMarkdown(blocks: readonly Block[], language: Language): string {
  return `${blocks
    .map((block) => markdownOf(block, language))
    .filter((text) => text !== '')
    .join('\n\n')}\n`;
}

function markdownOf(block: Block, language: Language): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${line(block.text)}`;
    case 'paragraph':
      return line(block.text);
    case 'list':
      return block.items.map((item) => `- ${itemOf(item)}`).join('\n');
    case 'links':
      return block.pages
        .map(({ title, url, needs }) => `- [${line(title)}](${url}) (${line(needs)})`)
        .join('\n');
    case 'table':
      return table(block.columns, block.rows, language);
    case 'bars':
      return '';
    case 'note':
      return quoted(block.markdown);
  }
}

function itemOf(item: ListItem | string): string {
  return typeof item === 'string' ? line(item) : `**${line(item.lead)}** ${line(item.text)}`;
}

/** A text that is one line and nothing else, wherever it begins. */
function line(text: string): string {
  return escapeMarkdownLine(printableNames(text))
    .replace(/^(?=#{1,6}(?:\s|$)|[+-]\s|[-=]+\s*$)/, '\\')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\');
}

function table(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  language: Language,
): string {
  const isNumber = (index: number) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number');
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map(line)),
    row(columns.map((_, index) => (isNumber(index) ? '---:' : '---'))),
    ...rows.map((cells) =>
      row(cells.map((cell) => (typeof cell === 'number' ? numberText(cell, language) : line(cell)))),
    ),
  ].join('\n');
}

/** A note in a quotation, so that its headings are not the report's. What would load or run something becomes text. */
function quoted(markdown: string): string {
  let fence: string | undefined;
  return markdown
    .split('\n')
    .map((raw) => {
      const text = printable(raw.replaceAll('\t', '    '));
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
      const isInside = fence !== undefined;
      if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
        fence = fence === undefined ? mark : undefined;
      return isInside || mark !== undefined ? `> ${text}` : `> ${withoutHtml(text)}`;
    })
    .join('\n');
}

/** Outside of code spans, which show what they hold. */
function withoutHtml(text: string): string {
  return text
    .split(/(`+[^`]+`+)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/<(?=[a-z/!?])/gi, '&lt;').replaceAll('![', '!\\['),
    )
    .join('');
}
