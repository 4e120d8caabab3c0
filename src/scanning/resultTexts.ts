import * as vscode from 'vscode';
import { languageOf } from '../core/code/language';
import { shownTime } from '../core/code/shownTime';
import { chipsOf } from '../core/dashboard/filterParts';
import type { EventFilter } from '../core/logs/figures/eventFilter';
import { localOffset } from '../core/logs/formats/clock';
import type { LogEvent, Moment, Outcome } from '../core/logs/formats/event';
import { offsetsOf } from '../core/logs/formats/timeZone';
import { type EventRow, eventRow, shown } from '../core/results/eventRow';
import type { EventGroup, Grouping } from '../core/results/grouping';
import type { MailNumbers } from '../core/results/mailNumbers';
import { blockedText, mentionedText } from '../shared/mailCounts';

export function groupingName(grouping: Grouping): string {
  const names: Record<Grouping, string> = {
    code: vscode.l10n.t('Code'),
    file: vscode.l10n.t('File'),
    sender: vscode.l10n.t('Sender'),
    domain: vscode.l10n.t('Sending domain'),
    server: vscode.l10n.t('Server'),
    connector: vscode.l10n.t('Connector'),
    day: vscode.l10n.t('Day'),
  };
  return names[grouping];
}

/** What stands where a log does not say what is grouped by. */
export function unknownName(grouping: Grouping): string {
  const names: Record<Grouping, string> = {
    code: vscode.l10n.t('No code'),
    file: vscode.l10n.t('No file'),
    sender: vscode.l10n.t('Sender not in the logs'),
    domain: vscode.l10n.t('Sending domain not in the logs'),
    server: vscode.l10n.t('Server not in the logs'),
    connector: vscode.l10n.t('Connector not in the logs'),
    day: vscode.l10n.t('No time in the logs'),
  };
  return names[grouping];
}

export function outcomeName(outcome: Outcome): string {
  const names: Record<Outcome, string> = {
    blocked: vscode.l10n.t('blocked'),
    delivered: vscode.l10n.t('delivered'),
    deferred: vscode.l10n.t('deferred'),
    other: vscode.l10n.t('mentioned'),
  };
  return names[outcome];
}

/** The row of an event, in the group that shows it. @param groupings what that group and those above it are grouped by */
export function resultRow(
  event: LogEvent,
  groupings: readonly Grouping[],
  group: EventGroup | undefined,
): EventRow {
  return eventRow(event, {
    ...{ groupings, group, language: languageOf(vscode.env.language) },
    unknownSender: unknownName('sender'),
    lineName: (line) => vscode.l10n.t('line {0}', line),
  });
}

/** How much was blocked, and how much only names a code: the same words wherever results are counted. */
export function numbersText({ blocked, mentioned }: MailNumbers): string {
  if (mentioned === 0) return blockedText(blocked);
  return blocked === 0 ? mentionedText(mentioned) : `${blockedText(blocked)}, ${mentionedText(mentioned)}`;
}

/** All that is known of an event, a line each; plain text. */
export function eventTooltip(event: LogEvent): string {
  const { file, line, outcome, moment, sender, recipient, server, connector, remoteHost, source } = event;
  const rows: [string, string | undefined][] = [
    [vscode.l10n.t('Code'), [...new Set(event.hits.map(({ code }) => code))].join(' ')],
    [vscode.l10n.t('Outcome'), outcomeName(outcome)],
    [vscode.l10n.t('Time'), moment && timeText(moment)],
    [vscode.l10n.t('Sender'), sender],
    [vscode.l10n.t('Recipient'), recipient],
    [vscode.l10n.t('Server'), server],
    [vscode.l10n.t('Connector'), connector],
    [vscode.l10n.t('Remote host'), remoteHost],
    [vscode.l10n.t('Source address'), source],
    [vscode.l10n.t('Queue ID'), event.queueId],
    [vscode.l10n.t('Message-ID'), event.messageId],
    [vscode.l10n.t('Diagnostic code'), event.diagnostic],
    [vscode.l10n.t('File'), `${file}:${line}`],
  ];
  return rows
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${shown(value)}`]))
    .join('\n');
}

/** The filter in words, as the dashboard shows it. */
export function filterText(filter: EventFilter, timeZone: string): string {
  return chipsOf(filter, { offsetAt: offsetsOf(timeZone) ?? localOffset }, languageOf(vscode.env.language))
    .map(({ name }) => name)
    .join(', ');
}

/** The time in the zone of the log; where it names none, that is said. */
function timeText(moment: Moment): string {
  const text = shownTime(moment.time, languageOf(vscode.env.language));
  return moment.assumed.includes('zone') ? vscode.l10n.t('{0}, zone assumed', text) : text;
}
