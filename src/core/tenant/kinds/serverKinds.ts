import type { ReceiveConnector, RelayPermission } from '../factTypes/serverFacts';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from '../kind';

const receive = {
  name: ['identity', 'name'],
  enabled: ['enabled'],
  permissionGroups: ['permissiongroups'],
  authMechanism: ['authmechanism'],
  ranges: ['remoteipranges'],
} as const;

export const receiveConnectors: KindReader<'receive-connectors'> = {
  kind: 'receive-connectors',
  columns: receive,
  recognises: (fields) => fields.has('remoteipranges') && fields.has('identity', 'name', 'bindings'),
  collector: eachRow(receiveConnector),
};

/** Bits of the permission groups and of the authentication mechanisms, where an export has numbers. */
const anonymousUsers = 1;
const externalAuthoritative = 32;

function receiveConnector(fields: Fields): ReceiveConnector | undefined {
  const name = fields.text('identity', 'name');
  if (name === undefined) return undefined;
  return {
    name,
    enabled: fields.flag('enabled') ?? true,
    anonymous: hasFlag(fields.text('permissiongroups'), /\bAnonymousUsers\b/i, anonymousUsers),
    externallySecured: hasFlag(
      fields.text('authmechanism'),
      /\bExternalAuthoritative\b/i,
      externalAuthoritative,
    ),
    ranges: fields.list('remoteipranges') ?? [],
  };
}

function hasFlag(text: string | undefined, name: RegExp, bit: number): boolean {
  if (text === undefined) return false;
  return /^\d{1,6}$/.test(text) ? (Number(text) & bit) !== 0 : name.test(text);
}

const relay = {
  connector: ['identity'],
  user: ['user'],
  rights: ['extendedrights'],
  deny: ['deny'],
} as const;

export const relayPermissions: KindReader<'relay-permissions'> = {
  kind: 'relay-permissions',
  columns: relay,
  recognises: (fields) =>
    fields.has('identity') &&
    fields.has('user') &&
    (fields.has('extendedrights') || (fields.has('deny') && fields.size <= 4 && !fields.has('accessrights'))),
  collector: eachRow(relayPermission),
};

/** The checklist's command prints only rows with the right, and no column for it. */
function relayPermission(fields: Fields): RelayPermission | readonly RelayPermission[] | undefined {
  const connector = fields.text('identity');
  const user = fields.text('user');
  const rights = fields.has('extendedrights') ? (fields.text('extendedrights') ?? '') : undefined;
  const mayRelay = rights === undefined || /ms-Exch-SMTP-Accept-Any-Recipient/i.test(rights);
  if (connector === undefined || user === undefined) return undefined;
  if (!mayRelay || fields.flag('deny')) return [];
  return isAnonymous(user) ? { connector, user } : [];
}

/** By its security identifier, or by its name in the languages of Windows; only the English one is the same everywhere. */
function isAnonymous(user: string): boolean {
  return /\ban[oó]n/i.test(user) || /\bS-1-5-7$/.test(user);
}

/** Parameters that are kept of one configuration, which has each of them once. */
const mostSettings = 50;

/** Parameters of Postfix about who may relay. */
const kept =
  /^(?:mynetworks|mynetworks_style|smtpd_(?:recipient|relay|client)_restrictions|relay_domains|relayhost|myhostname|mail_version|compatibility_level)$/;

export const postfix: KindReader<'postfix'> = {
  kind: 'postfix',
  columns: { parameter: ['postfixparameter'], value: ['postfixvalue'] },
  recognises: (fields) => fields.has('postfixparameter'),
  collector: eachRow((fields) => {
    const parameter = fields.text('postfixparameter') ?? '';
    return kept.test(parameter) ? { parameter, value: fields.text('postfixvalue') ?? '' } : [];
  }, mostSettings),
};
