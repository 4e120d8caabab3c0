import { texts } from '../catalogue';
import type { Explanation } from './explanation';
import { codeSpan, escapeMarkdown } from './markdown';

/** Addresses of the hover's two links; commands of our own, made by the caller. */
export interface HoverLinks {
  readonly explain: string;
  readonly openChecklist: string;
}

/**
 * The hover over a code, as Markdown: what it means, why, what is blocked, the first thing to do, the diagnostic text
 * of the line it stands on, and two links.
 * @param diagnostic text from the file; it ends up in a code span and nowhere else
 */
export function hoverMarkdown(explanation: Explanation, links: HoverLinks, diagnostic?: string): string {
  const label = texts[explanation.language];
  const say = (text: string) => escapeMarkdown(text);
  return [
    `**${explanation.code}** — ${say(explanation.name)}`,
    `**${say(explanation.blocks.text)}** · ${say(explanation.standing)}`,
    say(explanation.meaning.text),
    say(explanation.why.text),
    say(explanation.affected.text),
    `**${say(label['label.firstAction'])}:** ${say(explanation.firstAction.text)}`,
    ...(diagnostic === undefined ? [] : [`${say(label['label.diagnostic'])}: ${codeSpan(diagnostic)}`]),
    `[${say(label['label.explain'])}](${links.explain}) · [${say(label['label.openChecklist'])}](${links.openChecklist})`,
  ].join('\n\n');
}
