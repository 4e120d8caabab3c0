import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MailboxPiece, MailboxSplitter } from '../../../../src/core/mail/mailboxSplitter';
import { messagesIn } from '../../../../src/core/mail/messages';

function split(pieces: readonly string[], longest = 1 << 20): MailboxPiece[] {
  const splitter = new MailboxSplitter(longest);
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

/** A text cut at places given as any numbers. */
function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((one, other) => one - other);
  return [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
}

const mailbox = fc
  .array(
    fc.constantFrom(
      'From a@b Tue Nov 24 03:12:00 2026',
      'From here on',
      `From ${'x'.repeat(990)} 03:12`,
      `From ${'x'.repeat(2000)} 03:12`,
      'Subject: a',
      'y'.repeat(1200),
      '\n',
      '\n\n',
      '\r\n\r\n',
      '\r\r',
    ),
    { maxLength: 30 },
  )
  .map((pieces) => `From a@b Tue Nov 24 03:12:00 2026${pieces.join('')}`);

describe('MailboxSplitter', () => {
  it('gives the messages that the whole mbox has, however it is cut', () => {
    fc.assert(
      fc.property(mailbox, fc.array(fc.nat(), { maxLength: 12 }), (text, cuts) => {
        const whole = messagesIn(text).map(({ from, to }) => text.slice(from, to));
        expect(split(cutAt(text, cuts)).map((piece) => piece.text)).toEqual(whole);
        expect(split([...text]).map((piece) => piece.text)).toEqual(whole);
      }),
    );
  });

  it('gives a long message in stretches, and the next one from its start', () => {
    const second = 'From c@d Tue Nov 24 03:12:00 2026\r\nSubject: b\r\n';
    const text = `From a@b Tue Nov 24 03:12:00 2026\r\n${'line\r\n'.repeat(10_000)}\r\n${second}`;
    const pieces = split(cutAt(text, [9999, 20_000, 30_000, 40_001, 50_003]), 10_000);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter(({ isRest }) => !isRest).map((piece) => piece.text.slice(0, 8))).toEqual([
      'From a@b',
      'From c@d',
    ]);
    expect(pieces.at(-1)).toEqual({ text: second, isRest: false });
    for (const piece of pieces) expect(piece.text).not.toMatch(/\r$/);
  });
});
