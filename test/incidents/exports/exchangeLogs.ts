import { replyOf } from '../codes';
import type { Mail } from '../model';
import type { Random } from '../random';
import type { World } from '../world';
import type { IncidentFile } from './file';
import { relayed } from './postfix';
import { portalCsv } from './table';

const trackingFields =
  'date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,tenant-id,original-client-ip,original-server-ip,custom-data';
const protocolFields =
  'date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context';

const iso = (time: number, more = 0) => new Date(time + more).toISOString();

/** One session a mail, the same in both logs: the tracking log names it in `source-context`. */
const sessionOf = (mail: Mail) =>
  `08DE${mail.id
    .replace(/[^0-9a-f]/g, '')
    .slice(0, 12)
    .toUpperCase()}`;

/** Message tracking logs of Exchange Server, one file a day (Microsoft: "Message tracking"). */
export function trackingLog(world: World, random: Random): IncidentFile[] {
  const outbound = outboundName(world);
  return daily(world, 'MSGTRK', 'Message Tracking Log', trackingFields, (mail) => {
    const { relay } = world;
    const smartHost = mail.through ?? world.smartHost;
    const source = mail.client ?? {
      name: relay.name,
      fqdn: relay.fqdn,
      ip: mail.local ? '127.0.0.1' : relay.ip,
    };
    const number = String(random.int(30_000_000_000, 39_999_999_999));
    const rest = (status: string) => [
      number,
      `<${mail.id}>`,
      `${sessionOf(mail)}-n`,
      mail.to,
      status,
      mail.size,
      1,
      '',
      '',
      mail.subject,
      mail.from,
      mail.from,
      '',
      mail.direction === 'in' ? 'Incoming' : 'Originating',
      '',
      source.ip,
      relay.ip,
      'S:DeliveryPriority=Normal',
    ];
    const receive = [
      iso(mail.time, -1000),
      source.ip,
      source.name,
      relay.ip,
      relay.name,
      `${sessionOf(mail)};${iso(mail.time, -1000)};0`,
      mail.connector ?? `${relay.name}\\Default Frontend ${relay.name}`,
      mail.local ? 'STOREDRIVER' : 'SMTP',
      'RECEIVE',
      ...rest(''),
    ];
    const reply = mail.refused ? replyOf(mail.refused, mail.to) : mail.failed;
    const status = reply
      ? `[{LED=${reply}};{MSG=};{FQDN=${smartHost.fqdn}};{IP=${smartHost.ip}};{LRT=${iso(mail.time)}}]`
      : `250 2.6.0 <${mail.id}> Queued mail for delivery`;
    const sent = [
      iso(mail.time),
      relay.ip,
      relay.name,
      smartHost.ip,
      smartHost.fqdn,
      sessionOf(mail),
      outbound,
      'SMTP',
      reply ? 'FAIL' : 'SEND',
      ...rest(status),
    ];
    return [receive, sent];
  });
}

/** SMTP send protocol logs (Microsoft: "Protocol logging"); the line with the message ID comes before MAIL FROM. */
export function sendLog(world: World): IncidentFile[] {
  return daily(world, 'SEND', 'SMTP Send Protocol Log', protocolFields, (mail) => {
    const { relay } = world;
    const smartHost = mail.through ?? world.smartHost;
    const reply = mail.refused ? replyOf(mail.refused, mail.to) : (mail.failed ?? '250 2.1.5 Recipient OK');
    const talk: [string, string, string][] = [
      ['+', '', ''],
      ['<', `220 ${smartHost.fqdn} Microsoft ESMTP MAIL Service ready`, ''],
      ['>', `EHLO ${relay.fqdn}`, ''],
      [
        '*',
        '',
        `sending message with RecordId ${sessionOf(mail).length}${mail.size} and InternetMessageId <${mail.id}>`,
      ],
      ['>', `MAIL FROM:<${mail.from}> SIZE=${mail.size}`, ''],
      ['>', `RCPT TO:<${mail.to}>`, ''],
      ['<', '250 2.1.0 Sender OK', ''],
      ['<', reply, ''],
      ['>', 'QUIT', ''],
      ['-', '', 'Local'],
    ];
    return talk.map(([event, data, context], index) => [
      iso(mail.time, index),
      outboundName(world),
      sessionOf(mail),
      index,
      `${relay.ip}:${20_000 + (mail.size % 30_000)}`,
      `${smartHost.ip}:25`,
      event,
      data,
      context,
    ]);
  });
}

/** SMTP receive protocol logs: who handed mail to the own server, at which receive connector. */
export function receiveLog(world: World): IncidentFile[] {
  const { relay } = world;
  const files = daily(world, 'RECV', 'SMTP Receive Protocol Log', protocolFields, (mail) => {
    if (!mail.client) return [];
    const talk: [string, string, string][] = [
      ['+', '', ''],
      ['<', `EHLO ${mail.client.fqdn}`, ''],
      ['<', `MAIL FROM:<${mail.from}>`, ''],
      ['>', '250 2.1.0 Sender OK', ''],
      ['<', `RCPT TO:<${mail.to}>`, ''],
      ['>', '250 2.1.5 Recipient OK', ''],
      ['>', `250 2.6.0 <${mail.id}> Queued mail for delivery`, ''],
      ['-', '', 'Local'],
    ];
    return talk.map(([event, data, context], index) => [
      iso(mail.time, index - 900),
      mail.connector ?? `${relay.name}\\Default Frontend ${relay.name}`,
      sessionOf(mail).replace('08DE', '08DF'),
      index,
      `${relay.ip}:25`,
      `${mail.client?.ip}:${30_000 + (mail.size % 30_000)}`,
      event,
      data,
      context,
    ]);
  });
  return files.map((file) => ({ ...file, refused: [] }));
}

const outboundName = (world: World) => `Outbound to Office 365 - ${world.relay.fqdn}`;

function daily(
  world: World,
  prefix: string,
  type: string,
  fields: string,
  rowsOf: (mail: Mail) => (string | number)[][],
): IncidentFile[] {
  const days = new Map<string, Mail[]>();
  for (const mail of [...relayed(world)].sort((left, right) => left.time - right.time)) {
    const name = iso(mail.time).slice(0, 10);
    days.set(name, [...(days.get(name) ?? []), mail]);
  }
  // The days before the block are a week of ordinary mail: the last ones are what anybody copies.
  return [...days].slice(-4).map(([date, mails]) => ({
    name: `${prefix}${date.replaceAll('-', '')}-1.LOG`,
    bytes: Buffer.from(
      `#Software: Microsoft Exchange Server\r\n#Version: 15.02.1544.011\r\n#Log-type: ${type}\r\n#Date: ${date}T00:00:02.117Z\r\n#Fields: ${portalCsv(fields.split(','), mails.flatMap(rowsOf))}`,
    ),
    refused: mails.filter(({ refused }) => refused !== undefined),
  }));
}
