/**
 * Text as Markdown that shows exactly this text. Escapes what CommonMark, GFM and VS Code's renderer act on: syntax
 * characters, HTML, entities and theme icons; a zero-width joiner is not used, so that the text can be copied.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!~|$:@]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\s*[\r\n]+\s*/g, ' ');
}

/**
 * The same for a document that is also read as it stands, in a terminal or a ticket: escapes only what acts inside a
 * line of CommonMark and GFM, with a full stop or colon only where it would make an address a link.
 */
export function escapeMarkdownLine(text: string): string {
  return text
    .replace(/[\\`*_[\]|~@]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\s*[\r\n]+\s*/g, ' ');
}

/** Text of one line as a code span (CommonMark §6.1): nothing in it is markup, and no link is made of it. */
export function codeSpan(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  const longestRun = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence} ${line} ${fence}`;
}
