import { replyOf } from '../codes';
import type { Mail } from '../model';
import type { Random } from '../random';
import type { World } from '../world';
import { isoSeconds, roundTrip } from './dates';
import { type IncidentFile, plainFile } from './file';
import type { Style } from './style';
import { extensionOf, portalCsv, type Table, tableFile, utf16 } from './table';

/** What Exchange Online has seen. Where the own server was refused while talking, only half of the tenants see that here. */
export function traced(world: World, refusedRelayToo: boolean): Mail[] {
  return world.mails
    .filter(
      (mail) =>
        mail.time >= world.since &&
        mail.through === undefined &&
        (mail.via === 'cloud' || !mail.refused || refusedRelayToo),
    )
    .sort((left, right) => right.time - left.time);
}

const statusOf = (mail: Mail) => (mail.refused || mail.failed ? 'Failed' : 'Delivered');

const traceId = (mail: Mail) => {
  const digits = mail.id.replace(/[^0-9a-f]/g, '').padEnd(16, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-8000-08de${digits.slice(0, 8)}`;
};

/** Message traces; those that name the event of each mail tell its code as well. */
export function traceFiles(
  world: World,
  style: Style,
  random: Random,
  refusedRelayToo: boolean,
): IncidentFile[] {
  const mails = traced(world, refusedRelayToo);
  if (style.origin === 'portal')
    return [random.chance(0.5) ? extended(world, mails, random) : summary(mails)];
  if (style.origin === 'product') {
    const columns = [
      'Received',
      'SenderAddress',
      'RecipientAddress',
      'Status',
      'FromIP',
      'ToIP',
      'Size',
      'MessageId',
      'MessageTraceId',
    ];
    const table = traceTable(mails, columns);
    return [
      plainFile(
        `ndr-lens-message-trace.${extensionOf(style.format)}`,
        tableFile(table, style.format, style.culture),
      ),
    ];
  }
  if (style.origin === 'suite') {
    const columns = [
      'MessageTraceId',
      'MessageId',
      'Received',
      'SenderAddress',
      'RecipientAddress',
      'FromIP',
      'ToIP',
      'Size',
      'Status',
      'Subject',
    ];
    return [
      plainFile(
        `${fileStamp(world)}-AllUsers-MTL.csv`,
        tableFile(traceTable(mails, columns), 'csv', style.culture),
      ),
    ];
  }
  const first = random.chance(0.4)
    ? [
        'PSComputerName',
        'RunspaceId',
        'PSShowComputerName',
        'Organization',
        'MessageId',
        'Received',
        'SenderAddress',
        'RecipientAddress',
        'Subject',
        'Status',
        'ToIP',
        'FromIP',
        'Size',
        'MessageTraceId',
        'StartDate',
        'EndDate',
        'Index',
      ]
    : [
        'MessageId',
        'Received',
        'SenderAddress',
        'RecipientAddress',
        'Subject',
        'Status',
        'ToIP',
        'FromIP',
        'Size',
        'MessageTraceId',
        'Organization',
      ];
  const table = traceTable(mails, first, world.initialDomain);
  return [
    plainFile(`MessageTrace.${extensionOf(style.format)}`, tableFile(table, style.format, style.culture)),
  ];
}

function traceTable(mails: readonly Mail[], columns: readonly string[], organization = ''): Table {
  return {
    columns,
    rows: mails.map((mail, index) => ({
      PSComputerName: 'outlook.office365.com',
      RunspaceId: '3b4f1c22-0d5e-4b3b-9a55-2f0c5d1e7a10',
      PSShowComputerName: false,
      Organization: organization,
      MessageId: `<${mail.id}>`,
      Received: new Date(mail.time),
      SenderAddress: mail.from,
      RecipientAddress: mail.to,
      Subject: mail.subject,
      Status: statusOf(mail),
      ToIP: mail.refused || mail.direction !== 'out' ? '' : '192.0.2.250',
      FromIP: mail.fromIp,
      Size: mail.size,
      MessageTraceId: traceId(mail),
      StartDate: new Date((mails.at(-1)?.time ?? 0) - 1000),
      EndDate: new Date((mails[0]?.time ?? 0) + 1000),
      Index: index,
    })),
  };
}

/** `Get-MessageTraceDetailV2` of each mail that failed: the text of the refusal stands in `Detail`. */
export function traceDetails(world: World, style: Style, refusedRelayToo: boolean): IncidentFile[] {
  const failed = traced(world, refusedRelayToo).filter((mail) => mail.refused || mail.failed);
  if (failed.length === 0) return [];
  const row = (mail: Mail, event: string, detail: string, more: number) => ({
    MessageId: `<${mail.id}>`,
    MessageTraceId: traceId(mail),
    Date: new Date(mail.time + more),
    Event: event,
    Action: '',
    Detail: detail,
    Data: '',
  });
  const rows = failed.flatMap((mail) => [
    row(mail, 'Receive', `Message received by: ${world.cloudServer()}`, 0),
    row(mail, 'Fail', `Reason: ${led(mail)}`, 2000),
  ]);
  const columns = ['Date', 'Event', 'Action', 'Detail', 'Data', 'MessageId', 'MessageTraceId'];
  return [
    {
      name: `MessageTraceDetail.${extensionOf(style.format)}`,
      bytes: tableFile({ columns, rows }, style.format, style.culture),
      refused: failed.filter(({ refused }) => refused),
    },
  ];
}

const led = (mail: Mail) =>
  `[{LED=${mail.refused ? replyOf(mail.refused, mail.to) : mail.failed}};{MSG=};{FQDN=};{IP=};{LRT=}]`;

/** The summary that the Exchange admin center lets one download: UTF-16, times in UTC, no code. */
function summary(mails: readonly Mail[]): IncidentFile {
  const columns = [
    'origin_timestamp',
    'sender_address',
    'Recipient_status',
    'message_subject',
    'total_bytes',
    'message_id',
    'network_message_id',
    'original_client_ip',
    'directionality',
    'connector_id',
    'delivery_priority',
  ];
  const rows = mails.map((mail) => [
    roundTrip(mail.time),
    mail.from,
    `${mail.to}##Receive, ${statusOf(mail) === 'Failed' ? 'Fail' : 'Deliver'}`,
    mail.subject,
    mail.size,
    `<${mail.id}>`,
    traceId(mail),
    mail.fromIp,
    mail.direction === 'in' ? 'Incoming' : 'Originating',
    mail.connector ?? '',
    'Normal',
  ]);
  return plainFile('MessageTraceSummary.csv', utf16(portalCsv(columns, rows)));
}

/** The extended report: a line an event, with the connector and the text of a failure. */
function extended(world: World, mails: readonly Mail[], random: Random): IncidentFile {
  const columns =
    'date_time_utc,client_ip,client_hostname,server_ip,server_hostname,source_context,connector_id,source,event_id,internal_message_id,message_id,network_message_id,recipient_address,recipient_status,total_bytes,recipient_count,related_recipient_address,reference,message_subject,sender_address,return_path,message_info,directionality,tenant_id,original_client_ip,original_server_ip,custom_data'.split(
      ',',
    );
  const rows = [...mails].reverse().flatMap((mail) => {
    const event = (more: number, name: string, status: string) => [
      new Date(mail.time + more).toISOString(),
      mail.fromIp,
      mail.client?.fqdn ?? '',
      '',
      world.cloudServer(),
      '',
      mail.connector ?? '',
      name === 'RECEIVE' ? 'SMTP' : 'ROUTING',
      name,
      random.int(10_000_000, 99_999_999),
      `<${mail.id}>`,
      traceId(mail),
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
      mail.fromIp,
      '',
      'S:AttachCount=0',
    ];
    return [
      event(0, 'RECEIVE', ''),
      mail.refused || mail.failed ? event(2000, 'FAIL', led(mail)) : event(2000, 'SEND', '250 2.0.0 OK'),
    ];
  });
  const text = portalCsv(columns, rows);
  return {
    name: 'ExtendedReport.csv',
    bytes: random.chance(0.5) ? utf16(text) : Buffer.from(text, 'utf16le'),
    refused: mails.filter(({ refused }) => refused),
  };
}

export const fileStamp = (world: World) => isoSeconds(world.until).replace(/\D/g, '').slice(0, 14);
