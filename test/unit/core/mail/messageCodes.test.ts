import { describe, expect, it } from 'vitest';
import { findMessageCodes, type MessageHit } from '../../../../src/core/mail/messageCodes';

const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('base64');
const part = (fields: string, body: string) => `${fields}\n\n${body}`;
const plain = (encoding: string, body: string) =>
  part(`Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}`, body);
const html = (body: string) => part('Content-Type: text/html', body);
const qp = (body: string) => plain('quoted-printable', body);
const b64 = (body: string) => plain('base64', body);
const charset = (label: string, body: string) => part(`Content-Type: text/plain; charset=${label}`, body);
const flowed = (body: string) => part('Content-Type: text/plain; format=flowed; delsp=yes', body);

/** Via, and the raw text that each hit covers. */
function seen(text: string): string[] {
  return findMessageCodes(text).map(({ via, start, end }) => `${via} ${text.slice(start, end)}`);
}

const covered: readonly (readonly [what: string, mail: string, ...hits: string[]])[] = [
  ['plain text', part('Subject: x', 'a 550 5.7.705 b'), 'plain 5.7.705'],
  ['a header field', part('X-Error: 550 5.7.705 denied', ''), 'plain 5.7.705'],
  ['no message at all', 'one 5.7.705\ntwo 5.7.750', 'plain 5.7.705', 'plain 5.7.750'],
  ['nothing', ''],
  ['a byte order mark', `\ufeff${qp('5.7.=\n705')}`, 'quoted-printable 5.7.=\n705'],
  ['an mbox line', `From x@y Tue Nov 24 03:12:00 2026\n${qp('5.7.=\n705')}`, 'quoted-printable 5.7.=\n705'],

  ['a soft break', qp('550 5.7.7=\n05 denied'), 'quoted-printable 5.7.7=\n05'],
  [
    'soft breaks with blanks behind, CRLF',
    qp('5=  \r\n.7=\t\r\n.705'),
    'quoted-printable 5=  \r\n.7=\t\r\n.705',
  ],
  ['soft breaks with lone CR', qp('5.7.7=\r05').replace(/\n/g, '\r'), 'quoted-printable 5.7.7=\r05'],
  ['escaped octets', qp('=35=2E=37=2E=37=30=35'), 'quoted-printable =35=2E=37=2E=37=30=35'],
  ['lower-case octets', qp('5=2e7=2e705'), 'quoted-printable 5=2e7=2e705'],
  ['a blank written =20 before', qp('550=205.7.705'), 'quoted-printable 5.7.705'],
  ['octets and soft breaks', qp('=35=\n=2E7.70=\n=35'), 'quoted-printable =35=\n=2E7.70=\n=35'],
  ['a malformed = before', qp('=Z 5.7.=\n705 =1'), 'quoted-printable 5.7.=\n705'],
  [
    'two in a line, one in plain sight',
    qp('5.7.705 5.7.=\n750'),
    'plain 5.7.705',
    'quoted-printable 5.7.=\n750',
  ],
  ['a longer number across a soft break', qp('x5.7=\n.705 5.7.70=\n55')],

  ['base64', b64(base64('550 5.7.705 denied')), 'base64 DUuNy43MDU'],
  ['base64 with garbage between', b64('NS4\u00a03!Lj\ncw*\r\n NQ=='), 'base64 NS4\u00a03!Lj\ncw*\r\n NQ'],
  ['base64 without padding', b64('NS43LjcwNQ'), 'base64 NS43LjcwNQ'],
  ['base64 pieces joined', b64(`${base64('è ')}${base64('5.7.705')}`), 'base64 NS43LjcwNQ'],
  [
    'base64 of a forwarded bounce',
    part('Content-Type: message/rfc822\nContent-Transfer-Encoding: base64', base64(qp('5.7.=\n705'))),
    'base64 jUuNy49CjcwNQ',
  ],

  [
    'UTF-16LE',
    charset('utf-16le\nContent-Transfer-Encoding: base64', base64('5.7.705', 'utf16le')),
    'base64 NQAuADcALgA3ADAANQA',
  ],
  [
    'UTF-16 by its mark, whatever the label',
    charset('utf-8\nContent-Transfer-Encoding: base64', base64('\ufeff5.7.705', 'utf16le')),
    'base64 41AC4ANwAuADcAMAA1AA',
  ],
  [
    'UTF-16BE',
    charset(
      'utf-16be\nContent-Transfer-Encoding: base64',
      Buffer.from('5.7.705', 'utf16le').swap16().toString('base64'),
    ),
    'base64 ADUALgA3AC4ANwAwADU',
  ],
  [
    'ISO-2022-JP, whose escape ends in a letter',
    charset('iso-2022-jp', '\u001b$B$"\u001b(B5.7.705'),
    'charset 5.7.705',
  ],
  ['ISO-2022-JP, a code in two pieces', charset('ISO-2022-JP', '5.7.\u001b(J705'), 'charset 5.7.\u001b(J705'],
  ['Shift_JIS, a lost byte before a letter', charset('shift_jis', '\ufffdA5.7.705'), 'charset 5.7.705'],
  [
    'GB18030 in quoted-printable',
    charset('gb18030\nContent-Transfer-Encoding: quoted-printable', '=95=32=82=365.7.=\n705'),
    'quoted-printable 5.7.=\n705',
  ],
  [
    'GB18030 cut off before the code',
    charset('gb18030\nContent-Transfer-Encoding: quoted-printable', '=815.7.=\n705'),
    'quoted-printable 5.7.=\n705',
  ],
  [
    'UTF-8 cut off before the code',
    qp('=E2=82 =C35.7.=\n705 =F0=9F=93=A7 5.7.=\n750'),
    'quoted-printable 5.7.=\n705',
    'quoted-printable 5.7.=\n750',
  ],
  [
    'UTF-16 in quoted-printable by its mark',
    qp('=FF=FE5=00.=007=00.=007=000=005=00'),
    'quoted-printable 5=00.=007=00.=007=000=005=00',
  ],
  ['UTF-7', charset('unicode-1-1-utf-7', '+AKA-5.7.705 +ADU.7.750'), 'charset 5.7.705', 'charset ADU.7.750'],
  [
    'UTF-7 and HTML',
    part('Content-Type: text/html; charset=utf-7', '5+ADw-b+AD4-.7.705'),
    'html 5+ADw-b+AD4-.7.705',
  ],
  [
    'a charset nobody knows',
    charset('x-unheard-of\nContent-Transfer-Encoding: quoted-printable', '=FF 5.7.=\n705'),
    'quoted-printable 5.7.=\n705',
  ],

  ['flowed text with DelSp', flowed('550 5.7. \n705 x'), 'flowed 5.7. \n705'],
  ['flowed text, quoted and stuffed', flowed('> 5.7. \n> 705'), 'flowed 5.7. \n> 705'],
  ['flowed text, quoted at different depths', flowed('> 5.7. \n>> 705')],
  ['flowed text, a signature line', flowed('5.7.705\n-- \n5.7.750'), 'plain 5.7.705', 'plain 5.7.750'],
  ['flowed text without DelSp', part('Content-Type: text/plain; format=flowed', '5.7. \n705')],

  ['an encoded word, Q', part('Subject: =?utf-8?q?550_5=2E7.705_x?=', ''), 'encoded-word 5=2E7.705'],
  [
    'an encoded word, B, in two pieces with their padding',
    part('Subject: =?utf-8?B?NTUwIA==NS43LjcwNQ==?=', ''),
    'encoded-word NS43LjcwNQ',
  ],
  ['an encoded word, B', part(`Subject: =?utf-8?B?${base64('5.7.705')}?=`, ''), 'encoded-word NS43LjcwNQ'],
  [
    'encoded words folded',
    part('Subject: =?utf-8?q?5.7.?=\n =?utf-8?q?705?=', ''),
    'encoded-word 5.7.?=\n =?utf-8?q?705',
  ],
  [
    'an encoded word with a language',
    part('Subject: =?utf-8*en?q?5=2E7.705?=', ''),
    'encoded-word 5=2E7.705',
  ],
  ['encoded words and text between', part('Subject: =?utf-8?q?5.7.?= x =?utf-8?q?705?=', '')],
  [
    'encoded words in two charsets',
    part('Subject: =?iso-8859-1?q?5.7.?= =?utf-8?b?NzA1?=', ''),
    'encoded-word 5.7.?= =?utf-8?b?NzA1',
  ],
  [
    'an encoded word in a delivery status',
    part('Content-Type: message/delivery-status', 'Diagnostic-Code: smtp; =?utf-8?b?NS43LjcwNQ==?='),
    'encoded-word NS43LjcwNQ',
  ],
  [
    'an encoded word in returned headers',
    part('Content-Type: text/rfc822-headers', 'Subject: =?utf-8?q?5.7=2E705?='),
    'encoded-word 5.7=2E705',
  ],
  [
    'an encoded word in returned headers in quoted-printable',
    part(
      'Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: quoted-printable',
      'Subject: =3D?utf-8?q?5.7=3D2E705?=3D',
    ),
    'quoted-printable 5.7=3D2E705',
  ],
  ['an encoded word that never ends', part('Subject: =?utf-8?q?5.7=2E705', 'x')],

  [
    'a parameter in pieces',
    part('Content-Type: text/plain;\n name*0="5.7.";\n name*1=705', ''),
    'parameter 5.7.";\n name*1=705',
  ],
  [
    'a parameter in pieces out of order',
    part('Content-Type: text/plain; name*1=705; name*0=5.7.', ''),
    'parameter 705; name*0=5.7.',
  ],
  [
    'a parameter with octets',
    part("Content-Disposition: inline; filename*=utf-8'en'5%2E7%2e705", ''),
    'parameter 5%2E7%2e705',
  ],
  [
    'a parameter with quoted pairs',
    part('Content-Disposition: inline; filename="5\\.7.705"', ''),
    'parameter 5\\.7.705',
  ],

  ['HTML, a tag between', html('550 5.7.<b>705</b>'), 'html 5.7.<b>705'],
  ['HTML, entities', html('5&#46;7&period;7&#x30;5'), 'html 5&#46;7&period;7&#x30;5'],
  ['HTML, soft hyphen and zero width', html('5.7&shy;.7\u200b05'), 'html 5.7&shy;.7\u200b05'],
  ['HTML, a comment', html('5.7.7<!-- > -->05'), 'html 5.7.7<!-- > -->05'],
  ['HTML, an attribute with >', html('5.<a title="x>y">7.705</a>'), 'html 5.<a title="x>y">7.705'],
  ['HTML, a cell between', html('<td>5.7.</td><td>705</td>')],
  ['HTML, a line break between', html('5.7.<br>705')],
  ['HTML, a script', html('<script>5.7.<b>705</script>5.7.<i>750'), 'html 5.7.<i>750'],
  ['HTML, an attribute', html('<a href="x?code=5.7.705">x</a>'), 'plain 5.7.705'],
  ['HTML that is no HTML', part('Content-Type: text/plain', '5.7.<b>705</b>')],
  [
    'HTML in quoted-printable',
    html('5.7.<b class=3D"x">7=\n05').replace('html', 'html\nContent-Transfer-Encoding: quoted-printable'),
    'quoted-printable 5.7.<b class=3D"x">7=\n05',
  ],
  [
    'a body without header, from its first delimiter on',
    `--b\n${qp('5.7.=\n705')}\n--b--\n`,
    'quoted-printable 5.7.=\n705',
  ],
];

describe('findMessageCodes', () => {
  it.each(covered)('sees what covers the code: %s', (_what, mail, ...hits) => {
    expect(seen(mail)).toEqual(hits);
  });

  it.each([76, 64, 60, 1, 2, 3, 4, 5, 7, 11, 10_000])(
    'sees base64 at every alignment, wrapped at %i',
    (wrap) => {
      for (let lead = 0; lead < 12; lead += 1) {
        const whole = Buffer.from(`${'x'.repeat(lead)} 5.7.705 y`).toString('base64');
        const mail = b64((whole.match(new RegExp(`.{1,${wrap}}`, 'g')) ?? []).join('\r\n'));
        const [hit, ...others] = findMessageCodes(mail);
        expect(others).toEqual([]);
        const sextets = mail.slice(hit?.start, hit?.end).replace(/\s/g, '');
        const decoded = ['', 'A', 'AA', 'AAA'].map((shift) =>
          Buffer.from(shift + sextets, 'base64').toString('latin1'),
        );
        expect(decoded.join(' ')).toContain('5.7.705');
        // Seven octets take ten sextets, or eleven where they begin in the middle of one.
        expect(sextets.length).toBeLessThanOrEqual(11);
      }
    },
  );

  it('says where in the mail a code stands and what is said around it', () => {
    const report = [
      'From: postmaster@contoso.example',
      'Content-Type: multipart/report; boundary="r"',
      '',
      '--r',
      'Content-Type: multipart/alternative; boundary="r1"',
      '',
      '--r1',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Rejet=E9 : 550 5.7.=',
      '705 Access denied, tenant has exceeded threshold',
      '--r1',
      'Content-Type: text/html',
      'Content-Transfer-Encoding: base64',
      '',
      base64('<p>Rejeté :\r\n<b>550</b> 5.7.705 Access denied, tenant&nbsp;has exceeded threshold</p>'),
      '--r1--',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822;a@b.example',
      'Status: 5.7.705',
      'Diagnostic-Code: smtp;550 5.7.705 Access denied,',
      ' tenant has exceeded threshold',
      '--r',
      'Content-Type: message/rfc822',
      '',
      'Subject: =?utf-8?q?about_5=2E7.750?=',
      'Content-Type: text/plain',
      '',
      'x',
      '--r--',
      '',
    ].join('\r\n');
    const row = ({ via, part: { path, mediaType }, sentence }: MessageHit) => [
      via,
      path,
      mediaType,
      sentence,
    ];
    const threshold = '550 5.7.705 Access denied, tenant has exceeded threshold';
    expect(findMessageCodes(report).map(row)).toEqual([
      ['quoted-printable', '1.1.1', 'text/plain', threshold],
      ['base64', '1.1.2', 'text/html', threshold],
      ['plain', '1.2', 'message/delivery-status', 'Status: 5.7.705'],
      ['plain', '1.2', 'message/delivery-status', threshold],
      ['encoded-word', '1.3.1', 'text/plain', 'Subject: about 5.7.750'],
    ]);
  });

  it('reads each message of an mbox', () => {
    const separator = 'From mailer-daemon@x.example Tue Nov 24 03:12:00 2026\n';
    const mail = (code: string) =>
      `${separator}Content-Type: multipart/mixed; boundary=b\n\n--b\n${qp(`5.7.=\n${code}`)}\n\n>From here\n\nFrom now on\n\n`;
    expect(
      findMessageCodes(mail('705') + mail('750')).map(({ code, part: { path } }) => [code, path]),
    ).toEqual([
      ['5.7.705', '1.1'],
      ['5.7.750', '2.1'],
    ]);
  });

  it('makes what hostile text says harmless to show', () => {
    const [hit] = findMessageCodes(b64(base64('550 5.7.705 \u001b[31mred\u202etxt')));
    expect(hit?.sentence).toBe('550 5.7.705 red[U+202E]txt');
  });
});
