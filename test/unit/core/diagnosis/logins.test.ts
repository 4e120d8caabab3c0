import { describe, expect, it } from 'vitest';
import { inJson } from './diagnosed';
import { accepted } from './logLines';

const login = 'scan@contoso.example';
const time = (minute: number) =>
  `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const said = '550 5.7.705 Access denied, tenant has exceeded threshold';

/** Passwords tried from six addresses, and then mail from one of them with the login. */
const postfix = [
  lines(
    24,
    (index) =>
      `2026-11-20T${time(index)}+00:00 mail01 postfix/smtpd[9]: warning: unknown[203.0.113.${index % 6}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=Scan@contoso.example\n`,
  ),
  lines(30, (index) =>
    [
      `smtpd[9]: AB${1000 + index}: client=unknown[203.0.113.3], sasl_method=LOGIN, sasl_username=${login}`,
      `qmgr[3]: AB${1000 + index}: from=<${login}>, size=900, nrcpt=1 (queue active)`,
      `smtp[5]: AB${1000 + index}: to=<x@other.example>, relay=contoso-example.mail.protection.outlook.com[52.101.70.9]:25, delay=1, dsn=5.7.705, status=bounced (host contoso-example.mail.protection.outlook.com[52.101.70.9] said: ${said} (in reply to end of DATA command))`,
      `qmgr[3]: AB${1000 + index}: removed`,
    ]
      .map((line) => `2026-11-20T${time(60 + index)}+00:00 mail01 postfix/${line}\n`)
      .join(''),
  ),
].join('');

const exim = [
  lines(
    24,
    (index) =>
      `2026-11-20 ${time(index)} login_server authenticator failed for (win[1]) [203.0.113.${index % 6}]: 535 Incorrect authentication data (set_id=${login})\n`,
  ),
  lines(30, (index) => {
    const id = `1vLaB${String.fromCharCode(65 + (index % 26))}-0000${10 + index}-${index < 26 ? 'Aa' : 'Bb'}`;
    return [
      `<= ${login} H=(win) [203.0.113.3] P=esmtpsa A=login_server:${login} S=900`,
      `** x@other.example R=smarthost T=remote_smtp H=contoso-example.mail.protection.outlook.com [52.101.70.9]: SMTP error from remote mail server after end of data: ${said}`,
      'Completed',
    ]
      .map((line) => `2026-11-20 ${time(60 + index)} ${id} ${line}\n`)
      .join('');
  }),
].join('');

describe('logins that failed', () => {
  it.each([
    ['Postfix', postfix],
    ['Exim', exim],
  ])(
    '%s tells of them, and they stand in the story before the mail that was handed in with the login',
    async (_, log) => {
      const { causes, story, blocked } = await inJson({ 'acc.json': accepted, mainlog: log });
      expect(blocked).toBe(30);
      expect(causes[0]).toMatchObject({
        kind: 'stolen-smtp-login',
        culprits: [{ type: 'account', name: login }],
      });
      expect(causes[0].reasons.join(' ')).toContain('203.0.113.3');
      expect(story[0]).toMatchObject({
        kind: 'passwords-tried',
        name: login,
        count: 24,
        time: '2026-11-20T08:00:00.000Z',
        last: '2026-11-20T08:23:00.000Z',
        evidence: [{ line: 1 }],
      });
      expect(story[1]).toMatchObject({
        kind: 'login-outside',
        name: login,
        address: '203.0.113.3',
        mails: 30,
      });
    },
  );

  it('are no sign by themselves: strangers try everywhere', async () => {
    const tried = postfix.split('\n').filter((line) => line.includes('SASL'));
    const [mail = ''] = postfix.split('\n').filter((line) => line.includes('status=bounced'));
    const { causes } = await inJson({ 'acc.json': accepted, 'mail.log': [...tried, mail, ''].join('\n') });
    expect(causes).toEqual([]);
  });
});
