import type { ReceiveConnector, RelayPermission } from '../factTypes/servers';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from './kind';

export const receiveConnectors: KindReader<'receive-connectors'> = {
  kind: 'receive-connectors',
  columns: ['identity', 'name', 'enabled', 'permissiongroups', 'authmechanism', 'remoteipranges'],
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

export const relayPermissions: KindReader<'relay-permissions'> = {
  kind: 'relay-permissions',
  columns: ['identity', 'user', 'extendedrights', 'deny'],
  recognises: (fields) =>
    fields.has('identity') &&
    fields.has('user') &&
    (fields.has('extendedrights') || (fields.has('deny') && fields.size <= 4 && !fields.has('accessrights'))),
  collector: eachRow(relayPermission),
};

/** The checklist's command prints only rows with the right, and no column for it. */
function relayPermission(fields: Fields): RelayPermission | undefined {
  const connector = fields.text('identity');
  const user = fields.text('user');
  const rights = fields.has('extendedrights') ? (fields.text('extendedrights') ?? '') : undefined;
  const mayRelay = rights === undefined || /ms-Exch-SMTP-Accept-Any-Recipient/i.test(rights);
  if (connector === undefined || user === undefined || !mayRelay || fields.flag('deny')) return undefined;
  return /ANONYMOUS/i.test(user) || /S-1-5-7$/.test(user) ? { connector, user } : undefined;
}

/** Parameters that are kept of one configuration, which has each of them once. */
const mostSettings = 50;

/** Parameters of Postfix about who may relay. */
const kept =
  /^(?:mynetworks|mynetworks_style|smtpd_(?:recipient|relay|client)_restrictions|relay_domains|relayhost|myhostname|mail_version|compatibility_level)$/;

export const postfix: KindReader<'postfix'> = {
  kind: 'postfix',
  columns: ['postfixparameter', 'postfixvalue'],
  recognises: (fields) => fields.has('postfixparameter'),
  collector: eachRow((fields) => {
    const parameter = fields.text('postfixparameter') ?? '';
    return kept.test(parameter) ? { parameter, value: fields.text('postfixvalue') ?? '' } : undefined;
  }, mostSettings),
};
