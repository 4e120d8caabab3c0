import type { Stated } from '../mail/fields';
import type { Reading } from '../mail/reading';
import { addressLine } from './address';
import type { Recipient } from './deliveryStatus';
import { hostOnLine, labelledPlaces, labelOn, type Place } from './exchangeLabels';
import { labelledLine, type MarkerRole } from './markers';
import { type OriginalMessage, originalNaming } from './originalMessage';
import { fromWord, headerLine, isBlank, type Line, statedOn } from './textLines';

/** What the text of an Exchange bounce says. */
export interface ExchangeText {
  readonly generatingServer: Stated | undefined;
  readonly recipients: readonly Recipient[];
  /** The line at which the copy of the original header begins; -1 where there is none. */
  readonly copy: number;
  /** What the layout with `How to Fix It` says of the original message itself. */
  readonly details: OriginalMessage | undefined;
}

/** What Exchange puts before the remote server's words, in English whatever the language around it. */
const returned =
  /\bserver\s(?:at\s(?<host>[^\s()]{1,255})\s(?:\([^()]{0,255}\)\s)?)?returned\s{0,5}['\u2018\u2019"]/i;
/** How a line begins that says why a recipient was refused: Exchange's words, or a reply with its status. */
const refusal =
  /^\s{0,10}(?:['"<#]{0,3}[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}|\S.{0,120}#[45]\.\d{1,3}\.\d{1,3}\b|.{0,80}returned\s{0,5}['\u2018\u2019"])/i;
/** Lines of diagnostic text kept for one recipient. */
const mostLines = 20;
/** How far below its label a value may stand, and above a recipient the name of the server. */
const reach = 6;

/** Reads the text of a bounce that Exchange wrote, in either of its layouts and any language; undefined where it is none. */
export function readExchangeText(lines: readonly Line[], reading: Reading): ExchangeText | undefined {
  const places = labelledPlaces(lines);
  const placeOf = (role: MarkerRole) => places.find((place) => place.role === role);
  const copy = copyIn(lines, places);
  const end = copy < 0 ? lines.length : copy;
  const start = placeOf('administrators')?.index ?? startByForm(lines, end);
  const detailed = detailedRecipients(places, reading);
  const listed = start < 0 || detailed.length > 0 ? [] : listedRecipients(lines, start, end, reading);
  const recipients = detailed.length > 0 ? detailed : listed;
  const isExchange = start >= 0 || (detailed.length > 0 && placeOf('error') !== undefined);
  if (!isExchange) return undefined;
  const server = places.find(({ role, value }) => role === 'generatingServer' && value !== '');
  return {
    generatingServer: server
      ? statedOn(reading, labelOn(server), server.value.split(/\s/, 1)[0] ?? '', server.lines)
      : serverByForm(lines, start, reading),
    recipients,
    copy,
    details: copy < 0 ? detailsIn(places, reading) : undefined,
  };
}

/** The server that wrote the bounce, as the text of Exchange says with a label. */
export function generatingServerIn(lines: readonly Line[], reading: Reading): Stated | undefined {
  const place = labelledPlaces(lines).find(({ role, value }) => role === 'generatingServer' && value !== '');
  return place && statedOn(reading, labelOn(place), place.value.split(/\s/, 1)[0] ?? '', place.lines);
}

/** The line at which the copy of the original header begins behind its label; -1 where there is none. */
export function labelledCopy(lines: readonly Line[]): number {
  const label = lines.findIndex(({ text }) => labelledLine(text)?.role === 'originalHeaders');
  const [first] = label < 0 ? [] : fromWord(lines.slice(label + 1));
  return first ? lines.indexOf(first) : -1;
}

function copyIn(lines: readonly Line[], places: readonly Place[]): number {
  const labelled = labelledCopy(lines);
  if (labelled >= 0) return labelled;
  const list = places.find(({ role }) => role === 'administrators' || role === 'error');
  const first = list?.index ?? startByForm(lines, lines.length);
  return first < 0 ? -1 : headerLine(lines, first + 1);
}

/** Where the list of recipients begins in a language that is not known: at an address with a refusal under it and a server's name above. */
function startByForm(lines: readonly Line[], end: number): number {
  for (let index = 0; index < end; index += 1) {
    if (!addressLine(lines[index]?.text ?? '')) continue;
    const next = lines.slice(index + 1, Math.min(end, index + reach)).find((line) => !isBlank(line));
    if (!next || !refusal.test(next.text)) continue;
    if (returned.test(joined(lines.slice(index + 1, index + 4))) || serverAbove(lines, index))
      return index - 1;
  }
  return -1;
}

function serverAbove(lines: readonly Line[], index: number): Line | undefined {
  return lines
    .slice(Math.max(0, index - reach), index)
    .findLast(({ text }) => hostOnLine.test(valueOn(text)));
}

function valueOn(text: string): string {
  return /^[^:\uff1a]{2,60}[:\uff1a](.{1,300})$/.exec(text)?.[1] ?? '';
}

/** A label that no language known here has, with a server's name behind it, between where the list begins and its first recipient. */
function serverByForm(lines: readonly Line[], start: number, reading: Reading): Stated | undefined {
  const first = lines.findIndex(({ text }, index) => index > start && addressLine(text) !== undefined);
  const line = first < 0 ? undefined : serverAbove(lines, first);
  const name = line && hostOnLine.exec(valueOn(line.text))?.[1];
  return line && name
    ? statedOn(reading, line.text.split(/[:\uff1a]/, 1)[0]?.trim() ?? 'text', name, [line])
    : undefined;
}

function listedRecipients(lines: readonly Line[], start: number, end: number, reading: Reading): Recipient[] {
  const named = lines.slice(start + 1, end).filter(({ text }) => labelledLine(text) === undefined);
  const starts = named.flatMap(({ text }, index) => (addressLine(text) ? [index] : []));
  return starts.flatMap((from, index) => {
    const [line, ...about] = named.slice(from, starts[index + 1] ?? named.length);
    const address = line && addressLine(line.text);
    if (!line || !address) return [];
    return [{ ...nothing, ...saidIn(reading, about), final: statedOn(reading, 'text', address, [line]) }];
  });
}

/** What such a text has no fields for. */
const nothing = { original: undefined, action: undefined, remoteMta: undefined };

type Said = Pick<Recipient, 'status' | 'diagnostic'> & Partial<Pick<Recipient, 'remoteMta'>>;

/** What stands under a recipient, its status and the server that said so. */
function saidIn(reading: Reading, lines: readonly Line[]): Said {
  const said = paragraphs(fromWord(lines));
  const { reply, host } = replyIn(joined(said));
  const status = statusIn(reply);
  return {
    status: status === undefined ? statusOn(reading, said) : statedOn(reading, 'text', status, said),
    diagnostic: reply === '' ? undefined : statedOn(reading, 'text', reply, said),
    remoteMta: host === undefined ? undefined : statedOn(reading, 'text', host, said),
  };
}

/** How versions of Exchange write what a server replied, besides its words in quotation marks. */
const replies: readonly RegExp[] = [
  /(?:^|[\s#])<(?<host>[^\s<>]{1,255}) #[245]\.\d{1,3}\.\d{1,3} smtp; ?(?<reply>[^<>]{1,2000})>/i,
  /^#(?<reply>[45]\d\d[ -][^#]{1,2000}?)\s{0,5}#{1,4}$/,
];

/** What the remote server said, without what Exchange puts around it; of several attempts the first named, which is the last made. */
function replyIn(text: string): { readonly reply: string; readonly host: string | undefined } {
  const quote = returned.exec(text);
  if (quote) {
    const rest = text.slice(quote.index + quote[0].length);
    const end = rest.search(/['\u2018\u2019"](?![A-Za-z])/);
    const reply = (end < 0 ? rest : rest.slice(0, end)).replace(/^[\s<]{1,5}|[\s>]{1,5}$/g, '');
    return { reply, host: quote.groups?.host };
  }
  const groups = replies.map((form) => form.exec(text)?.groups).find((each) => each);
  return { reply: groups?.reply?.trim() ?? text, host: groups?.host };
}

/** Lines up to an empty one; past it while a quotation is open. */
function paragraphs(lines: readonly Line[]): readonly Line[] {
  const said: Line[] = [];
  for (const line of lines.slice(0, mostLines)) {
    if (isBlank(line) && !isQuotationOpen(joined(said))) break;
    if (!isBlank(line)) said.push(line);
  }
  return said;
}

function isQuotationOpen(text: string): boolean {
  const quote = returned.exec(text);
  return quote !== null && !/['\u2018\u2019"](?![A-Za-z])/.test(text.slice(quote.index + quote[0].length));
}

function joined(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}

function statusOn(reading: Reading, lines: readonly Line[]): Stated | undefined {
  const line = lines.find(({ text }) => statusIn(text) !== undefined);
  return line && statedOn(reading, 'text', statusIn(line.text) ?? '', [line]);
}

export function statusIn(text: string): string | undefined {
  return /(?<![\w.])[245]\.[0-9]{1,3}\.[0-9]{1,3}(?!\w|\.\d)/.exec(text)?.[0];
}

/** The layout with `How to Fix It` names recipients and error with labels. */
function detailedRecipients(places: readonly Place[], reading: Reading): Recipient[] {
  const error = places.find(({ role, value }) => role === 'error' && statusIn(value) !== undefined);
  const code = places.find(({ role, value }) => role === 'statusCode' && statusIn(value) !== undefined);
  const status = error ?? code;
  return places.flatMap((place) => {
    const address = place.role === 'recipientAddress' ? addressLine(place.value) : undefined;
    if (!address) return [];
    return [
      {
        ...nothing,
        final: statedOn(reading, labelOn(place), address, place.lines),
        status: status && statedOn(reading, labelOn(status), statusIn(status.value) ?? '', status.lines),
        diagnostic: error && statedOn(reading, labelOn(error), error.value, error.lines),
      },
    ];
  });
}

function detailsIn(places: readonly Place[], reading: Reading): OriginalMessage | undefined {
  const stated = (role: MarkerRole) => {
    const place = places.find((each) => each.role === role);
    return place && place.value !== ''
      ? statedOn(reading, labelOn(place), place.value, place.lines)
      : undefined;
  };
  const from = stated('senderAddress');
  return from && originalNaming({ from, to: stated('recipientAddress'), subject: stated('subject') });
}
