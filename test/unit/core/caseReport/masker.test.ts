import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Masker } from '../../../../src/core/caseReport/masker';
import { expectLinear } from '../../steps';

function maskerFor(...texts: readonly string[]): Masker {
  const masker = new Masker();
  for (const text of texts) masker.learn(text);
  return masker;
}

function mask(...texts: readonly string[]): string[] {
  const masker = maskerFor(...texts);
  return texts.map((text) => masker.mask(text));
}

describe('masking', () => {
  it.each([
    [
      'from=<Ada@Contoso.example>, to=<bob@contoso.example>',
      'from=<user1@domain1.example>, to=<user2@domain1.example>',
    ],
    [
      'ada@contoso.example wrote as ADA@CONTOSO.EXAMPLE.',
      'user1@domain1.example wrote as user1@domain1.example.',
    ],
    [
      'orig_to=ada@a.example relay=mx.a.example[192.0.2.7]:25',
      'orig_to=user1@domain1.example relay=sub1.domain1.example[ip1]:25',
    ],
    ['**ada@a.example** and `ada@a.example`', '**user1@domain1.example** and `user1@domain1.example`'],
    ['ada\\_b@a\\.example, ada_b@a.example', 'user1@domain1.example, user1@domain1.example'],
    ['"ada b"@a.example', 'user1@domain1.example'],
    // The whole Internet is nobody's, and often the point.
    ['mynetworks 0.0.0.0/0, ::/0', 'mynetworks 0.0.0.0/0, ::/0'],
    ['0.0.0.0-255.255.255.255', '0.0.0.0-255.255.255.255'],
    ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ["o'brien+tag@a.example", 'user1@domain1.example'],
    ['ada&#64;a&#46;example', 'user1@domain1.example'],
    ['https://x.test/?u=ada%40a.example&v', 'https:user1@domain1.example&v'],
    ['josé@büro.example, josé@xn--bro-hoa.example', 'user1@domain1.example, user1@domain1.example'],
    ['root@[192.0.2.1] from 192.0.2.1', 'user1@[ip1] from ip1'],
    ['client 2001:DB8::1, [2001:db8:0:0::1]:25, IPv6:2001:db8::1', 'client ip1, [ip1]:25, IPv6:ip1'],
    ['::ffff:192.0.2.1 is 192.0.2.1', 'ip1 is ip1'],
    ['Subject: Payroll for May\nwas Payroll for May', 'Subject: subject1\nwas subject1'],
    ['{"Subject":"Hi \\"you\\"","Size":3}', '{"Subject":subject1,"Size":3}'],
    ['host contoso.example without an address', 'host contoso.example without an address'],
    [
      '550 5.7.705 at 12:34:56, version 15.20.8901.12, mail.log:12',
      '550 5.7.705 at 12:34:56, version 15.20.8901.12, mail.log:12',
    ],
    ['@all and a @ b', '@all and a @ b'],
    ['[Math]::Abs(1), std::a::b, ::', '[Math]::Abs(1), std::a::b, ::'],
  ])('makes of %j', (text, expected) => {
    expect(mask(text)).toEqual([expected]);
  });

  it('knows a domain again in every other text, and keeps what is below it below it', () => {
    expect(
      mask('contoso.example and mail.contoso.example', 'ada@contoso.example', 'x@mail.contoso.example'),
    ).toEqual([
      'domain1.example and sub1.domain1.example',
      'user1@domain1.example',
      'user2@sub1.domain1.example',
    ]);
  });

  const letters = fc.stringMatching(/^[a-z]{4,8}$/);
  const domain = fc.tuple(letters, letters).map(([one, other]) => `q${one}.z${other}.example`);
  const local = fc.oneof(
    letters,
    fc
      .tuple(letters, fc.constantFrom('.', '+', '_', "'", '=', '/', '%', '\\_'), letters)
      .map((parts) => parts.join('')),
  );
  const address = fc.tuple(local, domain).map((parts) => parts.join('@'));
  const isSomebodys = (text: string) => !/^(?:::|0\.0\.0\.0|255\.255\.255\.255|[f:]+)$/i.test(text);
  const ip = fc.oneof(
    fc.ipV4().filter(isSomebodys),
    fc.ipV6().filter((text) => !text.includes('.') && isSomebodys(text)),
  );
  const around = fc.constantFrom(
    ['from=<', '>,'],
    ['**', '**'],
    ['`', '`'],
    ['(', ')'],
    [' ', ' '],
    ['\n', '\n'],
    ['"', '"'],
    ['mailto:', ' '],
    ['[', ']'],
  );

  it('leaves no address, and takes the same for the same', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(address, around), { minLength: 1, maxLength: 6 }), (parts) => {
        const texts = parts.map(([value, [before, after]]) => `x ${before}${value}${after} y`);
        const masked = mask(...texts);
        const shown = masked.join('\n').toLowerCase();
        const pseudonyms = new Map<string, string>();
        parts.forEach(([value, [before = '', after = '']], index) => {
          expect(shown).not.toContain(value.toLowerCase());
          expect(shown).not.toContain(value.slice(value.indexOf('@') + 1));
          const pseudonym = (masked[index] ?? '').slice(`x ${before}`.length, -` y${after}`.length);
          expect(pseudonym).toMatch(/^user\d+@domain\d+\.example$/);
          const key = value.replaceAll('\\', '').toLowerCase();
          expect(pseudonyms.get(key) ?? pseudonym).toBe(pseudonym);
          pseudonyms.set(key, pseudonym);
        });
        expect(new Set(pseudonyms.values()).size).toBe(pseudonyms.size);
      }),
    );
  });

  it('leaves no IP address', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(ip, around), { minLength: 1, maxLength: 6 }), (parts) => {
        const masked = mask(
          parts.map(([value, [before, after]]) => `x ${before}${value}${after} y`).join(' '),
        );
        expect(masked[0]).not.toMatch(/\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f]*:/i);
        for (const [value] of parts) expect(masked[0]).not.toContain(value);
      }),
    );
  });

  it.each(['a', '@', '1.', ':a', 'subject:', 'u@d.example '])(
    'takes work that grows with the text and no faster: %j',
    async (unit) => {
      const text = (size: number) => `${unit.repeat(size / unit.length)}g`;
      await expectLinear(1 << 13, (size) => mask(text(size)));
      // What a pattern does within one call is no step; twice as much as a report has would hang.
      mask(text(200_000));
    },
  );
});
