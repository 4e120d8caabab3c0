import type { WrittenItem } from './writeMsg';

const text = `Delivery has failed to these recipients or groups:

bo@fabrikam.example

Diagnostic information for administrators:

Generating server: AM0PR05MB0007.eurprd05.prod.outlook.com

bo@fabrikam.example
Remote Server returned '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. AS(7230)'

Original message headers:

From: Erin <erin@contoso.example>
To: bo@fabrikam.example
Subject: Prices
`;

const supplementary = (server: string, reply: string) => `<${server} #5.7.750 smtp;${reply}>`;

/** What dragging a bounce out of Outlook leaves: an item of the class `REPORT.IPM.Note.NDR` with a row for each recipient. */
export const report: WrittenItem = {
  properties: {
    '001a001f': 'REPORT.IPM.Note.NDR',
    '0037001f': 'Undeliverable: Preise für März',
    '0c1a001f': 'Microsoft Outlook',
    '0c1f001f': 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.example',
    '0076001f': 'erin@contoso.example',
    '0e060040': new Date('2026-11-24T10:00:00Z'),
    '1000001f': text,
    '6820001f': 'AM0PR05MB0007.eurprd05.prod.outlook.com',
  },
  recipients: [
    {
      '3001001f': 'Bo',
      '39fe001f': 'bo@fabrikam.example',
      '0c1b001f': supplementary(
        'mx.fabrikam.example',
        '550 5.7.750 Service unavailable. Client blocked from sending',
      ),
      '0c200003': 570,
      '0c21001f': 'mx.fabrikam.example',
    },
    {
      '3001001f': 'Cy',
      '3003001f': 'cy@fabrikam.example',
      '0c1b001f': "Remote Server returned '550 5.7.705 Access denied, tenant has exceeded threshold'",
      '0c200003': 570,
    },
  ],
  attachments: [
    {
      properties: { '37050003': 5, '3001001f': 'Prices' },
      message: {
        properties: {
          '001a001f': 'IPM.Note',
          '0037001f': 'Prices',
          '007d001f':
            'Received: from desk.contoso.example ([198.51.100.7])\r\n by AM0PR05MB0007.eurprd05.prod.outlook.com; Tue, 24 Nov 2026 09:59:58 +0000\r\nReturn-Path: <erin@contoso.example>\r\nFrom: Erin <erin@contoso.example>\r\nTo: bo@fabrikam.example\r\nMessage-ID: <77@contoso.example>\r\nContent-Type: multipart/mixed;\r\n boundary="of the original"\r\nMIME-Version: 1.0\r\n',
          '1000001f': 'Hello\nDear Bo',
        },
      },
    },
  ],
};

/** A bounce of which Outlook kept nothing but its text. */
export const textOnly: WrittenItem = {
  properties: { '0037001f': 'Undeliverable: Prices', '1000001f': text },
};

/** The same as HTML in a code page, with the header that it came with. */
export const html: WrittenItem = {
  properties: {
    '001a001f': 'IPM.Note',
    '007d001f':
      'From: postmaster@contoso.example\r\nTo: erin@contoso.example\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\nSubject: Undeliverable\r\n',
    '10130102': Buffer.from(
      `<html><body>für<pre>${text.replace(/</g, '&lt;')}</pre></body></html>`,
      'latin1',
    ),
    '3fde0003': 1252,
  },
};

/** A bounce that somebody forwarded as an attachment, in texts of an old code page. */
export const forwarded: WrittenItem = {
  properties: {
    '001a001e': 'IPM.Note',
    '0037001e': 'FW: Zur\u00fcck',
    '0c1a001e': 'Erin',
    '0c1f001e': 'erin@contoso.example',
    '1000001e': 'Was ist das f\u00fcr ein Fehler?',
    '3ffd0003': 1252,
  },
  recipients: [{ '3001001e': 'Help', '39fe001e': 'help@desk.example', '0c150003': 1 }],
  attachments: [{ properties: { '37050003': 5 }, message: report }],
};
