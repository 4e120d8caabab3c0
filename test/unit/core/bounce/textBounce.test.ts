import { describe, expect, it } from 'vitest';
import { findCulprit } from '../../../../src/core/bounce/culprit';
import { markers } from '../../../../src/core/bounce/markers';
import { type Ndr, parseNdr } from '../../../../src/core/bounce/ndr';
import { ndrsIn, pastedNdr, pastedParts } from '../../../../src/core/bounce/ndrsIn';
import { bounceEvents } from '../../../../src/core/logs/strategies/bounce';
import { expectLinear } from '../../steps';
import { notices } from './noticeTexts';

const recipientsOf = (ndr: Ndr) =>
  ndr.recipients.flatMap(({ final, original }) => (original ?? final)?.value ?? []);
const diagnosticOf = (ndr: Ndr) => ndr.recipients[0]?.diagnostic?.value;

describe('a bounce of a mail server as text', () => {
  it.each(notices)('is read: $name', ({ text, kind, recipients, diagnostic, server }) => {
    const ndr = parseNdr(text);
    expect(ndr.kind).toBe(kind);
    expect(recipientsOf(ndr)).toEqual(recipients);
    expect(diagnosticOf(ndr)).toBe(diagnostic);
    expect(ndr.status?.reportingMta?.value).toBe(server);
    expect(ndr.original?.from?.value).toBe('erin@contoso.example');
    expect(ndr.isForwarded).toBe(false);
  });

  it.each(notices.filter(({ recipients, kind }) => recipients.length > 0 && kind !== 'server-notice'))(
    'is read where a person forwarded it: $name',
    ({ text, recipients }) => {
      const block = `From: Mail Delivery System <MAILER-DAEMON@relay.example>\nSent: Monday\nTo: Erin\nSubject: failure\n`;
      const forwarded = text.replace(/^From: .*\n/, `From: Erin <erin@contoso.example>\nX-Note: \n`);
      const [header = '', ...body] = forwarded.split('\n\n');
      const ndr = parseNdr(`${header}\n\n-----Original Message-----\n${block}\n${body.join('\n\n')}`);
      expect(recipientsOf(ndr)).toEqual(recipients);
      expect(ndr.isForwarded).toBe(true);
    },
  );

  it.each(notices)('states what stands there: $name', ({ text }) => {
    for (const { final, status } of parseNdr(text).recipients)
      for (const stated of [final, status])
        if (stated) expect(text.slice(stated.range.start, stated.range.end)).toContain(stated.value);
  });

  it.each(notices.filter(({ text }) => /[45]\.7\.7\d\d/.test(text)))(
    'counts as one blocked mail: $name',
    ({ text }) => {
      const events = bounceEvents('a.eml', text);
      expect(events.map(({ outcome, sender }) => ({ outcome, sender }))).toEqual([
        { outcome: 'blocked', sender: 'erin@contoso.example' },
      ]);
    },
  );

  it('is none where a server writes about something else, or a person is away', () => {
    const mail = (from: string, text: string) =>
      `From: ${from}\nTo: erin@contoso.example\nSubject: x\n\n${text}\n`;
    const digest = mail(
      'postmaster@contoso.example',
      'The article on 5.7.705 is new, says bo@fabrikam.example.',
    );
    expect(parseNdr(digest).kind).toBe('unknown');
    expect(bounceEvents('a.eml', digest).map(({ outcome }) => outcome)).toEqual(['other']);
    const away = mail('Bo <bo@fabrikam.example>', 'I am away. Write to cy@fabrikam.example.');
    expect(parseNdr(away).kind).toBe('unknown');
    const log = 'Nov 23 09:12:12 mx x[1]: bo@fabrikam.example: 550 5.7.705 Access denied\n';
    expect(parseNdr(log).kind).toBe('unknown');
  });

  it('takes time in proportion to its length', async () => {
    const lines = [
      'a@b.example\n',
      '550 5.7.705 <a@b.example> x\n',
      'Status: 5.7.705\n',
      '> - \n',
      'From: a\n',
    ];
    for (const line of lines)
      await expectLinear(12_000, (size) =>
        parseNdr(`From: postmaster@a.example\n\n${line.repeat(size / line.length)}`),
      );
  });
});

/** The text of an Exchange bounce with its labels in a language. */
function exchangeText(labels: { administrators: string; server: string; headers: string }): string {
  return `${labels.administrators}

${labels.server} AM0PR05MB0007.eurprd05.prod.outlook.com

bo@fabrikam.example
Remote Server returned '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. AS(7230)'

${labels.headers}

Received: from a.eurprd05.prod.outlook.com by b.eurprd05.prod.outlook.com; Tue, 24 Nov 2026 09:59:58 +0000
From: Erin <erin@contoso.example>
To: bo@fabrikam.example
Subject: Prices
`;
}

const english = exchangeText({
  administrators: 'Diagnostic information for administrators:',
  server: 'Generating server:',
  headers: 'Original message headers:',
});

const exchangeFacts = {
  kind: 'exchange-text',
  server: 'AM0PR05MB0007.eurprd05.prod.outlook.com',
  recipients: ['bo@fabrikam.example'],
  diagnostic: '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. AS(7230)',
  status: '5.7.708',
  from: 'erin@contoso.example',
};

function factsOf(text: string) {
  const ndr = parseNdr(text);
  return {
    kind: ndr.kind,
    server: ndr.generatingServer?.value,
    recipients: recipientsOf(ndr),
    diagnostic: diagnosticOf(ndr),
    status: ndr.recipients[0]?.status?.value,
    from: ndr.original?.from?.value,
  };
}

describe('the text of an Exchange bounce', () => {
  it.each(Object.entries(markers))('is read in %s', (language, { labels, sources }) => {
    expect(sources.length).toBeGreaterThan(0);
    const [administrators = 'Nothing known', server = 'Some server', headers = 'Nothing else'] = [
      labels.administrators?.[0],
      labels.generatingServer?.[0],
      labels.originalHeaders?.[0],
    ];
    // French puts a no-break space before the colon.
    const colon = language === 'fr' ? '\u00a0:' : ':';
    const text = exchangeText({
      administrators: administrators + colon,
      server: server + colon,
      headers: headers + colon,
    });
    expect(factsOf(text)).toEqual(exchangeFacts);
    expect(factsOf(Buffer.from(text, 'latin1').toString('utf8'))).toEqual(exchangeFacts);
  });

  it('is read in a language that nobody here knows', () => {
    const text = exchangeText({
      administrators: 'Diagnostiikkatietoja järjestelmänvalvojille:',
      server: 'Luova palvelin:',
      headers: 'Alkuperäiset otsikot:',
    });
    expect(factsOf(text)).toEqual(exchangeFacts);
    expect(factsOf(text.replace(/palvelin:/, '服务器：'))).toEqual(exchangeFacts);
  });

  it.each([
    ['quoted', english.replace(/^/gm, '> ')],
    ['quoted twice under an answer', `Look at this:\n\n${english.replace(/^/gm, '> > ')}\nThanks\n`],
    ['in a list', english.replace(/^(?=.)/gm, '- ')],
    ['indented', english.replace(/^(?=.)/gm, '    ')],
    ['printed as one value', `body = b"${english.replace(/\n/g, '\\r\\n')}"\n`],
    ['with an empty line behind each', english.replace(/\n/g, '\n\n')],
    [
      'behind the block of a program that forwarded it',
      `FYI\n\n-----Original Message-----\nVon: Microsoft Outlook <postmaster@contoso.example>\nGesendet: Montag\nAn: Erin\nBetreff: x\n\n${english}`,
    ],
    ['with CRLF', english.replace(/\n/g, '\r\n')],
    [
      'hard-wrapped',
      english.replace('Service unavailable. ', 'Service unavailable.\n').replace('this IP.', 'this\nIP.'),
    ],
    [
      'with links',
      english.replace('bo@fabrikam.example\n', 'bo@fabrikam.example<mailto:bo@fabrikam.example>\n'),
    ],
    [
      'with a name behind',
      english.replace(
        'bo@fabrikam.example\n',
        'bo@fabrikam.example (bo@fabrikam.example) <mailto:bo@fabrikam.example> \n',
      ),
    ],
    [
      'with the remote server named',
      english.replace('Server returned', 'Server at mx.fabrikam.example (192.0.2.8) returned'),
    ],
    [
      'with an older attempt below',
      english.replace(
        "(7230)'\n",
        "(7230)'\n11/24/2026 8:59:58 AM - Server at x.example returned '450 4.7.500 Server busy'\n",
      ),
    ],
  ])('is read %s', (_, text) => {
    expect(factsOf(text)).toEqual(exchangeFacts);
  });

  it('is read in HTML', () => {
    const rows = english.trimEnd().split('\n\n');
    const html = rows.map((row) => `<p>${row.replace(/</g, '&lt;').replace(/\n/g, '<br>\n')}</p>`).join('\n');
    const mail = (content: string) =>
      `From: postmaster@contoso.example\nTo: erin@contoso.example\nContent-Type: text/html\n\n<html><body>${content}</body></html>\n`;
    expect(factsOf(mail(html))).toEqual(exchangeFacts);
    expect(factsOf(`<!DOCTYPE html>\n<html><body>${html}</body></html>\n`)).toEqual(exchangeFacts);
    expect(factsOf(mail(`<pre>${english.replace(/</g, '&lt;')}</pre>`))).toEqual(exchangeFacts);
  });

  it.each([
    [
      'mx.fabrikam.example #<mx.fabrikam.example #5.7.708 smtp; 550 5.7.708 Access denied> #SMTP#',
      'mx.fabrikam.example',
    ],
    ['#550 5.7.708 Access denied ##', undefined],
    ['550 5.7.708 Access denied', undefined],
  ])('is read with the reply as other versions write it: %s', (reply, host) => {
    const text = english.replace(/^Remote Server .*$/m, reply);
    const [recipient] = parseNdr(text).recipients;
    expect([recipient?.diagnostic?.value, recipient?.status?.value, recipient?.remoteMta?.value]).toEqual([
      '550 5.7.708 Access denied',
      '5.7.708',
      host,
    ]);
  });

  it('is read where its recipient stands in a sentence alone', () => {
    const text = english
      .replace('Diagnostic', 'Delivery to bo@fabrikam.example failed.\n\nDiagnostic')
      .replace(/^bo@.*\n/m, '');
    expect(recipientsOf(parseNdr(text))).toEqual(['bo@fabrikam.example']);
  });

  const detailed = `Your message to bo@fabrikam.example couldn't be delivered.

How to Fix It
Ask your admin.

More Info for Email Admins
Status code: 550 5.7.708

Original Message Details
Created Date:\t11/24/2026 9:59:58 AM
Sender Address:\terin@contoso.example
Recipient Address:\tbo@fabrikam.example
Subject:\tPrices

Error Details
Error:\t${exchangeFacts.diagnostic}
DSN generated by:\t${exchangeFacts.server}
`;

  it('is read in the layout with How to Fix It, in text, in the cells of a table and without the header', () => {
    expect(factsOf(detailed)).toEqual(exchangeFacts);
    expect(pastedParts(detailed)).toHaveLength(1);
    const table = detailed.replace(/^(.+?:)\t(.*)$/gm, '<tr><td>$1</td><td>$2</td></tr>');
    expect(
      factsOf(`From: postmaster@contoso.example\nContent-Type: text/html\n\n<table>${table}</table>`),
    ).toEqual(exchangeFacts);
    expect(findCulprit(parseNdr(detailed)).headerSender).toMatchObject({ field: 'Sender Address' });
  });

  it('is told from another that was pasted below it', () => {
    const other = english
      .replaceAll('bo@', 'cy@')
      .replaceAll('erin@', 'dan@')
      .replaceAll('5.7.708', '5.7.705');
    const text = `${english}\nDelivery has failed to these recipients:\n\ncy@fabrikam.example\n\n${other}`;
    const read = ndrsIn(text);
    expect(read.map(({ ndr }) => [recipientsOf(ndr), ndr.original?.from?.value])).toEqual([
      [['bo@fabrikam.example'], 'erin@contoso.example'],
      [['cy@fabrikam.example'], 'dan@contoso.example'],
    ]);
    for (const { ndr } of read)
      for (const { final } of ndr.recipients)
        expect(text.slice(final?.range.start, final?.range.end)).toBe(final?.value);
    expect(read.map(({ line }) => line)).toEqual([
      1,
      text.slice(0, text.lastIndexOf('Diagnostic')).split('\n').length,
    ]);
    expect(pastedParts(text)).toHaveLength(2);
    expect(pastedNdr(text)).toBeUndefined();
    const without = (one: string) => one.slice(0, one.indexOf('Original message headers'));
    expect(pastedParts(without(english) + without(other))).toBeUndefined();
  });

  it.each([
    [
      'Datum der Erstellung',
      'Absenderadresse',
      'Empfängeradresse',
      'Gemeldeter Fehler',
      'DSN generiert von',
      '24.11.2026 09:59:58',
    ],
    [
      'Data creazione',
      'Indirizzo mittente',
      'Indirizzo destinatario',
      'Errore',
      'DSN generato da',
      '24/11/2026 09:59:58',
    ],
    ['作成日', '送信者のアドレス', '受信者のアドレス', 'エラー', 'DSN の生成元', '2026/11/24 9:59:58'],
  ])(
    'is read in the same layout in a language by its form: %s',
    (created, sender, recipient, error, server, date) => {
      const text = `Titel

Mehr

${created}:\t${date}
${sender}:\terin@contoso.example
${recipient}:\tbo@fabrikam.example
Betreff:\tPreise

Details
${error}:\t${exchangeFacts.diagnostic}
X:\tAM0PR05MB0008.eurprd05.prod.outlook.com
${server}:\t${exchangeFacts.server}

Hops
HOP\tZEIT
1\t24.11.2026
`;
      expect(factsOf(text)).toEqual(exchangeFacts);
      const header =
        'Kopf\n\nReceived: from a by b; Tue, 24 Nov 2026 09:59:58 +0000\nFrom: dan@contoso.example\nTo: x@y.example\n';
      expect(factsOf(`${text}\n${header}`)).toEqual({ ...exchangeFacts, from: 'dan@contoso.example' });
      const table = text.replace(/^(.+?:)\t(.*)$/gm, '<tr><td>$1</td><td>$2</td></tr>');
      expect(
        factsOf(`From: postmaster@contoso.example\nContent-Type: text/html\n\n<table>${table}</table>`),
      ).toEqual(exchangeFacts);
    },
  );

  it('accuses nobody to whom it was forwarded', () => {
    const mail = `From: Erin <erin@contoso.example>\nTo: help@desk.example\nSubject: FW\nDate: Tue, 24 Nov 2026 12:00:00 +0000\n\nFrom: Microsoft Outlook <postmaster@contoso.example>\nSent: Tuesday\n\n${english}`;
    expect(factsOf(mail)).toEqual(exchangeFacts);
    expect(JSON.stringify(findCulprit(parseNdr(mail)))).not.toContain('desk.example');
    expect(bounceEvents('a.eml', mail)[0]?.moment?.time).toBe('2026-11-24T09:59:58.000Z');
  });
});

describe('a delivery status', () => {
  const status = `Reporting-MTA: dns; relay.contoso.example
X-Postfix-Sender: rfc822; erin@contoso.example

Final-Recipient: rfc822; bo@fabrikam.example
Original-Recipient: rfc822;bo@fabrikam.example
Action: failed
Status: 5.7.750
Diagnostic-Code: smtp; 550 5.7.750 Client blocked from
    sending from unregistered domains

Final-Recipient: rfc822; <cy@fabrikam.example>
Action: failed
Status: 5.7.705
Diagnostic-Code: smtp; 550 5.7.705 Access denied
`;
  const facts = {
    server: 'relay.contoso.example',
    said: [
      ['bo@fabrikam.example', '5.7.750', '550 5.7.750 Client blocked from sending from unregistered domains'],
      ['cy@fabrikam.example', '5.7.705', '550 5.7.705 Access denied'],
    ],
    sender: 'erin@contoso.example',
  };
  const read = (text: string) => {
    const ndr = parseNdr(text);
    const { envelopeSender } = findCulprit(ndr);
    return {
      server: ndr.status?.reportingMta?.value,
      said: ndr.recipients.map(({ final, status: code, diagnostic }) =>
        [final, code, diagnostic].map((stated) => stated?.value),
      ),
      sender: envelopeSender === 'unknown' ? undefined : envelopeSender.value,
    };
  };
  const multipart = (parts: string) =>
    `From: MAILER-DAEMON@relay.contoso.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n${parts}\n--b--\n`;

  it.each([
    ['as it stands', status],
    ['below words', `Sorry, it did not work:\n\n${status}`],
    ['quoted', status.replace(/^/gm, '> ')],
    [
      'as a list without empty lines and folds',
      status
        .replace(/\n\n/g, '\n')
        .replace(/^ +/gm, '')
        .replace(/^(?=.)/gm, '- '),
    ],
    ['with two blanks before each', status.replace(/^(?=.)/gm, '  ')],
  ])('pasted is read %s', (_, text) => {
    expect(read(text)).toEqual(facts);
  });

  it('is read where each recipient has a part of its own', () => {
    const [about = '', first = '', second = ''] = status.split(/\n\n/);
    const part = (text: string) => `--b\nContent-Type: message/delivery-status\n\n${about}\n\n${text}`;
    expect(read(multipart(`${part(first)}\n${part(second)}`))).toEqual(facts);
  });

  it('is read where a gateway encoded what stands behind its first fields', () => {
    const [about = '', ...rest] = status.split(/\n\n/);
    const encoded = Buffer.from(rest.join('\n\n')).toString('base64').replace(/.{76}/g, '$&\n');
    const text = multipart(
      `--b\nContent-Type: message/delivery-status\n\n${about}\nContent-Transfer-Encoding: base64\n\n${encoded}`,
    );
    expect(read(text)).toEqual(facts);
    expect(bounceEvents('a.eml', text).map(({ code }) => code)).toEqual(['5.7.750', '5.7.705']);
  });

  it('is read where a server wrote Japanese as it is', () => {
    const [recipient] = parseNdr(
      'Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; bo@fabrikam.example\nDiagnostic-Code: smtp; 550 5.7.705 \u001b$B4{\u001b(B\n',
    ).recipients;
    expect(recipient?.diagnostic?.value).toBe('550 5.7.705 既');
  });

  it('is read where its boundary is folded within quotation marks', () => {
    const text = multipart(`--b\nContent-Type: message/delivery-status\n\n${status}`)
      .replace('boundary=b', 'boundary="=_one\n two"')
      .replace(/^--b/gm, '--=_one two');
    expect(read(text)).toEqual(facts);
  });
});
