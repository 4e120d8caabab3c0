import type { Mail } from '../model';
import { domainOf, type World } from '../world';
import { isoSeconds } from './dates';
import { type IncidentFile, plainFile } from './file';
import type { Style } from './style';
import { portalCsv, withMark } from './table';
import { answer, type Question, type Rows } from './tenant';
import { traced } from './trace';

export const auditEnabled: Question = {
  id: 'audit-enabled',
  cmdlet: 'AdminAuditLogConfig',
  columns: ['UnifiedAuditLogIngestionEnabled'],
  more: ['Name', 'AdminAuditLogEnabled'],
};

export const auditEnabledRows = (on: boolean): Rows => [
  { UnifiedAuditLogIngestionEnabled: on, Name: 'Admin Audit Log Settings', AdminAuditLogEnabled: on },
];

export const securityDefaults: Question = {
  id: 'security-defaults',
  cmdlet: 'SecurityDefaults',
  columns: ['DisplayName', 'IsEnabled'],
};

/** Off, as everywhere where conditional access is used. */
export const securityDefaultRows: Rows = [{ DisplayName: 'Security Defaults', IsEnabled: false }];

export const exchangeAdmins: Question = {
  id: 'exchange-admins',
  cmdlet: 'OrganizationManagement',
  columns: ['Name', 'DisplayName', 'RecipientType', 'PrimarySmtpAddress'],
};

/** Organization Management holds two groups that stand for the roles of the directory, and no person. */
export const exchangeAdminRows: Rows = ['TenantAdmins_-1785523426', 'ExchangeServiceAdmins_-1532434893'].map(
  (Name) => ({
    Name,
    DisplayName: '',
    RecipientType: 'Group',
    PrimarySmtpAddress: '',
  }),
);

/** The product's two counts over a message trace, with incoming mail as in the trace. */
export function countFiles(world: World, style: Style, refusedRelayToo: boolean): IncidentFile[] {
  const mails = traced(world, refusedRelayToo);
  const count = (id: string, key: (mail: Mail) => string) => {
    const counts = new Map<string, number>();
    for (const mail of mails) counts.set(key(mail), (counts.get(key(mail)) ?? 0) + 1);
    const rows = [...counts]
      .map(([Name, Count]) => ({ Count, Name }))
      .sort((left, right) => right.Count - left.Count);
    return answer(world, { id, cmdlet: id, columns: ['Count', 'Name'] }, rows, {
      ...style,
      origin: 'product',
    });
  };
  return [
    ...count('sender-volume', ({ from }) => from),
    ...count('sending-domains', ({ from }) => domainOf(from)),
  ];
}

/** EmailEvents of advanced hunting, as Defender exports them; no reply of SMTP stands in it. */
export function emailEvents(world: World, refusedRelayToo: boolean): IncidentFile[] {
  const columns = [
    'Timestamp',
    'NetworkMessageId',
    'InternetMessageId',
    'SenderMailFromAddress',
    'SenderFromAddress',
    'SenderMailFromDomain',
    'SenderFromDomain',
    'SenderIPv4',
    'SenderIPv6',
    'RecipientEmailAddress',
    'Subject',
    'EmailDirection',
    'DeliveryAction',
    'DeliveryLocation',
    'ThreatTypes',
    'Connectors',
  ];
  const rows = traced(world, refusedRelayToo).map((mail) => {
    const shown = mail.headerFrom ?? mail.from;
    const failed = mail.refused !== undefined || mail.failed !== undefined;
    return [
      isoSeconds(mail.time),
      `${mail.id.slice(0, 8)}-0000-4000-8000-${mail.id.slice(4, 16)}`,
      `<${mail.id}>`,
      mail.from,
      shown,
      domainOf(mail.from),
      domainOf(shown),
      mail.fromIp.includes(':') ? '' : mail.fromIp,
      mail.fromIp.includes(':') ? mail.fromIp : '',
      mail.to,
      mail.subject,
      { out: 'Outbound', in: 'Inbound', internal: 'Intra-org' }[mail.direction],
      failed ? 'Blocked' : 'Delivered',
      failed ? 'Failed' : mail.direction === 'out' ? 'On-premises/External' : 'Inbox/folder',
      '',
      mail.connector ?? '',
    ];
  });
  return [plainFile('AdvancedHunting-EmailEvents.csv', withMark(portalCsv(columns, rows)))];
}
