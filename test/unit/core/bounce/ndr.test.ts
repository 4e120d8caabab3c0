import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCulprit } from '../../../../src/core/bounce/culprit';
import { type Ndr, parseNdr } from '../../../../src/core/bounce/ndr';
import { texts } from '../../../../src/core/knowledge';
import type { Stated } from '../../../../src/core/mail/fields';
import { amount } from '../../full';
import { expectLinear } from '../../steps';
import { expectedFixtures, expectedSamples } from './expectedNdrs';

const root = join(import.meta.dirname, '../../../..');
const samples = join(root, 'samples/bounces');
const fixtures = join(root, 'test/fixtures/bounces');

/** Leaves out what is undefined. */
const present = <Entries extends object>(entries: Entries) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

const value = (stated: Stated | undefined) => stated?.value;
const lineOf = (text: string, offset: number) => text.slice(0, offset).split(/\r\n|\n|\r/).length;

function summary(text: string): unknown {
  const ndr = parseNdr(text);
  const { original } = ndr;
  return present({
    kind: ndr.kind,
    from: value(ndr.from),
    time: ndr.time,
    generatingServer: value(ndr.generatingServer),
    reportingMta: value(ndr.status?.reportingMta),
    receivedFromMta: value(ndr.status?.receivedFromMta),
    exchangeMark: ndr.exchangeMark ? true : undefined,
    recipients: ndr.recipients.map((recipient) =>
      present(Object.fromEntries(Object.entries(recipient).map(([name, stated]) => [name, value(stated)]))),
    ),
    original:
      original &&
      present({
        from: value(original.from),
        returnPath: value(original.returnPath),
        sendingDomain: value(original.sendingDomain),
        messageId: value(original.messageId),
        firstPublicIp: value(original.firstPublicIp),
        hops: original.received.length,
      }),
    culprit: culpritOf(text, ndr),
  });
}

function culpritOf(text: string, ndr: Ndr): Record<string, unknown> {
  const found = Object.entries(findCulprit(ndr)).flatMap(([name, finding]) =>
    finding === 'unknown'
      ? []
      : [[name, [finding.value, finding.field, lineOf(text, finding.range.start)]] as const],
  );
  return Object.fromEntries(found);
}

/** Everything that a bounce states, wherever in it. */
function statementsIn(value: unknown): Stated[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'field' in value && 'range' in value && 'value' in value ? [value as Stated] : [];
  return [...own, ...Object.values(value).flatMap(statementsIn)];
}

describe('parseNdr and findCulprit', () => {
  const tables = [
    { folder: samples, table: expectedSamples },
    { folder: fixtures, table: expectedFixtures },
  ];
  it.each(tables)('have every bounce of $folder in the table', ({ folder, table }) => {
    expect(Object.keys(table).sort()).toEqual(readdirSync(folder).sort());
  });

  it.each(
    tables.flatMap(({ folder, table }) => Object.entries(table).map((row) => [...row, folder] as const)),
  )('read what a person reads in %s', (file, expected, folder) => {
    expect(summary(readFileSync(join(folder, file), 'utf8'))).toEqual(expected);
  });

  it.each(Object.keys(expectedSamples))('point at the field itself in %s', (file) => {
    const text = readFileSync(join(samples, file), 'utf8');
    const ndr = parseNdr(text);
    const statements = [...statementsIn(ndr), ...statementsIn(findCulprit(ndr))];
    expect(statements.length).toBeGreaterThan(10);
    for (const { field, range } of statements) {
      const raw = text.slice(range.start, range.end);
      expect(raw).toMatch(new RegExp(`^${field}:`));
      expect(raw.replace(/\r?\n[ \t]/g, '')).not.toMatch(/[\r\n]/);
    }
  });

  it('say the same of a bounce in base64, attached to another mail, CRLF or not', () => {
    const bounce = readFileSync(join(samples, '5.7.750-mailbox-forwarding.eml'), 'utf8');
    const plain = parseNdr(bounce);
    for (const text of [bounce, bounce.replace(/\r\n/g, '\n')]) {
      const encoded = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
      const mail = `From: admin@school.example\r\nSubject: FW\r\nContent-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\n\r\nSee below.\r\n--f\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n--f--\r\n`;
      const values = (ndr: Ndr) =>
        statementsIn([ndr, findCulprit(ndr)]).map(({ field, value }) => `${field}: ${value}`);
      expect(values(parseNdr(mail))).toEqual(values(plain));
    }
  });

  it('give the delay of each hop', () => {
    const { received } = parseNdr(
      [
        'Received: from b.example (b.example [192.0.2.2]) by c.example with ESMTPS; Tue, 24 Nov 2026 03:00:09 +0100 (CET)',
        'Received: from [10.0.0.1] (port=25) by b.example',
        ' (Postfix) with ESMTPA id 1; Tue, 24 Nov 2026 02:00:04 +0000',
        'Received: (qmail 1 invoked by uid 0); sometime',
        'From: x@b.example',
        '',
      ].join('\r\n'),
    );
    expect(
      received.map(({ from, by, protocol, addresses, date, delay }) =>
        present({ from, by, protocol, addresses, date, delay }),
      ),
    ).toEqual([
      { addresses: [] },
      {
        from: '[10.0.0.1]',
        by: 'b.example',
        protocol: 'ESMTPA',
        addresses: ['10.0.0.1'],
        date: '2026-11-24T02:00:04.000Z',
      },
      {
        from: 'b.example',
        by: 'c.example',
        protocol: 'ESMTPS',
        addresses: ['192.0.2.2'],
        date: '2026-11-24T02:00:09.000Z',
        delay: 5,
      },
    ]);
  });

  it.each([
    ['from [198.51.100.7] (client.x.example [192.0.2.1]) by x; y', ['192.0.2.1', '198.51.100.7']],
    ['from [192.0.2.1] (port=1 helo=[198.51.100.7]) by x; y', ['192.0.2.1', '198.51.100.7']],
    ['from x (HELO [198.51.100.7]) (192.0.2.1) by x; y', ['192.0.2.1', '198.51.100.7']],
    ['from 127.0.0.1 (EHLO x.example) (192.0.2.1) by x; y', ['192.0.2.1', '127.0.0.1']],
    ['from [192.0.2.1] (x.example [192.0.2.1]) by x; y', ['192.0.2.1']],
    ['from [192.0.2.1] by x; y', ['192.0.2.1']],
    ['from x.example (x.example [IPv6:2001:db8::5]) by x ([192.0.2.9]); y', ['2001:db8::5']],
    ['from x.example (localhost [IPv6:::1]) by x; y', ['::1']],
    ['by x (192.0.2.1); y', []],
  ])('put the address that was seen before one that was given: %s', (field, addresses) => {
    expect(parseNdr(`Received: ${field}\n\n`).received.map((hop) => hop.addresses)).toEqual([addresses]);
  });

  const report = (original: string) =>
    `From: postmaster@contoso.example\nTo: bounce@contoso.example\nContent-Type: multipart/report; boundary=r\n\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;AM8.eurprd00.prod.outlook.com\n\nFinal-Recipient: rfc822;a@b.example\nStatus: 5.7.750\n--r\nContent-Type: text/rfc822-headers\n\n${original}\n\n--r--\n`;

  it.each([
    ['X-MS-Exchange-CrossTenant-FromEntityHeader: HybridOnPrem', 'path', 'hybrid relay', 'from-entity'],
    ['X-MS-Exchange-CrossTenant-FromEntityHeader: Hosted', 'path', 'direct submission', 'from-entity'],
    ['X-MS-Exchange-Inbox-Rules-Loop: a@contoso.example', 'path', 'forwarding', 'inbox-rule'],
    ['Return-Path: <bounces+SRS=Ab1=2C@contoso.example>', 'path', 'forwarding', 'rewritten-sender'],
    [
      'Received: from app by x.prod.outlook.com with ESMTPSA; x',
      'path',
      'application or device',
      'authenticated-smtp',
    ],
    ['X-PHP-Originating-Script: 33:mail.php', 'path', 'application or device', 'mailing-program'],
    [
      'X-MS-Exchange-CrossTenant-OriginalAttributedTenantConnectingIp: TenantId=1;Ip=[192.0.2.1];Helo=[mail.contoso.example]',
      'server',
      'mail.contoso.example',
      'attributed-connector',
    ],
    [
      'Received: from a by b (envelope-from <p1@x.example>); x',
      'envelopeSender',
      'p1@x.example',
      'envelope-from',
    ],
    [
      'Received: from a by b; Mon, 2 Nov 2026 10:00:00 +0000 (UTC) (envelope-from p1@x.example)',
      'envelopeSender',
      'p1@x.example',
      'envelope-from',
    ],
    [
      'Authentication-Results: spf=pass smtp.mailfrom=p1@x.example; x',
      'envelopeSender',
      'p1@x.example',
      'authentication-results',
    ],
    [
      'Authentication-Results: spf=pass smtp.mailfrom=x.example; x',
      'envelopeSender',
      'bounce@contoso.example',
      'bounce-recipient',
    ],
    [
      'Received: from a (b [192.0.2.1]) (Authenticated sender: app@x.example) by c; x',
      'account',
      'app@x.example',
      'authenticated-sender',
    ],
    ['Sender: secretary@x.example', 'account', 'secretary@x.example', 'sender-field'],
    [
      'From: boss@x.example\nX-MS-Exchange-CrossTenant-AuthAs: Internal',
      'account',
      'boss@x.example',
      'auth-as-internal',
    ],
    ['From: boss@x.example\nX-MS-Exchange-CrossTenant-AuthAs: Anonymous', 'account', 'unknown', undefined],
    [
      'From: a@own.example\nReturn-Path: <b@Other.example>\nX-OriginatorOrg: own.example',
      'domain',
      'other.example',
      'sending-domain',
    ],
    [
      'From: a@other.example\nReturn-Path: <b@own.example>\nX-OriginatorOrg: own.example',
      'domain',
      'other.example',
      'sending-domain',
    ],
    [
      'From: a@own.example\nReturn-Path: <b@own.example>\nX-OriginatorOrg: own.example',
      'domain',
      'unknown',
      undefined,
    ],
    ['Subject: nothing', 'server', 'unknown', undefined],
    ['Subject: nothing', 'path', 'unknown', undefined],
  ] as const)('%j: the %s is %s', (original, name, expected, rule) => {
    const finding = findCulprit(parseNdr(report(original)))[name];
    expect(finding === 'unknown' ? [finding, undefined] : [finding.value, finding.rule]).toEqual([
      expected,
      rule,
    ]);
  });

  it('leave comments out of the names of servers', () => {
    const status = `Reporting-MTA: dns; relay.x.example (tcp-daemon)
Received-From-MTA: dns;(none)

Final-Recipient: rfc822;a@b.example
Remote-MTA: dns; b-example.mail.protection.outlook.com (192.0.2.1, the server for
 the domain b.example.)`;
    const ndr = parseNdr(`From: x@x.example\nContent-Type: message/delivery-status\n\n${status}\n`);
    expect(ndr.status?.reportingMta?.value).toBe('relay.x.example');
    expect(ndr.status?.receivedFromMta).toBeUndefined();
    expect(ndr.recipients[0]?.remoteMta?.value).toBe('b-example.mail.protection.outlook.com');
    expect(findCulprit(ndr).server).toMatchObject({ value: 'relay.x.example', rule: 'refused-server' });
  });

  it('read a report that has lost its boundary', () => {
    const parts = report('From: p2@x.example\nReturn-Path: <p1@x.example>').replace(
      /^--r.*\nContent-.*\n/gm,
      '',
    );
    const ndr = parseNdr(parts);
    expect([ndr.kind, ndr.to?.value]).toEqual(['report', 'bounce@contoso.example']);
    expect(ndr.recipients.map(({ final, status }) => [value(final), value(status)])).toEqual([
      ['a@b.example', '5.7.750'],
    ]);
    expect([value(ndr.original?.from), value(ndr.original?.returnPath)]).toEqual([
      'p2@x.example',
      'p1@x.example',
    ]);
  });

  it.each(['Original message headers:', 'Original Message Headers'])(
    'find the original header under %j where it is not attached',
    (heading) => {
      const notice = `DSN generated by:       AM8.eurprd00.prod.outlook.com\n\n${heading}\n\nFrom: p2@x.example\n`;
      const [text = '', status = ''] = report('').split(/(?=--r\n)/);
      const ndr = parseNdr(`${text}--r\nContent-Type: text/plain\n\n${notice}\n${status}--r--\n`);
      expect(ndr.generatingServer).toMatchObject({
        value: 'AM8.eurprd00.prod.outlook.com',
        field: 'DSN generated by',
      });
      expect(ndr.original?.from?.value).toBe('p2@x.example');
    },
  );

  it.each([
    [
      'exim',
      'This message was created automatically by mail delivery software.\nThe following address(es) failed:\n\n  local\n    refused: 550 5.7.750 No\n    more\n\n------ This is a copy of the message ------\n\nFrom: p2@x.example\n',
      [['local', '5.7.750', 'refused: 550 5.7.750 No more']],
      'p2@x.example',
    ],
    [
      'opensmtpd',
      '    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.\n\n    the following list of recipients:\n\na@b.example: 550 5.7.750 No\nc@b.example: 451 Later\n\n    Below is a copy of the original message:\n\nFrom: p2@x.example\n',
      [
        ['a@b.example', '5.7.750', '550 5.7.750 No'],
        ['c@b.example', undefined, '451 Later'],
      ],
      'p2@x.example',
    ],
    [
      'gmail',
      'Delivery to the following recipient failed permanently:\n\n     a@b.example\n\nThe error that the other server returned was:\n550 5.7.750 No\nmore\n\n----- Original message -----\n\nFrom: p2@x.example\n',
      [['a@b.example', '5.7.750', '550 5.7.750 No more']],
      'p2@x.example',
    ],
    [
      'domino',
      'Your message\n\n  Subject: x\n\nwas not delivered to:\n\n  a@b.example\n  c@b.example\n\nbecause:\n\n  550 5.7.750 No (a@b.example)\n',
      [
        ['a@b.example', '5.7.750', '550 5.7.750 No (a@b.example)'],
        ['c@b.example', '5.7.750', '550 5.7.750 No (a@b.example)'],
      ],
      undefined,
    ],
    [
      'domino',
      'was not delivered to:\n\n  a@b.example\n\nbecause:\n',
      [['a@b.example', undefined, undefined]],
      undefined,
    ],
  ] as const)('read a text bounce of %s', (kind, text, recipients, from) => {
    for (const lines of [text, text.replace(/\n/g, '\r\n')]) {
      const ndr = parseNdr(`From: d@x.example\n\n${lines}`);
      expect(ndr.kind).toBe(kind);
      expect(
        ndr.recipients.map(({ final, status, diagnostic }) => [final, status, diagnostic].map(value)),
      ).toEqual(recipients);
      expect(value(ndr.original?.from)).toBe(from);
      findCulprit(ndr);
    }
  });

  it('rest each rule on a document or say that mail shows it', () => {
    const rules = Object.entries(texts.en).filter(([id]) => id.startsWith('rule.'));
    for (const [, says] of rules)
      expect(says).toMatch(/RFC \d+|Microsoft Learn|Exchange Team|Postfix|Exim|seen in real mail/);
  });

  it('say nothing of a mail that is no bounce', () => {
    for (const text of ['', 'just text', 'From: a@b.example\n\nHi', '\0', '\ud800']) {
      const ndr = parseNdr(text);
      expect([ndr.kind, ndr.recipients, ndr.original]).toEqual(['unknown', [], undefined]);
      expect(new Set(Object.values(findCulprit(ndr)))).toEqual(new Set(['unknown']));
    }
  });

  it('survive a bounce cut off or damaged anywhere', () => {
    const text = readFileSync(join(samples, '5.7.750-hybrid-relay.eml'), 'utf8');
    for (let at = 0; at <= text.length; at += 1) {
      findCulprit(parseNdr(text.slice(0, at)));
      findCulprit(parseNdr(`${text.slice(0, at)}\n${text.slice(at + 1)}`));
    }
  });

  it.each([
    'Received: from a by b; x\n',
    'X: (\n',
    'To: <a@b.example>, "',
    '\n\nFinal-Recipient: rfc822;a@b.example',
    '  a@b.example\n',
  ])('take linear work over many of %j', async (piece) => {
    const read = (size: number) => {
      const many = piece.repeat(size / piece.length);
      for (const mail of [
        report(many),
        many,
        `From: a@b.example\n\nThis message was created automatically by mail delivery software\naddress(es) failed\n${many}`,
        `From: x\nContent-Type: message/delivery-status\n\n${many}`,
        `From: x\nContent-Type: multipart/report; boundary=none\n\nFinal-Recipient: x\n\n${many}`,
        `From: x\n\nwas not delivered to:\n\nbecause:\n${many}`,
      ])
        findCulprit(parseNdr(mail));
    };
    await expectLinear(1 << 14, read);
    // What a pattern does within one call is no step; quadratic work of that kind would hang here.
    read(amount(1 << 19, 1 << 22));
  });
});
