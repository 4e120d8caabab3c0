/** The 5.7.7xx codes that the made mails carry, in turn. */
const codes = ['5.7.705', '5.7.750', '5.7.708', '5.7.711', '5.7.703'];

/** How a bounce writes its code: in plain sight, or as Exchange Online and gateways encode it. */
type Style = 'plain' | 'quoted-printable' | 'base64';
const styles: readonly Style[] = ['plain', 'quoted-printable', 'base64'];

const filler =
  'The server of the recipient was reached and took the message. Nothing needs to be done about it.';

/** A bounce of about 5 KB as Exchange Online writes it: text, HTML, delivery status, original header. */
export function bounce(number: number): Buffer {
  return bounceWith(codes[number % codes.length] ?? '', number);
}

/** The same for any reason: one in 20 has a code of ours. */
export function anyBounce(number: number): Buffer {
  return number % 20 === 0 ? bounce(number) : bounceWith('5.1.1', number);
}

function bounceWith(code: string, number: number): Buffer {
  const style = styles[number % styles.length] ?? 'plain';
  const said = `550 ${code} Access denied, tenant has exceeded threshold [AM8PR00MB${number}.eurprd00.prod.outlook.example]`;
  const text = `Your message to recipient${number}@recipient.example couldn't be delivered.\r\n\r\n${said}\r\n`;
  const html = `<html><head><style>p { margin: 0.5em; color: #575757 }</style></head><body>\r\n${`<p style="font-size:15px">${filler}</p>\r\n`.repeat(6)}<p><b>Remote server returned</b> '${said}'</p>\r\n</body></html>\r\n`;
  return Buffer.from(
    [
      ...received(number),
      'From: Microsoft Outlook <postmaster@contoso.example>',
      `To: sender${number}@contoso.example`,
      `Subject: =?utf-8?B?${Buffer.from(`Non recapitabile: verità ${number}`).toString('base64')}?=`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status;',
      `\tboundary="_report_${number}"`,
      'X-MS-Exchange-Message-Is-Ndr:',
      '',
      `--_report_${number}`,
      `Content-Type: multipart/alternative; boundary="_alternative_${number}"`,
      '',
      ...leaf(`_alternative_${number}`, 'text/plain', text, style),
      ...leaf(`_alternative_${number}`, 'text/html', html, style),
      `--_alternative_${number}--`,
      '',
      ...leaf(
        `_report_${number}`,
        'message/delivery-status',
        `Reporting-MTA: dns;AM8PR00MB${number}.eurprd00.prod.outlook.example\r\n\r\nFinal-Recipient: rfc822;recipient${number}@recipient.example\r\nAction: failed\r\nStatus: ${style === 'plain' ? code : '5.0.0'}\r\n`,
        'plain',
      ),
      ...leaf(
        `_report_${number}`,
        'text/rfc822-headers',
        `${received(number).join('\r\n')}\r\nFrom: sender${number}@contoso.example\r\nSubject: verità\r\n`,
        'plain',
      ),
      `--_report_${number}--`,
      '',
    ].join('\r\n'),
  );
}

function received(number: number): string[] {
  return [1, 2, 3, 4].map(
    (hop) =>
      `Received: from host${hop}.contoso.example (10.5.7.7${hop}) by mx${hop}.eurprd00.prod.outlook.example\r\n (2603:10a6:20b:${hop}::${number}) with Microsoft SMTP Server (version=TLS1_3) id 15.20.5.7; Tue, 24 Nov 2026 03:12:0${hop} +0000`,
  );
}

function leaf(boundary: string, type: string, body: string, style: Style): string[] {
  const encoding = style === 'plain' ? '8bit' : style;
  return [
    `--${boundary}`,
    `Content-Type: ${type}; charset="utf-8"`,
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    encode(body, style),
  ];
}

function encode(body: string, style: Style): string {
  if (style === 'base64') return wrapped(Buffer.from(body).toString('base64'));
  return style === 'quoted-printable' ? quotedPrintable(body) : body;
}

function wrapped(text: string): string {
  return text.replace(/.{76}/g, '$&\r\n');
}

/** Every code is cut in the middle by a soft break, as happens at the end of a line. */
function quotedPrintable(text: string): string {
  return text
    .replace(/[=\u0080-\uffff]/g, (sign) =>
      Buffer.from(sign).toString('hex').replace(/../g, '=$&').toUpperCase(),
    )
    .replace(/5\.7\.7/g, '5.7=\r\n.7')
    .replace(/[^\r\n]{75}(?=[^\r\n])/g, '$&=\r\n')
    .replace(/(=[0-9A-F]?)=\r\n([0-9A-F]{1,2})/g, '$1$2=\r\n');
}

/** One mail of about 5 MB: a short HTML body with a code, and attachments in base64. */
export function largeMail(): Buffer {
  const attachment = Buffer.alloc(1_200_000);
  for (let index = 0; index < attachment.length; index += 1)
    attachment[index] = (index * 2_654_435_761) >>> 13;
  const parts = [1, 2, 3].flatMap((number) => [
    '--b',
    `Content-Type: application/pdf; name="attachment${number}.pdf"`,
    'Content-Transfer-Encoding: base64',
    '',
    wrapped(attachment.toString('base64')),
  ]);
  return Buffer.from(
    [
      'From: a@contoso.example',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...leaf(
        'b',
        'text/html',
        `<p>550 5.7.705 Access denied</p>${`<p>${filler}</p>\r\n`.repeat(200)}`,
        'base64',
      ),
      ...parts,
      '--b--',
      '',
    ].join('\r\n'),
  );
}
