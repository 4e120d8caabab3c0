import type { InboxRule, Mailbox, MailboxPermission } from '../factTypes/accountFacts';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from '../kind';

const rule = {
  name: ['name', 'rulename'],
  mailbox: ['mailbox', 'primarysmtpaddress', 'userprincipalname', 'username', 'upn', 'mailboxownerid'],
  ownerId: ['mailboxownerid'],
  identity: ['identity'],
  enabled: ['enabled', 'isenabled'],
  description: ['description'],
  deletes: ['deletemessage', 'softdeletemessage', 'delete', 'permanentdelete'],
  marksRead: ['markasread'],
  folder: ['movetofolder'],
  forwards: ['forwardto', 'redirectto', 'forwardasattachmentto'],
  stops: ['stopprocessingrules'],
  words: [
    ...['subjectcontainswords', 'bodycontainswords', 'subjectorbodycontainswords', 'headercontainswords'],
    ...['subjectcontains', 'bodycontains', 'bodyorsubjectcontains', 'headercontains'],
  ],
  from: ['from', 'fromaddresscontainswords', 'fromaddresses', 'sendercontains'],
  otherConditions: ['sentto', 'recipientaddresscontainswords', 'hasattachment', 'myname', 'senttoonlytome'],
} as const;

export const inboxRules: KindReader<'inbox-rules'> = {
  kind: 'inbox-rules',
  columns: rule,
  recognises: (fields) =>
    fields.has(...rule.name) &&
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
  const name = fields.text(...rule.name);
  if (name === undefined) return undefined;
  const description = fields.long(...rule.description) ?? '';
  const recipients = rule.forwards.flatMap((column) => recipientsIn(fields.whole(column)));
  const told = described.forwards.exec(description)?.[1];
  return {
    mailbox: fields.text(...rule.mailbox) ?? ownerIn(fields.text(...rule.identity)),
    ownerId: fields.text(...rule.ownerId),
    name,
    enabled: fields.flag(...rule.enabled) ?? true,
    deletes: anyFlag(fields, rule.deletes) ?? described.deletes.test(description),
    marksRead: fields.flag(...rule.marksRead) ?? described.marksRead.test(description),
    folder: fields.text(...rule.folder) ?? described.folder.exec(description)?.[1],
    forwardsTo: recipients.length > 0 || told === undefined ? recipients : recipientsIn(told),
    stops: fields.flag(...rule.stops),
    words: allOf(fields, rule.words),
    from: allOf(fields, rule.from),
    hasConditions: hasConditions(fields),
  };
}

/** True where one of some columns is, undefined where none is there. */
function anyFlag(fields: Fields, columns: readonly string[]): boolean | undefined {
  const flags = columns.flatMap((column) => fields.flag(column) ?? []);
  return flags.length === 0 ? undefined : flags.includes(true);
}

/** The entries of all of some columns; undefined where none is there. */
function allOf(fields: Fields, columns: readonly string[]): string[] | undefined {
  if (!fields.has(...columns)) return undefined;
  return columns.flatMap((column) => textsOf(fields.whole(column))).slice(0, 50);
}

/** Words keep their blanks: `{wire transfer, invoice}` holds two. */
function textsOf(value: unknown): string[] {
  const entries = Array.isArray(value)
    ? value.map(String)
    : typeof value === 'string'
      ? value.replace(/^\{([\s\S]*)\}$/, '$1').split(/[,;]\s*/)
      : [];
  return entries.map((entry) => entry.trim().slice(0, 200)).filter((entry) => entry !== '');
}

/** Said only where an export has columns for conditions: most exports leave them out. */
function hasConditions(fields: Fields): boolean | undefined {
  const columns = [...rule.words, ...rule.from, ...rule.otherConditions].filter((column) =>
    fields.has(column),
  );
  if (columns.length < 2) return undefined;
  return columns.some((column) => {
    const value = fields.whole(column);
    return textsOf(value).some((text) => !/^false$/i.test(text)) || value === true;
  });
}

/** `anna\16752…` is a rule of anna's. */
function ownerIn(identity: string | undefined): string | undefined {
  const at = identity?.indexOf('\\') ?? -1;
  return at > 0 ? identity?.slice(0, at) : undefined;
}

const address = /[^\s<>()[\]",;:\\]{1,64}@[^\s<>()[\]",;:\\]{1,255}/g;

/** Addresses in `"Ann" [SMTP:ann@other.example]` and its kin, in lower case. */
export function recipientsIn(value: unknown): string[] {
  const text = Array.isArray(value) ? value.map(String).join(' ') : typeof value === 'string' ? value : '';
  return [...new Set(text.slice(0, 10_000).match(address) ?? [])].map((each) => each.toLowerCase());
}

const mailbox = {
  mailbox: ['primarysmtpaddress', 'userprincipalname', 'identity', 'name'],
  ids: [
    ...['userprincipalname', 'alias', 'externaldirectoryobjectid', 'guid', 'exchangeguid', 'identity'],
    ...['name', 'distinguishedname'],
  ],
  forwardsTo: ['forwardsto', 'forwardingaddress', 'forwardingsmtpaddress'],
  keepsCopy: ['delivertomailboxandforward'],
  changed: ['whenchangedutc', 'whenchanged'],
} as const;

export const mailboxes: KindReader<'mailboxes'> = {
  kind: 'mailboxes',
  columns: mailbox,
  recognises: (fields) =>
    fields.has('forwardingsmtpaddress', 'forwardingaddress', 'delivertomailboxandforward') ||
    (fields.has('primarysmtpaddress') && fields.has('exchangeguid')),
  collector: eachRow((fields): Mailbox | undefined => {
    const name = fields.text(...mailbox.mailbox);
    if (name === undefined) return undefined;
    return {
      mailbox: name,
      ids: idsOf(fields, mailbox.ids, name),
      // Where both are set, Exchange forwards to ForwardingAddress alone.
      forwardsTo: fields.text(...mailbox.forwardsTo)?.replace(/^smtp:/i, ''),
      keepsCopy: fields.flag(...mailbox.keepsCopy) ?? false,
      changed: fields.time(...mailbox.changed),
    };
  }),
};

/** What else a mailbox is called, in lower case. */
export function idsOf(fields: Fields, columns: readonly string[], name: string): string[] {
  const ids = columns.flatMap((column) => fields.text(column)?.toLowerCase() ?? []);
  return [...new Set(ids)].filter((id) => id !== name.toLowerCase());
}

const permission = {
  mailbox: ['mailbox', 'primarysmtpaddress', 'identity', 'userprincipalname', 'upn'],
  user: ['user', 'trustee', 'assignedto', 'delegate'],
  rights: ['accessrights', 'permission', 'permissions'],
  inherited: ['isinherited'],
  deny: ['deny', 'accesscontroltype'],
  fullAccess: ['fullaccessusers', 'fullaccess'],
  sendAs: ['sendasusers'],
  sendOnBehalf: ['sendonbehalfusers', 'sendonbehalf'],
} as const;

export const mailboxPermissions: KindReader<'mailbox-permissions'> = {
  kind: 'mailbox-permissions',
  columns: permission,
  recognises: (fields) =>
    (fields.has('accessrights') && fields.has('user', 'trustee') && fields.has('identity', 'mailbox')) ||
    (fields.has('assignedto') && fields.has('permission') && fields.has('mailbox', 'upn')) ||
    (fields.has('userprincipalname') && fields.has(...permission.fullAccess, ...permission.sendAs)),
  collector: eachRow(permissionsIn),
};

function permissionsIn(fields: Fields): readonly MailboxPermission[] | undefined {
  const mailboxName = fields.text(...permission.mailbox);
  if (mailboxName === undefined) return undefined;
  if (fields.has(...permission.user)) return permissionOf(fields, mailboxName);
  return (
    [
      [permission.fullAccess, 'FullAccess'],
      [permission.sendAs, 'SendAs'],
      [permission.sendOnBehalf, 'SendOnBehalf'],
    ] as const
  ).flatMap(([columns, right]) =>
    (fields.list(...columns) ?? [])
      .filter((user) => !isOwnAccount(user))
      .map((user) => ({ mailbox: mailboxName, user, rights: [right] })),
  );
}

function permissionOf(fields: Fields, mailboxName: string): readonly MailboxPermission[] | undefined {
  const user = fields.text(...permission.user);
  if (user === undefined) return undefined;
  const isNone =
    isOwnAccount(user) ||
    fields.flag(...permission.inherited) ||
    fields.flag('deny') ||
    /^deny$/i.test(fields.text('accesscontroltype') ?? '');
  return isNone ? [] : [{ mailbox: mailboxName, user, rights: fields.list(...permission.rights) ?? [] }];
}

/** The owner, and accounts that are no more. */
function isOwnAccount(user: string): boolean {
  return /^(?:NT AUTHORITY\\|S-1-5-|SELF$)/i.test(user);
}

const casMailbox = {
  mailbox: ['primarysmtpaddress', 'mailbox', 'userprincipalname', 'name', 'identity'],
  ids: ['guid', 'externaldirectoryobjectid', 'name', 'identity', 'samaccountname'],
  disabled: ['smtpclientauthenticationdisabled'],
} as const;

export const smtpAuthMailboxes: KindReader<'smtp-auth-mailboxes'> = {
  kind: 'smtp-auth-mailboxes',
  columns: casMailbox,
  recognises: (fields) =>
    fields.has(...casMailbox.disabled) &&
    fields.has('primarysmtpaddress', 'mailbox', 'userprincipalname', 'imapenabled', 'owaenabled'),
  collector: eachRow((fields) => {
    const name = fields.text(...casMailbox.mailbox);
    if (name === undefined) return undefined;
    return {
      mailbox: name,
      ids: idsOf(fields, casMailbox.ids, name),
      disabled: fields.flag(...casMailbox.disabled),
    };
  }),
};
