import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogFactsCounter } from '../../../../src/core/findings/logFacts';
import { summaryOf } from '../../../../src/core/logs/figures/filteredSummary';
import { MailJoin } from '../../../../src/core/logs/figures/mailJoin';
import { IncidentCounter, type IncidentSummary } from '../../../../src/core/logs/figures/summary';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { clock, readAll, source } from './readTexts';

const refused = '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains';
const host = 'adatum.mail.protection.outlook.com';

const protocolFields =
  '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n';
const protocol = (session: string, id: string, recipient = 'r@fabrikam.example') => {
  const line = (event: string, data: string, context = '') =>
    `2026-11-23T09:12:03.100Z,To Microsoft,${session},1,192.0.2.5:1025,203.0.113.9:25,${event},${data},${context}\n`;
  return (
    line('>', 'EHLO ex07.adatum.example') +
    line('*', '', `sending message with RecordId 77 and InternetMessageId ${id}`) +
    line('>', 'MAIL FROM:<scan@adatum.example> SIZE=5') +
    line('>', `RCPT TO:<${recipient}>`) +
    line('<', refused) +
    line('-', '', 'Local')
  );
};
const trackingFields =
  '#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address,recipient-status,message-subject,sender-address,return-path,original-client-ip\n';
const tracking = (
  session: string,
  id: string,
  event = 'FAIL',
  status = `[{LED=${refused}};{MSG=}]`,
  subject = '',
) =>
  `2026-11-23T09:12:03.400Z,192.0.2.5,EX07,203.0.113.9,${host},${session},To Microsoft,SMTP,${event},77,${id},r@fabrikam.example,${status},${subject},scan@adatum.example,scan@adatum.example,198.51.100.4\n`;

const postfix = (id: string, { at = '10:12:01', to = 'r@fabrikam.example', code = '5.7.705' } = {}) =>
  `Nov 23 ${at} MX02 postfix/cleanup[8]: ${id}: message-id=<${id}@app.example>\n` +
  `Nov 23 ${at} MX02 postfix/qmgr[8]: ${id}: from=<shop@adatum.example>, size=9, nrcpt=1 (queue active)\n` +
  `Nov 23 ${at} MX02 postfix/smtp[9]: ${id}: to=<${to}>, relay=${host}[203.0.113.9]:25, delay=1, dsn=${code}, status=bounced (host ${host}[203.0.113.9] said: 550 ${code} Access denied (in reply to end of DATA command))\n`;
const group = (to: string, code: string) =>
  `Final-Recipient: rfc822; ${to}\nAction: failed\nStatus: ${code}\nDiagnostic-Code: smtp; 550 ${code} Access denied to ${to}\n\n`;
const bounce = (
  about: string,
  groups: string,
  { server = 'mx02.dmz.adatum.example', sender = 'shop@adatum.example', original = '' } = {},
) =>
  `From: MAILER-DAEMON@${server}\nTo: ${sender}\nDate: Mon, 23 Nov 2026 09:12:02 +0000\nMIME-Version: 1.0\n` +
  'Content-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: text/plain\n\nSorry.\n--q\n' +
  `Content-Type: message/delivery-status\n\nReporting-MTA: dns; ${server}\n${about}\n${groups}--q\n` +
  `Content-Type: text/rfc822-headers\n\nFrom: ${sender}\n${original}\n--q--\n`;

function summarize(events: readonly LogEvent[]): IncidentSummary {
  const counter = new IncidentCounter(clock);
  for (const event of events) counter.add(event);
  return counter.summary();
}

async function read(...texts: readonly string[]): Promise<LogEvent[]> {
  return readAll(texts.map((text, index) => source(`file${index}`, text)));
}

const names = (counts: readonly { name: string; blocked: number }[]) =>
  counts.map(({ name, blocked }) => [name, blocked]);

describe('one mail is counted once', () => {
  it('by protocol log and tracking log, with what both say', async () => {
    const events = await read(
      protocolFields + protocol('08DE2A3B4C5D6E01', '<a@app.example>'),
      trackingFields + tracking('08DE2A3B4C5D6E01', '<a@app.example>'),
    );
    expect(events).toHaveLength(2);
    const summary = summarize(events);
    expect(summary.blocked).toBe(1);
    expect(names(summary.servers)).toEqual([['EX07', 1]]);
    expect(names(summary.sources)).toEqual([['198.51.100.4', 1]]);
    expect(summary.unjoined).toBe(0);
  });

  it('by the extended report and the details of a trace, each server of Exchange Online having an id of its own for it', async () => {
    const report =
      'date_time_utc,client_ip,server_ip,connector_id,source,event_id,internal_message_id,message_id,network_message_id,recipient_address,recipient_status,message_subject,sender_address,original_client_ip\n' +
      `2026-11-23T09:12:03.000Z,192.0.2.5,,,ROUTING,FAIL,39312805,<a@app.example>,7a00-1,r@fabrikam.example,[{LED=${refused}};{MSG=}],Order,scan@adatum.example,192.0.2.5\n`;
    const details = `"Date","Event","Action","Detail","Data","MessageId","MessageTraceId"\n"2026-11-23T09:12:03Z","Fail","","Reason: [{LED=${refused}};{MSG=}]","","<a@app.example>","7a00-1"\n`;
    const events = await read(report, details);
    expect(events).toHaveLength(2);
    expect(summarize(events).blocked).toBe(1);
  });

  it('not where a code stands in the subject of a mail that Defender lists', async () => {
    const header =
      'Timestamp,NetworkMessageId,InternetMessageId,SenderMailFromAddress,SenderFromAddress,RecipientEmailAddress,Subject,DeliveryAction,Details\n';
    const row = (subject: string, details: string) =>
      `2026-11-23T09:12:03Z,7a00-1,<a@app.example>,anna@adatum.example,anna@adatum.example,r@fabrikam.example,"${subject}",Delivered,"${details}"\n`;
    expect(summarize(await read(header + row(`Re: ${refused}`, ''))).blocked).toBe(0);
    expect(summarize(await read(header + row(refused, ''))).blocked).toBe(0);
    expect(summarize(await read(header + row('Order', refused))).blocked).toBe(1);
  });

  it('by a session alone, where no log names the message', async () => {
    const [said] = await read(protocolFields + protocol('08DE2A3B4C5D6E01', '<a@app.example>'));
    const [told] = await read(trackingFields + tracking('08DE2A3B4C5D6E01', '<a@app.example>'));
    if (!said || !told) throw new Error('nothing was read');
    expect(summarize([{ ...said, messageId: undefined }, told]).blocked).toBe(1);
    expect(summarize([{ ...said, messageId: undefined, sender: 'else@adatum.example' }, told]).blocked).toBe(
      2,
    );
  });

  it('by its recipients refused in one session, and each message of the session by itself', async () => {
    const line = (event: string, data: string) =>
      `2026-11-23T09:12:03.100Z,EX07\\Relay,08DE2A3B4C5D6E02,1,192.0.2.5:25,198.51.100.4:1025,${event},${data},\n`;
    const message = (...recipients: readonly string[]) =>
      line('<', 'MAIL FROM:<scan@adatum.example>') +
      recipients.map((each) => line('<', `RCPT TO:<${each}>`) + line('>', refused)).join('');
    const once = message('r@fabrikam.example', 's@fabrikam.example');
    expect(summarize(await read(protocolFields + once)).blocked).toBe(1);
    expect(summarize(await read(protocolFields + once + message('r@fabrikam.example'))).blocked).toBe(2);
  });

  it('by relay log and bounce, whose server has a longer name', async () => {
    const about = 'X-Postfix-Queue-ID: 4A1C2D3E4F\nX-Postfix-Sender: rfc822; shop@adatum.example\n';
    const log = postfix('4A1C2D3E4F');
    const mail = bounce(about, group('r@fabrikam.example', '5.7.705'));
    const summary = summarize(await read(log, mail));
    expect(summary).toMatchObject({ blocked: 1, unattributed: 0 });
    expect(summary.senders).toEqual([{ name: 'shop@adatum.example', blocked: 1, delivered: 0 }]);
    const other = mail.replace('4A1C2D3E4F', '5B2D3E4F5A').replaceAll('r@fabrikam', 'else@fabrikam');
    const both = summarize(await read(log, other));
    expect(both.blocked).toBe(2);
    expect(names(both.servers)).toEqual([['mx02.dmz.adatum.example', 2]]);
    expect(both.codes.map(({ servers }) => servers.length)).toEqual([1]);
  });

  it('by people and time, where no id is shared, each log line with the bounce nearest to it', async () => {
    const mail = bounce('', group('r@fabrikam.example', '5.7.705'));
    expect(summarize(await read(postfix('4A1C2D3E4F'), mail)).blocked).toBe(1);
    const later = mail.replace('09:12:02', '09:13:02');
    const logs = postfix('4A1C2D3E4F') + postfix('4A1C2D3E50', { at: '10:13:01' });
    expect(summarize(await read(logs, later, mail)).blocked).toBe(2);
    expect(summarize(await read(postfix('4A1C2D3E4F', { at: '11:12:01' }), mail)).blocked).toBe(2);
  });

  it('by trace and bounce, and for all recipients refused at once', async () => {
    const trace =
      'Date,Event,Action,Detail,MessageId,MessageTraceId\n' +
      ['one', 'two']
        .map(() => `2026-11-23T09:12:03Z,Fail,,Reason: [{LED=${refused}};{MSG=}],<t@app.example>,n1\n`)
        .join('');
    const mail = bounce('', group('r@fabrikam.example', '5.7.750') + group('s@fabrikam.example', '5.7.750'), {
      original: 'Message-ID: <t@app.example>\n',
    });
    expect(summarize(await read(trace, mail))).toMatchObject({ blocked: 1, unattributed: 0 });
  });

  it('by one bounce saved twice, and not by two bounces', async () => {
    const mail = bounce('', group('r@fabrikam.example', '5.7.705'));
    const named = (id: string) => mail.replace('To:', `Message-ID: <${id}@mx02.example>\nTo:`);
    expect(summarize(await read(named('a'), named('a'))).blocked).toBe(1);
    expect(summarize(await read(named('a'), named('b'))).blocked).toBe(2);
  });

  it('and what a program gives one Message-ID is several mails, by their queue ids', async () => {
    const logs = ['4A1C2D3E4F', '4A1C2D3E50', '4A1C2D3E51'].map((id) =>
      postfix(id).replace(`<${id}@app.example>`, '<same@app.example>'),
    );
    expect(summarize(await read(logs.join(''))).blocked).toBe(3);
  });

  it('in facts and filtered numbers alike', async () => {
    const about = 'X-Postfix-Queue-ID: 4A1C2D3E4F\n';
    const events = await read(postfix('4A1C2D3E4F'), bounce(about, group('r@fabrikam.example', '5.7.705')));
    const facts = new LogFactsCounter();
    facts.addBatch({ events });
    expect(facts.facts().senders).toMatchObject([{ name: 'shop@adatum.example', blocked: 1 }]);
    expect(facts.facts()).toEqual(facts.copy().facts());
    for (const server of ['MX02', 'mx02.dmz.adatum.example'])
      expect(summaryOf(events, { server }, clock).blocked).toBe(1);
    expect(summaryOf(events, { server: 'mx03' }, clock).blocked).toBe(0);
    for (const file of ['file0', 'file1']) expect(summaryOf(events, { file }, clock).blocked).toBe(1);
  });

  it('in whatever order its records come, and with few of them kept', async () => {
    const about = (id: string) => `X-Postfix-Queue-ID: ${id}\n`;
    const ids = ['4A1C2D3E4F', '4A1C2D3E50', '4A1C2D3E51', '4A1C2D3E52'];
    const texts = ids.flatMap((id) => [
      postfix(id),
      bounce(about(id), group('r@fabrikam.example', '5.7.705')),
    ]);
    const events = await read(...texts, protocolFields + protocol('08DE2A3B4C5D6E01', '<a@app.example>'));
    const whole = summarize(events);
    expect(whole.blocked).toBe(5);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(summarize(shuffled)).toEqual(whole);
        const join = new MailJoin(2);
        const counted = shuffled.flatMap((event) => join.add(event));
        expect(counted.length + join.mails().length).toBe(5);
      }),
    );
  });

  it('and says which records cannot be joined with those of other logs', async () => {
    const bare = `Error: ${refused}\n`;
    expect(summarize(await read(bare)).unjoined).toBe(0);
    expect(summarize(await read(bare, postfix('4A1C2D3E4F')))).toMatchObject({
      blocked: 2,
      unjoined: 1,
      undated: 1,
    });
  });
});

describe('a bounce', () => {
  it('gives each code its own recipient, text and count', async () => {
    const mail = bounce('', group('r@fabrikam.example', '5.7.705') + group('s@fabrikam.example', '5.7.703'));
    const events = await read(mail);
    expect(
      events.map(({ code, recipient, diagnostic, hits }) => [code, recipient, diagnostic, hits.length]),
    ).toEqual([
      ['5.7.705', 'r@fabrikam.example', '550 5.7.705 Access denied to r@fabrikam.example', 2],
      ['5.7.703', 's@fabrikam.example', '550 5.7.703 Access denied to s@fabrikam.example', 2],
    ]);
    expect(names(summarize(events).codes)).toEqual([
      ['5.7.703', 1],
      ['5.7.705', 1],
    ]);
  });

  it('names no host of Exchange Online as the server that relayed', async () => {
    const servers = [
      'TYZPR01MB0007.apcprd01.prod.exchangelabs.com',
      'x.eurprd05.prod.outlook.com',
      'adatum.onmicrosoft.com',
    ];
    for (const server of servers) {
      const events = await read(bounce('', group('r@fabrikam.example', '5.7.705'), { server }));
      expect(events).toMatchObject([{ outcome: 'blocked', server: undefined }]);
      expect(summarize(events.map((event) => ({ ...event, server }))).servers).toEqual([]);
    }
  });

  it('that somebody forwarded names who sent the mail that came back, and when', async () => {
    const forwarded =
      'From: Eva <eva@adatum.example>\nTo: it@helpers.example\nSubject: FW: Undeliverable\nDate: Mon, 23 Nov 2026 11:40:00 +0000\n\n' +
      'Can you help?\n\nDiagnostic information for administrators:\n\nGenerating server: DB1.eurprd05.prod.outlook.com\n\n' +
      "r@fabrikam.example\nRemote Server returned '550 5.7.705 Access denied, tenant has exceeded threshold'\n\n" +
      'Original message headers:\n\nFrom: Eva <eva@adatum.example>\nDate: Mon, 23 Nov 2026 09:12:10 +0000\n';
    const [event] = await read(forwarded);
    expect(event).toMatchObject({ outcome: 'blocked', sender: 'eva@adatum.example' });
    expect(event?.moment?.time).toBe('2026-11-23T09:12:10.000Z');
    const [own] = await read(
      forwarded.replace('Eva <eva@adatum.example>\nTo: it@', 'postmaster@adatum.example\nTo: eva@'),
    );
    expect(own).toMatchObject({ sender: 'eva@helpers.example' });
  });
});

describe('a code that is only quoted', () => {
  const subject = 'Re: 550 5.7.705 Access denied, what is it?';
  it.each([
    [
      'the subject of a delivered mail in a trace',
      `Received,SenderAddress,RecipientAddress,Status,MessageId,MessageTraceId,Subject\n2026-11-23T09:12:03Z,a@adatum.example,b@fabrikam.example,Delivered,<q@app.example>,n2,"${subject}"\n`,
      { delivered: 1, other: 0 },
    ],
    [
      'the subject of a failed mail in a trace',
      `Received,SenderAddress,RecipientAddress,Status,MessageId,MessageTraceId,Subject\n2026-11-23T09:12:03Z,a@adatum.example,b@fabrikam.example,Failed,<q@app.example>,n2,"${subject}"\n`,
      { delivered: 0, other: 1 },
    ],
    [
      'the subject in an answer of Microsoft Graph',
      `{"value":[{"id":"n2","senderAddress":"a@adatum.example","recipientAddress":"b@fabrikam.example","messageId":"<q@app.example>","receivedDateTime":"2026-11-23T09:12:03Z","subject":"${subject}","status":"delivered"}]}\n`,
      { delivered: 1, other: 0 },
    ],
    [
      'the subject in Exim’s line of arrival',
      `2026-11-23 09:12:03 1wDpHq-00000003XyZ-0AbC <= a@adatum.example H=pc [192.0.2.7] P=esmtp T="${subject}" for b@fabrikam.example\n2026-11-23 09:12:04 1wDpHq-00000003XyZ-0AbC => b@fabrikam.example R=out T=smtp H=mx [192.0.2.8] C="250 ok"\n`,
      { delivered: 1, other: 1 },
    ],
    [
      'the subject in a tracking log',
      trackingFields + tracking('', '<q@app.example>', 'SEND', '250 ok', `"${subject}"`),
      { delivered: 1, other: 0 },
    ],
    [
      'the subject in JSON of an application',
      `{"time":"2026-11-23T09:12:03Z","to":"b@fabrikam.example","status":"sent","subject":"${subject}"}\n`,
      { delivered: 1, other: 0 },
    ],
    [
      'a rule of Postfix about a field of the header',
      `Nov 23 09:12:01 mx02 postfix/cleanup[8]: 4A1C2D3E4F: reject: header Subject: ${subject} from pc[192.0.2.7]; from=<a@adatum.example> to=<b@fabrikam.example>: 5.7.1 no\n`,
      { delivered: 0, other: 1 },
    ],
    ['a quoted line', `> ${subject}\n`, { delivered: 0, other: 1 }],
  ])('is a mention: %s', async (_, text, counted) => {
    expect(summarize(await read(text))).toMatchObject({ blocked: 0, mentions: 1, ...counted });
  });

  it('is a refusal where Microsoft’s words, or those of a reply, stand by it', async () => {
    const blocked = async (line: string) => summarize(await read(`${line}\n`)).blocked;
    expect(
      await blocked('The server response was: 5.7.705 Access denied, tenant has exceeded threshold'),
    ).toBe(1);
    expect(await blocked('Mail failed: 5.7.708 Service unavailable')).toBe(1);
    expect(await blocked('{"smtp_code":550,"smtp_enchcode":"5.7.708"}')).toBe(1);
    expect(await blocked('see our page about 5.7.705 and what to do')).toBe(0);
  });
});

describe('one failure in several lines', () => {
  const said =
    '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP [AM0.PROD.OUTLOOK.COM]';
  it.each([
    [
      'a stack trace',
      `2026-11-23 09:12:11 ERROR mail: failed\nSendException: x: ${said}\n\tat a.b(C.java:1)\nCaused by: Smtp: ${said}\n`,
      1,
    ],
    [
      'two stack traces',
      `A: ${said}\n\tat a\nCaused by: B: ${said}\nA: ${said}\n\tat a\nCaused by: B: ${said}\n`,
      2,
    ],
    [
      'an inspected error',
      `Error: Message failed: ${said}\n    at f (x.js:1:1) {\n  response: '${said}',\n}\n`,
      1,
    ],
    [
      'a reply and an error',
      `2026-11-23 09:12:12 SERVER -> CLIENT: ${said}\n2026-11-23 09:12:12 data failed: ${said}\n`,
      1,
    ],
    ['two mails alike', `2026-11-23 09:12:12 failed: ${said}\n2026-11-23 09:12:12 failed: ${said}\n`, 2],
    [
      'mails by address',
      `2026-11-23 09:12:12 a@b.example: ${said}\n2026-11-23 09:12:12 to c@d.example: ${said}\n`,
      2,
    ],
  ])('counts once: %s', async (_, text, mails) => {
    expect(summarize(await read(text)).blocked).toBe(mails);
  });
});

describe('dates in numbers', () => {
  const details = (...dates: readonly string[]) =>
    `Date,Event,Action,Detail,MessageId,MessageTraceId\n${dates.map((date, index) => `${date},Fail,,Reason: [{LED=${refused}};{MSG=}],<${index}@app.example>,n${index}\n`).join('')}`;
  const times = async (...dates: readonly string[]) =>
    (await read(details(...dates))).map(({ moment }) => moment?.time);

  it('are read by the order that a day above 12 tells, wherever it stands', async () => {
    expect(await times('01/10/2026 04.09.43', '30/09/2026 12.15.38')).toEqual([
      '2026-10-01T04:09:43Z',
      '2026-09-30T12:15:38Z',
    ]);
    expect(await times('10/01/2026 04:09:43', '09/30/2026 12:15:38')).toEqual([
      '2026-10-01T04:09:43Z',
      '2026-09-30T12:15:38Z',
    ]);
  });

  it('are read with dots', async () => {
    expect(await times('30.09.2026 12:15:38', '01.10.2026 04:09:43')).toEqual([
      '2026-09-30T12:15:38Z',
      '2026-10-01T04:09:43Z',
    ]);
  });

  it('are read by the time that Microsoft’s replies quote', async () => {
    const text = details('05/11/2026 09:00:00')
      .replace('}}', '')
      .replace('domains}', 'domains [x 2026-11-05T08:59:58.113Z 08DE]}');
    expect((await read(text)).map(({ moment }) => moment?.time)).toEqual(['2026-11-05T09:00:00Z']);
  });

  it('are said to be settled, or open', async () => {
    expect(summarize(await read(details('30/09/2026 12:15:38', '01/10/2026 04:09:43'))).assumed).toEqual([
      'day first',
    ]);
    expect(summarize(await read(details('09/30/2026 12:15:38', '10/01/2026 04:09:43'))).assumed).toEqual([
      'month first',
    ]);
    expect(summarize(await read(details('01/10/2026 04:09:43'))).assumed).toEqual(['day order']);
  });

  it('that cannot be read are counted as undated', async () => {
    expect(summarize(await read(details('yesterday', '2026-09-30T12:15:38Z')))).toMatchObject({
      blocked: 2,
      undated: 1,
    });
  });
});

describe('what a log says of a refused mail', () => {
  it('is whole in a send log: Message-ID and own name stand before', async () => {
    expect(await read(protocolFields + protocol('08DE2A3B4C5D6E01', '<a@app.example>'))).toMatchObject([
      { messageId: '<a@app.example>', server: 'ex07.adatum.example', sender: 'scan@adatum.example' },
    ]);
  });

  it('is whole in a tracking log: the own host is the client where another server refused', async () => {
    const told = { server: 'EX07', remoteHost: host, sessionId: '08DE2A3B4C5D6E01' };
    for (const event of ['FAIL', 'DEFER'])
      expect(
        await read(trackingFields + tracking('08DE2A3B4C5D6E01', '<a@app.example>', event)),
      ).toMatchObject([told]);
    const local = tracking('', '<a@app.example>')
      .replace(',SMTP,', ',ROUTING,')
      .replace(`EX07,203.0.113.9,${host}`, `pc1,192.0.2.5,EX07`);
    expect(await read(trackingFields + local)).toMatchObject([{ server: 'EX07', remoteHost: undefined }]);
  });

  it('is whole in Sendmail: all recipients of a line, and the reply', async () => {
    const line = `Nov 23 09:12:01 mta sendmail[7]: u31FFPtp032300: to=<r@fabrikam.example>,<s@fabrikam.example>, delay=00:00:01, mailer=esmtp, relay=${host}. [203.0.113.9], dsn=5.7.750, reply=${refused}, stat=Service unavailable\n`;
    expect(await read(line)).toMatchObject([
      { recipient: 'r@fabrikam.example; s@fabrikam.example', diagnostic: refused },
    ]);
  });

  it('is whole in Postfix: an address without brackets, a reply without the bracket behind it', async () => {
    const text = postfix('4A1C2D3E4F')
      .replace('to=<r@fabrikam.example>,', 'to=r@fabrikam.example, orig_to=list@adatum.example,')
      .replace(/said: (.*) \(in reply.*/, 'refused to talk to me: $1)');
    expect(await read(text)).toMatchObject([
      { outcome: 'blocked', recipient: 'r@fabrikam.example', diagnostic: '550 5.7.705 Access denied' },
    ]);
  });

  it('is whole in RFC 5424 with a blank too many', async () => {
    const text = postfix('4A1C2D3E4F')
      .replace(/^Nov 23 (\S+) MX02 (postfix\/\w+)\[8\]: /gm, '<22>1 2026-11-23T$1Z MX02 $2 8 - -  ')
      .replace(/^Nov 23 (\S+) MX02 (postfix\/\w+)\[9\]: /gm, '<22>1 2026-11-23T$1Z MX02 $2 9 - -  ');
    expect(await read(text)).toMatchObject([
      { queueId: '4A1C2D3E4F', sender: 'shop@adatum.example', server: 'MX02' },
    ]);
  });

  it('is whole in lines that grep cut out of several logs', async () => {
    const text = postfix('4A1C2D3E4F');
    for (const prefix of ['/var/log/mail.log.1:', 'mail.log:17:'])
      expect(await read(text.replace(/^/gm, prefix).replace(/[^\n]+$/, ''))).toMatchObject([
        { format: 'postfix', sender: 'shop@adatum.example', queueId: '4A1C2D3E4F', server: 'MX02' },
      ]);
  });

  it('is whole in Exim: refused before it had an id', async () => {
    const line = `2026-11-23 09:12:03 H=pc.adatum.example [192.0.2.7]:4158 F=<a@adatum.example> rejected RCPT <r@fabrikam.example>: host ${host} [203.0.113.9] said: ${refused}\n`;
    expect(await read(line)).toMatchObject([
      {
        format: 'exim',
        outcome: 'blocked',
        sender: 'a@adatum.example',
        recipient: 'r@fabrikam.example',
        source: '192.0.2.7',
      },
    ]);
  });

  it('is whole in JSON around an entry of syslog, and in objects of a trace', async () => {
    const lines = postfix('4A1C2D3E4F').trim().split('\n');
    const shipped = lines.map(
      (message) =>
        `${JSON.stringify({ '@timestamp': '2026-11-23T09:12:01.000Z', message, host: { name: 'MX02' } })}\n`,
    );
    const [event] = await read(shipped.join(''));
    expect(event).toMatchObject({ queueId: '4A1C2D3E4F', sender: 'shop@adatum.example', server: 'MX02' });
    expect(event?.moment).toMatchObject({ time: '2026-11-23T09:12:01Z', assumed: [] });
    const row = {
      id: 'n1',
      senderAddress: 'a@adatum.example',
      messageId: '<t@app.example>',
      receivedDateTime: '2026-11-23T09:12:01Z',
      fromIP: '198.51.100.7',
      status: 'failed',
    };
    const detail = {
      id: 'n1',
      messageId: '<t@app.example>',
      date: '2026-11-23T09:12:03Z',
      event: 'Fail',
      description: `Reason: [{LED=${refused}};{MSG=}]`,
    };
    expect(
      (await read(`${JSON.stringify(row)}\n${JSON.stringify(detail)}\n`)).find(({ code }) => code),
    ).toMatchObject({ source: '198.51.100.7', sender: 'a@adatum.example' });
  });
});
