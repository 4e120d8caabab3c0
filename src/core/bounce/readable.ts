import { printableNames } from '../code/domainForms';
import { fill } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { numberText } from '../code/numbers';
import { excerpt, printable } from '../code/printable';
import { shownTime } from '../code/shownTime';
import { sizeText } from '../code/size';
import { texts } from '../knowledge';
import type { TextId } from '../knowledge/texts';
import type { Stated } from '../mail/fields';
import type { Culprit } from './culprit';
import { culpritRows } from './culpritRows';
import type { Recipient } from './deliveryStatus';
import type { MessageContent } from './messageContent';
import type { Ndr } from './ndr';
import type { OriginalMessage } from './originalMessage';
import type { Hop } from './received';

/** Longest value shown, in UTF-16 units: a header may hold 2,000. */
const longestValue = 600;
/** Longest line of the body that is shown, in UTF-16 units, and how many lines. */
const longestLine = 1000;
const mostLines = 500;
/** Width of the longest bar, in characters. */
const barWidth = 20;

type Row = readonly [label: string, value: string | undefined];

/**
 * A bounce as a person wants to read it: who was blocked, who bounced it and when, each recipient, the original message
 * and its route with a bar for each delay, and what mailparser decoded of the mail. Headings stand at the edge and what belongs to them is indented, so that the
 * editor folds it. Fit to show (see `printable`).
 * @param content undefined where nobody decodes the mail
 */
export function readableNdr(
  ndr: Ndr,
  culprit: Culprit,
  language: Language,
  content?: MessageContent | 'reading' | 'unreadable',
): string {
  const read = texts[language];
  const sections = [
    section(
      read['label.culprit'],
      culpritRows(culprit, language).map(({ label, value, proof }) => [
        label,
        proof ? `${value} (${proof.field})` : value,
      ]),
    ),
    section(read['ndr.bounced'], bouncedRows(ndr, read)),
    ...ndr.recipients.map((recipient) => section(read['ndr.recipient'], recipientRows(recipient, read))),
    section(read['ndr.original'], ndr.original ? originalRows(ndr.original, read) : []),
    route(read['ndr.route.original'], ndr.original?.received ?? [], language),
    route(read['ndr.route.bounce'], ndr.received, language),
    section(
      read['ndr.authentication'],
      statedRows([...(ndr.original?.authenticationResults ?? []), ...ndr.authenticationResults]),
    ),
    section(
      read['ndr.exchange'],
      statedRows([...(ndr.original?.exchangeAttributes ?? []), ...ndr.exchangeAttributes]),
    ),
    ...contentSections(content, language),
  ];
  return `${[read['ndr.title'], ...sections.filter((text) => text !== '')].join('\n\n')}\n`;
}

type Words = Readonly<Record<TextId, string>>;

function bouncedRows(ndr: Ndr, read: Words): Row[] {
  return [
    [read['ndr.generatingServer'], ndr.generatingServer?.value],
    [read['ndr.reportingMta'], ndr.status?.reportingMta?.value],
    [read['ndr.receivedFromMta'], ndr.status?.receivedFromMta?.value],
    [read['ndr.date'], ndr.date?.value],
    [read['ndr.from'], ndr.from?.value],
    [read['ndr.to'], ndr.to?.value],
    [read['ndr.subject'], ndr.subject?.value],
    [read['ndr.exchangeMark'], ndr.exchangeMark?.field],
  ];
}

function recipientRows(
  { final, original, action, status, diagnostic, remoteMta }: Recipient,
  read: Words,
): Row[] {
  return [
    [read['ndr.finalRecipient'], final?.value ?? read['ndr.unknown']],
    [read['ndr.originalRecipient'], original?.value],
    [read['ndr.action'], action?.value ?? read['ndr.unknown']],
    [read['ndr.status'], status?.value ?? read['ndr.unknown']],
    [read['ndr.diagnostic'], diagnostic?.value ?? read['ndr.unknown']],
    [read['ndr.remoteMta'], remoteMta?.value ?? read['ndr.unknown']],
  ];
}

function originalRows(original: OriginalMessage, read: Words): Row[] {
  return [
    [read['ndr.from'], original.from?.value ?? read['ndr.unknown']],
    [read['ndr.returnPath'], original.returnPath?.value ?? read['ndr.unknown']],
    [read['ndr.sendingDomain'], original.sendingDomain?.value ?? read['ndr.unknown']],
    [read['ndr.to'], original.to?.value],
    [read['ndr.subject'], original.subject?.value],
    [read['ndr.date'], original.date?.value],
    [read['ndr.messageId'], original.messageId?.value ?? read['ndr.unknown']],
    [read['ndr.firstPublicIp'], original.firstPublicIp?.value ?? read['ndr.unknown']],
  ];
}

function statedRows(all: readonly Stated[]): Row[] {
  return all.map(({ field, value }) => [field, value]);
}

/** A heading with its rows in two columns; nothing where no row has a value. */
function section(title: string, rows: readonly Row[]): string {
  const shown = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [[oneLine(label), oneLine(value)] as const],
  );
  if (shown.length === 0) return '';
  const width = Math.min(34, Math.max(...shown.map(([label]) => label.length)));
  return [title, ...shown.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`)].join('\n');
}

function oneLine(value: string): string {
  return printableNames(excerpt(value.replace(/\s+/g, ' ').trim(), 0, 0, longestValue));
}

function contentSections(
  content: MessageContent | 'reading' | 'unreadable' | undefined,
  language: Language,
): string[] {
  if (content === undefined) return [];
  const read = texts[language];
  if (content === 'reading') return [`${read['ndr.body']}\n  ${read['ndr.reading']}`];
  if (content === 'unreadable') return [`${read['ndr.body']}\n  ${read['ndr.unreadable']}`];
  const { body, attachments, isCut } = content;
  const rows = attachments.map(
    ({ name, type, size }): Row => [`${sizeText(size, language)}  ${type}`, name ?? read['ndr.unknown']],
  );
  return [
    withoutLinks(section(read['ndr.attachments'], rows)),
    bodySection(read['ndr.body'], body),
    isCut ? read['ndr.cut'] : '',
  ];
}

/** The body under a heading, each line indented, so that none of them can pass for a heading. */
function bodySection(title: string, body: string): string {
  const lines = body.trimEnd().split(/\r\n|\n|\r/, mostLines + 1);
  const shown = lines.slice(0, mostLines).map((line) => {
    const text = withoutLinks(printable(excerpt(line, 0, 0, longestLine))).trimEnd();
    return text === '' ? '' : `  ${text}`;
  });
  if (shown.every((line) => line === '')) return '';
  return [title, ...shown, ...(lines.length > mostLines ? ['  …'] : [])].join('\n');
}

/** Editors make links of addresses, and one in a mail may lead anywhere. */
function withoutLinks(text: string): string {
  return text.replace(/:\/(?=\/)/g, '[:]/');
}

/** A line for each server, with the seconds since the one before and a bar as long as these among the others. */
function route(title: string, hops: readonly Hop[], language: Language): string {
  if (hops.length === 0) return '';
  const read = texts[language];
  const longest = Math.max(1, ...hops.map(({ delay = 0 }) => delay));
  const unknown = read['ndr.unknown'];
  const lines = hops.map(({ from, by, date, delay }, index) => {
    const place = `${oneLine(from ?? unknown)} → ${oneLine(by ?? unknown)}`;
    const time = delay === undefined ? '' : fill(read['ndr.delay'], numberText(delay, language));
    return {
      place,
      time,
      date: shownTime(date ?? '', language),
      bar: bar(delay ?? 0, longest),
      number: String(index + 1),
    };
  });
  const width = (key: 'time' | 'number' | 'place') =>
    Math.min(90, Math.max(...lines.map((line) => line[key].length)));
  const [numbers, times, places] = [width('number'), width('time'), width('place')];
  return [
    title,
    ...lines.map(({ number, place, time, date, bar: drawn }) =>
      // The delay first: names of servers are long, and the eye looks for the bar.
      `  ${number.padStart(numbers)}  ${time.padStart(times)}  ${drawn.padEnd(barWidth)}  ${place.padEnd(places)}  ${date}`.trimEnd(),
    ),
  ].join('\n');
}

/** At least a sliver for any delay at all: nothing drawn means no delay. */
function bar(delay: number, longest: number): string {
  if (delay <= 0) return '';
  return '█'.repeat(Math.floor((delay / longest) * barWidth)) || '▏';
}
