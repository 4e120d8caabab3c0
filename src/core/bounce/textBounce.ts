import type { Stated } from '../mail/fields';
import type { Reading } from '../mail/reading';
import { addressLine } from './address';
import type { MessageStatus, Recipient } from './deliveryStatus';
import { generatingServerIn, labelledCopy, readExchangeText, statusIn } from './exchangeText';
import { labelledLine } from './markers';
import type { OriginalMessage } from './originalMessage';
import { readPastedStatus } from './pastedStatus';
import { readServerNotice } from './serverNotice';
import { type TextBounceKind, type TextFormat, textFormats } from './textFormats';
import { behindForward, fromWord, headerLine, isBlank, type Line, linesOf, statedOn } from './textLines';
import { unquoted } from './unquoted';

/** What can be read in the text of such a bounce. */
export interface TextBounce {
  readonly kind: TextBounceKind | 'report';
  readonly generatingServer: Stated | undefined;
  readonly status: MessageStatus | undefined;
  readonly recipients: readonly Recipient[];
  /** The text without the marks of whoever quoted it; the copy of the original header stands in it. */
  readonly reading: Reading;
  /** Where the header of the original message begins in that text; undefined where there is no copy of it. */
  readonly originalFrom: number | undefined;
  /** What the text says of the original message where there is no copy. */
  readonly details: OriginalMessage | undefined;
}

/** What the header of a mail says about the text in it. */
export interface NoticeHeader {
  /** True where a mail server wrote the mail: then its text is read though nobody here knows the words. */
  readonly isFromServer: boolean;
  /** The recipients in `X-Failed-Recipients`. */
  readonly failed: readonly Stated[];
  /** Addresses that stand in the header, in lower case: no recipient's that came back. */
  readonly own: ReadonlySet<string>;
}

/** How much of a bounce's text is read, in UTF-16 units; the notice stands at its beginning. */
const longestNotice = 1 << 16;
/** Lines of diagnostic text kept for one recipient. */
const mostDiagnosticLines = 20;

/** Reads a bounce that is text for people, quoted or not; undefined where it is none of those known. */
export function readTextBounce(whole: Reading, header: NoticeHeader): TextBounce | undefined {
  const reading = unquoted({ text: whole.text.slice(0, longestNotice), map: whole.map });
  const lines = behindForward(linesOf(reading.text));
  return (
    exchangeBounce(lines, reading, header) ??
    pastedBounce(lines, reading) ??
    knownBounce(lines, reading, header) ??
    (header.isFromServer ? noticeBounce('server-notice', lines, reading, header) : undefined)
  );
}

/** The server that wrote the notice, as the text of an Exchange bounce says. */
export function generatingServerOf(reading: Reading): Stated | undefined {
  return generatingServerIn(linesOf(reading.text.slice(0, longestNotice)), reading);
}

/** A cheap look at a text without a header: false where it can be no bounce, as nearly all logs cannot. */
export function mayBeNotice(text: string): boolean {
  return (
    /returned\s{0,5}['\u2018\u2019"]|^.{0,20}(?:Final|Original)-Recipient[ \t]{0,5}:/im.test(text) ||
    /^[^:\uff1a@\d\r\n]{2,60}[:\uff1a][ \t]{1,20}\S{1,64}@\S{1,255}[ \t]{0,20}\r?$/m.test(text) ||
    textFormats.some(({ sign }) => sign.test(text)) ||
    linesOf(text).some((line) => addressLine(line.text.replace(/^[\s>|*-]{1,20}/, '')) !== undefined)
  );
}

const serverSign = /This is the (?:mail system|Postfix program|qmail-send program|DragonFly Mail Agent) /;
const statusSign = /^.{0,20}Reporting-MTA[ \t]{0,5}:/i;

/** Where the bounces in a text begin, by what each says once; the first at 0. */
export function noticesIn(text: string): number[] {
  const lines = linesOf(text);
  const signs = [
    (line: string) => labelledLine(line)?.role === 'administrators',
    (line: string) => serverSign.test(line),
    (line: string) => statusSign.test(line),
  ];
  const found = signs.map((sign) => lines.filter((line) => sign(line.text))).find(({ length }) => length > 0);
  return [0, ...(found ?? []).slice(1).map(({ from }) => from)];
}

/** Where the header of the original message begins in the text of an Exchange bounce; undefined where it has no copy. */
export function originalHeaderIn({ text }: Reading): number | undefined {
  const lines = linesOf(text.slice(0, longestNotice));
  return lines[labelledCopy(lines)]?.from;
}

const noServer = { generatingServer: undefined, status: undefined, details: undefined };

function exchangeBounce(
  lines: readonly Line[],
  reading: Reading,
  header: NoticeHeader,
): TextBounce | undefined {
  const read = readExchangeText(lines, reading);
  if (!read) return undefined;
  const { generatingServer, copy, details } = read;
  const { recipients } =
    read.recipients.length > 0 ? read : readServerNotice(lines, reading, header.failed, header.own);
  const originalFrom = lines[copy]?.from;
  return {
    kind: 'exchange-text',
    generatingServer,
    status: undefined,
    recipients,
    reading,
    originalFrom,
    details,
  };
}

/** A delivery status that was pasted together with the notice. */
function pastedBounce(lines: readonly Line[], reading: Reading): TextBounce | undefined {
  const pasted = readPastedStatus(reading);
  if (!pasted) return undefined;
  const { message, recipients, endLine } = pasted;
  const originalFrom = lines[headerLine(lines, endLine, 2)]?.from;
  return { ...noServer, kind: 'report', status: message, recipients, reading, originalFrom };
}

function knownBounce(lines: readonly Line[], reading: Reading, header: NoticeHeader): TextBounce | undefined {
  const format = textFormats.find(({ sign }) => sign.test(reading.text));
  if (!format) return undefined;
  const marked = format.copy ? lines.findIndex(({ text }) => format.copy?.test(text)) : -1;
  const copy = marked < 0 ? headerLine(lines) : lines.indexOf(fromWord(lines.slice(marked + 1))[0] ?? noLine);
  const end = marked < 0 ? copy : marked;
  const notice = end < 0 ? lines : lines.slice(0, end);
  const start = format.before ? notice.findIndex(({ text }) => format.before?.test(text)) + 1 : 0;
  const recipients = recipientsIn(notice.slice(start), format, reading);
  const status = serverStatus(format, notice, reading);
  if (recipients.length === 0) {
    const read = noticeBounce(format.kind, lines, reading, header);
    return read && { ...read, status };
  }
  return { ...noServer, kind: format.kind, status, recipients, reading, originalFrom: lines[copy]?.from };
}

/** The server that wrote a bounce, as it says in its first words. */
function serverStatus(
  { server }: TextFormat,
  lines: readonly Line[],
  reading: Reading,
): MessageStatus | undefined {
  const line = server && lines.find(({ text }) => server.test(text));
  const name = line && server.exec(line.text)?.groups?.server;
  if (!line || name === undefined) return undefined;
  const reportingMta = statedOn(reading, 'text', name, [line]);
  return { reportingMta, receivedFromMta: undefined, arrivalDate: undefined, fields: [] };
}

const noLine: Line = { text: '', from: 0, to: 0 };

function noticeBounce(
  kind: TextBounceKind,
  lines: readonly Line[],
  reading: Reading,
  { failed, own }: NoticeHeader,
): TextBounce | undefined {
  const { recipients, copy } = readServerNotice(lines, reading, failed, own);
  if (recipients.length === 0 && kind === 'server-notice') return undefined;
  return { ...noServer, kind, recipients, reading, originalFrom: lines[copy]?.from };
}

function recipientsIn(lines: readonly Line[], format: TextFormat, reading: Reading): Recipient[] {
  if (!format.recipient) return [];
  const { recipient } = format;
  const reason = format.reason ? lines.findIndex(({ text }) => format.reason?.test(text)) : -1;
  const named = reason < 0 ? lines : lines.slice(0, reason);
  const ofAll = reason < 0 ? undefined : saidIn(reading, fromWord(lines.slice(reason + 1)));
  const starts = named.flatMap(({ text }, index) => (recipient.test(text) ? [index] : []));
  return starts.flatMap((start, index) => {
    const [line, ...following] = named.slice(start, starts[index + 1] ?? named.length);
    const { address, said } = (line && recipient.exec(line.text)?.groups) ?? {};
    if (!line || address === undefined) return [];
    const about = said === undefined ? following : [{ ...line, text: said }, ...following];
    const final = statedOn(reading, 'text', address, [line]);
    return [{ ...nothing, ...(ofAll ?? saidIn(reading, about)), final }];
  });
}

/** What such a text has no fields for. */
const nothing = { original: undefined, action: undefined, remoteMta: undefined };

/** Lines up to an empty one are what was said about a recipient. */
function saidIn(reading: Reading, lines: readonly Line[]): Pick<Recipient, 'status' | 'diagnostic'> {
  const end = lines.findIndex(isBlank);
  const said = lines.slice(0, Math.min(end < 0 ? lines.length : end, mostDiagnosticLines));
  const text = said.map((each) => each.text.trim()).join(' ');
  const status = said.find((each) => statusIn(each.text) !== undefined);
  return {
    status: status && statedOn(reading, 'text', statusIn(status.text) ?? '', [status]),
    diagnostic: text === '' ? undefined : statedOn(reading, 'text', text, said),
  };
}
