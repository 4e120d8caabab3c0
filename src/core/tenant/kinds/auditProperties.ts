import type { PrincipalType } from '../factTypes/accountFacts';
import type { Fields } from '../fields';
import { boundedValue } from '../values';

/** What the lists inside an audit entry say: parameters of cmdlets, properties that were changed, targets. */
export interface Properties {
  /** Values by the names of parameters, in the cmdlets' spelling. */
  readonly kept: Readonly<Record<string, string>>;
  /** The directory role, role group or application permission that was given. */
  readonly role?: string | undefined;
  /** True where the role is a role group, which is the object of the entry. */
  readonly roleGroup: boolean;
  readonly target?: string | undefined;
  readonly targetType?: PrincipalType | undefined;
}

/** Parameters of cmdlets that say something about sending, hiding, forwarding and rights. */
const telling = new Set([
  ...['Name', 'Identity', 'Mailbox', 'Enabled', 'State', 'Priority', 'Mode'],
  ...['ConnectorType', 'ConnectorSource', 'SenderDomains', 'SenderIPAddresses', 'TlsSenderCertificateName'],
  ...['RequireTls', 'TreatMessagesAsInternal', 'CloudServicesMailEnabled', 'RestrictDomainsToIPAddresses'],
  ...[
    'RestrictDomainsToCertificate',
    'AssociatedAcceptedDomains',
    'EFSkipLastIP',
    'SmartHosts',
    'RecipientDomains',
  ],
  ...['ForwardTo', 'ForwardAsAttachmentTo', 'RedirectTo', 'DeleteMessage', 'SoftDeleteMessage', 'MarkAsRead'],
  ...['MoveToFolder', 'StopProcessingRules', 'SubjectContainsWords', 'BodyContainsWords', 'From'],
  ...['SubjectOrBodyContainsWords', 'FromAddressContainsWords', 'RuleName', 'RuleOperation', 'RuleActions'],
  ...[
    'RuleCondition',
    'RuleState',
    'ForwardingSmtpAddress',
    'ForwardingAddress',
    'DeliverToMailboxAndForward',
  ],
  ...[
    'RemoveHeader',
    'SetHeaderName',
    'SetSCL',
    'RedirectMessageTo',
    'BlindCopyTo',
    'CopyTo',
    'AddToRecipients',
  ],
  ...['RouteMessageOutboundConnector', 'User', 'Trustee', 'AccessRights', 'Member', 'Role', 'RoleGroup'],
  ...['SmtpClientAuthenticationDisabled', 'AutoForwardingMode', 'AutoForwardEnabled', 'ListType', 'Entries'],
  ...[
    'RecipientLimitExternalPerHour',
    'RecipientLimitPerDay',
    'ActionWhenThresholdReached',
    'Block',
    'Allow',
  ],
  ...['Notes', 'ExpirationDate', 'NoExpiration'],
]);
const spelling = new Map([...telling].map((name) => [name.toLowerCase(), name]));

/** Properties of Entra's entries. */
const entra = {
  role: ['role.displayname', 'approle.value', 'approle.displayname'],
  permissions: ['consentaction.permissions', 'delegatedpermissiongrant.scope'],
  app: ['serviceprincipal.displayname', 'serviceprincipal.name'],
} as const;

/** Entries of a list that are looked at, and the length to which their values are kept. */
const mostEntries = 200;
const longestValue = 1000;

export function auditProperties(rows: readonly Fields[]): Properties {
  const kept: Record<string, string> = {};
  const changed = new Map<string, string>();
  const take = (name: string, value: string) => {
    const known = spelling.get(name.toLowerCase());
    if (known !== undefined && value !== '') kept[known] ??= boundedValue(value, longestValue);
    if (!changed.has(name.toLowerCase())) changed.set(name.toLowerCase(), value);
  };
  for (const row of rows) {
    for (const column of ['parameters', 'operationproperties'])
      for (const [name, value] of pairsIn(row.whole(column), 'value')) take(name, value);
    for (const [name, value] of pairsIn(row.whole('modifiedproperties'), 'newvalue'))
      take(name, unquoted(value));
    for (const [name, value] of flattened(row)) take(name, value);
    for (const [name, value] of commandParameters(row.long('fullcommand'))) take(name, value);
  }
  const targets = rows.flatMap((row) => [...objects(row.whole('targetresources'))]);
  for (const target of targets)
    for (const [name, value] of pairsIn(propertyOf(target, 'modifiedproperties'), 'newvalue'))
      take(name, unquoted(value));
  const find = (names: readonly string[]) =>
    names.map((name) => changed.get(name)).find((each) => each !== undefined);
  const principal = principalIn(rows, targets);
  const roleGroup = kept.RoleGroup ?? (kept.Member === undefined ? undefined : kept.Identity);
  return {
    kept,
    role: bound(find(entra.role) ?? find(entra.permissions) ?? kept.Role ?? roleGroup ?? roleIn(targets)),
    roleGroup: roleGroup !== undefined,
    target: bound(find(entra.app) ?? principal.name),
    targetType: find(entra.app) === undefined ? principal.type : 'app',
  };
}

const bound = (text: string | undefined) =>
  text === undefined || text === '' ? undefined : boundedValue(text, longestValue);

/** Pairs of `[{ "Name": "ForwardTo", "Value": "…" }]`; Entra's own log says `displayName` and `newValue`. */
function* pairsIn(list: unknown, value: 'value' | 'newvalue'): Generator<[name: string, value: string]> {
  for (const each of objects(list)) {
    const name = propertyOf(each, 'name') ?? propertyOf(each, 'displayname');
    const text = propertyOf(each, value);
    if (
      typeof name === 'string' &&
      (typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean')
    )
      yield [name, String(text)];
  }
}

/** The objects of a list, be it JSON in a text; one object alone counts as a list. */
function* objects(list: unknown): Generator<object> {
  const parsed = typeof list === 'string' ? parsedList(list) : list;
  for (const each of (Array.isArray(parsed) ? parsed : [parsed]).slice(0, mostEntries))
    if (typeof each === 'object' && each !== null) yield each;
}

function parsedList(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A property by its name, in which case does not count. */
function propertyOf(object: object, name: string): unknown {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Entra's audit log writes new values as JSON: `"Exchange Administrator"`, with its quotes. */
function unquoted(value: string): string {
  return value.trim().replace(/^"([\s\S]*)"$/, '$1');
}

/** Columns such as `Param_ForwardTo`, in which responders' tools flatten the parameters. */
function* flattened(row: Fields): Generator<[name: string, value: string]> {
  for (const column of row.names) {
    const name = /^Param_(\w{1,60})$/i.exec(column)?.[1];
    const value =
      name === undefined ? undefined : row.text(`param${name.toLowerCase().replace(/[^a-z0-9]/g, '')}`);
    if (name !== undefined && value !== undefined) yield [name, value];
  }
}

/** Parameters of `New-InboxRule -Name "x" -ForwardTo "a@b.example"`. */
function* commandParameters(command: string | undefined): Generator<[name: string, value: string]> {
  for (const [, name = '', quoted, single, bare] of (command ?? '').matchAll(
    /\s-(\w{2,60})(?::|\s+)(?:"([^"]{0,400})"|'([^']{0,400})'|([^\s'"-][^\s]{0,400}))/g,
  ))
    yield [name, quoted ?? single ?? bare ?? ''];
}

/** Who got the role, or which application is meant. */
function principalIn(
  rows: readonly Fields[],
  targets: readonly object[],
): { readonly name?: string | undefined; readonly type?: PrincipalType | undefined } {
  for (const target of targets) {
    const type = typeNamed(String(propertyOf(target, 'type') ?? ''));
    if (type === undefined) continue;
    const name = [
      propertyOf(target, 'userprincipalname'),
      propertyOf(target, 'displayname'),
      propertyOf(target, 'id'),
    ];
    return { type, name: name.find((each): each is string => typeof each === 'string' && each !== '') };
  }
  return principalOf(rows.flatMap((row) => [...idsIn(row.whole('target'))]));
}

/** Ids of the unified audit log's `Target`: `ServicePrincipal_<id>`, a type, a name, an address. */
function* idsIn(list: unknown): Generator<string> {
  for (const each of objects(list)) {
    const id = propertyOf(each, 'id');
    if (typeof id === 'string') yield id;
  }
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const kindOnly = /^(?:User|ServicePrincipal|Group|Application)$/i;
const prefixed = /^(User|ServicePrincipal|Group|Application)_/i;

function principalOf(ids: readonly string[]) {
  const prefix = ids.map((id) => prefixed.exec(id)?.[1]).find((each) => each !== undefined);
  const type = typeNamed(prefix ?? ids.find((id) => kindOnly.test(id)) ?? '');
  const plain = ids.filter((id) => !prefixed.test(id) && !kindOnly.test(id));
  const name = plain.find((id) => id.includes('@')) ?? plain.find((id) => !guid.test(id)) ?? plain.at(0);
  return { type, name };
}

function typeNamed(text: string): PrincipalType | undefined {
  if (/^(?:ServicePrincipal|Application)$/i.test(text)) return 'app';
  if (/^Group$/i.test(text)) return 'group';
  return /^User$/i.test(text) ? 'user' : undefined;
}

function roleIn(targets: readonly object[]): string | undefined {
  const role = targets.find((target) => /^Role$/i.test(String(propertyOf(target, 'type') ?? '')));
  const name = role && propertyOf(role, 'displayname');
  return typeof name === 'string' && name !== '' ? name : undefined;
}
