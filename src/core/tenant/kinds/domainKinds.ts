import type { AcceptedDomain, DomainType, NonAcceptedDomain, RemoteDomain } from '../factTypes/mailFlowFacts';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from '../kind';

const accepted = {
  domain: ['domainname', 'accepteddomain'],
  id: ['id'],
  type: ['domaintype', 'type'],
  matchSubDomains: ['matchsubdomains', 'acceptmailforsubdomains'],
  pendingCompletion: ['pendingcompletion'],
  pendingRemoval: ['pendingremoval'],
  verified: ['isverified'],
  status: ['status'],
  sendingDisabled: ['sendingfromdomaindisabled'],
} as const;

export const acceptedDomains: KindReader<'accepted-domains'> = {
  kind: 'accepted-domains',
  columns: accepted,
  recognises: (fields) =>
    (fields.has(...accepted.domain) &&
      fields.has('domaintype', 'type', 'matchsubdomains', 'default', 'status', 'initialdomain')) ||
    (fields.has('id') && fields.has('isverified')),
  collector: eachRow(acceptedDomain),
};

function acceptedDomain(fields: Fields): AcceptedDomain | undefined {
  const domain = fields.text(...accepted.domain, ...(fields.has('isverified') ? accepted.id : []));
  if (domain === undefined) return undefined;
  const pendingFor = pendingOf(fields);
  return {
    domain: domain.toLowerCase(),
    type: domainType(fields.text(...accepted.type)),
    matchSubDomains: fields.flag(...accepted.matchSubDomains) ?? false,
    pending: pendingFor !== undefined,
    pendingFor,
    sendingDisabled: fields.flag(...accepted.sendingDisabled) ?? false,
  };
}

function pendingOf(fields: Fields): AcceptedDomain['pendingFor'] {
  if (fields.flag(...accepted.pendingCompletion)) return 'completion';
  if (fields.flag(...accepted.pendingRemoval)) return 'removal';
  const status = fields.text(...accepted.status) ?? '';
  const isUnverified =
    fields.flag(...accepted.verified) === false || /incomplete|pending|unverified|not verified/i.test(status);
  return isUnverified ? 'verification' : undefined;
}

/** By its name, or by the number that `ConvertTo-Json` makes of it. */
function domainType(text: string | undefined): DomainType | undefined {
  const name = text?.toLowerCase().replace(/[^a-z0-9]/g, '') ?? '';
  if (name === '0' || name.startsWith('authoritative')) return 'authoritative';
  if (name === '1' || name.startsWith('externalrelay')) return 'external-relay';
  return name === '2' || name.startsWith('internalrelay') ? 'internal-relay' : undefined;
}

const report = {
  domain: ['senderdomain', 'nonaccepteddomain'],
  count: ['count', 'messagecount', 'numberofmessages'],
  connector: ['inboundconnectorname', 'connectorname', 'inboundconnector'],
  day: ['date', 'dateutc', 'startdate'],
  samples: ['samplemessages', 'samplemessage', 'messageid'],
} as const;

export const nonAcceptedDomains: KindReader<'non-accepted-domains'> = {
  kind: 'non-accepted-domains',
  columns: report,
  recognises: (fields) =>
    fields.has(...report.domain) &&
    fields.has(...report.count) &&
    fields.has(...report.connector, ...report.samples),
  collector: eachRow(nonAcceptedDomain),
};

function nonAcceptedDomain(fields: Fields): NonAcceptedDomain | undefined {
  const domain = fields.text(...report.domain);
  const count = fields.number(...report.count);
  if (domain === undefined || count === undefined) return undefined;
  const at = fields.time(...report.day);
  return {
    day: at === undefined ? undefined : new Date(at).toISOString().slice(0, 10),
    connector: fields.text(...report.connector),
    domain: domain.replace(/^@/, '').toLowerCase(),
    count,
    samples: fields.list(...report.samples)?.slice(0, 20) ?? [],
  };
}

const remote = {
  domain: ['domainname'],
  name: ['name', 'identity'],
  autoForward: ['autoforwardenabled'],
} as const;

export const remoteDomains: KindReader<'remote-domains'> = {
  kind: 'remote-domains',
  columns: remote,
  recognises: (fields) => fields.has(...remote.domain) && fields.has(...remote.autoForward),
  collector: eachRow((fields): RemoteDomain | undefined => {
    const domain = fields.text(...remote.domain);
    if (domain === undefined) return undefined;
    return {
      name: fields.text(...remote.name) ?? domain,
      domain: domain.toLowerCase(),
      autoForward: fields.flag(...remote.autoForward),
    };
  }),
};
