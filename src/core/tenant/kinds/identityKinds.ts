import type {
  AccessPolicy,
  AccountState,
  AuthenticationMethod,
  PrincipalType,
  Registration,
  RoleMember,
} from '../factTypes/accountFacts';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from '../kind';
import { privilegedRole } from '../privilegedRoles';

const registration = {
  user: ['userprincipalname', 'upn', 'user', 'username'],
  userId: ['id', 'userid', 'objectid'],
  isAdmin: ['isadmin'],
  hasMfa: ['ismfaregistered', 'ismfacapable', 'mfastatus', 'mfaenabled'],
  methods: ['methodsregistered', 'mfamethods'],
} as const;

export const mfaRegistration: KindReader<'mfa-registration'> = {
  kind: 'mfa-registration',
  columns: registration,
  recognises: (fields) => fields.has(...registration.user) && fields.has(...registration.hasMfa),
  collector: eachRow((fields): Registration | undefined => {
    const user = fields.text(...registration.user);
    const hasMfa = mfaOf(fields);
    return user === undefined || hasMfa === undefined
      ? undefined
      : {
          user,
          userId: fields.text(...registration.userId),
          isAdmin: fields.flag(...registration.isAdmin),
          hasMfa,
          methods: fields.list(...registration.methods),
        };
  }),
};

function mfaOf(fields: Fields): boolean | undefined {
  const flag = fields.flag(...registration.hasMfa);
  if (flag !== undefined) return flag;
  const word = fields.text(...registration.hasMfa) ?? '';
  if (/^(?:enabled|enforced)$/i.test(word)) return true;
  return /^(?:disabled|none|not ?registered)$/i.test(word) ? false : undefined;
}

const method = {
  user: ['userprincipalname', 'user', 'upn'],
  method: ['method', 'methodtype', 'authenticationmethod'],
  created: ['createddatetime', 'created'],
  detail: ['detail', 'displayname', 'phonenumber', 'devicename'],
} as const;

export const authenticationMethods: KindReader<'authentication-methods'> = {
  kind: 'authentication-methods',
  columns: method,
  recognises: (fields) =>
    fields.has(...method.user) &&
    fields.has(...method.method) &&
    fields.has('createddatetime', 'detail', 'methodtype'),
  collector: eachRow((fields): AuthenticationMethod | undefined => {
    const user = fields.text(...method.user)?.toLowerCase();
    const name = fields.text(...method.method);
    if (user === undefined || name === undefined) return undefined;
    return {
      user,
      method: name.replace(/^#?microsoft\.graph\./i, '').replace(/AuthenticationMethod$/i, ''),
      created: fields.time(...method.created),
      detail: fields.text(...method.detail),
    };
  }),
};

const account = {
  user: ['userprincipalname'],
  userId: ['id'],
  enabled: ['accountenabled'],
  sessionsFrom: ['signinsessionsvalidfromdatetime'],
  passwordChanged: ['lastpasswordchangedatetime'],
} as const;

export const accountStates: KindReader<'account-states'> = {
  kind: 'account-states',
  columns: account,
  recognises: (fields) =>
    fields.has(...account.user) && fields.has(...account.enabled) && fields.has(...account.sessionsFrom),
  collector: eachRow((fields): AccountState | undefined => {
    const user = fields.text(...account.user)?.toLowerCase();
    if (user === undefined) return undefined;
    return {
      user,
      userId: fields.text(...account.userId),
      enabled: fields.flag(...account.enabled),
      sessionsFrom: fields.time(...account.sessionsFrom),
      passwordChanged: fields.time(...account.passwordChanged),
    };
  }),
};

const policy = {
  name: ['displayname', 'policyname'],
  state: ['state'],
  controls: ['builtincontrols', 'grantcontrols.builtincontrols'],
  strength: ['authenticationstrength', 'grantcontrols.authenticationstrength'],
  includeRoles: ['includeroles', 'conditions.users.includeroles'],
  includeUsers: ['includeusers', 'conditions.users.includeusers'],
  includeApps: ['includeapplications', 'conditions.applications.includeapplications'],
  excludeUsers: ['excludeusers', 'conditions.users.excludeusers'],
  excludeRoles: ['excluderoles', 'conditions.users.excluderoles'],
  created: ['createddatetime'],
  changed: ['modifieddatetime'],
} as const;

export const accessPolicies: KindReader<'access-policies'> = {
  kind: 'access-policies',
  columns: policy,
  recognises: (fields) => fields.has(...policy.name) && policyState(fields) !== undefined,
  collector: eachRow(accessPolicy),
};

function policyState(fields: Fields): AccessPolicy['state'] | undefined {
  const state = fields.text(...policy.state)?.toLowerCase() ?? '';
  if (state === 'enabled' || state === 'disabled') return state;
  return state === 'enabledforreportingbutnotenforced' ? 'report-only' : undefined;
}

function accessPolicy(fields: Fields): AccessPolicy | undefined {
  const name = fields.text(...policy.name);
  const state = policyState(fields);
  if (name === undefined || state === undefined) return undefined;
  const controls = fields.list(...policy.controls);
  const hasStrength = strengthOf(fields) !== undefined;
  return {
    name,
    state,
    requiresMfa: controls || hasStrength ? hasStrength || holds(controls, 'mfa') : undefined,
    blocks: controls && holds(controls, 'block'),
    includeRoles: fields.list(...policy.includeRoles),
    includeUsers: fields.list(...policy.includeUsers),
    includeApps: fields.list(...policy.includeApps),
    excludeUsers: fields.list(...policy.excludeUsers),
    excludeRoles: fields.list(...policy.excludeRoles),
    created: fields.time(...policy.created),
    changed: fields.time(...policy.changed),
  };
}

/** By its name, as the query prints it, or of an object; Graph's SDK writes an object without a name where there is none. */
function strengthOf(fields: Fields): string | undefined {
  return (
    fields.nested(...policy.strength)?.text('displayname', 'id') ?? plainText(fields.text(...policy.strength))
  );
}

const plainText = (text: string | undefined) =>
  text?.startsWith('@{') || text?.startsWith('{') ? undefined : text;

const holds = (controls: readonly string[] | undefined, control: string) =>
  controls?.some((each) => each.toLowerCase() === control) ?? false;

const defaults = { enabled: ['isenabled', 'securitydefaultsenabled'], name: ['displayname', 'id'] } as const;

export const securityDefaults: KindReader<'security-defaults'> = {
  kind: 'security-defaults',
  columns: defaults,
  recognises: (fields) =>
    fields.has(...defaults.enabled) &&
    /security ?defaults/i.test(fields.text('displayname', 'description') ?? ''),
  collector: eachRow((fields) => {
    const enabled = fields.flag(...defaults.enabled);
    return enabled === undefined ? undefined : { enabled };
  }),
};

const member = {
  role: [
    ...['role', 'rolename', 'roledisplayname', 'roledefinition', 'roledefinitionname', 'directoryrole'],
    ...['admingroupname', 'exchangeadmingroup', 'rolegroup'],
  ],
  roleId: ['roletemplateid', 'roledefinitionid'],
  names: [
    ...['userprincipalname', 'primarysmtpaddress', 'windowsliveid', 'alias', 'username', 'name'],
    ...[
      'displayname',
      'userdisplayname',
      'member',
      'membername',
      'principalname',
      'principaldisplayname',
      'appid',
    ],
  ],
  members: ['members'],
  id: ['id', 'memberid', 'principalid', 'userid', 'externaldirectoryobjectid', 'objectid'],
  type: [
    ...['principaltype', 'membertype', 'odatatype', 'objecttype', 'type', 'recipienttype'],
    'recipienttypedetails',
  ],
  assignment: ['assignmenttype', 'assignmentstate', 'assignment'],
  inner: ['additionalproperties'],
} as const;

export const roleMembers: KindReader<'role-members'> = {
  kind: 'role-members',
  columns: member,
  recognises: (fields) =>
    (fields.has('recipienttype', 'recipienttypedetails') &&
      fields.has('windowsliveid', 'primarysmtpaddress', 'alias', 'name')) ||
    fields.nested(...member.inner)?.has('userprincipalname') === true ||
    (fields.has(...member.role) &&
      fields.has('userprincipalname', 'username', 'member', 'members', 'membername', 'principalname')),
  collector: eachRow(membersIn),
};

function membersIn(fields: Fields): RoleMember | readonly RoleMember[] | undefined {
  const list = fields.has(...member.members) ? (fields.long(...member.members) ?? '') : undefined;
  const role = roleOf(fields);
  if (list !== undefined)
    return list
      .split(/[,;\r\n]+/)
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '')
      .map((name) => ({
        ...role,
        names: [name],
        principal: name.includes('@') ? ('user' as const) : undefined,
      }));
  const inner = fields.nested(...member.inner);
  const id = fields.text(...member.id) ?? inner?.text(...member.id);
  const names = member.names.flatMap((column) => [fields.text(column), inner?.text(column)]);
  const known = [...new Set(names.flatMap((name) => (name === undefined ? [] : [name.toLowerCase()])))];
  if (known.length === 0 && id === undefined) return undefined;
  return {
    ...role,
    names: known,
    id,
    principal: principalOf(fields, inner),
    eligible: fields.has(...member.assignment)
      ? /eligible/i.test(fields.text(...member.assignment) ?? '')
      : undefined,
  };
}

/** Where an export names no role, it is one of `Get-RoleGroupMember`: the checklist asks for Organization Management. */
function roleOf(fields: Fields): Pick<RoleMember, 'role' | 'isPrivileged' | 'managesExchange'> {
  const role = fields.text(...member.role);
  const id = fields.text(...member.roleId);
  const privileged = privilegedRole(id, role ?? (id === undefined ? 'Organization Management' : undefined));
  return {
    role: role ?? privileged?.name,
    isPrivileged: privileged !== undefined,
    managesExchange: privileged?.managesExchange ?? false,
  };
}

function principalOf(fields: Fields, inner: Fields | undefined): PrincipalType | undefined {
  const type = (fields.text(...member.type) ?? inner?.text(...member.type) ?? '').toLowerCase();
  if (/service ?principal|application|\bapp\b/.test(type)) return 'app';
  if (/group/.test(type)) return 'group';
  const isAddressed = [fields, inner].some(
    (row) => row?.text('userprincipalname', 'windowsliveid') !== undefined,
  );
  return /user|mailbox/.test(type) || isAddressed ? 'user' : undefined;
}
