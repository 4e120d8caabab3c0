import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../../src/core/findings';
import { findingText } from '../../../../src/core/findings/findingText';
import { LogFactsCounter } from '../../../../src/core/findings/logFacts';
import { importText, refusalText } from '../../../../src/core/findings/texts';
import { readTenantBytes } from '../../../../src/core/tenant/files';
import { amount } from '../../full';
import { expectLinear } from '../../steps';
import { exportOf, readPieces, rowsOf } from './readTexts';

const trace = 'Received,SenderAddress,RecipientAddress,Status\n';
const account = '[{"UserPrincipalName":"a","IsMfaRegistered":false,"x":"';

/** Texts of about a length, in UTF-16 units. */
const texts: readonly (readonly [name: string, make: (size: number) => string])[] = [
  ['a quotation mark that nothing closes', (size) => `${trace}"${'a,b\n'.repeat(size / 4)}`],
  ['a stray quotation mark in each line', (size) => `${trace}${'a,"b,c,d\n'.repeat(size / 9)}`],
  ['quotation marks', (size) => `${trace}${'"'.repeat(size)}`],
  ['one endless cell', (size) => `${trace}${'x'.repeat(size)}`],
  ['many columns', (size) => `${'c,'.repeat(size / 4)}c\n${'1,'.repeat(size / 4)}1\n`],
  ['NUL', (size) => '\u0000'.repeat(size)],
  ['NUL in cells', (size) => `${trace}${'\u0000,\u0000@\u0000,b,c\n'.repeat(size / 10)}`],
  ['lists in lists', (size) => '['.repeat(size)],
  ['objects in objects', (size) => '{"a":'.repeat(size / 5)],
  [
    'a row of lists in lists',
    (size) => `[{"UserPrincipalName":"a","IsMfaRegistered":false,"x":${'['.repeat(size)}`,
  ],
  ['backslashes', (size) => account + '\\'.repeat(size)],
  ['an endless text in JSON', (size) => account + 'x'.repeat(size)],
  ['one endless property', (size) => `Name : ${'x'.repeat(size)}`],
  ['a value of many lines', (size) => `Name : a\nForwardTo : x\n${'    x\n'.repeat(size / 6)}`],
  ['many small objects', (size) => 'Name : a\nRedirectTo : b\n\n'.repeat(size / 25)],
  ['colons', (size) => `Name : a\n${': '.repeat(size / 2)}`],
  ['a setting of many lines', (size) => `mynetworks = 10.0.0.0/8\n${' a\n'.repeat(size / 3)}`],
  ['carriage returns', (size) => '\r'.repeat(size)],
];

describe('hostile exports', () => {
  it.each(texts)('%s: twice the length takes twice the steps', (_, make) =>
    expectLinear(amount(1 << 16, 1 << 17), (size) => readPieces(make(size), 1 << 12)),
  );

  it('all rows are counted, and only so many kept', () => {
    const count = amount(60_000, 1_000_000);
    const row = (at: number) => `11/23/2026 2:47:17 AM,a${at}@b.example,c@d.example,Failed\n`;
    const read = exportOf(trace + Array.from({ length: count }, (_, at) => row(at)).join(''));
    expect([read.rowCount, read.rows.length, read.dropped]).toEqual([count, 50_000, count - 50_000]);
  });

  it('names of the prototype are names', () => {
    const rows = rowsOf(
      'mfa-registration',
      '[{"__proto__":{"IsAdmin":true},"constructor":1,"UserPrincipalName":"__proto__","IsMfaRegistered":false}]',
    );
    expect(rows).toEqual([{ user: '__proto__', isAdmin: undefined, hasMfa: false, line: 1 }]);
    const signIn = '@{__proto__=@{CountryOrRegion=XX}; CountryOrRegion=constructor}';
    expect(
      rowsOf(
        'sign-ins',
        JSON.stringify({
          UserPrincipalName: 'toString',
          IPAddress: 'x',
          CreatedDateTime: '2026-01-01',
          Location: signIn,
        }),
      ),
    ).toMatchObject([{ user: 'tostring', country: 'constructor' }]);
  });

  it('values are kept to a bounded length', () => {
    const [row] = rowsOf(
      'mfa-registration',
      JSON.stringify({ UserPrincipalName: 'x'.repeat(1e6), IsMfaRegistered: false }),
    );
    expect(row?.user.length).toBe(400);
  });

  it('what acts on a terminal or hides in a line becomes visible', () => {
    const name = '\u001b[2J\u202eevil`<b>';
    const one = {
      ...exportOf(JSON.stringify({ UserPrincipalName: name, IsAdmin: true, IsMfaRegistered: false })),
      source: { file: `/x/${name}` },
    };
    const [finding] = findingsIn({ tenant: { exports: [one] }, logs: new LogFactsCounter().facts() });
    if (!finding) throw new Error('nothing found');
    for (const language of ['en', 'it'] as const) {
      const { label, title, reason } = findingText(finding, language);
      const refusal = refusalText(name, { reason: 'unknown', columns: ['Color'] }, language);
      for (const text of [
        label,
        title,
        reason,
        importText(one, language),
        refusal,
        finding.evidence[0]?.excerpt ?? '',
      ])
        expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
      expect(title).toContain('␛[2J[U+202E]evil');
    }
  });

  it('a mail, a picture and an empty clipboard are refused', async () => {
    for (const text of ['From: a@b.example\nTo: c@d.example\n\nHi: there\n', '\u0089PNG\r\n\u001a\n', ' ']) {
      const read = await readTenantBytes('x', Buffer.from(text, 'utf8'));
      expect('refusal' in read).toBe(true);
    }
  });

  it('reading can be stopped', async () => {
    const stop = new AbortController();
    const bytes = Buffer.from(trace + 'a,b,c,d\n'.repeat(200_000));
    const seen: number[] = [];
    const reading = readTenantBytes('x', bytes, {
      signal: stop.signal,
      progress: (read) => {
        seen.push(read);
        if (seen.length === 3) stop.abort();
      },
    });
    await expect(reading).rejects.toThrow();
    expect(seen.length).toBe(3);
  });
});
