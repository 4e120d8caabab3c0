import { withoutColours } from '../../code/escapes';
import { messageHeadLength } from '../../files/mailFile';
import type { Format } from '../formats/format';
import { recogniseFormat } from '../formats/formats';
import { colours, lineWrappers } from './lineWrappers';
import { recordFormat } from './records';
import { wrappedLines } from './wrappedLines';
import type { LineWrapper } from './wrapper';

/** Wrappers around one another: a container's log in a cluster's, in that of an engine. */
const mostWrappers = 4;
/** Lines of a head that are looked at for a wrapper, and the part of them that must be in it where others are known without. */
const mostLooked = 40;
const leastPart = 0.5;

/** The kind of log that a text is, by its first `messageHeadLength` units, and what is wrapped around that. Never throws. */
export function recogniseLog(head: string): Format {
  return recogniseIn(head, 0);
}

function recogniseIn(head: string, depth: number): Format {
  const bare = recogniseFormat(head);
  if (depth >= mostWrappers || bare.id === 'graph-trace' || bare.sureness === 'fields') return bare;
  const deeper = (inner: string) => recogniseIn(inner, depth + 1);
  // Colours may stand within any of the other wrappers' marks.
  const bareHead = withoutColours(head);
  if (bareHead !== head) return wrappedLines(colours, deeper(bareHead), deeper);
  const records = recordFormat(head, deeper);
  if (records && bare.id === 'text') return records;
  return wrappedIn(head, bare, deeper) ?? bare;
}

/** The log in the first wrapper that most of the lines are in. */
function wrappedIn(head: string, bare: Format, recognise: (head: string) => Format): Format | undefined {
  const lines = head
    .slice(0, messageHeadLength)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, mostLooked);
  for (const wrapper of lineWrappers) {
    const inner = innerOf(wrapper, lines, bare.id === 'text' && !wrapper.isSure ? 0 : leastPart);
    if (inner === undefined) continue;
    const format = recognise(inner);
    if (isBetter(wrapper, format, bare)) return wrappedLines(wrapper, format, recognise);
  }
  return undefined;
}

function innerOf(wrapper: LineWrapper, lines: readonly string[], part: number): string | undefined {
  const opened = lines.flatMap((line) => wrapper.open(line) ?? []);
  if (opened.length === 0 || opened.length < lines.length * part) return undefined;
  // Of several streams, the one that begins.
  const first = opened[0]?.stream;
  return opened
    .filter(({ stream }) => stream === first)
    .map(({ text }) => text)
    .join('\n');
}

/** A wrapper whose mark is no proof holds a log that is known. */
function isBetter({ isSure }: LineWrapper, format: Format, bare: Format): boolean {
  return format.id !== 'text' || (isSure && bare.id === 'text');
}
