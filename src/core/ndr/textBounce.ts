import { afterLineBreak, endOfLine } from '../mime/header';
import type { Reading } from '../mime/reading';
import { addressOf } from './address';
import type { Recipient } from './deliveryStatus';
import type { Stated } from './fields';

/** Software whose bounces are text for people, without a delivery status. */
export type TextBounceKind = 'qmail' | 'exim' | 'exchange-server' | 'exchange-text';

/** What can be read in the text of such a bounce. */
export interface TextBounce {
  readonly kind: TextBounceKind;
  readonly generatingServer: Stated | undefined;
  readonly recipients: readonly Recipient[];
  /** Where the header of the original message begins in the text; undefined where there is no copy of it. */
  readonly originalFrom: number | undefined;
}

interface Format {
  readonly kind: TextBounceKind;
  /** Something that every such bounce says. */
  readonly sign: RegExp;
  /** The line before the recipients; where there is none they may stand anywhere. */
  readonly before?: RegExp;
  /** A line that names a recipient. */
  readonly recipient: RegExp;
  /** The line before the copy of the original message. */
  readonly copy?: RegExp;
}

const formats: readonly Format[] = [
  {
    kind: 'qmail',
    sign: /This is the qmail-send program/,
    recipient: /^<[^<>\s]{1,320}>:\s*$/,
    copy: /^--- Below this line is a copy of the message/,
  },
  {
    kind: 'exim',
    sign: /This message was created automatically by mail delivery software/,
    before: /address\(es\) (?:failed|have|has)|following address/,
    recipient: /^ {2}[^\s@]{1,64}@[^\s@]{1,255}$/,
    copy: /^------ This is a copy of (?:the|your) message/,
  },
  {
    kind: 'exchange-server',
    sign: /did not reach the following recipient\(s\)|following recipient\(s\) (?:could not|cannot) be reached/,
    before: /following recipient\(s\)/,
    recipient: /^\s{0,10}[^\s@]{1,64}@\S{1,255} on \S.{1,80}$/,
  },
  {
    kind: 'exchange-text',
    sign: /^Diagnostic information for administrators:/m,
    before: /^Diagnostic information for administrators:/,
    recipient: /^[^\s@]{1,64}@[^\s@]{1,255}$/,
    copy: /^Original message headers:/,
  },
];

const generatingServer = /^Generating server: {0,10}(\S{1,255})/;

interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** How much of a bounce's text is read, in UTF-16 units; the notice stands at its beginning. */
const longestNotice = 1 << 16;
/** Lines of diagnostic text kept for one recipient. */
const mostDiagnosticLines = 20;

/** Reads a bounce that is text for people; undefined where it is none of those known. */
export function readTextBounce(reading: Reading): TextBounce | undefined {
  const head = reading.text.slice(0, longestNotice);
  const format = formats.find(({ sign }) => sign.test(head));
  if (!format) return undefined;
  const lines = linesOf(head);
  const copy = format.copy ? lines.findIndex(({ text }) => format.copy?.test(text)) : -1;
  const notice = copy < 0 ? lines : lines.slice(0, copy);
  const start = format.before ? notice.findIndex(({ text }) => format.before?.test(text)) + 1 : 0;
  return {
    kind: format.kind,
    generatingServer: serverIn(notice, reading),
    recipients: recipientsIn(notice.slice(start), format, reading),
    originalFrom: copy < 0 ? undefined : headerBehind(lines, copy),
  };
}

/** The server that wrote the notice, as the text of an Exchange bounce says in English. */
export function generatingServerIn(reading: Reading): Stated | undefined {
  return serverIn(linesOf(reading.text.slice(0, longestNotice)), reading);
}

function serverIn(lines: readonly Line[], reading: Reading): Stated | undefined {
  const line = lines.find(({ text }) => generatingServer.test(text));
  const value = line && generatingServer.exec(line.text)?.[1];
  return line && value !== undefined ? stated(reading, 'Generating server', value, [line]) : undefined;
}

function recipientsIn(lines: readonly Line[], format: Format, reading: Reading): Recipient[] {
  const starts = lines.flatMap(({ text }, index) => (format.recipient.test(text) ? [index] : []));
  return starts.flatMap((start, index) => {
    const [line, ...following] = lines.slice(start, starts[index + 1] ?? lines.length);
    const address = line && addressOf(line.text);
    return line && address !== undefined ? [recipientOf(reading, line, address, following)] : [];
  });
}

/** The lines that follow a recipient, up to an empty one, are what was said about it. */
function recipientOf(reading: Reading, line: Line, address: string, following: readonly Line[]): Recipient {
  const end = following.findIndex(({ text }) => text.trim() === '');
  const said = following.slice(0, Math.min(end < 0 ? following.length : end, mostDiagnosticLines));
  const text = said.map((each) => each.text.trim()).join(' ');
  const status = said.find((each) => statusIn(each.text) !== undefined);
  return {
    final: stated(reading, 'text', address, [line]),
    original: undefined,
    action: undefined,
    status: status && stated(reading, 'text', statusIn(status.text) ?? '', [status]),
    diagnostic: text === '' ? undefined : stated(reading, 'text', text, said),
    remoteMta: undefined,
  };
}

function statusIn(text: string): string | undefined {
  return /(?<![\w.])[245]\.[0-9]{1,3}\.[0-9]{1,3}(?!\w|\.\d)/.exec(text)?.[0];
}

function stated({ map }: Reading, field: string, value: string, lines: readonly Line[]): Stated {
  const from = lines[0]?.from ?? 0;
  const to = lines.at(-1)?.to ?? from;
  return { value, field, range: { start: map.start(from), end: map.end(Math.max(from, to - 1)) } };
}

function headerBehind(lines: readonly Line[], copy: number): number | undefined {
  return lines.slice(copy + 1).find(({ text }) => text.trim() !== '')?.from;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < text.length; ) {
    const to = endOfLine(text, from, text.length);
    lines.push({ text: text.slice(from, to), from, to });
    from = Math.max(from + 1, afterLineBreak(text, to));
    if (to === text.length) break;
  }
  return lines;
}
