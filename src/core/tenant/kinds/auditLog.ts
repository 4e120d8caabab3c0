import { auditAction } from '../auditActions';
import type { Row } from '../facts';
import type { PrincipalType } from '../factTypes/accountFacts';
import type { AuditAction, AuditEntry } from '../factTypes/activityFacts';
import type { Fields } from '../fields';
import { type Collector, type KindReader, mostRows, ownValue } from '../kind';
import { boundedValue } from '../values';
import { auditProperties, type Properties } from './auditProperties';
import { clientAddressIn } from './clientAddress';

const columns = {
  data: ['auditdata', 'raweventdata'],
  operation: [
    ...['operations', 'operation', 'activitydisplayname', 'activity', 'operationname', 'actiontype'],
  ],
  actor: [
    ...['userids', 'userid', 'actoruserprincipalname', 'initiatedby.user.userprincipalname'],
    ...['initiatedbyuserprincipalname', 'accountupn', 'userprincipalname', 'accountdisplayname'],
  ],
  app: [
    ...['initiatedby.app.displayname', 'initiatedby.app.serviceprincipalname', 'actordisplayname'],
    ...['initiatedby.app.serviceprincipalid', 'actorobjectid', 'initiatedby.user.id', 'accountobjectid'],
  ],
  actorType: ['actortype', 'usertype', 'accounttype'],
  at: [
    ...[
      'creationdate',
      'creationtime',
      'activitydatetime',
      'createddatetime',
      'dateutc',
      'date',
      'timestamp',
    ],
    ...['timegenerated', 'creationtimeutc'],
  ],
  address: ['clientip', 'clientipaddress', 'actoripaddress', 'ipaddress', 'initiatedby.user.ipaddress'],
  object: ['objectid', 'officeobjectid', 'objectname'],
  target: ['target1userprincipalname', 'target1displayname'],
  targetType: ['target1type'],
  mailbox: ['mailboxownerupn'],
  sentAs: ['sendasusersmtp', 'sendonbehalfofusersmtp'],
  result: ['resultstatus', 'result'],
  parameters: [
    'parameters',
    'operationproperties',
    'modifiedproperties',
    'targetresources',
    'target',
    'fullcommand',
  ],
} as const;

export const auditLog: KindReader<'audit-log'> = {
  kind: 'audit-log',
  columns,
  recognises: (fields) =>
    (fields.has('auditdata') && fields.has('operations', 'operation', 'recordtype')) ||
    (fields.has('operation') &&
      fields.has('creationtime', 'creationdate', 'timegenerated', 'createddatetime') &&
      fields.has('userid', 'userids')) ||
    (fields.has('activitydisplayname', 'operationname') && fields.has('initiatedby')) ||
    (fields.has('activity') && fields.has('actoruserprincipalname', 'actordisplayname', 'actortype')) ||
    (fields.has('actiontype') && fields.has('raweventdata', 'objectname', 'accountdisplayname')),
  collector: auditCollector,
};

const hour = 3_600_000;

/** One entry a row; sign-ins and mail sent as others, which come every few minutes, are kept once for an account, an address and an hour. */
function auditCollector(): Collector<'audit-log'> {
  const kept: Row<'audit-log'>[] = [];
  const frequent = new Set<string>();
  let [dropped, misread, cutOff] = [0, 0, 0];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    add(fields, line) {
      const entry = auditEntry(fields);
      const at = entry?.at ?? fields.time(...columns.at);
      if (at !== undefined) [first, last] = [Math.min(first, at), Math.max(last, at)];
      if (entry === undefined) misread += 1;
      if (!entry || (isFrequent(entry) && isKnown(frequent, entry))) return;
      if (isCutOff(fields)) cutOff += 1;
      if (kept.length < mostRows) kept.push({ ...ownValue(entry), line });
      else dropped += 1;
    },
    rows: () => kept,
    get dropped() {
      return dropped;
    },
    get misread() {
      return misread;
    },
    get period() {
      return first <= last ? { first, last } : undefined;
    },
    get unreadable() {
      return cutOff === 0 ? [] : [{ column: 'AuditData', rows: cutOff }];
    },
  };
}

/** A cell of a spreadsheet holds 32,767 characters; an entry may have more. */
function isCutOff(fields: Fields): boolean {
  return fields.text(...columns.data) !== undefined && !fields.nested(...columns.data);
}

const isFrequent = ({ action }: AuditEntry) =>
  action === 'signed-in' || action === 'sign-in-failed' || action === 'sent-as';

function isKnown(known: Set<string>, { actor, address, action, at = 0 }: AuditEntry): boolean {
  const key = [actor.toLowerCase(), address, action, Math.floor(at / hour)].join('\n');
  if (known.has(key)) return true;
  if (known.size < mostRows) known.add(key);
  return false;
}

/** @returns null for an entry that no step asks about, undefined where nothing can be made of the row */
function auditEntry(fields: Fields): AuditEntry | null | undefined {
  const listed = fields.text(...columns.operation);
  // Most entries are about something else, and their data is long.
  if (listed !== undefined && auditAction(listed) === undefined) return null;
  const data = fields.nested(...columns.data);
  const rows = data ? [data, fields] : [fields];
  const read = (names: readonly string[]) =>
    rows.map((row) => row.text(...names)).find((text) => text !== undefined);
  const operation = data?.text('operation') ?? listed;
  const action = operation === undefined ? undefined : auditAction(operation);
  if (operation === undefined) return undefined;
  if (action === undefined) return null;
  const app = read(columns.app);
  const actor = read(columns.actor) ?? app;
  if (actor === undefined) return undefined;
  const properties = auditProperties(rows);
  return {
    operation,
    action,
    actor,
    actorType: actorTypeOf(
      actor,
      read(columns.actorType),
      read(columns.actor) === undefined && app !== undefined,
    ),
    at: data?.time('creationtime') ?? fields.time(...columns.at),
    address: clientAddressIn(read(columns.address)),
    ...targetOf(action, properties, { object: read(columns.object), listed: read(columns.target) }),
    targetType: properties.targetType ?? principalType(read(columns.targetType)),
    mailbox: mailboxOf(action, properties, {
      owner: (action === 'sent-as' ? read(columns.sentAs) : undefined) ?? read(columns.mailbox),
      object: read(columns.object),
      actor,
    }),
    role: properties.role,
    succeeded: succeeded(read(columns.result)),
    parameters: Object.keys(properties.kept).length > 0 ? properties.kept : undefined,
  };
}

/** Numbers are those of `UserType` in the schema of the Office 365 Management Activity API. */
function actorTypeOf(actor: string, type: string | undefined, isApp: boolean): AuditEntry['actorType'] {
  if (/^NT AUTHORITY\\|^NT SERVICE\\/i.test(actor) || /^(?:3|4|system|dcadmin)$/i.test(type ?? ''))
    return 'system';
  if (isApp || /^(?:5|6|application|service ?principal)$/i.test(type ?? '')) return 'app';
  if (/^ServicePrincipal_/i.test(actor)) return 'app';
  return actor.includes('@') || /^(?:0|2|regular|admin|user)$/i.test(type ?? '') ? 'user' : undefined;
}

function targetOf(
  action: AuditAction,
  properties: Properties,
  { object, listed }: { object: string | undefined; listed: string | undefined },
): Pick<AuditEntry, 'target'> {
  const { target, kept, roleGroup } = properties;
  if (action === 'role-member-added' || action === 'role-member-removed')
    return { target: kept.Member ?? target ?? listed ?? (roleGroup ? undefined : object) };
  if (action === 'mailbox-permission') return { target: kept.User ?? kept.Trustee ?? target };
  if (action === 'mailbox-changed') return { target: kept.Identity ?? lastPart(object) };
  return { target: kept.Name ?? kept.RuleName ?? target ?? listed ?? lastPart(object) ?? kept.Identity };
}

/** Of a rule, the path before its name; of the others, what was changed. */
function mailboxOf(
  action: AuditAction,
  { kept }: Properties,
  { owner, object, actor }: { owner: string | undefined; object: string | undefined; actor: string },
): string | undefined {
  if (action === 'inbox-rule' || action === 'inbox-rule-removed')
    return owner ?? kept.Mailbox ?? ownerIn(object) ?? actor;
  if (action === 'mailbox-changed' || action === 'mailbox-permission' || action === 'sent-as')
    return owner ?? kept.Identity ?? lastPart(object);
  return undefined;
}

/** `…/example.onmicrosoft.com/bc1b1df3-…\Rule` and `example.onmicrosoft.com\anna\Rule` name the mailbox before the rule. */
function ownerIn(object: string | undefined): string | undefined {
  const path = object?.split(/[\\/]+/) ?? [];
  const name = path.length > 1 ? path.at(-2)?.trim() : undefined;
  return name === undefined || name === '' || /\.onmicrosoft\.com$/i.test(name)
    ? undefined
    : boundedValue(name);
}

/** `contoso.onmicrosoft.com\From anywhere` names the organization before the object. */
function lastPart(id: string | undefined): string | undefined {
  const part = id?.slice(Math.max(id.lastIndexOf('\\'), id.lastIndexOf('/')) + 1).trim();
  return part === '' ? undefined : part;
}

function principalType(text: string | undefined): PrincipalType | undefined {
  if (/^service ?principal|^application/i.test(text ?? '')) return 'app';
  if (/^group/i.test(text ?? '')) return 'group';
  return /^user/i.test(text ?? '') ? 'user' : undefined;
}

function succeeded(result: string | undefined): boolean | undefined {
  if (/^(?:true|success|succeeded|partiallysucceeded)$/i.test(result ?? '')) return true;
  return /^(?:false|failure|failed|timeout)$/i.test(result ?? '') ? false : undefined;
}
