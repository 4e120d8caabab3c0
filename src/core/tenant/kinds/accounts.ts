import type { AccessPolicy, InboxRule, Mailbox, MailboxPermission, RoleMember } from '../factTypes/accounts';
import type { Fields } from '../fields';
import { privilegedRole } from '../privilegedRoles';
import { eachRow, type KindReader } from './kind';

export const inboxRules: KindReader<'inbox-rules'> = {
  kind: 'inbox-rules',
  columns: [
    ...[
      'mailboxownerid',
      'mailbox',
      'identity',
      'name',
      'enabled',
      'description',
      'deletemessage',
      'softdeletemessage',
    ],
    ...['markasread', 'movetofolder', 'forwardto', 'redirectto', 'forwardasattachmentto'],
  ],
  recognises: (fields) =>
    fields.has('name') &&
    (fields.has('ruleidentity', 'mailboxownerid', 'movetofolder', 'redirectto', 'stopprocessingrules') ||
      (fields.has('description') &&
        fields.has('enabled') &&
        fields.size <= 8 &&
        !fields.has('identity', 'state'))),
  collector: eachRow(inboxRule),
};

/** What the description says in English; the columns, where they are there, say it in every language. */
const described = {
  deletes: /delete the message/i,
  marksRead: /mark the message as read/i,
  folder:
    /move the message to (?:the )?(?:following )?folder:?\s*'?([^'\r\n]{1,200}?)'?(?:\s+and\b|[\r\n]|$)/i,
  forwards: /(?:forward|redirect) the message to:?\s*([^\r\n]{1,300})/i,
};

function inboxRule(fields: Fields): InboxRule | undefined {
  const name = fields.text('name');
  if (name === undefined) return undefined;
  const description = fields.text('description') ?? '';
  const recipients = ['forwardto', 'redirectto', 'forwardasattachmentto'].flatMap((column) =>
    recipientsIn(fields.whole(column)),
  );
  const told = described.forwards.exec(description)?.[1];
  return {
    mailbox: fields.text('mailboxownerid', 'mailbox') ?? ownerIn(fields.text('identity')),
    name,
    enabled: fields.flag('enabled') ?? true,
    deletes: fields.flag('deletemessage', 'softdeletemessage') ?? described.deletes.test(description),
    marksRead: fields.flag('markasread') ?? described.marksRead.test(description),
    folder: fields.text('movetofolder') ?? described.folder.exec(description)?.[1],
    forwardsTo: recipients.length > 0 || told === undefined ? recipients : recipientsIn(told),
  };
}

/** `anna\16752…` is a rule of anna's. */
function ownerIn(identity: string | undefined): string | undefined {
  const at = identity?.indexOf('\\') ?? -1;
  return at > 0 ? identity?.slice(0, at) : undefined;
}

const address = /[^\s<>()[\]",;:\\]{1,64}@[^\s<>()[\]",;:\\]{1,255}/g;

/** Addresses in `"Ann" [SMTP:ann@other.example]` and its kin. */
function recipientsIn(value: unknown): string[] {
  const text = Array.isArray(value) ? value.map(String).join(' ') : typeof value === 'string' ? value : '';
  return [...new Set(text.slice(0, 10_000).match(address) ?? [])].map((each) => each.toLowerCase());
}

export const mailboxes: KindReader<'mailboxes'> = {
  kind: 'mailboxes',
  columns: [
    ...['primarysmtpaddress', 'userprincipalname', 'identity', 'name'],
    ...['forwardingsmtpaddress', 'forwardingaddress', 'delivertomailboxandforward'],
  ],
  recognises: (fields) =>
    fields.has('forwardingsmtpaddress', 'forwardingaddress', 'delivertomailboxandforward'),
  collector: eachRow(forwardingMailbox),
};

function forwardingMailbox(fields: Fields): Mailbox | undefined {
  const mailbox = fields.text('primarysmtpaddress', 'userprincipalname', 'identity', 'name');
  const forwardsTo = fields.text('forwardingsmtpaddress', 'forwardingaddress')?.replace(/^smtp:/i, '');
  if (mailbox === undefined || forwardsTo === undefined) return undefined;
  return { mailbox, ids: [], forwardsTo, keepsCopy: fields.flag('delivertomailboxandforward') ?? false };
}

export const mailboxPermissions: KindReader<'mailbox-permissions'> = {
  kind: 'mailbox-permissions',
  columns: ['identity', 'user', 'accessrights', 'isinherited', 'deny'],
  recognises: (fields) => fields.has('accessrights') && fields.has('user') && fields.has('identity'),
  collector: eachRow(mailboxPermission),
};

function mailboxPermission(fields: Fields): MailboxPermission | undefined {
  const mailbox = fields.text('identity');
  const user = fields.text('user');
  if (mailbox === undefined || user === undefined || /^(?:NT AUTHORITY\\|S-1-5-)/i.test(user))
    return undefined;
  if (fields.flag('isinherited') || fields.flag('deny')) return undefined;
  return { mailbox, user, rights: fields.list('accessrights') ?? [] };
}

export const mfaRegistration: KindReader<'mfa-registration'> = {
  kind: 'mfa-registration',
  columns: ['userprincipalname', 'isadmin', 'ismfaregistered', 'ismfacapable'],
  recognises: (fields) => fields.has('userprincipalname') && fields.has('ismfaregistered', 'ismfacapable'),
  collector: eachRow((fields) => {
    const user = fields.text('userprincipalname');
    const hasMfa = fields.flag('ismfaregistered', 'ismfacapable');
    return user === undefined || hasMfa === undefined
      ? undefined
      : { user, isAdmin: fields.flag('isadmin'), hasMfa };
  }),
};

export const accessPolicies: KindReader<'access-policies'> = {
  kind: 'access-policies',
  columns: ['displayname', 'state', 'grantcontrols'],
  recognises: (fields) => fields.has('displayname') && policyState(fields) !== undefined,
  collector: eachRow(accessPolicy),
};

function policyState(fields: Fields): AccessPolicy['state'] | undefined {
  const state = fields.text('state')?.toLowerCase() ?? '';
  if (state === 'enabled' || state === 'disabled') return state;
  return state === 'enabledforreportingbutnotenforced' ? 'report-only' : undefined;
}

function accessPolicy(fields: Fields): AccessPolicy | undefined {
  const name = fields.text('displayname');
  const state = policyState(fields);
  if (name === undefined || state === undefined) return undefined;
  const controls = fields.nested('grantcontrols');
  const strength = controls?.nested('authenticationstrength');
  const isNamed = (strength?.text('id', 'displayname') ?? '') !== '';
  const requiresMfa =
    controls &&
    (isNamed || (controls.list('builtincontrols') ?? []).some((control) => /^mfa$/i.test(control)));
  return { name, state, requiresMfa };
}

export const roleMembers: KindReader<'role-members'> = {
  kind: 'role-members',
  columns: [
    ...['userprincipalname', 'primarysmtpaddress', 'windowsliveid', 'alias', 'name', 'displayname'],
    'additionalproperties',
  ],
  recognises: (fields) =>
    (fields.has('recipienttype', 'recipienttypedetails') &&
      fields.has('windowsliveid', 'primarysmtpaddress', 'alias', 'name')) ||
    fields.nested('additionalproperties')?.has('userprincipalname') === true ||
    (fields.has('role', 'rolename', 'roledefinition') &&
      fields.has('userprincipalname', 'member', 'membername', 'principalname')),
  collector: eachRow(roleMember),
};

const memberNames = [
  ...['userprincipalname', 'primarysmtpaddress', 'windowsliveid', 'alias', 'name', 'displayname'],
  ...['member', 'membername', 'principalname'],
];

/** Of `Get-RoleGroupMember` alone: the checklist asks for Organization Management. */
function roleMember(fields: Fields): RoleMember | undefined {
  const inner = fields.nested('additionalproperties');
  const names = memberNames.flatMap((column) => [fields.text(column), inner?.text(column)]);
  const known = [...new Set(names.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()])))];
  if (known.length === 0) return undefined;
  const role = fields.text('role', 'rolename', 'roledefinition');
  const privileged = privilegedRole(role ?? 'Organization Management');
  return {
    role,
    isPrivileged: privileged !== undefined,
    managesExchange: privileged?.managesExchange ?? false,
    names: known,
  };
}
