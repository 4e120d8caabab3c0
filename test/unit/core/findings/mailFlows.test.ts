import { describe, expect, it } from 'vitest';
import { LogFactsCounter } from '../../../../src/core/findings/logFacts';
import type { MailFlow } from '../../../../src/core/logs/figures/logFacts';
import { Attribution } from '../../../../src/core/logs/formats/attribution';
import { bounceEvents } from '../../../../src/core/logs/strategies/bounce';
import { LogReading } from '../../../../src/core/logs/strategies/logReading';

const clock = { reference: Date.parse('2026-11-25T00:00:00Z'), offsetAt: () => 0 };

/** The flows of one log. */
function flowsOf(...lines: readonly string[]): readonly MailFlow[] {
  const attribution = new Attribution();
  const reading = new LogReading('mail.log', clock, attribution);
  const counter = new LogFactsCounter();
  for (const event of [...reading.push(`${lines.join('\n')}\n`), ...reading.end(), ...attribution.finish()])
    counter.add(event);
  return counter.facts().flows;
}

const ahead = (time: string) => `2026-11-23T${time}+00:00 relay1 postfix/`;
const postfix = (id: string, time: string, client: string, sender: string, delivery: string) => [
  `${ahead(time)}smtpd[9]: ${id}: client=${client}`,
  `${ahead(time)}qmgr[3]: ${id}: from=<${sender}>, size=900, nrcpt=1 (queue active)`,
  `${ahead(time)}smtp[5]: ${id}: ${delivery}`,
  `${ahead(time)}qmgr[3]: ${id}: removed`,
];
const refused =
  'status=bounced (host x.mail.protection.outlook.com[192.0.2.1] said: 550 5.7.705 Access denied)';

describe('the ways mails went', () => {
  it('are told apart by sender, address and login, with hours, recipients and codes', () => {
    const [one, other] = flowsOf(
      ...postfix(
        'AAAA1',
        '08:05:00',
        'unknown[203.0.113.9], sasl_method=LOGIN, sasl_username=scan@a.example',
        'Scan@a.example',
        `to=<x@b.example>, relay=mx[192.0.2.1]:25, delay=2, dsn=2.0.0, status=sent (250 ok)`,
      ),
      ...postfix(
        'AAAA2',
        '09:05:00',
        'unknown[203.0.113.9], sasl_method=LOGIN, sasl_username=scan@a.example',
        'scan@a.example',
        `to=<y@c.example>, relay=mx[192.0.2.1]:25, delay=2, dsn=5.7.705, ${refused}`,
      ),
      ...postfix(
        'AAAA3',
        '09:30:00',
        'pc[192.0.2.30]',
        'scan@a.example',
        `to=<y@c.example>, relay=mx[192.0.2.1]:25, delay=171000, dsn=2.0.0, status=sent (250 ok)`,
      ),
    );
    expect(other).toMatchObject({
      vantage: 'server',
      sender: 'scan@a.example',
      source: '203.0.113.9',
      login: 'scan@a.example',
      server: 'relay1',
      delivered: 1,
      blocked: 1,
      codes: ['5.7.705'],
      refusals: {
        first: { at: Date.parse('2026-11-23T09:05:00Z') },
        last: { at: Date.parse('2026-11-23T09:05:00Z') },
      },
      lastDelivered: { at: expect.any(Number), evidence: { file: 'mail.log', line: expect.any(Number) } },
      hours: [
        { at: Date.parse('2026-11-23T08:00:00Z'), delivered: 1, blocked: 0 },
        { at: Date.parse('2026-11-23T09:00:00Z'), delivered: 0, blocked: 1 },
      ],
      recipientDomains: { 'b.example': 1, 'c.example': 1 },
      waited: 0,
      evidence: { file: 'mail.log', line: 3 },
    });
    expect(one).toMatchObject({
      source: '192.0.2.30',
      login: undefined,
      waited: 1,
      longestWait: 171_000_000,
    });
  });

  it('name the login that Exim and Sendmail write, and how long mail waited', () => {
    const [exim] = flowsOf(
      '2026-11-23 08:00:00 1kAbCd-000001-AA <= a@a.example H=(x) [203.0.113.9] P=esmtpsa A=plain_login:web@a.example S=900',
      '2026-11-23 10:00:01 1kAbCd-000001-AA => b@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.2] QT=2h1s',
    );
    expect(exim).toMatchObject({ login: 'web@a.example', source: '203.0.113.9', longestWait: 7_201_000 });
    const [sendmail] = flowsOf(
      'Nov 23 08:00:00 mail sm-mta[7]: 5AN80000001234: from=<a@a.example>, size=900, class=0, nrcpts=1, msgid=<1@a.example>, proto=ESMTPA, daemon=MTA, authid=web, relay=x [203.0.113.9]',
      'Nov 24 09:00:00 mail sm-mta[7]: 5AN80000001234: to=<b@b.example>, delay=1+01:00:00, xdelay=00:00:01, mailer=esmtp, relay=mx.b.example. [192.0.2.2], dsn=2.0.0, stat=Sent (ok)',
    );
    expect(sendmail).toMatchObject({ login: 'web', longestWait: 90_000_000 });
  });

  it('of bounces say how the mail had come', () => {
    const counter = new LogFactsCounter();
    const bounce = [
      'From: postmaster@contoso.example',
      'To: student@contoso.example',
      'Subject: Undeliverable: Homework',
      'Date: Mon, 23 Nov 2026 02:00:00 +0000',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns;AM0PR01.eurprd01.prod.exchangelabs.com',
      '',
      'Final-Recipient: rfc822;me@home.example',
      'Action: failed',
      'Status: 5.7.750',
      'Diagnostic-Code: smtp;550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Return-Path: teacher@college.example',
      'Resent-From: <student@contoso.example>',
      'From: teacher@college.example',
      'Subject: Homework',
      '',
      'Hello',
      '--b--',
    ].join('\n');
    for (const event of bounceEvents('a.eml', bounce)) counter.add(event);
    expect(counter.facts().flows).toMatchObject([
      {
        vantage: 'bounce',
        blocked: 1,
        origins: [
          { path: 'forwarding', account: 'student@contoso.example', headerSender: 'teacher@college.example' },
        ],
      },
    ]);
  });
});
