import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCulprit } from '../../../../src/core/bounce/culprit';
import { culpritRows } from '../../../../src/core/bounce/culpritRows';
import { parseNdr } from '../../../../src/core/bounce/ndr';
import { readableNdr } from '../../../../src/core/bounce/readable';
import type { Language } from '../../../../src/core/code/language';
import { texts } from '../../../../src/core/knowledge';

const sample = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../../samples/bounces', name), 'utf8');

function read(text: string, language: Language): string {
  const ndr = parseNdr(text);
  return readableNdr(ndr, findCulprit(ndr), language);
}

/** The rows under a heading, as pairs. */
function rowsUnder(readable: string, heading: string): string[][] {
  const [, after = ''] = readable.split(`\n\n${heading}\n`);
  const [rows = ''] = after.split('\n\n');
  return rows
    .trimEnd()
    .split('\n')
    .map((row) => row.trim().split(/ {2,}/));
}

describe('readableNdr', () => {
  it('says of a bounce what a person asks, in order', () => {
    const readable = read(sample('5.7.750-split-by-quoted-printable.eml'), 'en');
    const headings = readable.split('\n').filter((line) => /^\S/.test(line));
    expect(headings).toEqual([
      'Readable NDR',
      'Who was blocked',
      'The bounce',
      'Recipient',
      'The original message',
      'Route of the original message',
      'Route of the bounce',
    ]);
    expect(rowsUnder(readable, 'Who was blocked')).toEqual([
      ['Possible unregistered domain', 'promo.northwind.example (Return-Path)'],
      ['Account that sent it', 'unknown'],
      ['Server or connector', 'crm01.northwind.example (Received)'],
      ['Path into Exchange Online', 'unknown'],
      ['Envelope sender (P1)', 'news@promo.northwind.example (Return-Path)'],
      ['From header (P2)', 'news@promo.northwind.example (From)'],
    ]);
    expect(rowsUnder(readable, 'Recipient')).toEqual([
      ['Final recipient', 'cliente@recipient.example'],
      ['Action', 'failed'],
      ['Status', '5.7.750'],
      [
        'Diagnostic code',
        '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains',
      ],
      ['Remote MTA', 'unknown'],
    ]);
    expect(rowsUnder(readable, 'Route of the original message')).toEqual([
      ['1', 'crm-web → crm01.northwind.example', 'Nov 24, 2026, 09:29:31 UTC'],
      [
        '2',
        '33 s',
        '█'.repeat(20),
        'crm01.northwind.example → VI1PR00MB0009.eurprd00.prod.outlook.example',
        'Nov 24, 2026, 09:30:04 UTC',
      ],
    ]);
  });

  it('draws a bar for each delay, a sliver for the smallest, none where there is none', () => {
    const hop = (time: string, by: string) =>
      `Received: from a.example by ${by}; Tue, 24 Nov 2026 ${time} +0000`;
    const bounce = sample('5.7.705-hidden-in-base64.eml').replace(
      /Received: from AM8PR00MB0001[\s\S]*?(?=X-Originating-IP)/,
      `${[hop('10:16:41', 'e'), hop('10:16:41', 'd'), hop('10:00:01', 'c'), hop('10:00:00', 'b')].join('\r\n')}\r\n`,
    );
    const bars = rowsUnder(read(bounce, 'en'), 'Route of the original message').map((row) =>
      row.slice(1, -2),
    );
    expect(bars).toEqual([[], ['1 s', '▏'], ['1,000 s', '█'.repeat(20)], ['0 s']]);
  });

  it('speaks Italian', () => {
    const readable = read(sample('5.7.750-hybrid-relay.eml'), 'it');
    expect(rowsUnder(readable, 'Chi è stato bloccato')[3]).toEqual([
      'Percorso verso Exchange Online',
      'relay ibrido (Reporting-MTA)',
    ]);
    for (const [id, english] of Object.entries(texts.en))
      if (id.startsWith('ndr.') && english.length > 12) expect(readable.includes(english), id).toBe(false);
  });

  it('lets nothing from a mail act, hide or break a line', () => {
    const attack = '\u001b[31m\u202eevil\u0000';
    const bounce = sample('5.7.705-compromised-account.eml').replaceAll('fabrikam', `fab${attack}`);
    const readable = read(bounce, 'en');
    expect(readable).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    const lines = read(sample('5.7.705-compromised-account.eml'), 'en').split('\n').length;
    expect(readable.split('\n').length).toBeLessThanOrEqual(lines);
  });

  it('makes no link of an address that the mail is full of', () => {
    const ndr = parseNdr(sample('5.7.705-compromised-account.eml'));
    const body = 'Click https://evil.example/a or HTTP://evil.example//b, http:///c';
    const readable = readableNdr(ndr, findCulprit(ndr), 'en', { body, attachments: [], isCut: false });
    expect(readable).toContain('Click https[:]//evil.example/a or HTTP[:]//evil.example//b, http[:]///c');
  });
});

describe('culpritRows', () => {
  it('say unknown where the mail does not say, and prove everything else', () => {
    const rows = culpritRows(findCulprit(parseNdr(sample('5.7.750-hybrid-relay.eml'))), 'en');
    expect(rows.map(({ name, value, proof }) => [name, value, proof?.field])).toEqual([
      ['domain', 'print.adatum.example', 'Return-Path'],
      ['account', 'unknown', undefined],
      ['server', 'MAIL01.hq.adatum.example', 'Reporting-MTA'],
      ['path', 'hybrid relay', 'Reporting-MTA'],
      ['envelopeSender', 'scanner3@print.adatum.example', 'Return-Path'],
      ['headerSender', 'scanner3@print.adatum.example', 'From'],
    ]);
    for (const { proof } of rows) if (proof) expect(proof.rule).toMatch(/RFC|Postfix|Microsoft/);
  });

  it('leave out a domain where none is named and the code does not ask for one', () => {
    const culprit = findCulprit(parseNdr(sample('5.7.705-compromised-account.eml')));
    const names = (code: string) => culpritRows({ ...culprit, domain: 'unknown' }, 'en', code)[0]?.name;
    expect([names('5.7.705'), names('5.7.750')]).toEqual(['account', 'domain']);
  });

  it('do not call a mailbox server of Microsoft a server or connector of the organization', () => {
    const culprit = findCulprit(parseNdr(sample('5.7.705-compromised-account.eml')));
    const named = { field: 'Received', range: { start: 0, end: 1 } };
    const labels = (['mailbox-server', 'handed-over'] as const).map((rule) => {
      const server = { ...named, value: 'a.prod.outlook.com', rule };
      return culpritRows({ ...culprit, server }, 'en', '5.7.705').find(({ value }) => value === server.value)
        ?.label;
    });
    expect(labels).toEqual(["Microsoft's mailbox server", 'Server or connector']);
  });
});
