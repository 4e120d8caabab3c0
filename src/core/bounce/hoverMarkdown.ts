import { codeSpan, escapeMarkdown } from '../code/markdown';
import { printable } from '../code/printable';
import { texts } from '../knowledge';
import type { Explanation } from '../knowledge/explanation';
import type { MessageHit } from '../mail/messageCodes';
import type { CulpritRow } from './culpritRow';

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

/** What a hover has no room for: addresses that the domain comes from, the path, and a server that is nobody's own. */
const restsWithTheExplanation: ReadonlySet<CulpritRow['name']> = new Set([
  'envelopeSender',
  'headerSender',
  'mailboxServer',
  'path',
]);

/**
 * The hover over a code, as Markdown: what is blocked, what to do now and who can lift it, who was blocked, two links, what
 * the code means and why, and the diagnostic text of the line it stands on.
 */
export function hoverMarkdown(explanation: Explanation, links: HoverLinks, place: HoverPlace): string {
  const label = texts[explanation.language];
  const say = (text: string) => escapeMarkdown(text);
  const { diagnostic, written, culprit = [] } = place;
  const known = culprit.filter(({ proof, name }) => proof && !restsWithTheExplanation.has(name));
  return [
    `**${explanation.code}** — ${say(explanation.name)}`,
    [
      `**${say(label['label.affected'])}:** ${say(explanation.affected.text)}`,
      `**${say(label['label.firstAction'])}:** ${say(explanation.firstAction.text)}`,
      `**${say(label['label.liftedBy'])}:** ${say(explanation.liftedBy.text)}`,
    ].join('  \n'),
    ...(known.length === 0
      ? []
      : [
          `**${say(label['label.culprit'])}:** ${known
            .map(({ label: name, value }) => `${say(name)} ${codeSpan(value)}`)
            .join(' · ')}`,
        ]),
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
