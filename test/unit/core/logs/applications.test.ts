import { describe, expect, it } from 'vitest';
import { IncidentCounter } from '../../../../src/core/logs/figures/summary';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { clock, readAll, source } from './readTexts';

const denied = 'Access denied, tenant has exceeded threshold';
const reply = `550 5.7.705 ${denied} [AM0PR05MB0001.eurprd05.prod.outlook.com 2026-11-23T08:12:11.123Z 08DE2A0000000001]`;
const unavailable = 'Service unavailable. Client blocked from sending from unregistered domains';
const at = '2026-11-23T08:12:11';

type Expected = Partial<Omit<LogEvent, 'moment'>> & { readonly at?: string | undefined };

/** A log, how many mails it says were blocked, and what it says of the last of them. */
interface Application {
  readonly name: string;
  readonly text: string;
  readonly blocked: number;
  readonly last?: Expected;
}

const mail = { sender: 'alice@x.example', recipient: 'bob@y.example' };

const applications: readonly Application[] = [
  {
    name: 'System.Net.Mail, Serilog',
    text: `2026-11-23 09:12:11.123 +01:00 [ERR] Failed to send\nSystem.Net.Mail.SmtpException: Transaction failed. The server response was: 5.7.705 ${denied}\n   at System.Net.Mail.MailCommand.CheckResponse(SmtpStatusCode statusCode, String response)`,
    blocked: 1,
    last: { at, server: undefined, diagnostic: `5.7.705 ${denied}` },
  },
  {
    name: 'Send-MailMessage in a transcript, wrapped',
    text: `Send-MailMessage : Mailbox unavailable. The server response was: 5.7.705 Access denied,\ntenant has exceeded threshold\nAt line:1 char:1`,
    blocked: 1,
  },
  {
    name: 'Database Mail of SQL Server',
    text: `2026-11-23 09:12:11.12\tspid51\tThe mail could not be sent to the recipients because of the mail server failure. (Sending Mail using Account 1 (2026-11-23T09:12:11). Exception Message: Cannot send mails to mail server. (Service not available. The server response was: 5.7.750 ${unavailable}).)`,
    blocked: 1,
    last: { at, code: '5.7.750' },
  },
  {
    name: 'Reporting Services',
    text: `emailextension!WindowsService_0!1a2c!11/23/2026-09:12:11:: e ERROR: Error sending email. Exception: System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: 5.7.705 ${denied}`,
    blocked: 1,
    last: { at },
  },
  {
    name: 'Python, the reply on the next line',
    text: `2026-11-23 09:12:11,123 1 INFO prod odoo.addons: Mail delivery failed\nSMTPDataError: 550\n5.7.705 ${denied}`,
    blocked: 1,
    last: { at },
  },
  {
    name: 'Python, a code whose words stand on the next line',
    text: `2026-11-23 09:12:11,123 ERROR mail: failed with 5.7.705\n${denied}`,
    blocked: 1,
    last: { at },
  },
  {
    name: 'Python, refused recipients and a stack trace',
    text: `2026-11-23 09:12:11,123 - mailer - ERROR - sending failed\nTraceback (most recent call last):\n  File "smtplib.py", line 908, in sendmail\nsmtplib.SMTPRecipientsRefused: {'bob@y.example': (550, b'5.7.705 ${denied}.\\n5.7.705 For more information')}\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\nMailError: {'bob@y.example': (550, b'5.7.705 ${denied}.\\n5.7.705 For more information')}`,
    blocked: 1,
    last: { recipient: 'bob@y.example', at },
  },
  {
    name: 'Java, a cause of a cause',
    text: `2026-11-23 09:12:11,123 ERROR [task-1] c.e.MailService - Sending failed\norg.springframework.mail.MailSendException: Failed messages: com.sun.mail.smtp.SMTPSendFailedException: ${reply}\n\n\tat org.springframework.mail.X.doSend(X.java:449)\nCaused by: com.sun.mail.smtp.SMTPSendFailedException: ${reply}\n\tat com.sun.mail.smtp.Y.z(Y.java:1)\n2026-11-23 09:12:12,001 INFO done`,
    blocked: 1,
    last: { at, server: undefined },
  },
  {
    name: 'Java, two failures',
    text: `2026-11-23 09:12:11,123 ERROR c.e.MailService - Sending to a@y.example failed\ncom.sun.mail.smtp.SMTPSendFailedException: ${reply}\n\tat x\n2026-11-23 09:12:13,001 ERROR c.e.MailService - Sending to b@y.example failed\ncom.sun.mail.smtp.SMTPSendFailedException: ${reply}\n\tat x`,
    blocked: 2,
  },
  {
    name: 'nodemailer as printed',
    text: `Error: Message failed: ${reply}\n    at SMTPConnection._formatError (/app/index.js:784:19) {\n  code: 'EMESSAGE',\n  response: '${reply}',\n  responseCode: 550,\n  command: 'DATA'\n}`,
    blocked: 1,
  },
  {
    name: 'nodemailer in pino',
    text: `${JSON.stringify({ level: 50, time: 1_795_421_531_123, err: { type: 'Error', message: `Message failed: ${reply}`, stack: `Error: Message failed: ${reply}\n    at x`, code: 'EMESSAGE', response: reply, responseCode: 550 }, envelope: { from: 'alice@x.example', to: ['bob@y.example'] }, msg: 'send failed' })}\n`,
    blocked: 1,
    last: { ...mail, at, diagnostic: reply, format: 'named-fields' },
  },
  {
    name: 'PHPMailer’s dialogue',
    text: `2026-11-23 09:12:10 CLIENT -> SERVER: MAIL FROM:<alice@x.example>\n2026-11-23 09:12:10 SERVER -> CLIENT: 250 2.1.0 Sender OK\n2026-11-23 09:12:10 CLIENT -> SERVER: RCPT TO:<bob@y.example>\n2026-11-23 09:12:11 SERVER -> CLIENT: ${reply}\n2026-11-23 09:12:11 SMTP ERROR: DATA END command failed: ${reply}`,
    blocked: 1,
    last: { ...mail, at, server: undefined },
  },
  {
    name: 'PHPMailer’s summary',
    text: `[2026-11-23 09:12:11] glpimaillog.ERROR: SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: ${unavailable}. SMTP code: 550 Additional SMTP info: 5.7.750`,
    blocked: 1,
    last: { at, diagnostic: `${unavailable}.` },
  },
  {
    name: 'Symfony Mailer in Laravel',
    text: `[2026-11-23 09:12:11] production.ERROR: Expected response code "354" but got code "550", with message "${reply}". {"exception":"[object] (Symfony\\\\X(code: 550): Expected response code \\"354\\" but got code \\"550\\", with message \\"${reply}\\". at /app/x.php:42)"}`,
    blocked: 1,
    last: { at, diagnostic: reply },
  },
  {
    name: 'Ruby’s logger',
    text: `E, [2026-11-23T09:12:11.123456 #4711] ERROR -- : Net::SMTPFatalError: ${reply}\n/usr/lib/ruby/net/smtp.rb:968:in 'check_response'`,
    blocked: 1,
    last: { at },
  },
  {
    name: 'Go’s log',
    text: `2026/11/23 09:12:11 mailer.go:387: [E] Failed to send emails [bob@y.example]: failed to send body: ${reply}`,
    blocked: 1,
    last: { at, recipient: 'bob@y.example' },
  },
  {
    name: 'logfmt of Grafana',
    text: `logger=notifications t=2026-11-23T09:12:11.123+01:00 level=error msg="Failed to send email" err="${reply}" to=bob@y.example`,
    blocked: 1,
    last: { at, diagnostic: reply },
  },
  {
    name: 'Home Assistant',
    text: `2026-11-23 09:12:11.123 ERROR (MainThread) [homeassistant.components.smtp.notify] Error sending mail: (550, b'5.7.705 ${denied}')`,
    blocked: 1,
    last: { at, diagnostic: `5.7.705 ${denied}`, server: undefined },
  },
  {
    name: 'MailKit’s protocol',
    text: `Connected to smtp://x.mail.protection.outlook.com:25/\nC: EHLO app01\nS: 250 SMTPUTF8\nC: MAIL FROM:<alice@x.example> SIZE=1024\nC: RCPT TO:<bob@y.example>\nS: 250 2.1.0 Sender OK\nS: 250 2.1.5 Recipient OK\nC: DATA\nS: 550-5.7.705 ${denied}\nS: 550 5.7.705 [AM0PR05MB0001 2026-11-23T08:12:11.123Z 08DE2A]`,
    blocked: 1,
    last: { ...mail },
  },
  {
    name: 'swaks, two sessions',
    text: ` -> EHLO app01\n -> MAIL FROM:<alice@x.example>\n<-  250 2.1.0 Sender OK\n -> RCPT TO:<bob@y.example>\n<** 550 5.7.750 ${unavailable}\n -> QUIT\n -> EHLO app01\n -> MAIL FROM:<carol@x.example>\n -> RCPT TO:<dave@y.example>\n<** 550 5.7.750 ${unavailable}`,
    blocked: 2,
    last: { sender: 'carol@x.example', recipient: 'dave@y.example' },
  },
  {
    name: 'nc, typed by hand',
    text: `220 x.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready\nHELO app01\n250 Hello\nMAIL FROM: alice@x.example\n250 2.1.0 Sender OK\nRCPT TO: bob@y.example\n250 2.1.5 Recipient OK\nDATA\n354 Start\n.\n550 5.7.750 ${unavailable}`,
    blocked: 1,
    last: mail,
  },
  {
    name: 'hMailServer, sessions mixed',
    text: [
      '1\t2026-11-23 09:12:09.001\t192.0.2.10\tSENT: MAIL FROM:<alice@x.example>',
      '2\t2026-11-23 09:12:09.101\t192.0.2.10\tSENT: MAIL FROM:<carol@x.example>',
      '1\t2026-11-23 09:12:10.001\t192.0.2.10\tSENT: RCPT TO:<bob@y.example>',
      '2\t2026-11-23 09:12:10.101\t192.0.2.10\tSENT: RCPT TO:<dave@y.example>',
      `1\t2026-11-23 09:12:11.001\t192.0.2.10\tRECEIVED: ${reply}`,
    ]
      .map((line) => line.split('\t'))
      .map(([id, time, host, said]) => `"SMTPC"\t4711\t${id}\t"${time}"\t"${host}"\t"${said}"`)
      .join('\n'),
    blocked: 1,
    last: { ...mail, at, diagnostic: reply },
  },
  {
    name: 'MDaemon',
    text: `Mon 2026-11-23 09:12:10.200: 05: [4567:1] --> MAIL From:<alice@x.example> SIZE=2048\nMon 2026-11-23 09:12:10.210: 05: [4568:1] --> MAIL From:<carol@x.example> SIZE=2048\nMon 2026-11-23 09:12:10.250: 02: [4567:1] <-- 250 2.1.0 Sender OK\nMon 2026-11-23 09:12:10.300: 05: [4567:1] --> RCPT To:<bob@y.example>\nMon 2026-11-23 09:12:11.123: 02: [4567:1] <-- ${reply}`,
    blocked: 1,
    last: { ...mail, at },
  },
  {
    name: 'Kerio Connect',
    text: `[23/Nov/2026 09:12:11] Sent: Queue-ID: 5f0c1a2b-00000001, Recipient: <bob@y.example>, Result: failed, Status: 5.7.705 ${denied}, Remote-Host: 192.0.2.10, Msg-Id: <1@x.example>`,
    blocked: 1,
    last: {
      at,
      recipient: 'bob@y.example',
      queueId: '5f0c1a2b-00000001',
      messageId: '<1@x.example>',
      remoteHost: '192.0.2.10',
    },
  },
  {
    name: 'Haraka',
    text: `2026-11-23T08:12:11.123Z [NOTICE] [1E7A.1.1] [outbound] bounced: bob@y.example 550 5.7.705 ${denied} host=x.mail.protection.outlook.com ip=192.0.2.10`,
    blocked: 1,
    last: { at, recipient: 'bob@y.example', remoteHost: 'x.mail.protection.outlook.com' },
  },
  {
    name: 'Stalwart',
    text: `2026-11-23T08:12:11Z INFO Message rejected by remote server (delivery.message-rejected) queueId = 225021476, from = "alice@x.example", to = ["bob@y.example"], hostname = "x.mail.protection.outlook.com", code = 550, details = "5.7.705 ${denied}"`,
    blocked: 1,
    last: {
      ...mail,
      at,
      queueId: '225021476',
      remoteHost: 'x.mail.protection.outlook.com',
      diagnostic: `5.7.705 ${denied}`,
    },
  },
  {
    name: 'maddy, who hands in and who is refused',
    text: [
      'Nov 23 09:12:10 maddy[12]: submission: incoming message\t{"msg_id":"3b24958c","sender":"alice@x.example","src_ip":"192.0.2.7:4"}',
      'Nov 23 09:12:10 maddy[12]: submission: RCPT ok\t{"msg_id":"3b24958c","rcpt":"bob@y.example"}',
      `Nov 23 09:12:11 maddy[12]: target.queue: delivery attempt failed\t{"msg_id":"3b24958c-6a0a81a2","rcpt":"bob@y.example","reason":"${denied}","remote_server":"x.mail.protection.outlook.com","smtp_code":550,"smtp_enchcode":"5.7.705","smtp_msg":"${denied}"}`,
    ].join('\n'),
    blocked: 1,
    last: { ...mail, at },
  },
  {
    name: 'Swift Mailer, the dialogue on one line',
    text: `[2026-11-23 09:12:11] mautic.ERROR: [MAIL ERROR] Log data: >> MAIL FROM:<alice@x.example>  >> RCPT TO:<bob@y.example>  >> DATA  !! Expected response code 354 but got code "550", with message "${reply}" (code: 550)`,
    blocked: 1,
    last: { ...mail, at, diagnostic: reply },
  },
  {
    name: 'KumoMTA',
    text: `${JSON.stringify({ type: 'Bounce', id: 'd7ef132b', sender: 'alice@x.example', recipient: 'bob@y.example', response: { code: 550, enhanced_code: { class: 5, subject: 7, detail: 705 }, content: denied, command: null }, peer_address: { name: 'x.mail.protection.outlook.com.', addr: '192.0.2.10' }, timestamp: 1_795_421_531 })}\n`,
    blocked: 1,
    last: { ...mail, at, code: '5.7.705', diagnostic: `550 5.7.705 ${denied}` },
  },
  {
    name: 'PowerMTA’s accounting',
    text: `type,timeLogged,timeQueued,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta\nb,2026-11-23 09:12:11+0100,2026-11-23 09:12:10+0100,alice@x.example,bob@y.example,failed,5.7.705 (other or undefined security status),"smtp;${reply}",x.mail.protection.outlook.com (192.0.2.10)`,
    blocked: 1,
    last: { ...mail, at, diagnostic: reply },
  },
  {
    name: 'FortiMail',
    text: `date=2026-11-23 time=09:12:10.123 device_id=FEVM type=event subtype=smtp session_id="4F2A-4F2E" msg="from=<alice@x.example>, size=4411, nrcpts=1"\ndate=2026-11-23 time=09:12:11.123 device_id=FEVM type=event subtype=smtp session_id="4F2A-4F2E" msg="to=<bob@y.example>, delay=00:00:01, relay=x.mail.protection.outlook.com. [192.0.2.10], dsn=5.7.705, stat=Service unavailable"`,
    blocked: 1,
    last: { ...mail, at },
  },
  {
    name: 'IronPort',
    text: `Mon Nov 23 09:12:10 2026 Info: MID 19 ICID 5 From: <alice@x.example>\nMon Nov 23 09:12:10 2026 Info: MID 20 ICID 6 From: <carol@x.example>\nMon Nov 23 09:12:10 2026 Info: MID 19 ICID 5 RID 0 To: <bob@y.example>\nMon Nov 23 09:12:11 2026 Info: Bounced: DCID 8413 MID 19 to RID 0 - 5.1.0 - Unknown address error ('550', ['5.7.705 ${denied}']) []`,
    blocked: 1,
    last: { ...mail, at },
  },
  {
    name: 'Amazon SES through SNS',
    text: JSON.stringify({
      Type: 'Notification',
      Message: JSON.stringify({
        notificationType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bouncedRecipients: [
            {
              emailAddress: 'bob@y.example',
              action: 'failed',
              status: '5.7.705',
              diagnosticCode: `smtp; ${reply}`,
            },
          ],
          timestamp: '2026-11-23T08:12:11.000Z',
        },
        mail: {
          timestamp: '2026-11-23T08:12:10.000Z',
          source: 'alice@x.example',
          destination: ['bob@y.example'],
        },
      }),
    }),
    blocked: 1,
    last: { ...mail, at, diagnostic: reply },
  },
  {
    name: 'Sentry',
    text: JSON.stringify(
      {
        event_id: '1',
        timestamp: '2026-11-23T08:12:11Z',
        exception: { values: [{ type: 'SMTPDataError', value: `(550, b'5.7.705 ${denied}')` }] },
        tags: [['server_name', 'app01']],
      },
      undefined,
      2,
    ),
    blocked: 1,
    last: { at, diagnostic: `5.7.705 ${denied}` },
  },
  {
    name: 'a webhook’s address in an access log',
    text: `192.0.2.5 - - [23/Nov/2026:09:12:11 +0100] "GET /hooks/bounce?email=bob%40y.example&from=alice%40x.example&reason=550%205.7.705%20Access%20denied%2C%20tenant%20has%20exceeded%20threshold&x=1 HTTP/1.1" 200 2`,
    blocked: 1,
    last: { ...mail, at, diagnostic: `550 5.7.705 ${denied}` },
  },
  {
    name: 'an article of a ticket that is a bounce',
    text: JSON.stringify({
      id: 1,
      from: 'Microsoft Outlook <MicrosoftExchange329e@x.example>',
      to: 'support@x.example',
      body: `<div>bob@y.example<br>Remote Server returned &#39;${reply}&#39;</div>`,
      created_at: '2026-11-23T08:12:11Z',
    }),
    blocked: 1,
    last: { sender: undefined, at, diagnostic: reply },
  },
  {
    name: 'a list that PowerShell printed',
    text: `\r\nDate             : 11/23/2026 8:12:11 AM\r\nEvent            : Fail\r\nAction           : \r\nDetail           : Reason: [{LED=550 5.7.705 Service unavailable. Access denied, tenant has exceeded\r\n                   threshold};{MSG=};{FQDN=};{IP=};{LRT=}]. OutboundProxyTargetIP: .\r\nMessageId        : <1@x.example>\r\nSenderAddress    : alice@x.example\r\nRecipientAddress : bob@y.example\r\n\r\n`,
    blocked: 1,
    last: {
      ...mail,
      at,
      diagnostic: '550 5.7.705 Service unavailable. Access denied, tenant has exceeded threshold',
    },
  },
  {
    name: 'a table of who sends for others, with names of its own',
    text: `st_text,ts,sub,frm,email,tag,mid,link\nHard bounce,23-11-2026 09:12:11,Offer,alice@x.example,bob@y.example,,<1@x.example>,"${reply}"\n`,
    blocked: 1,
    last: { ...mail, at, diagnostic: reply },
  },
  {
    name: 'a table with reply, status and words in columns',
    text: `"TimeGenerated [UTC]",RecipientId,DeliveryStatus,SmtpStatusCode,EnhancedSmtpStatusCode,FailureReason,SenderUsername\n"11/23/2026, 9:12:11 AM",bob@y.example,Bounced,550,5.7.705,"${denied}",alice\n`,
    blocked: 1,
    last: { recipient: 'bob@y.example', diagnostic: `550 5.7.705 ${denied}` },
  },
  {
    name: 'a table with day and time of the day in columns, of a device',
    text: `No.,Date,Time,Job,Destination,Result\n12,2026-11-23,09:12:11,Scan to Email,bob@y.example,"Error ${reply}"\n`,
    blocked: 1,
    last: { recipient: 'bob@y.example', at, diagnostic: reply },
  },
  {
    name: 'Database Mail, exported',
    text: `mailitem_id,recipients,last_mod_date,description\n12,bob@y.example,2026-11-23 09:12:11.123,"The mail could not be sent. (Exception Message: Cannot send mails to mail server. (Mailbox unavailable. The server response was: 5.7.705 ${denied}).\n)"\n`,
    blocked: 1,
    last: { recipient: 'bob@y.example', at },
  },
  {
    name: 'recipients as PowerShell prints a list',
    text: `Timestamp       : 11/23/2026 9:12:11 AM\nEventId         : FAIL\nMessageId       : <1@x.example>\nRecipients      : {bob@y.example}\nRecipientStatus : {[{LED=${reply}};{MSG=};{FQDN=x}]}\nSenderAddress   : alice@x.example\n`,
    blocked: 1,
    last: { ...mail, diagnostic: reply },
  },
  {
    name: 'a destination that is no host',
    text: `${JSON.stringify({ bounce: { bouncedRecipients: [{ emailAddress: 'bob@y.example', diagnosticCode: `smtp; ${reply}` }], timestamp: '2026-11-23T08:12:11.000Z' }, mail: { source: 'alice@x.example', destination: ['bob@y.example'] } })}\n`,
    blocked: 1,
    last: { ...mail, at, remoteHost: undefined },
  },
  {
    name: 'a number before the stamp, and the reply in brackets',
    text: `1234567890\t2026-11-23T08:12:11Z\tmx1\tFailed to send email to=bob@y.example [${reply}]\n`,
    blocked: 1,
    last: { recipient: 'bob@y.example', at, diagnostic: reply },
  },
];

/** How many mails were blocked, as the report counts them. */
function blockedIn(events: readonly LogEvent[]): number {
  const counter = new IncidentCounter({ offsetAt: clock.offsetAt });
  counter.addBatch({ events });
  return counter.summary().blocked;
}

describe('programs that send by themselves', () => {
  it.each(applications.map((application) => [application.name, application] as const))(
    '%s',
    async (_, { text, blocked, last }) => {
      const events = await readAll([source('log', text)]);
      expect(blockedIn(events)).toBe(blocked);
      for (const { hits } of events)
        for (const { code, line, column } of hits) {
          const there = text.split(/\r\n|\n/)[line - 1]?.slice(column - 1) ?? '';
          expect(there.startsWith(code) || there.startsWith('5,"subject":7,"detail":705')).toBe(true);
        }
      const event = events.filter(({ outcome }) => outcome === 'blocked').at(-1);
      const { at: time, ...facts } = last ?? {};
      expect(event).toMatchObject(facts);
      if (time !== undefined) expect(new Date(event?.moment?.at ?? 0).toISOString()).toContain(time);
    },
  );

  it.each([
    `If you see \`5.7.705\` (tenant has exceeded threshold), open a ticket; 5.7.708 means: access denied, traffic not accepted.`,
    `| 5.7.705 | Access denied, tenant has exceeded threshold | 5.7.750 | Service unavailable. |`,
  ])('no mail was refused where several codes are explained: %s', async (text) => {
    expect(blockedIn(await readAll([source('log', text)]))).toBe(0);
  });

  it.each([
    `Access denied, tenant has exceeded threshold (5.7.705)`,
    `mail to bob@y.example failed, status 5.7.705`,
    `\`5.7.705\` Service unavailable`,
    `rejected with 5.7.750: ${unavailable}`,
    `SMTP code: 550 Additional SMTP info: 5.7.708`,
  ])('a mail was refused: %s', async (text) => {
    expect(blockedIn(await readAll([source('log', text)]))).toBe(1);
  });

  it.each([
    'INFO mysql 5.7.744 was installed',
    'The ticket said that 5.7.705 was gone. Access denied no more.',
    'Access denied to the share. We read about 5.7.705 today.',
    'see our page about 5.7.705 and what to do',
    '{"title":"What 5.7.705 means","views":12}',
    'Subject: Undeliverable: 550 5.7.705 Access denied',
    '> 550 5.7.705 Access denied, tenant has exceeded threshold',
  ])('nothing was refused: %s', async (text) => {
    expect(blockedIn(await readAll([source('log', text)]))).toBe(0);
  });
});
