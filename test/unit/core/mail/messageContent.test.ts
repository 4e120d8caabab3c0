import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { findCulprit } from '../../../../src/core/bounce/culprit';
import {
  longestBody,
  type MessageContent,
  mostAttachments,
  readMessageContent,
} from '../../../../src/core/bounce/messageContent';
import { parseNdr } from '../../../../src/core/bounce/ndr';
import { readableNdr } from '../../../../src/core/bounce/readable';
import { MessageContents } from '../../../../src/documents/messageContents';

const bounce = readFileSync(
  join(import.meta.dirname, '../../../../samples/bounces/5.7.750-hybrid-relay.eml'),
  'utf8',
);

/** A mail of parts, each its header and body. */
function mail(...parts: readonly (readonly [fields: string, body: string])[]): string {
  const written = parts.map(([fields, body]) => `--b\r\n${fields}\r\n\r\n${body}\r\n`).join('');
  return `From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${written}--b--\r\n`;
}

const attached = (name: string, body = 'x') =>
  [
    `Content-Type: application/pdf; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"`,
    body,
  ] as const;

function shown(content: MessageContent | 'reading' | 'unreadable', language: 'en' | 'it' = 'en'): string {
  const ndr = parseNdr(bounce);
  return readableNdr(ndr, findCulprit(ndr), language, content);
}

describe('readMessageContent', () => {
  it('decodes the text part and measures what is attached', async () => {
    const message = mail(
      [
        'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable',
        'Non recapitabile: verit=E0',
      ],
      [
        "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename*=utf-8''offerta%20%C3%A8.pdf",
        Buffer.alloc(1500).toString('base64'),
      ],
    );
    const { body, ...rest } = await readMessageContent(message);
    expect(body.trim()).toBe('Non recapitabile: verità');
    expect(rest).toEqual({
      attachments: [{ name: 'offerta è.pdf', type: 'application/pdf', size: 1500 }],
      isCut: false,
    });
  });

  it('reads HTML as text where there is no other', async () => {
    const { body } = await readMessageContent(
      mail([
        'Content-Type: text/html',
        '<script>alert(1)</script><p>Not <b>delivered</b></p><img src="cid:x">',
      ]),
    );
    expect(body).toContain('Not delivered');
    expect(body).not.toMatch(/alert|<|cid:/);
  });

  it('reads bytes in the charset of the mail, and in UTF-16', async () => {
    const text = 'From: a@b.example\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nverità';
    expect((await readMessageContent(Buffer.from(text, 'latin1'))).body.trim()).toBe('verità');
    const plain = '\ufeffFrom: a@b.example\r\n\r\ndelivered';
    expect((await readMessageContent(Buffer.from(plain, 'utf16le'))).body.trim()).toBe('delivered');
  });

  it('reads the body of a sample, and lists what a bounce carries', async () => {
    const { body, attachments } = await readMessageContent(bounce);
    expect(body).toContain('5.7.750');
    expect(attachments.map(({ type }) => type)).toContain('message/delivery-status');
  });

  it('gives so much of a mail and no more', async () => {
    const many = Array.from({ length: mostAttachments + 50 }, (_, index) => attached(`${index}.pdf`));
    const long = await readMessageContent(
      mail(['Content-Type: text/plain', 'a long line of text\r\n'.repeat(longestBody / 10)], ...many),
    );
    expect(long.body.length).toBe(longestBody);
    expect(long.attachments.length).toBe(mostAttachments);
    expect(long.isCut).toBe(true);
    const [named] = (await readMessageContent(mail(attached('n'.repeat(100_000))))).attachments;
    expect(named?.name?.length ?? 0).toBeLessThan(1000);
  });

  it.each([
    ['nothing', ''],
    ['an empty line', '\r\n'],
    ['zero bytes', '\0\0\0'],
    ['no header', 'no header at all'],
    ['a long header', `${'x: y\r\n'.repeat(2000)}\r\n`],
    ['half a surrogate pair', '\ud800'],
    ['HTML nested deeply', `Content-Type: text/html\r\n\r\n${'<div>'.repeat(50_000)}`],
  ])('survives %s', async (_what, text) => {
    await expect(readMessageContent(text)).resolves.toMatchObject({ attachments: [] });
  });
});

describe('the readable NDR with what was decoded', () => {
  it('has the attachments and the text under headings of their own', () => {
    const content = {
      body: 'One.\r\n\r\nTwo.\n',
      attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 1234 }],
      isCut: false,
    };
    expect(shown(content)).toContain(
      '\n\nAttachments\n  1.2 kB application/pdf  a.pdf\n\nText of the message\n  One.\n\n  Two.\n',
    );
    expect(shown(content, 'it')).toContain('\n\nAllegati\n  1,2 kB application/pdf  a.pdf\n');
    expect(shown({ ...content, attachments: [], body: ' \r\n' })).toBe(
      shown({ ...content, attachments: [], body: '' }),
    );
  });

  it.each(['en', 'it'] as const)(
    'says in %s what it waits for, what failed and what is missing',
    (language) => {
      const all = [
        shown('reading', language),
        shown('unreadable', language),
        shown({ body: 'x', attachments: [], isCut: true }, language),
        shown({ body: 'x', attachments: [], isCut: false }, language),
      ];
      expect(new Set(all).size).toBe(all.length);
    },
  );

  it('takes nothing of a hostile mail for more than text', async () => {
    const body = [
      'Who was blocked',
      'Account that sent it  ceo@contoso.example',
      'https://evil.example/x http://evil.example file:///etc/passwd command:ndrLens.openChecklist',
      '\u001b[2J\u001b]8;;http://evil.example\u0007x \u202etxt.exe \u2028Recipient',
      '[click](command:x) <a href="x">x</a> `code`',
    ].join('\r\n');
    const content = await readMessageContent(
      mail(
        ['Content-Type: text/plain; charset=utf-8', body],
        attached('../../\u202efdp.exe\u001b[31m http://evil.example'),
      ),
    );
    const plain = shown({ body: '', attachments: [], isCut: false });
    const readable = shown(content);
    const headings = (text: string) => text.split('\n').filter((line) => /^\S/.test(line));
    expect(headings(readable)).toEqual([...headings(plain), 'Attachments', 'Text of the message']);
    const added = readable.slice(plain.trimEnd().length);
    expect(added).toContain('  Who was blocked\n');
    expect(added).not.toMatch(/[^\n -~␀-␟]|:\/\//);
  });
});

describe('the contents of open mails', () => {
  const content = (body: string): MessageContent => ({ body, attachments: [], isCut: false });
  const opened = () =>
    ({ version: 1, uri: 'file:///a.eml' }) as unknown as vscode.TextDocument & { version: number };

  /** Mails that are read when the test says so, and a count of how many were asked for. */
  function held() {
    const asked: { answer(content: MessageContent): void; fail(error: Error): void }[] = [];
    const read = () =>
      new Promise<MessageContent>((answer, fail) => {
        asked.push({ answer, fail });
      });
    return { asked, read };
  }

  it('are read once a version, and one version at a time', async () => {
    const { asked, read } = held();
    let changes = 0;
    const contents = new MessageContents(read, () => changes++, { note: () => {} });
    const document = opened();
    expect([contents.of(document), contents.of(document)]).toEqual(['reading', 'reading']);
    document.version = 2;
    expect(contents.of(document)).toBe('reading');
    expect(asked.length).toBe(1);
    asked[0]?.answer(content('one'));
    await Promise.resolve().then(() => undefined);
    await new Promise(setImmediate);
    expect(changes).toBe(1);
    expect(contents.of(document)).toBe('reading');
    asked[1]?.answer(content('two'));
    await new Promise(setImmediate);
    expect(contents.of(document)).toEqual(content('two'));
    expect(asked.length).toBe(2);
  });

  it('say that a mail cannot be read, and note why', async () => {
    const { asked, read } = held();
    const notes: unknown[] = [];
    const contents = new MessageContents(read, () => {}, { note: (_, error) => notes.push(error) });
    const document = opened();
    contents.of(document);
    const error = new Error('no answer within 20000 ms');
    asked[0]?.fail(error);
    await new Promise(setImmediate);
    expect(contents.of(document)).toBe('unreadable');
    expect(notes).toEqual([error]);
  });
});
