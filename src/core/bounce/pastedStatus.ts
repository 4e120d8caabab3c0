import { chained } from '../mail/offsetMap';
import { type Reading, ReadingBuilder } from '../mail/reading';
import { type MessageStatus, type Recipient, readDeliveryStatus } from './deliveryStatus';
import { isBlank, type Line, linesOf } from './textLines';

/** A delivery status that stands in a text for people, and the line behind it. */
export interface PastedStatus {
  readonly message: MessageStatus;
  readonly recipients: readonly Recipient[];
  readonly endLine: number;
}

/** Fields of a delivery status (RFC 3464 §2.2, §2.3) and those that servers add. */
const statusField =
  /^[ \t]{0,40}(Reporting-MTA|DSN-Gateway|Received-From-MTA|Arrival-Date|Original-Envelope-Id|Final-Recipient|Original-Recipient|Action|Status|Remote-MTA|Diagnostic-Code|Last-Attempt-Date|Final-Log-ID|Will-Retry-Until|X-[\w-]{1,60})[ \t]{0,5}:/i;
const recipientField = /^[ \t]{0,40}(?:Final|Original)-Recipient[ \t]{0,5}:/im;
const saysWhatHappened = /^[ \t]{0,40}(?:Action|Status|Diagnostic-Code)[ \t]{0,5}:/im;

/**
 * Reads the delivery status that somebody's program pasted into a text, though empty lines and the blanks of folded fields be lost.
 * @returns undefined where the text names no recipient in such a field
 */
export function readPastedStatus(reading: Reading, text = reading.text): PastedStatus | undefined {
  if (!recipientField.test(text) || !saysWhatHappened.test(text)) return undefined;
  const lines = linesOf(text);
  const start = lines.findIndex(isStart);
  if (start < 0) return undefined;
  const { fields, endLine } = statusLines(lines, start);
  const built = rebuilt(text, fields);
  const { message, recipients } = readDeliveryStatus({
    text: built.text,
    map: chained(reading.map, built.map),
  });
  return recipients.length > 0 ? { message, recipients, endLine } : undefined;
}

function isStart({ text }: Line): boolean {
  return /^[ \t]{0,40}(?:Reporting-MTA|Final-Recipient|Original-Recipient)[ \t]{0,5}:/i.test(text);
}

interface StatusLine {
  readonly line: Line;
  /** Undefined for a line that goes on with the field before. */
  readonly name: string | undefined;
}

function statusLines(lines: readonly Line[], start: number): { fields: StatusLine[]; endLine: number } {
  const fields: StatusLine[] = [];
  let goesOn = false;
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line) break;
    const name = statusField.exec(line.text)?.[1]?.toLowerCase();
    if (name === undefined && !isBlank(line) && !goesOn) break;
    goesOn = name !== undefined || (goesOn && !isBlank(line));
    if (goesOn) fields.push({ line, name });
  }
  return { fields, endLine: index };
}

/** What is said of one recipient (RFC 3464 §2.3). Servers put the fields in any order. */
const ofRecipient: ReadonlySet<string> = new Set([
  'action',
  'diagnostic-code',
  'final-log-id',
  'final-recipient',
  'last-attempt-date',
  'original-recipient',
  'remote-mta',
  'status',
  'will-retry-until',
]);

/** True where a field is about another recipient than those before it, or the first of all. */
function beginsRecipient(name: string, group: ReadonlySet<string>): boolean {
  if (!ofRecipient.has(name)) return false;
  const isComplete = group.has('final-recipient') && (group.has('status') || group.has('action'));
  const before = [...group].some((each) => ofRecipient.has(each));
  return !before || group.has(name) || (isComplete && /-recipient$/.test(name));
}

/** The lines as RFC 3464 has them: an empty one before each recipient, a blank before what goes on. */
function rebuilt(text: string, fields: readonly StatusLine[]): Reading {
  const builder = new ReadingBuilder(text);
  let group = new Set<string>();
  for (const { line, name } of fields) {
    const { from, to } = line;
    const begins = name !== undefined && beginsRecipient(name, group);
    if (begins) {
      builder.put('\n', from, from + 1);
      group = new Set();
    }
    if (name === undefined) builder.put(' ', from, from + 1);
    else group.add(name);
    builder.copy(from + (/^[ \t]*/.exec(line.text)?.[0].length ?? 0), to);
    builder.put('\n', to - 1, to);
  }
  return builder.done();
}
