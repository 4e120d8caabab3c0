import { basename } from 'node:path';
import { printableNames } from '../code/domainForms';
import type { Language } from '../code/language';
import { excerpt } from '../code/printable';
import type { LogEvent } from '../logs/formats/event';
import type { EventGroup, Grouping } from './grouping';

/** How much of a text from a file stands in a row, in UTF-16 units. */
const longestLabel = 200;

/** A text from a file as it can stand in a row. */
export function shown(text: string): string {
  return printableNames(excerpt(text, 0, 0, longestLabel));
}

/** A row for an event: what matters most stands first, since a side bar of 300 pixels shows some thirty letters. */
export interface EventRow {
  /** When, in the zone of the log, and who; or what the line says where it names nobody. */
  readonly label: string;
  /** To whom, and where it stands. */
  readonly description: string;
}

/** What stands above the row, and words for it. */
export interface RowPlace {
  readonly grouping: Grouping;
  readonly group: Pick<EventGroup, 'day'> | undefined;
  readonly language: Language;
  /** Stands where no log names the sender. */
  readonly unknownSender: string;
  readonly lineName: (line: number) => string;
}

export function eventRow(event: LogEvent, place: RowPlace): EventRow {
  const { code, sender, recipient, diagnostic, file, line } = event;
  const isUnnamed = sender === undefined && recipient === undefined;
  const who = sender === undefined ? place.unknownSender : shown(sender);
  const what = isUnnamed && diagnostic !== undefined ? shown(diagnostic) : who;
  const label = [clock(event, place), place.grouping === 'code' ? undefined : code, what];
  const at = place.grouping === 'file' ? place.lineName(line) : `${shown(basename(file))}:${line}`;
  return {
    label: label.filter((part) => part !== undefined && part !== '').join(' '),
    description: recipient === undefined ? at : `→ ${shown(recipient)} · ${at}`,
  };
}

/** `02:04`, and the day before it where the group has several. */
function clock({ moment }: LogEvent, { group, language }: RowPlace): string | undefined {
  if (!moment) return undefined;
  const time = moment.time.slice(11, 16);
  return group?.day === undefined ? `${dayText(moment.time.slice(0, 10), language)} ${time}` : time;
}

const formatters = new Map<Language, Intl.DateTimeFormat>();

/** `Nov 24`, `24 nov`. */
function dayText(date: string, language: Language): string {
  const known = formatters.get(language);
  const formatter =
    known ?? new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  if (!known) formatters.set(language, formatter);
  return formatter.format(Date.parse(`${date}T00:00:00Z`));
}
