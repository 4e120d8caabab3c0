/** A bounce that is text for people, and what a person reads in it. */
export interface Notice {
  readonly name: string;
  readonly kind: string;
  readonly text: string;
  readonly recipients: readonly string[];
  /** Of the first recipient. */
  readonly diagnostic: string | undefined;
  readonly server?: string;
}

const header = (subject: string, from: string, extra: string) =>
  `From: ${from}\nTo: erin@contoso.example\nSubject: ${subject}\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n${extra}\n`;

const original = `
Return-Path: <erin@contoso.example>
Received: from desk.contoso.example by relay.contoso.example; Tue, 24 Nov 2026 09:59:58 +0000
From: Erin <erin@contoso.example>
To: someone@else.example
Subject: Prices
Message-ID: <77@contoso.example>
`;

const daemon = 'MAILER-DAEMON@relay.example';

function notice(
  name: string,
  kind: string,
  body: string,
  recipients: readonly string[],
  diagnostic: string | undefined,
  {
    subject = 'failure',
    from = daemon,
    extra = '',
    server,
  }: { subject?: string; from?: string; extra?: string; server?: string } = {},
): Notice {
  return {
    name,
    kind,
    text: `${header(subject, from, extra)}${body}${original}`,
    recipients,
    diagnostic,
    ...(server === undefined ? {} : { server }),
  };
}

/** In the shapes of mail servers that people run or meet; the words between the marks are made up. */
export const notices: readonly Notice[] = [
  notice(
    'Postfix without a delivery status',
    'postfix',
    `This is the mail system at host relay.contoso.example.

It was not possible to pass your message on.

<bo@fabrikam.example> (expanded from <sales@contoso.example>): host
    contoso-com.mail.protection.outlook.com[192.0.2.7] said: 550 5.7.750 Client
    blocked (in reply to RCPT TO command)

<cy@fabrikam.example>: unknown user: "cy"
`,
    ['bo@fabrikam.example', 'cy@fabrikam.example'],
    'host contoso-com.mail.protection.outlook.com[192.0.2.7] said: 550 5.7.750 Client blocked (in reply to RCPT TO command)',
    { server: 'relay.contoso.example' },
  ),
  notice(
    'DragonFly Mail Agent',
    'dragonfly',
    `This is the DragonFly Mail Agent v0.13 at box.contoso.example.

There was an error delivering your mail to <bo@fabrikam.example>.

mx.fabrikam.example [192.0.2.9] did not like our RCPT TO:
550-5.7.705 Access denied, tenant

550 5.7.705 has exceeded threshold

Message headers follow.
`,
    ['bo@fabrikam.example'],
    '550-5.7.705 Access denied, tenant has exceeded threshold',
    { from: 'MAILER-DAEMON <>', server: 'box.contoso.example' },
  ),
  notice(
    'Sendmail 5, a transcript alone',
    'sendmail',
    `   ----- Transcript of session follows -----
While talking to mx.fabrikam.example:
>>> RCPT To:<bo@fabrikam.example>
<<< 550 5.7.705 <bo@fabrikam.example>, Access denied
550 <bo@fabrikam.example>... User unknown
550 <cy@fabrikam.example>... User unknown

   ----- Unsent message follows -----
`,
    ['bo@fabrikam.example', 'cy@fabrikam.example'],
    '550 5.7.705 <bo@fabrikam.example>, Access denied',
  ),
  notice(
    'Sendmail without a MIME header',
    'sendmail',
    `The original message was received at Tue, 24 Nov 2026 09:59:59 GMT

   ----- The following addresses had permanent fatal errors -----
<bo@fabrikam.example>
    (reason: 550 5.7.705 <bo@fabrikam.example>... Access denied)

   ----- Transcript of session follows -----
... while talking to mx.fabrikam.example.:
<<< 550 5.7.705 <bo@fabrikam.example>... Access denied

`,
    ['bo@fabrikam.example'],
    '(reason: 550 5.7.705 <bo@fabrikam.example>... Access denied)',
  ),
  notice(
    'Yahoo',
    'yahoo',
    `Sorry, we were unable to deliver your message to the following address.

<bo@fabrikam.example>:
Remote host said: 550 5.7.705 Access denied [RCPT_TO]

--- Below this line is a copy of the message.
`,
    ['bo@fabrikam.example'],
    'Remote host said: 550 5.7.705 Access denied [RCPT_TO]',
    { subject: 'Failure Notice' },
  ),
  notice(
    'Amazon WorkMail, fields in the text',
    'report',
    `This message could not be delivered.

Technical report:

Reporting-MTA: dsn; a1-2.smtp-out.amazonses.example

Final-Recipient: rfc822; bo@fabrikam.example
Diagnostic-Code: smtp; 550 5.7.705 Access denied
Action: failed
Status: 5.7.705

`,
    ['bo@fabrikam.example'],
    '550 5.7.705 Access denied',
    { server: 'a1-2.smtp-out.amazonses.example' },
  ),
  notice(
    'Exim, recipients in its header alone',
    'exim',
    `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to all of its recipients.

   host mx.fabrikam.example: 550 5.7.705 Access denied

------ This is a copy of the message, including all the headers. ------
`,
    ['bo@fabrikam.example', 'cy@fabrikam.example'],
    'host mx.fabrikam.example: 550 5.7.705 Access denied',
    { extra: 'X-Failed-Recipients: bo@fabrikam.example,\n  cy@fabrikam.example\n' },
  ),
  notice(
    'a list in the manner of Exim, with colons',
    'exim',
    `This message was created automatically by mail delivery software.

The following address(es) failed:

  bo@fabrikam.example:
    SMTP error from remote mail server: host mx.fabrikam.example [192.0.2.1]: 550 5.7.705 Access denied

Included is a copy of the message header:
`,
    ['bo@fabrikam.example'],
    'SMTP error from remote mail server: host mx.fabrikam.example [192.0.2.1]: 550 5.7.705 Access denied',
  ),
  notice(
    'GMX, an address in quotation marks',
    'exim',
    `This message was created automatically by mail delivery software.

The following address failed:

"bo@fabrikam.example":
SMTP error from remote server after RCPT command:
host: mx.fabrikam.example
5.7.705 Access denied

--- The header of the original message is following. ---
`,
    ['bo@fabrikam.example'],
    'SMTP error from remote server after RCPT command: host: mx.fabrikam.example 5.7.705 Access denied',
  ),
  notice(
    'Zoho, the reason on the line of the address',
    'exim',
    `This message was created automatically by mail delivery software.

bo@fabrikam.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.7.705 Access denied

`,
    ['bo@fabrikam.example'],
    'Invalid Address, ERROR_CODE :550, ERROR_CODE :5.7.705 Access denied',
  ),
  notice(
    'Google Groups, which says no code',
    'server-notice',
    `Hello erin@contoso.example,

The group you tried to contact (team) may not exist.

Ask help@groups.example for more.

----- Original message -----
`,
    ['team@groups.example'],
    undefined,
    {
      subject: 'Delivery Status Notification (Failure)',
      from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
      extra: 'X-Failed-Recipients: team@groups.example\n',
    },
  ),
  notice(
    'a phone operator, recipients under a word',
    'server-notice',
    `Each of the following recipients was rejected by a remote mail server.

   Recipient: <bo@fabrikam.example>
   >>> RCPT TO:<bo@fabrikam.example>
   <<< 550 5.7.705 <bo@fabrikam.example>: Access denied

`,
    ['bo@fabrikam.example'],
    '550 5.7.705 <bo@fabrikam.example>: Access denied',
    { subject: 'Mail System Error - Returned Mail', from: '<Postmaster@phone.example>' },
  ),
  notice(
    'a filter in Japanese',
    'server-notice',
    `このメールは送信できませんでした。

以下のメールアドレスへの送信に失敗しました。
bo@fabrikam.example


-------server message
550 5.7.705 Access denied <bo@fabrikam.example>

-------SMTP command
DATA

-------original message
`,
    ['bo@fabrikam.example'],
    '550 5.7.705 Access denied <bo@fabrikam.example>',
  ),
  notice(
    'IMail, a sentence',
    'server-notice',
    `undeliverable to bo@fabrikam.example

Body of message generated response:
550 5.7.705 Access denied

Original message follows.
`,
    ['bo@fabrikam.example'],
    '550 5.7.705 Access denied',
    { subject: 'Undeliverable Mail', from: 'Postmaster <postmaster@relay.example>' },
  ),
  notice(
    'James, fields of the message and an error below',
    'server-notice',
    `Hi. This is the James mail server at relay.example.

Message details:
  Subject: Prices
  MAIL FROM: erin@contoso.example
  RCPT TO: bo@fabrikam.example
  Size (in bytes): 1024

Error message below:
550 5.7.705 - Access denied
`,
    ['bo@fabrikam.example'],
    '550 5.7.705 - Access denied',
  ),
  notice(
    'a gateway that lists those affected',
    'server-notice',
    `Your message:
   From:    erin@contoso.example
   Subject: Prices

Could not be delivered because of

550 5.7.705 Access denied, tenant has exceeded threshold

The following recipients were affected:
    bo@fabrikam.example
    cy@fabrikam.example

Additional Information
Sender-MTA:         <10.11.12.13>
`,
    ['bo@fabrikam.example', 'cy@fabrikam.example'],
    '550 5.7.705 Access denied, tenant has exceeded threshold',
    { from: 'postmaster@gateway.example' },
  ),
  notice(
    'a server that tells a story',
    'server-notice',
    `We had trouble delivering your message. Full details follow:

Subject: 'Prices'
Date: 'Tue, 24 Nov 2026 09:59:58 +0000'

1 error(s):

SMTP Server <mx.fabrikam.example> rejected recipient <bo@fabrikam.example>
  (Error following RCPT command). It responded as follows: [550 5.7.705 Access denied]
`,
    ['bo@fabrikam.example'],
    '(Error following RCPT command). It responded as follows: [550 5.7.705 Access denied]',
  ),
  notice(
    'a list with signs before each',
    'server-notice',
    `  ----- The following addresses had permanent fatal errors -----

>>> bo@fabrikam.example <bo@fabrikam.example>

     550 5.7.705 sorry, no mailbox here by that name

  ----- original message -----
`,
    ['bo@fabrikam.example'],
    '550 5.7.705 sorry, no mailbox here by that name',
    { from: '"MAILER-DAEMON" <MAILER-DAEMON@relay.example>' },
  ),
  notice(
    'a refusal of nobody knows whom',
    'server-notice',
    "Remote Server returned '550 5.7.705 Access denied, tenant has exceeded threshold'\n",
    [],
    "Remote Server returned '550 5.7.705 Access denied, tenant has exceeded threshold'",
    { from: 'Microsoft Outlook <postmaster@contoso.example>' },
  ),
];
