import { Lines } from '../mail/lines';
import { messagesIn } from '../mail/messages';
import { chained, shiftedMap } from '../mail/offsetMap';
import { readMail } from '../mail/readMail';
import { type Ndr, ndrOfMail, parseNdr } from './ndr';
import { mayBeNotice, noticesIn } from './textBounce';

/** A bounce, and the number of the line at which its mail or text begins. */
export interface PlacedNdr {
  readonly line: number;
  readonly ndr: Ndr;
}

/** The bounces of an mbox, or of a text into which several were pasted; of anything else the one. */
export function ndrsIn(text: string): PlacedNdr[] {
  const messages = messagesIn(text);
  if (messages.length > 1) return ndrsAt(text, messages);
  const pasted = pastedParts(text);
  return pasted ? ndrsAt(text, pasted) : [{ line: 1, ndr: parseNdr(text) }];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function ndrsAt(text: string, stretches: readonly Stretch[]): PlacedNdr[] {
  const lines = new Lines(text);
  return stretches.map((stretch) => ({ line: lines.at(stretch.from).line, ndr: ndrAt(text, stretch) }));
}

/** A bounce in a stretch of a text, whose statements stand in the whole. */
function ndrAt(text: string, { from, to }: Stretch): Ndr {
  const mail = readMail(text.slice(from, to));
  const views = mail.views.map((view) => ({
    ...view,
    map: chained(shiftedMap(from), view.map ?? shiftedMap(0)),
  }));
  return ndrOfMail({ text, views });
}

/** Longest text that is looked at for bounces without a header, in UTF-16 units. */
const longestPasted = 1 << 16;

/** Where the bounces stand that somebody pasted or saved as text, without headers of their own; undefined for a text that is none. */
export function pastedParts(text: string): readonly Stretch[] | undefined {
  if (text.length > longestPasted || !mayBeNotice(text)) return undefined;
  const starts = noticesIn(text);
  const parts = starts.map((from, index) => ({ from, to: starts[index + 1] ?? text.length }));
  const ndrs = parts.map(({ from, to }) => parseNdr(text.slice(from, to)));
  // Without the header that came back nobody knows where one bounce ends and the next one's first words begin.
  const areApart = ndrs.slice(0, -1).every(({ original, status }) => original ?? status);
  return areApart && ndrs.every(isBounce) ? parts : undefined;
}

/** The bounce that somebody pasted as text; undefined for a text that is none, or several. */
export function pastedNdr(text: string): Ndr | undefined {
  const parts = pastedParts(text);
  return parts?.length === 1 ? parseNdr(text) : undefined;
}

function isBounce({ kind, recipients }: Ndr): boolean {
  return kind !== 'unknown' && recipients.some(({ final, diagnostic }) => final && diagnostic);
}
