import { codeSpan, escapeMarkdown } from '../code/markdown';
import { printable } from '../code/printable';
import { texts } from '../knowledge';
import type { Explanation } from '../knowledge/explanation';
import type { TextId } from '../knowledge/texts';
import type { MessageHit } from '../mail/messageCodes';
import { type CulpritRow, shortCulprit } from './culpritRow';

/** Addresses of the hover's two links; commands of our own, made by the caller. */
export interface HoverLinks {
  readonly explain: string;
  readonly openChecklist: string;
}

/** What the place of a code adds to its hover. Texts from the file end up in code spans and nowhere else. */
export interface HoverPlace {
  /** What the line says, or where the code is encoded, what the decoded text says. */
  readonly diagnostic?: string | undefined;
  /** What the code is written in, where that is not plain text, and the part of the message. */
  readonly written?: Pick<MessageHit, 'via' | 'part'> | undefined;
  /** Who was blocked, where the document is a bounce. */
  readonly culprit?: readonly CulpritRow[] | undefined;
}

/**
 * The hover over a code, as Markdown: what is blocked, who was blocked, what to do now and who can lift it, two links, what
 * the code means and why, and the diagnostic text of the line it stands on.
 */
export function hoverMarkdown(explanation: Explanation, links: HoverLinks, place: HoverPlace): string {
  const label = texts[explanation.language];
  const say = (text: string) => escapeMarkdown(text);
  const { diagnostic, written, culprit = [] } = place;
  const known = shortCulprit(culprit);
  const row = (name: TextId, text: string) => `**${say(label[name])}:** ${text}`;
  return [
    `**${explanation.code}** — ${say(explanation.name)}`,
    [
      row('label.affected', say(explanation.affected.text)),
      ...(known.length === 0 ? [] : [row('label.culprit', named(known))]),
      row('label.firstAction', say(explanation.firstAction.text)),
      row('label.liftedBy', say(explanation.liftedBy.text)),
    ].join('  \n'),
    // Before the rest of what the file adds: a hover shows some 13 lines, and nobody should have to scroll for what leads on.
    `[${say(label['label.explain'])}](${links.explain}) · [${say(label['label.openChecklist'])}](${links.openChecklist})`,
    `${say(explanation.meaning.text)} ${say(explanation.why.text)}`,
    ...(diagnostic === undefined
      ? []
      : [
          `${say(label[written ? 'label.decoded' : 'label.diagnostic'])}: ${codeSpan(printable(diagnostic))}`,
        ]),
    ...(written ? [writtenAs(written, explanation.language)] : []),
  ].join('\n\n');
}

function named(rows: readonly CulpritRow[]): string {
  return rows.map(({ label, value }) => `${escapeMarkdown(label)} ${codeSpan(value)}`).join(' · ');
}

function writtenAs(
  { via, part }: NonNullable<HoverPlace['written']>,
  language: Explanation['language'],
): string {
  const label = texts[language];
  const what = [label[`label.via.${via}`], `${label['label.part']} ${part.path}`]
    .map(escapeMarkdown)
    .join(', ');
  return `${escapeMarkdown(label['label.writtenAs'])}: ${what} ${codeSpan(printable(part.mediaType))}`;
}
