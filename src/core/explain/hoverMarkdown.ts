import { texts } from '../catalogue';
import type { Explanation } from './explanation';
import { codeSpan, escapeMarkdown } from './markdown';

/** Addresses of the hover's two links; commands of our own, made by the caller. */
export interface HoverLinks {
  readonly explain: string;
  readonly openChecklist: string;
}

/**
 * The hover over a code, as Markdown: what is blocked, what the code means, why, the first thing to do, two links, and
 * the diagnostic text of the line it stands on.
 * @param diagnostic text from the file; it ends up in a code span and nowhere else
 */
export function hoverMarkdown(explanation: Explanation, links: HoverLinks, diagnostic?: string): string {
  const label = texts[explanation.language];
  const say = (text: string) => escapeMarkdown(text);
  return [
    `**${explanation.code}** — ${say(explanation.name)}`,
    `**${say(explanation.blocks.text)}** · ${say(explanation.standing)}`,
    `${say(explanation.meaning.text)} ${say(explanation.why.text)}`,
    `**${say(label['label.firstAction'])}:** ${say(explanation.firstAction.text)}`,
    // Before the quotation: a hover shows some 13 lines, and nobody should have to scroll for what leads on.
    `[${say(label['label.explain'])}](${links.explain}) · [${say(label['label.openChecklist'])}](${links.openChecklist})`,
    ...(diagnostic === undefined ? [] : [`${say(label['label.diagnostic'])}: ${codeSpan(diagnostic)}`]),
  ].join('\n\n');
}
