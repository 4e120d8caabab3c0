import { closeSync, openSync, writeSync } from 'node:fs';

export const from =
  'Nov 23 10:00:00 mx postfix/qmgr[1]: AAAAAAAAAA: from=<a@b.example>, size=1, nrcpt=1 (queue active)\n';
export const refused =
  'Nov 23 10:00:01 mx postfix/smtp[1]: AAAAAAAAAA: to=<c@d.example>, relay=r[203.0.113.1]:25, dsn=5.7.705, status=bounced (550 5.7.705 Access denied)\n';
export const sent = (number: number) =>
  `Nov 23 10:00:00 mx postfix/smtp[${number}]: 3XQ${number}: to=<c${number}@d.example>, relay=r[203.0.113.1]:25, dsn=2.0.0, status=sent (250 2.6.0 Queued mail for delivery)\n`;

/** A log on the disk in which one mail of so many is refused. */
export function writeLog(path: string, megabytes: number, mails: number): { readonly hits: number } {
  const lines = from + refused + Array.from({ length: mails - 1 }, (_, number) => sent(number)).join('');
  const repeats = Math.ceil(2e6 / lines.length);
  const piece = Buffer.from(lines.repeat(repeats));
  const target = openSync(path, 'w');
  let hits = 0;
  for (let size = 0; size < megabytes * 1e6; size += piece.length, hits += repeats) writeSync(target, piece);
  closeSync(target);
  return { hits };
}
