import type { AcceptedDomain, DomainType, InboundConnector, OutboundConnector } from '../factTypes/mailFlow';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from './kind';

export const acceptedDomains: KindReader<'accepted-domains'> = {
  kind: 'accepted-domains',
  columns: [
    ...[
      'domainname',
      'accepteddomain',
      'id',
      'domaintype',
      'type',
      'matchsubdomains',
      'acceptmailforsubdomains',
    ],
    ...['pendingcompletion', 'pendingremoval', 'isverified', 'status', 'sendingfromdomaindisabled'],
  ],
  recognises: (fields) =>
    (fields.has('domainname', 'accepteddomain') &&
      fields.has('domaintype', 'type', 'matchsubdomains', 'default', 'status', 'initialdomain')) ||
    (fields.has('id') && fields.has('isverified')),
  collector: eachRow(acceptedDomain),
};

function acceptedDomain(fields: Fields): AcceptedDomain | undefined {
  const domain = fields.text('domainname', 'accepteddomain', ...(fields.has('isverified') ? ['id'] : []));
  if (domain === undefined) return undefined;
  const status = fields.text('status') ?? '';
  return {
    domain: domain.toLowerCase(),
    type: domainType(fields.text('domaintype', 'type')),
    matchSubDomains: fields.flag('matchsubdomains', 'acceptmailforsubdomains') ?? false,
    pending:
      fields.flag('pendingcompletion') === true ||
      fields.flag('pendingremoval') === true ||
      fields.flag('isverified') === false ||
      /incomplete|pending|unverified|not verified/i.test(status),
    sendingDisabled: fields.flag('sendingfromdomaindisabled') ?? false,
  };
}

/** By its name, or by the number that `ConvertTo-Json` makes of it. */
function domainType(text: string | undefined): DomainType | undefined {
  const name = text?.toLowerCase().replace(/[^a-z0-9]/g, '') ?? '';
  if (name === '0' || name.startsWith('authoritative')) return 'authoritative';
  if (name === '1' || name.startsWith('externalrelay')) return 'external-relay';
  return name === '2' || name.startsWith('internalrelay') ? 'internal-relay' : undefined;
}

const times = ['whencreatedutc', 'whencreated', 'whenchangedutc', 'whenchanged'];

export const inboundConnectors: KindReader<'inbound-connectors'> = {
  kind: 'inbound-connectors',
  columns: [
    ...['name', 'identity', 'enabled', 'senderdomains', 'senderipaddresses', 'requiretls'],
    ...['tlssendercertificatename', ...times],
  ],
  recognises: (fields) =>
    fields.has('name', 'identity') &&
    !fields.has('bindings') &&
    fields.has(
      'senderdomains',
      'senderipaddresses',
      'tlssendercertificatename',
      'restrictdomainstoipaddresses',
      'restrictdomainstocertificate',
    ),
  collector: eachRow(inboundConnector),
};

function inboundConnector(fields: Fields): InboundConnector | undefined {
  const name = fields.text('name', 'identity');
  if (name === undefined) return undefined;
  return {
    name,
    enabled: fields.flag('enabled') ?? true,
    senderDomains: fields.list('senderdomains')?.map((domain) => domain.replace(/^smtp:/i, '').toLowerCase()),
    senderAddresses: fields.list('senderipaddresses'),
    certificate: fields.has('tlssendercertificatename')
      ? (fields.text('tlssendercertificatename') ?? '')
      : undefined,
    requireTls: fields.flag('requiretls'),
    created: fields.time('whencreatedutc', 'whencreated'),
    changed: fields.time('whenchangedutc', 'whenchanged'),
  };
}

export const outboundConnectors: KindReader<'outbound-connectors'> = {
  kind: 'outbound-connectors',
  columns: ['name', 'identity', 'enabled', 'smarthosts', ...times],
  recognises: (fields) =>
    fields.has('name', 'identity') &&
    !fields.has('addressspaces') &&
    fields.has('smarthosts', 'usemxrecord', 'recipientdomains', 'routeallmessagesviaonpremises'),
  collector: eachRow(outboundConnector),
};

function outboundConnector(fields: Fields): OutboundConnector | undefined {
  const name = fields.text('name', 'identity');
  if (name === undefined) return undefined;
  return {
    name,
    enabled: fields.flag('enabled') ?? true,
    smartHosts: (fields.list('smarthosts') ?? []).map((host) =>
      host.replace(/^\[(.*)\]$/, '$1').toLowerCase(),
    ),
    created: fields.time('whencreatedutc', 'whencreated'),
    changed: fields.time('whenchangedutc', 'whenchanged'),
  };
}

export const blockedConnectors: KindReader<'blocked-connectors'> = {
  kind: 'blocked-connectors',
  columns: ['connectorid', 'connectorname', 'reason'],
  recognises: (fields) => fields.has('connectorid') && fields.has('reason') && !isAboutMail(fields),
  collector: eachRow((fields) => {
    const connector = fields.text('connectorname', 'connectorid');
    return connector === undefined ? undefined : { connector, reason: fields.text('reason') };
  }),
};

export const blockedSenders: KindReader<'blocked-senders'> = {
  kind: 'blocked-senders',
  columns: ['senderaddress', 'entity', 'reason'],
  recognises: (fields) =>
    fields.has('senderaddress', 'entity') &&
    fields.has('reason', 'createddatetime', 'changeddatetime', 'entitytype') &&
    !isAboutMail(fields),
  collector: eachRow((fields) => {
    const address = fields.text('senderaddress', 'entity');
    return address === undefined ? undefined : { address, reason: fields.text('reason') };
  }),
};

export const blockList: KindReader<'block-list'> = {
  kind: 'block-list',
  columns: ['value', 'action'],
  recognises: (fields) =>
    fields.has('value') &&
    fields.has('action') &&
    fields.has('lastmodifieddatetime', 'expirationdate', 'notes', 'listtype', 'objecttype', 'entryvaluehash'),
  collector: eachRow((fields) => {
    const value = fields.text('value');
    const blocks = /^(?:block|1)$/i.test(fields.text('action') ?? '');
    return value === undefined || !blocks ? undefined : { value, action: 'block' };
  }),
};

function isAboutMail(fields: Fields): boolean {
  return fields.has('messageid', 'recipientaddress', 'recipientstatus', 'networkmessageid');
}
