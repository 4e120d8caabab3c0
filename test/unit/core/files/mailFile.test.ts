import { describe, expect, it } from 'vitest';
import { anyCaseGlob, looksLikeMessage } from '../../../../src/core/files/mailFile';

describe('anyCaseGlob', () => {
  it('lets each letter stand in either case and leaves ranges alone', () => {
    expect(anyCaseGlob('*.log.[0-9]*')).toBe('*.[lL][oO][gG].[0-9]*');
  });
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
