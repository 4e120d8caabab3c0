import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { anyCaseGlob, looksLikeMessage, mailFileGlobs } from '../../../../src/core/files/mailFile';

describe('anyCaseGlob', () => {
  it('lets each letter stand in either case and leaves ranges alone', () => {
    expect(anyCaseGlob('*.log.[0-9]*')).toBe('*.[lL][oO][gG].[0-9]*');
  });
});

describe('mailFileGlobs', () => {
  const inAnyCase = mailFileGlobs.map((glob) => picomatch(anyCaseGlob(glob), { dot: true }));
  const isMet = (name: string) => inAnyCase.some((matches) => matches(name));

  it.each([
    ...[
      'MAIL.LOG',
      'mail',
      'mail.1',
      'mail-20261123',
      'mail.err',
      'mail.info.1',
      'maillog',
      'maillog-20261123',
    ],
    ...[
      'syslog',
      'syslog.1',
      'messages',
      'messages-20261123',
      'mainlog.02',
      'exim_mainlog',
      'bounce.eml',
      'ndr.emlx',
    ],
    ...[
      'postfix.json',
      'export.ndjson',
      'x-json.log',
      'app.log.2026-11-23',
      'notes.md',
      'page.html',
      'page.htm',
    ],
    ...['trace.csv', 'trace.tsv', 'out.jsonl', 'container-json.log.1'],
  ])('%s is looked at', (name) => expect(isMet(name)).toBe(true));

  it.each(['a.ts', 'README', 'mailbox.py', 'syslog.c', 'messages.properties', 'mail.conf', 'x.json5'])(
    '%s is not',
    (name) => expect(isMet(name)).toBe(false),
  );
});

describe('looksLikeMessage', () => {
  it.each([
    'From: a@b.example\r\nSubject: x\r\n\r\nbody',
    '\ufeffReceived: from x\n by y\n\nbody',
    'From MAILER-DAEMON Tue Nov 24 03:00:00 2026\nReturn-Path: <>\n\n',
    'X-First: 1\rMIME-Version: 1.0\r\rbody',
  ])('takes %j for a message', (text) => expect(looksLikeMessage(text)).toBe(true));

  it.each([
    '',
    'Nov 24 03:00:00 mail postfix/smtp[1]: A: to=<a@b.example>',
    'name: value\nother: value\n',
    'plain text\nFrom: a@b.example',
    '#Software: Microsoft Exchange Server',
    'Subject: note to self\n\nReceived: nothing',
  ])('takes %j for something else', (text) => expect(looksLikeMessage(text)).toBe(false));
});
