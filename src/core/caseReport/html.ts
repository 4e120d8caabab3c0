import MarkdownIt from 'markdown-it';
import { printableNames } from '../code/domainForms';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import { printable } from '../code/printable';
import type { PortalLink } from '../knowledge/explanation';
import type { Block, ListItem } from './blocks';
import style from './style';

/** What notes may hold: no HTML, no pictures from elsewhere, and links only to pages and addresses. */
const notes = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image');
notes.validateLink = (url) => /^(?:https?:|mailto:)/i.test(url.trim());

/** The report as one page that needs nothing else, to read and to print. It runs nothing and loads nothing. */
export function caseHtml(blocks: readonly Block[], language: Language): string {
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? '';
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${blocks.map((block, at) => htmlOf(block, language, headingBefore(blocks, at))).join('\n')}
</main>
</body>
</html>
`;
}

/** The heading that a block stands under. */
function headingBefore(blocks: readonly Block[], at: number): string {
  return blocks.slice(0, at).findLast((block) => block.kind === 'heading')?.text ?? '';
}

function htmlOf(block: Block, language: Language, heading: string): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${itemOf(item)}</li>`).join('\n')}\n</ul>`;
    case 'links':
      return `<ul>\n${block.pages.map(linkOf).join('\n')}\n</ul>`;
    case 'table':
      return table(block.columns, block.rows, language, heading);
    case 'bars':
      return bars(block.title, block.bars, language);
    case 'note':
      return `<blockquote>\n${notes.render(block.markdown.split('\n').map(printable).join('\n'))}</blockquote>`;
  }
}

function linkOf({ title, url, needs }: PortalLink): string {
  return `<li><a href="${escapeHtml(url)}">${escapeHtml(title)}</a> (${escapeHtml(needs)})</li>`;
}

function itemOf(item: ListItem | string): string {
  if (typeof item === 'string') return escapeHtml(item);
  return `<strong>${escapeHtml(item.lead)}</strong> ${escapeHtml(item.text)}`;
}

function table(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  language: Language,
  heading: string,
): string {
  const head = columns
    .map((column, index) => {
      const isNumber = rows.length > 0 && rows.every((row) => typeof row[index] === 'number');
      return `<th scope="col"${isNumber ? ' class="number"' : ''}>${escapeHtml(column)}</th>`;
    })
    .join('');
  const cell = (value: string | number) =>
    typeof value === 'number'
      ? `<td class="number">${numberText(value, language)}</td>`
      : `<td>${escapeHtml(value)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  // Where it is wider than the page, whoever has no mouse goes through it by keys.
  return `<div class="wide" role="group" tabindex="0" aria-label="${escapeHtml(heading)}"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`;
}

const barWidth = 18;
const chartHeight = 120;

function bars(
  title: string,
  values: readonly { readonly label: string; readonly value: number }[],
  language: Language,
): string {
  const most = Math.max(1, ...values.map(({ value }) => value));
  const width = values.length * barWidth;
  const drawn = values.map(({ label, value }, index) => {
    const height = value === 0 ? 0 : Math.max(1, Math.round((value / most) * chartHeight));
    const tip = `<title>${escapeHtml(`${label}: ${numberText(value, language)}`)}</title>`;
    return `<rect x="${index * barWidth + 2}" y="${chartHeight - height}" width="${barWidth - 4}" height="${height}">${tip}</rect>`;
  });
  const ends = [values[0]?.label ?? '', values.at(-1)?.label ?? ''].map(escapeHtml);
  return `<figure>
<svg viewBox="0 0 ${width} ${chartHeight}" width="${Math.min(width * 2, 720)}" height="${chartHeight}" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(title)}">
${drawn.join('\n')}
</svg>
<figcaption>${ends.join(' – ')} (max. ${numberText(most, language)})</figcaption>
</figure>`;
}

function escapeHtml(text: string): string {
  return printableNames(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
