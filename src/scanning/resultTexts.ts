import { basename } from 'node:path';
import * as vscode from 'vscode';
import { excerpt, printable } from '../core/code/printable';
import type { LogEvent, Outcome } from '../core/logs/formats/event';
import type { Grouping } from '../core/results/grouping';
import type { ShownResults } from '../core/results/resultsModel';

/** How much of a text from a file stands in a row, in UTF-16 units. */
const longestLabel = 200;

/** A text from a file as it can stand in a row. */
export function shown(text: string): string {
  return excerpt(printable(text.slice(0, 4 * longestLabel)), 0, 0, longestLabel);
}

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

/** The name of a row for an event: what is not already said by the group above it. */
export function eventLabel(event: LogEvent, grouping: Grouping): string {
  const { code, sender, recipient, diagnostic } = event;
  // Of a line that names nobody, what it says.
  if (sender === undefined && recipient === undefined && diagnostic !== undefined) return shown(diagnostic);
  const from = sender === undefined ? unknownName('sender') : shown(sender);
  const mail = recipient === undefined ? from : `${from} → ${shown(recipient)}`;
  return grouping === 'code' ? mail : `${code ?? ''} ${mail}`;
}

export function eventDetail({ file, line, moment }: LogEvent, grouping: Grouping): string {
  const time = moment?.time.replace('T', ' ');
  const place = grouping === 'file' ? vscode.l10n.t('line {0}', line) : `${shown(basename(file))}:${line}`;
  return time === undefined ? place : `${place} · ${time}`;
}

/** All that is known of an event, a line each; plain text. */
export function eventTooltip(event: LogEvent): string {
  const { file, line, outcome, moment, sender, recipient, server, connector, remoteHost, source } = event;
  const rows: [string, string | undefined][] = [
    [vscode.l10n.t('Code'), [...new Set(event.hits.map(({ code }) => code))].join(' ')],
    [vscode.l10n.t('Outcome'), outcomeName(outcome)],
    [vscode.l10n.t('Time'), moment?.time],
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

/** The filter in words, for the line above the results. */
export function filterText({ filter, words }: ShownResults): string {
  const { since, until, ...names } = filter;
  const time = (at: number) => new Date(at).toLocaleString(vscode.env.language);
  return [
    ...(words.trim() === '' ? [] : [words.trim()]),
    ...Object.values(names).flatMap((name) => (name === undefined ? [] : [shown(name)])),
    ...(since === undefined ? [] : [`≥ ${time(since)}`]),
    ...(until === undefined ? [] : [`< ${time(until)}`]),
  ].join(', ');
}

export function count(value: number): string {
  return new Intl.NumberFormat(vscode.env.language).format(value);
}
