import { printable } from '../code/printable';
import type { Stated } from '../mail/fields';
import { type Culprit, type CulpritFact, unknown } from './culprit';
import type { Recipient } from './deliveryStatus';
import type { Ndr } from './ndr';
import type { OriginalMessage } from './originalMessage';
import type { Hop } from './received';

/** Width of the column of names, in characters. */
const nameWidth = 20;

/** A bounce and who was blocked as plain text for a terminal, fit to show (see `printable`), without a heading. */
export function ndrText(ndr: Ndr, culprit: Culprit): string {
  if (ndr.kind === 'unknown') return '  no bounce that can be read\n';
  const lines = [
    ...section('Bounce', [
      ['from', ndr.from],
      ['to', ndr.to],
      ['date', ndr.date],
      ['generating server', ndr.generatingServer],
      ['reporting server', ndr.status?.reportingMta],
      ['received from', ndr.status?.receivedFromMta],
    ]),
    ...hopLines(ndr.received),
    ...ndr.recipients.flatMap(recipientLines),
    ...(ndr.original ? originalLines(ndr.original) : []),
    ...culpritLines(culprit),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

type Row = readonly [name: string, stated: Stated | undefined];

function section(title: string, rows: readonly Row[]): string[] {
  const shown = rows.flatMap(([name, stated]) => (stated ? [row(name, stated.value)] : []));
  return shown.length > 0 ? [`  ${title}`, ...shown] : [];
}

function row(name: string, value: string): string {
  return `    ${name.padEnd(nameWidth)}${value}`;
}

function recipientLines({ final, original, action, status, diagnostic, remoteMta }: Recipient): string[] {
  return section('Recipient', [
    ['address', final ?? original],
    ['action', action],
    ['status', status],
    ['diagnostic', diagnostic],
    ['remote server', remoteMta],
  ]);
}

function originalLines(original: OriginalMessage): string[] {
  return [
    ...section('Original message', [
      ['from', original.from],
      ['return path', original.returnPath],
      ['sending domain', original.sendingDomain],
      ['subject', original.subject],
      ['message id', original.messageId],
      ['first public IP', original.firstPublicIp],
    ]),
    ...hopLines(original.received),
  ];
}

function hopLines(hops: readonly Hop[]): string[] {
  return hops.map(({ from = unknown, by = unknown, delay }) =>
    row('hop', `${from} to ${by}${delay === undefined ? '' : `, ${delay} s`}`),
  );
}

function culpritLines(culprit: Culprit): string[] {
  const found = (finding: CulpritFact | typeof unknown) =>
    finding === unknown ? unknown : `${finding.value} (by ${finding.field})`;
  return [
    '  Who was blocked',
    row('envelope sender P1', found(culprit.envelopeSender)),
    row('header sender P2', found(culprit.headerSender)),
    row('candidate domain', found(culprit.domain)),
    row('account', found(culprit.account)),
    row('server', found(culprit.server)),
    row('path', found(culprit.path)),
  ];
}
