import { replyOf } from '../codes';
import { type Mail, second } from '../model';
import { domainOf, type World } from '../world';
import { isoSeconds, mailDate } from './dates';
import { postfixQueueIds } from './postfix';

const reply = (mail: Mail) => (mail.refused ? replyOf(mail.refused, mail.to) : '');

/** The NDR of Exchange, in the cloud and on one's own servers (Microsoft: "Email non-delivery reports in Exchange Online"). */
export function exchangeBounce(world: World, mail: Mail, server: string): string {
  const boundary = `_000_${mail.id.slice(0, 12)}_`;
  const cloud = mail.via === 'cloud';
  const stamp = cloud
    ? ` [${server} ${isoSeconds(mail.time)} 08DE${mail.id.slice(0, 12).toUpperCase()}]`
    : '';
  const owner = mail.forwardedBy ?? mail.from;
  return `From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@${world.domain}>
To: <${owner}>
Date: ${mailDate(mail.time + 2 * second)}
Subject: ${wordsOf(world).subject}: ${mail.subject}
Message-ID: <${mail.id.slice(0, 14)}-ndr@${server}>
In-Reply-To: <${mail.id}>
MIME-Version: 1.0
X-MS-Exchange-Message-Is-Ndr:
Auto-Submitted: auto-replied
Content-Language: ${wordsOf(world).language}
Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"

--${boundary}
${explanation(world, mail, server, stamp)}

--${boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns;${server}
Received-From-MTA: dns;${mail.client?.fqdn ?? `mail.${domainOf(mail.from)}`}
Arrival-Date: ${mailDate(mail.time)}

Final-Recipient: rfc822;${mail.to}
Action: failed
Status: ${mail.refused}
Diagnostic-Code: smtp;${reply(mail)}${stamp}

--${boundary}
Content-Type: text/rfc822-headers

${original(world, mail)}
--${boundary}--
`;
}

interface Words {
  readonly language: string;
  readonly subject: string;
  readonly failed: string;
  readonly diagnostic: string;
  readonly server: string;
  readonly headers: string;
}

const english: Words = {
  language: 'en-US',
  subject: 'Undeliverable',
  failed: 'Delivery has failed to these recipients or groups:',
  diagnostic: 'Diagnostic information for administrators:',
  server: 'Generating server',
  headers: 'Original message headers:',
};

/** Exchange writes to people in their language; the text of the refusal stays English. */
const words: Readonly<Record<string, Words>> = {
  DE: {
    language: 'de-DE',
    subject: 'Unzustellbar',
    failed: 'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:',
    diagnostic: 'Diagnoseinformationen für Administratoren:',
    server: 'Generierender Server',
    headers: 'Ursprüngliche Nachrichtenkopfzeilen:',
  },
  IT: {
    language: 'it-IT',
    subject: 'Non recapitabile',
    failed: 'Impossibile recapitare il messaggio ai seguenti destinatari o gruppi:',
    diagnostic: 'Informazioni di diagnostica per gli amministratori:',
    server: 'Server di generazione',
    headers: 'Intestazioni originali del messaggio:',
  },
};

const wordsOf = ({ home }: World) => words[home.country] ?? english;

/** What a person reads: as text, or as text and HTML in Base64, as Exchange Online mostly sends it. */
function explanation(world: World, mail: Mail, server: string, stamp: string): string {
  const { failed, diagnostic, server: by, headers } = wordsOf(world);
  const said = `Remote Server returned '${reply(mail)}${stamp}'`;
  const from = mail.headerFrom ?? mail.from;
  const lines = [
    failed,
    '',
    mail.to,
    '',
    diagnostic,
    '',
    `${by}: ${server}`,
    '',
    mail.to,
    said,
    '',
    headers,
    '',
    `From: ${from}`,
    `To: ${mail.to}`,
  ];
  const text = `Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: `;
  if (Number.parseInt(mail.id.slice(0, 1), 16) % 2 === 0) return `${text}8bit\n\n${lines.join('\n')}`;
  const inner = `_inner_${mail.id.slice(0, 8)}_`;
  const html = `<html><body>${lines.map((line) => `<p>${line.replaceAll('<', '&lt;')}</p>`).join('\r\n')}</body></html>`;
  const encoded = (content: string) => Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\n');
  return `Content-Type: multipart/alternative; boundary="${inner}"

--${inner}
${text}base64

${encoded(lines.join('\r\n'))}
--${inner}
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

${encoded(html)}
--${inner}--`;
}

/** The bounce of bounce(8). */
export function postfixBounce(world: World, mail: Mail): string {
  const { relay, smartHost } = world;
  const id = postfixQueueIds(world).of(mail);
  const boundary = `${id}.${Math.floor(mail.time / 1000)}/${relay.fqdn}`;
  const said = `host ${smartHost.fqdn}[${smartHost.ip}] said: ${reply(mail)}`;
  return `Return-Path: <>
Received: by ${relay.fqdn} (Postfix)
	id ${id.slice(0, 8)}B1; ${mailDate(mail.time + second)}
Date: ${mailDate(mail.time + second)}
From: MAILER-DAEMON@${relay.fqdn} (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${mail.from}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="${boundary}"
Message-Id: <${mail.id.slice(0, 12)}.dsn@${relay.fqdn}>

This is a MIME-encapsulated message.

--${boundary}
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host ${relay.fqdn}.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<${mail.to}>: ${said} (in reply to end of DATA
    command)

--${boundary}
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; ${relay.fqdn}
X-Postfix-Queue-ID: ${id}
X-Postfix-Sender: rfc822; ${mail.from}
Arrival-Date: ${mailDate(mail.time - second)}

Final-Recipient: rfc822; ${mail.to}
Original-Recipient: rfc822;${mail.to}
Action: failed
Status: ${mail.refused}
Remote-MTA: dns; ${smartHost.fqdn}
Diagnostic-Code: smtp; ${reply(mail)}

--${boundary}
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

${original(world, mail)}
--${boundary}--
`;
}

/** What Exim sends back since 4.86: its old sentences, as a delivery report. */
export function eximBounce(world: World, mail: Mail): string {
  const { relay, smartHost } = world;
  const boundary = `${Math.floor(mail.time / 1000)}-eximdsn-${mail.id.slice(0, 10)}`;
  return `Return-path: <>
From: Mail Delivery System <Mailer-Daemon@${relay.fqdn}>
To: ${mail.from}
Date: ${mailDate(mail.time + second)}
Subject: Mail delivery failed: returning message to sender
Message-Id: <E${mail.id.slice(0, 14)}@${relay.fqdn}>
X-Failed-Recipients: ${mail.to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=${boundary}

--${boundary}
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${mail.to}
    host ${smartHost.fqdn} [${smartHost.ip}]
    SMTP error from remote mail server after end of data:
    ${reply(mail)}

--${boundary}
Content-type: message/delivery-status

Reporting-MTA: dns; ${relay.fqdn}

Action: failed
Final-Recipient: rfc822;${mail.to}
Status: 5.0.0
Remote-MTA: dns; ${smartHost.fqdn}
Diagnostic-Code: smtp; ${reply(mail)}

--${boundary}
Content-type: text/rfc822-headers

${original(world, mail)}
--${boundary}--
`;
}

/** Sendmail's report, with the talk of the session in it. */
export function sendmailBounce(world: World, mail: Mail): string {
  const { relay, smartHost } = world;
  const boundary = `${mail.id.slice(0, 12).toUpperCase()}.${Math.floor(mail.time / 1000)}/${relay.fqdn}`;
  const sent = mailDate(mail.time - second);
  return `Return-Path: <MAILER-DAEMON@${relay.fqdn}>
Date: ${mailDate(mail.time + second)}
From: Mail Delivery Subsystem <MAILER-DAEMON@${relay.fqdn}>
Message-Id: <${mail.id.slice(0, 14)}@${relay.fqdn}>
To: <${mail.from}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="${boundary}"
Subject: Returned mail: see transcript for details
Auto-Submitted: auto-generated (failure)

This is a MIME-encapsulated message

--${boundary}

The original message was received at ${sent}
from ${mail.client ? `${mail.client.fqdn} [${mail.client.ip}]` : 'localhost [127.0.0.1]'}

   ----- The following addresses had permanent fatal errors -----
<${mail.to}>
    (reason: ${reply(mail)})

   ----- Transcript of session follows -----
... while talking to ${smartHost.fqdn}.:
>>> DATA
<<< ${reply(mail)}
554 5.0.0 Service unavailable

--${boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; ${relay.fqdn}
Received-From-MTA: DNS; ${mail.client?.fqdn ?? 'localhost'}
Arrival-Date: ${sent}

Final-Recipient: RFC822; ${mail.to}
Action: failed
Status: ${mail.refused}
Remote-MTA: DNS; ${smartHost.fqdn}
Diagnostic-Code: SMTP; ${reply(mail)}
Last-Attempt-Date: ${mailDate(mail.time)}

--${boundary}
Content-Type: text/rfc822-headers

${original(world, mail)}
--${boundary}--
`;
}

function original(world: World, mail: Mail): string {
  const sent = mailDate(mail.time - (mail.waited ?? 0) - 2 * second);
  const received = receivedBy(world, mail, sent);
  return [
    `Return-Path: <${mail.from}>`,
    received,
    ...(mail.forwardedBy
      ? [
          `Resent-From: <${mail.forwardedBy}>`,
          `X-MS-Exchange-ForwardingLoop: ${mail.forwardedBy};${mail.id.slice(0, 8)}`,
        ]
      : []),
    `From: <${mail.headerFrom ?? mail.from}>`,
    `To: <${mail.to}>`,
    `Subject: ${mail.subject}`,
    `Date: ${sent}`,
    `Message-ID: <${mail.id}>`,
    ...(mail.mailer ? [`X-Mailer: ${mail.mailer}`] : []),
    ...(mail.local ? [`X-PHP-Originating-Script: ${mail.local.uid}:contact.php`] : []),
    'MIME-Version: 1.0',
    '',
  ].join('\n');
}

/** The first host that had the mail, in the words of its software. */
function receivedBy(world: World, mail: Mail, sent: string): string {
  const { relay } = world;
  const by = `\n\tby ${relay.fqdn}`;
  if (mail.local && relay.software === 'exim')
    return `Received: from ${mail.local.user}${by} with local (Exim 4.97)\n\t(envelope-from <${mail.from}>); ${sent}`;
  if (mail.local)
    return `Received: by ${relay.fqdn} (Postfix, from userid ${mail.local.uid})\n\tid ${postfixQueueIds(world).of(mail)}; ${sent}`;
  if (mail.client)
    return `Received: from ${mail.client.fqdn} (${mail.client.fqdn} [${mail.client.ip}])${by} with ESMTP; ${sent}`;
  const cloud = `${world.cloudServer()}.eurprd05.prod.outlook.com`;
  return mail.forwardedBy
    ? `Received: from mx.${domainOf(mail.from)} (${mail.fromIp})\n\tby ${cloud} with ESMTPS; ${sent}`
    : `Received: from [${mail.fromIp}]\n\tby ${cloud} with HTTPS; ${sent}`;
}
