import { describe, expect, it } from 'vitest';
import { readAll, source } from './readTexts';

const relay = 'x-example.mail.protection.outlook.com';
const entries: readonly (readonly [program: string, body: string])[] = [
  ['postfix/smtpd', '4F2A1C0D9: client=app[192.0.2.7]'],
  ['postfix/qmgr', '4F2A1C0D9: from=<alice@x.example>, size=1, nrcpt=1 (queue active)'],
  [
    'postfix/smtp',
    `4F2A1C0D9: to=<bob@y.example>, relay=${relay}[203.0.113.1]:25, delay=1, dsn=5.7.705, status=bounced (host ${relay}[203.0.113.1] said: 550 5.7.705 Access denied, tenant has exceeded threshold (in reply to end of DATA command))`,
  ],
];

/** How a program of syslog, or what prints its entries, writes one; the time is always the same. */
const templates: readonly (readonly [name: string, write: (program: string, body: string) => string])[] = [
  ['RFC 3164', (program, body) => `Nov 23 09:12:11 mx1 ${program}[7]: ${body}`],
  ['with a priority', (program, body) => `<22>Nov 23 09:12:11 mx1 ${program}[7]: ${body}`],
  ['with two blanks', (program, body) => `Nov 23 09:12:11  mx1  ${program}[7]:  ${body}`],
  [
    'rsyslog’s traditional file, high precision',
    (program, body) => `2026-11-23T09:12:11.000000+01:00 mx1 ${program}[7]: ${body}`,
  ],
  ['RFC 5424', (program, body) => `<22>1 2026-11-23T09:12:11.000+01:00 mx1 ${program} 7 - - ${body}`],
  [
    'RFC 5424 with data',
    (program, body) =>
      `<22>1 2026-11-23T09:12:11+01:00 mx1 ${program} 7 ID1 [x@1 a="b ] c"][y z="1"] \ufeff${body}`,
  ],
  [
    'RSYSLOG_SyslogProtocol23Format',
    (program, body) => `<22>1 2026-11-23T09:12:11+01:00 mx1 ${program} 7 - -  ${body}`,
  ],
  ['a year behind the day', (program, body) => `Nov 23 2026 09:12:11 mx1 ${program}[7]: ${body}`],
  ['a year behind the time', (program, body) => `Nov 23 09:12:11 2026 mx1 ${program}[7]: ${body}`],
  ['a year before the month', (program, body) => `2026 Nov 23 09:12:11 mx1 ${program}[7]: ${body}`],
  ['a zone in letters', (program, body) => `Nov 23 09:12:11 CET mx1 ${program}[7]: ${body}`],
  ['a fraction', (program, body) => `Nov 23 09:12:11.000 mx1 ${program}[7]: ${body}`],
  ['Solaris', (program, body) => `Nov 23 09:12:11 mx1 ${program}[7]: [ID 197553 mail.info] ${body}`],
  ['AIX', (program, body) => `Nov 23 09:12:11 mx1 mail:info ${program}[7]: ${body}`],
  [
    'AIX, sent on',
    (program, body) => `Nov 23 09:12:11 loghost mail:info Message forwarded from mx1: ${program}[7]: ${body}`,
  ],
  ['FreeBSD with -vv', (program, body) => `Nov 23 09:12:11 <mail.info> mx1 ${program}[7]: ${body}`],
  ['busybox', (program, body) => `Nov 23 09:12:11 mx1 mail.info ${program}[7]: ${body}`],
  [
    'a facility and a severity in brackets',
    (program, body) => `Nov 23 09:12:11 mx1 [mail.info] ${program}[7]: ${body}`,
  ],
  ['journalctl -o short-precise', (program, body) => `Nov 23 09:12:11.000000 mx1 ${program}[7]: ${body}`],
  ['journalctl -o short-iso', (program, body) => `2026-11-23T09:12:11+0100 mx1 ${program}[7]: ${body}`],
  ['journalctl -o short-full', (program, body) => `Mon 2026-11-23 09:12:11 CET mx1 ${program}[7]: ${body}`],
  ['journalctl -o short-unix', (program, body) => `1795421531.000000 mx1 ${program}[7]: ${body}`],
  ['a date with a blank', (program, body) => `2026-11-23 09:12:11 mx1 ${program}[7]: ${body}`],
  ['without a process', (program, body) => `Nov 23 09:12:11 mx1 ${program}: ${body}`],
  ['an address as host', (program, body) => `Nov 23 09:12:11 mx1.x.example ${program}[7]: ${body}`],
];

describe('an entry of syslog is read in the template of', () => {
  it.each(templates)('%s', async (_, write) => {
    const text = entries.map(([program, body]) => write(program, body)).join('\n');
    const [event, ...others] = await readAll([source('log', text)]);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      ...{ outcome: 'blocked', format: 'postfix', line: 3, code: '5.7.705', queueId: '4F2A1C0D9' },
      ...{ sender: 'alice@x.example', recipient: 'bob@y.example', source: '192.0.2.7', remoteHost: relay },
      diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold',
    });
    expect(event?.server).toMatch(/^mx1(?:\.x\.example)?$/);
    expect(event?.moment?.at).toBe(Date.parse('2026-11-23T09:12:11+01:00'));
    expect(event?.hits.map(({ column }) => column)).toEqual(
      [...(text.split('\n')[2] ?? '').matchAll(/5\.7\.705/g)].map(({ index }) => index + 1),
    );
  });

  it('Solaris, of Sendmail', async () => {
    const lead = 'Nov 23 09:12:11 mx1 sendmail[7]: [ID 801593 mail.info]';
    const text = [
      `${lead} AA123456789: from=<alice@x.example>, size=1, class=0, nrcpts=1, relay=app [192.0.2.7]`,
      `${lead} AA123456789: to=<bob@y.example>, delay=00:00:01, relay=${relay}. [203.0.113.1], dsn=5.7.705, stat=Service unavailable`,
    ].join('\n');
    expect(await readAll([source('log', text)])).toMatchObject([
      {
        format: 'sendmail',
        sender: 'alice@x.example',
        recipient: 'bob@y.example',
        server: 'mx1',
        outcome: 'blocked',
      },
    ]);
  });
});

describe('a server is not what stands in its place', () => {
  it.each([
    '2026-11-23 09:12:11,123 ERROR celery.app.trace: SMTPDataError(550, b"5.7.705 Access denied")',
    '2026-11-23 09:12:11.123 +01:00 [ERR] System.Net.Mail.SmtpException: The server response was: 5.7.705 Access denied',
    '2026-11-23T09:12:11.123Z [Error] Mailer: 550 5.7.705 Access denied',
    '2026-11-23T09:12:11.123456+00:00 app[web.1]: Error: 550 5.7.705 Access denied',
    '2026-11-23 09:12:12 SMTP ERROR: DATA END command failed: 550 5.7.705 Access denied',
    '2026-11-23 09:12:12 worker mailer: 550 5.7.705 Access denied',
    '2026-11-23T09:12:12Z WARN mailer: 550 5.7.705 Access denied',
    'Nov 23, 2026 9:12:11 AM com.example.Mailer send SEVERE: 550 5.7.705 Access denied',
    '[2026-11-23 09:12:12] production.ERROR: 550 5.7.705 Access denied',
    'E1123 09:12:11.123456 1 mailer.go:12] 550 5.7.705 Access denied',
  ])('%s', async (line) => {
    const [event, ...others] = await readAll([source('log', line)]);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ outcome: 'blocked', code: '5.7.705' });
    expect(event?.server).toBeUndefined();
    expect(new Date(event?.moment?.at ?? 0).toISOString()).toMatch(/^2026-11-23T0[89]:12:1[12]/);
  });
});
