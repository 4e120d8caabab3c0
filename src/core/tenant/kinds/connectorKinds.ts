import type { ConnectorType, InboundConnector, OutboundConnector } from '../factTypes/mailFlowFacts';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from '../kind';
import { isAboutMail } from './aboutMail';

const either = {
  name: ['name', 'identity', 'connectorname'],
  enabled: ['enabled', 'isenabled'],
  type: ['connectortype'],
  source: ['connectorsource'],
  cloudServices: ['cloudservicesmailenabled'],
  comment: ['comment'],
  guid: ['guid', 'id'],
  created: ['whencreatedutc', 'whencreated'],
  changed: ['whenchangedutc', 'whenchanged'],
} as const;

/** What both directions have. */
function connector(fields: Fields) {
  const name = fields.text(...either.name);
  if (name === undefined) return undefined;
  return {
    name,
    enabled: fields.flag(...either.enabled) ?? true,
    type: connectorType(fields.text(...either.type)),
    connectorSource: fields.text(...either.source),
    cloudServicesMail: fields.flag(...either.cloudServices),
    comment: fields.text(...either.comment),
    guid: fields.text(...either.guid),
    created: fields.time(...either.created),
    changed: fields.time(...either.changed),
  };
}

/** By its name; Microsoft documents no numbers for it. */
function connectorType(text: string | undefined): ConnectorType | undefined {
  const name = text?.toLowerCase().replace(/[^a-z]/g, '');
  if (name === 'onpremises') return 'on-premises';
  return name === 'partner' ? 'partner' : undefined;
}

const inbound = {
  ...either,
  senderDomains: ['senderdomains'],
  senderAddresses: ['senderipaddresses'],
  certificate: ['tlssendercertificatename'],
  requireTls: ['requiretls'],
  restrictsToAddresses: ['restrictdomainstoipaddresses'],
  restrictsToCertificate: ['restrictdomainstocertificate'],
  treatsAsInternal: ['treatmessagesasinternal'],
  acceptedDomains: ['associatedaccepteddomains'],
  skipsLast: ['efskiplastip'],
  skips: ['efskipips'],
} as const;

export const inboundConnectors: KindReader<'inbound-connectors'> = {
  kind: 'inbound-connectors',
  columns: inbound,
  recognises: (fields) =>
    fields.has(...either.name) &&
    !fields.has('bindings') &&
    fields.has(
      ...inbound.senderDomains,
      ...inbound.senderAddresses,
      ...inbound.certificate,
      ...inbound.restrictsToAddresses,
      ...inbound.restrictsToCertificate,
    ),
  collector: eachRow(inboundConnector),
};

function inboundConnector(fields: Fields): InboundConnector | undefined {
  const common = connector(fields);
  return (
    common && {
      ...common,
      senderDomains: fields.list(...inbound.senderDomains)?.map(domainOnly),
      senderAddresses: fields.list(...inbound.senderAddresses),
      certificate: certificateOf(fields),
      requireTls: fields.flag(...inbound.requireTls),
      restrictsToAddresses: fields.flag(...inbound.restrictsToAddresses),
      restrictsToCertificate: fields.flag(...inbound.restrictsToCertificate),
      treatsAsInternal: fields.flag(...inbound.treatsAsInternal),
      acceptedDomains: fields.list(...inbound.acceptedDomains)?.map(domainOnly),
      skipsLastAddress: fields.flag(...inbound.skipsLast),
      skipsAddresses: fields.list(...inbound.skips),
    }
  );
}

const domainOnly = (domain: string) => domain.replace(/^smtp:/i, '').toLowerCase();

/** An empty cell says that there is none; an object that says nothing, or the name of a type, does not. */
function certificateOf(fields: Fields): string | undefined {
  const written = fields.text(...inbound.certificate) ?? fields.list(...inbound.certificate)?.at(0);
  if (written !== undefined) return written;
  const value = fields.whole(...inbound.certificate);
  return value === null || (typeof value === 'string' && value.trim() === '') ? '' : undefined;
}

const outbound = {
  ...either,
  smartHosts: ['smarthosts'],
  recipientDomains: ['recipientdomains'],
  isScoped: ['istransportrulescoped'],
  testMode: ['testmode'],
} as const;

export const outboundConnectors: KindReader<'outbound-connectors'> = {
  kind: 'outbound-connectors',
  columns: outbound,
  recognises: (fields) =>
    fields.has(...either.name) &&
    !fields.has('addressspaces') &&
    fields.has('smarthosts', 'usemxrecord', 'recipientdomains', 'routeallmessagesviaonpremises'),
  collector: eachRow(outboundConnector),
};

function outboundConnector(fields: Fields): OutboundConnector | undefined {
  const common = connector(fields);
  return (
    common && {
      ...common,
      smartHosts: (fields.list(...outbound.smartHosts) ?? []).map((host) =>
        host.replace(/^\[(.*)\]$/, '$1').toLowerCase(),
      ),
      recipientDomains: fields.list(...outbound.recipientDomains)?.map(domainOnly),
      isTransportRuleScoped: fields.flag(...outbound.isScoped),
      testMode: fields.flag(...outbound.testMode),
    }
  );
}

const blocked = {
  id: ['connectorid'],
  connector: ['connectorname', 'connectorid'],
  reason: ['reason'],
  created: ['createdtime', 'createddatetime', 'created'],
} as const;

export const blockedConnectors: KindReader<'blocked-connectors'> = {
  kind: 'blocked-connectors',
  columns: blocked,
  recognises: (fields) => fields.has(...blocked.id) && fields.has(...blocked.reason) && !isAboutMail(fields),
  collector: eachRow((fields) => {
    const name = fields.text(...blocked.connector);
    return name === undefined
      ? undefined
      : {
          connector: name,
          id: fields.text(...blocked.id),
          reason: fields.text(...blocked.reason),
          created: fields.time(...blocked.created),
        };
  }),
};
