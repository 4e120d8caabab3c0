/** A mail whose fate a generated log tells. */
export interface Mail {
  readonly number: number;
  readonly sender: string;
  readonly recipient: string;
  readonly blocked: boolean;
}

/** What a log writes about one mail, step by step; `at` is the second of the day. */
type Steps = (mail: Mail, id: string) => readonly ((at: number) => string)[];

/** A kind of log, how it writes and what stands above. */
export interface Kind {
  readonly name: string;
  readonly header?: string;
  readonly steps: Steps;
  /** False where the log numbers nothing, so that mails must not overlap. */
  readonly overlaps: boolean;
}

const relay = 'x-example.mail.protection.outlook.example';
const refused = '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains';
const taken = '250 2.6.0 <x@y.example> [InternalId=5] Queued mail for delivery';
const two = (value: number) => String(value).padStart(2, '0');
const clockOf = (at: number) =>
  `${two(Math.floor(at / 3600))}:${two(Math.floor(at / 60) % 60)}:${two(at % 60)}`;
const bsd = (at: number) => `Nov 23 ${clockOf(at)}`;
const iso = (at: number) => `2026-11-23T${clockOf(at)}.000Z`;
const guid = (id: string) => id.toLowerCase().padStart(16, '0');

const postfix =
  (before: (at: number, program: string) => string): Steps =>
  ({ sender, recipient, blocked }, id) => [
    (at) => `${before(at, 'smtpd')}${id}: client=app[192.0.2.7]`,
    (at) => `${before(at, 'qmgr')}${id}: from=<${sender}>, size=1, nrcpt=1 (queue active)`,
    (at) =>
      `${before(at, 'smtp')}${id}: to=<${recipient}>, relay=${relay}[203.0.113.1]:25, delay=1, dsn=${
        blocked
          ? `5.7.750, status=bounced (host ${relay}[203.0.113.1] said: ${refused} (in reply to end of DATA command))`
          : `2.0.0, status=sent (${taken})`
      }`,
    (at) => `${before(at, 'qmgr')}${id}: removed`,
  ];

const protocolFields =
  '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context';
const trackingFields =
  '#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,message-subject,sender-address,return-path';
const iisFields =
  '#Fields: date time c-ip cs-username s-sitename s-computername cs-method cs-uri-query sc-status';

export const kinds: readonly Kind[] = [
  {
    name: 'Postfix, RFC 3164',
    overlaps: true,
    steps: postfix((at, program) => `${bsd(at)} mx postfix/${program}[7]: `),
  },
  {
    name: 'Postfix, RFC 5424',
    overlaps: true,
    steps: postfix((at, program) => `<22>1 ${iso(at)} mx postfix/${program} 7 - - `),
  },
  {
    name: 'Postfix, ISO stamps',
    overlaps: true,
    steps: postfix((at, program) => `${iso(at)} mx postfix/${program}[7]: `),
  },
  {
    name: 'Exim',
    overlaps: true,
    steps: ({ sender, recipient, blocked }, id) => {
      const queueId = `${id.slice(-6).padStart(6, '1')}-000000-AA`;
      const stamp = (at: number) => `2026-11-23 ${clockOf(at)} ${queueId}`;
      return [
        (at) => `${stamp(at)} <= ${sender} H=app [192.0.2.7] P=esmtp S=12`,
        (at) =>
          `${stamp(at)} ${blocked ? '**' : '=>'} ${recipient} R=smarthost T=remote_smtp H=${relay} [203.0.113.1]${
            blocked ? `: SMTP error from remote mail server after end of data: ${refused}` : ` C="${taken}"`
          }`,
        (at) => `${stamp(at)} Completed`,
      ];
    },
  },
  {
    name: 'Sendmail',
    overlaps: true,
    steps: ({ sender, recipient, blocked }, id) => [
      (at) =>
        `${bsd(at)} mx sm-mta[9]: ${guid(id)}: from=<${sender}>, size=1, class=0, nrcpts=1, relay=app [192.0.2.7]`,
      (at) =>
        `${bsd(at)} mx sm-mta[9]: ${guid(id)}: to=<${recipient}>, delay=00:00:01, mailer=relay, relay=${relay}. [203.0.113.1], ${
          blocked ? 'dsn=5.7.750, stat=Service unavailable' : `dsn=2.0.0, stat=Sent (${taken})`
        }`,
    ],
  },
  {
    name: 'OpenSMTPD',
    overlaps: true,
    steps: ({ sender, recipient, blocked }, id) => [
      (at) => `${bsd(at)} mx smtpd[9]: ${guid(id)} smtp connected address=192.0.2.7 host=app`,
      (at) =>
        `${bsd(at)} mx smtpd[9]: ${guid(id)} smtp envelope evpid=${guid(id)} from=<${sender}> to=<${recipient}>`,
      (at) =>
        `${bsd(at)} mx smtpd[9]: ${guid(id)} mta delivery evpid=${guid(id)} from=<${sender}> to=<${recipient}> rcpt=<-> source="192.0.2.5" relay="203.0.113.1 (${relay})" delay=1s result="${
          blocked ? `PermFail" stat="${refused}"` : `Ok" stat="${taken}"`
        }`,
    ],
  },
  {
    name: 'Exchange send protocol',
    header: protocolFields,
    overlaps: true,
    steps: ({ sender, recipient, blocked }, id) => {
      const lead = (at: number) => `${iso(at)},Outbound,${guid(id)},1,192.0.2.2:5,203.0.113.1:25`;
      return [
        (at) => `${lead(at)},>,MAIL FROM:<${sender}> SIZE=12,`,
        (at) => `${lead(at)},>,RCPT TO:<${recipient}>,`,
        (at) => `${lead(at)},<,${blocked ? `"${refused}"` : taken},`,
        (at) => `${lead(at)},-,,Local`,
      ];
    },
  },
  {
    name: 'Exchange receive protocol',
    header: protocolFields,
    overlaps: true,
    steps: ({ sender, recipient, blocked }, id) => {
      const lead = (at: number) => `${iso(at)},mx\\Relay,${guid(id)},1,192.0.2.2:25,192.0.2.7:5`;
      return [
        (at) => `${lead(at)},<,MAIL FROM:<${sender}>,`,
        (at) => `${lead(at)},<,RCPT TO:<${recipient}>,`,
        (at) => `${lead(at)},>,${blocked ? `"${refused}"` : taken},`,
        (at) => `${lead(at)},-,,Local`,
      ];
    },
  },
  {
    name: 'Exchange message tracking',
    header: trackingFields,
    overlaps: true,
    steps: ({ sender, recipient, blocked, number }) => [
      (at) =>
        `${iso(at)},,app,,mx,,mx\\Relay,SMTP,RECEIVE,1,<${number}@x.example>,n${number},${recipient},,"Hello, you",${sender},${sender}`,
      (at) =>
        `${iso(at)},,mx,,${relay},,Outbound,SMTP,${blocked ? 'FAIL' : 'SEND'},1,<${number}@x.example>,n${number},${recipient},${
          blocked ? `[{LED=${refused}};{MSG=}]` : '250 2.1.5 OK'
        },"Hello, you",,`,
    ],
  },
  {
    name: 'details of a message trace',
    header: '"Received","SenderAddress","RecipientAddress","Status","MessageId","Event","Detail"',
    overlaps: true,
    steps: ({ sender, recipient, blocked, number }) => [
      (at) => `"${iso(at)}","${sender}","","Getting status","<${number}@x.example>","Receive",""`,
      (at) =>
        `"${iso(at)}","","${recipient}","${blocked ? '' : 'Delivered'}","<${number}@x.example>","Fail","${blocked ? `[{MSG=};{LED=${refused}}]` : ''}"`,
    ],
  },
  {
    name: 'JSON lines',
    overlaps: true,
    steps: ({ sender, recipient, blocked }, id) => [
      (at) => JSON.stringify({ time: iso(at), host: 'mx', msg: 'accepted', sender, queueId: id }),
      (at) =>
        JSON.stringify({
          time: iso(at),
          host: 'mx',
          msg: blocked ? refused : 'ok',
          status: blocked ? 'failed' : 'sent',
          recipient,
          queueId: id,
        }),
    ],
  },
  {
    name: 'journal of systemd',
    overlaps: true,
    steps: (mail, id) =>
      postfix(() => '')(mail, id).map(
        (step, index) => (at: number) =>
          JSON.stringify({
            __REALTIME_TIMESTAMP: String((Date.parse('2026-11-23T00:00:00Z') + at * 1000) * 1000),
            _HOSTNAME: 'mx',
            SYSLOG_IDENTIFIER: `postfix/${['smtpd', 'qmgr', 'smtp', 'qmgr'][index] ?? 'qmgr'}`,
            MESSAGE: step(at),
          }),
      ),
  },
  {
    name: 'SMTP service of IIS',
    header: iisFields,
    overlaps: false,
    steps: ({ sender, recipient, blocked }) => {
      const line = (at: number, side: string, method: string, query: string) =>
        `2026-11-23 ${clockOf(at)} 203.0.113.1 OutboundConnection${side} SMTPSVC1 mx ${method} ${query.replaceAll(' ', '+')} 0`;
      return [
        (at) => line(at, 'Command', 'EHLO', 'mx'),
        (at) => line(at, 'Command', 'MAIL', `FROM:<${sender}> SIZE=12`),
        (at) => line(at, 'Command', 'RCPT', `TO:<${recipient}>`),
        (at) => line(at, 'Response', '-', blocked ? refused : taken),
        (at) => line(at, 'Command', 'QUIT', '-'),
      ];
    },
  },
];

/** A log of some mails, and who sent the one that each line is about: the truth. */
export interface GeneratedLog {
  readonly lines: readonly string[];
  /** By line, counted from 1, for the lines that say what became of a mail. */
  readonly truth: ReadonlyMap<number, Mail>;
}

/** Some mails as a kind of log writes them. `pick` says whose next step comes, by turns of its numbers. */
export function generate(
  kind: Kind,
  mails: readonly Mail[],
  pick: readonly number[],
  idOf: (mail: Mail) => string,
): GeneratedLog {
  const lines = kind.header === undefined ? [] : [kind.header];
  const truth = new Map<number, Mail>();
  const waiting = mails.map((mail) => ({ mail, id: idOf(mail), steps: [...kind.steps(mail, idOf(mail))] }));
  for (let turn = 0; waiting.length > 0; turn += 1) {
    const choice = kind.overlaps ? (pick[turn % Math.max(1, pick.length)] ?? 0) % waiting.length : 0;
    const chosen = waiting[choice];
    // An id is used again only after the mail before is done.
    const next = waiting.find(({ id }) => id === chosen?.id) ?? chosen;
    const step = next?.steps.shift();
    if (!next || !step) break;
    const text = step(Math.min(86_399, turn));
    lines.push(text);
    if (tellsFate(text)) truth.set(lines.length, next.mail);
    if (next.steps.length === 0) waiting.splice(waiting.indexOf(next), 1);
  }
  return { lines, truth };
}

function tellsFate(line: string): boolean {
  return /5\.7\.750|Queued(?:\+| )mail|"Delivered"|,SEND,|"status":"sent"/.test(line);
}
