import { describe, expect, it } from 'vitest';
import { parseNdr } from '../../../../src/core/bounce/ndr';
import { readMessageFields } from '../../../../src/core/bounce/readMessageFields';

const summarize = (text: string) => readMessageFields(parseNdr(text));

const bounce = (status: string) =>
  [
    'From: "Microsoft Outlook" <postmaster@contoso.example>',
    'To: =?utf-8?B?QW5uYSDDgA==?= <anna@contoso.example>,',
    ' bruno@contoso.example',
    'Subject: =?utf-8?Q?Non_recapitabile=3A_pr=C3=B2va?=',
    'Date: Tue, 24 Nov 2026 03:12:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'text',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    status,
    '',
    'Final-Recipient: rfc822;x@example.com',
    'Action: failed',
    'Status: 5.7.705',
    '--b--',
    '',
  ].join('\r\n');

describe('readMessageFields', () => {
  it('reads the fields of a bounce, decoded', () => {
    expect(summarize(bounce('Reporting-MTA: dns;\r\n MAIL01.contoso.example'))).toEqual({
      from: '"Microsoft Outlook" <postmaster@contoso.example>',
      to: 'Anna À <anna@contoso.example>, bruno@contoso.example',
      subject: 'Non recapitabile: pròva',
      date: 'Tue, 24 Nov 2026 03:12:00 +0100',
      reportingMta: 'MAIL01.contoso.example',
    });
  });

  it('leaves out what the message does not say, the date included', () => {
    expect(summarize('Subject: only this\r\n\r\nbody')).toEqual({ subject: 'only this' });
  });

  it('gives a date that no one can read as it stands, never the present moment', () => {
    expect(summarize('Date: sometime\r\nSubject: x\r\n\r\n').date).toBe('sometime');
  });

  it('makes hostile fields harmless to show', () => {
    const { subject } = summarize('Subject: =?utf-8?B?4oCuZXZpbBtbMzFt?=\r\n\r\nbody');
    expect(subject).toBe('[U+202E]evil␛[31m');
  });

  it.each(['', '\r\n', '\0\0\0', 'no header at all', `${'x: y\r\n'.repeat(2000)}\r\n`, '\ud800'])(
    'survives %j',
    (text) => {
      expect(summarize(text)).toBeTypeOf('object');
    },
  );
});
