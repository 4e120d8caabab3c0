import { basename } from 'node:path';
import { printableNames } from '../code/domainForms';
import type { Language } from '../code/language';
import { excerpt } from '../code/printable';
import { shortDay } from '../code/shownTime';
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
  /** What the groups are grouped by in which it stands: they say it already. */
  readonly groupings: readonly Grouping[];
  readonly group: Pick<EventGroup, 'day'> | undefined;
  readonly language: Language;
  /** Stands where no log names the sender. */
  readonly unknownSender: string;
  readonly lineName: (line: number) => string;
}

export function eventRow(event: LogEvent, place: RowPlace): EventRow {
  const { code, recipient, file, line } = event;
  const { groupings } = place;
  const isOfSender = groupings.includes('sender');
  const to = recipient === undefined ? undefined : `→ ${shown(recipient)}`;
  const who = isOfSender ? (to ?? lineText(event)) : whoText(event, place);
  const at = groupings.includes('file') ? place.lineName(line) : `${shown(basename(file))}:${line}`;
  const label = [clock(event, place), groupings.includes('code') ? undefined : code, who]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  if (label === '') return { label: at, description: '' };
  return { label, description: to === undefined || isOfSender ? at : `${to} · ${at}` };
}

function whoText(event: LogEvent, { unknownSender }: RowPlace): string {
  const { sender, recipient } = event;
  if (sender !== undefined) return shown(sender);
  return (recipient === undefined ? lineText(event) : undefined) ?? unknownSender;
}

function lineText({ diagnostic }: LogEvent): string | undefined {
  return diagnostic === undefined ? undefined : shown(diagnostic);
}

/** `02:04`, and the day before it where the group has several. */
function clock({ moment }: LogEvent, { group, language }: RowPlace): string | undefined {
  if (!moment) return undefined;
  const time = moment.time.slice(11, 16);
  return group?.day === undefined ? `${shortDay(moment.time, language)} ${time}` : time;
}
