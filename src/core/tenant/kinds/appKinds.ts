import type { AppPermission, ServicePrincipal } from '../factTypes/accountFacts';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from '../kind';

const app = {
  name: ['displayname', 'appdisplayname', 'name'],
  id: ['id', 'objectid', 'serviceprincipalid'],
  appId: ['appid', 'applicationid'],
  enabled: ['accountenabled'],
  type: ['serviceprincipaltype'],
  publisher: ['publishername', 'publisher'],
  verifiedPublisher: ['verifiedpublisher', 'verifiedpublisher.displayname'],
  ownerTenant: ['appownerorganizationid', 'appownertenantid'],
  owners: ['owners', 'owner'],
  appRoles: ['applicationpermissions', 'approles'],
  roles: ['directoryroles'],
  credentialAdded: ['credentialadded'],
  credentials: ['passwordcredentials', 'keycredentials'],
  created: ['createddatetime', 'additionalproperties.createddatetime', 'creationtimestamp'],
} as const;

export const servicePrincipals: KindReader<'service-principals'> = {
  kind: 'service-principals',
  columns: app,
  recognises: (fields) =>
    fields.has(...app.appId) &&
    fields.has('serviceprincipaltype', 'appownerorganizationid', 'passwordcredentials'),
  collector: eachRow((fields): ServicePrincipal | undefined => {
    const name = fields.text(...app.name, ...app.appId);
    if (name === undefined) return undefined;
    return {
      name,
      id: fields.text(...app.id),
      appId: fields.text(...app.appId),
      enabled: fields.flag(...app.enabled),
      type: fields.text(...app.type),
      publisher: fields.text(...app.publisher),
      verifiedPublisher:
        fields.nested('verifiedpublisher')?.text('displayname') ??
        plainText(fields.text('verifiedpublisher')),
      ownerTenant: fields.text(...app.ownerTenant),
      owners: wordsOf(fields, app.owners),
      // Graph's own shape has the roles that an API offers there, as objects; those that it was given stand elsewhere.
      appRoles: wordsOf(fields, app.appRoles),
      roles: wordsOf(fields, app.roles),
      credentialAdded: fields.time(...app.credentialAdded) ?? newestCredential(fields),
      created: fields.time(...app.created),
    };
  }),
};

const plainText = (text: string | undefined) =>
  text?.startsWith('@{') || text?.startsWith('{') ? undefined : text;

/** Entries of a list of names, which may hold blanks: `Exchange Administrator`. */
function wordsOf(fields: Fields, columns: readonly string[]): string[] {
  const value = fields.whole(...columns);
  const entries = Array.isArray(value)
    ? value.flatMap((each) => (typeof each === 'string' ? [each] : []))
    : (fields.long(...columns) ?? '').replace(/^\{([\s\S]*)\}$/, '$1').split(/[,;]\s*/);
  return entries
    .map((entry) => entry.trim().slice(0, 200))
    .filter((entry) => entry !== '')
    .slice(0, 200);
}

function newestCredential(fields: Fields): number | undefined {
  const times = app.credentials.flatMap((column) => {
    const value = fields.whole(column);
    return (Array.isArray(value) ? value : []).flatMap((each: unknown) => {
      const start =
        typeof each === 'object' && each !== null
          ? Object.entries(each).find(([name]) => /^startDateTime$/i.test(name))?.[1]
          : undefined;
      const at = typeof start === 'string' ? Date.parse(start) : Number.NaN;
      return Number.isNaN(at) ? [] : [at];
    });
  });
  return times.length === 0 ? undefined : Math.max(...times.slice(0, 1000));
}

/**
 * Application permissions that concern mail, by the ids that assignments name alone (learn.microsoft.com/graph/permissions-reference; of
 * Exchange Online's own: learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2).
 */
const appRoleNames: ReadonlyMap<string, string> = new Map([
  ['b633e1c5-b582-4048-a93e-9f11b44c7e96', 'Mail.Send'],
  ['810c84a8-4a9e-49e6-bf7d-12d183f40d01', 'Mail.Read'],
  ['e2a3a72e-5f79-4c64-b1b1-878b674786c9', 'Mail.ReadWrite'],
  ['6931bccd-447a-43d1-b442-00a195474933', 'MailboxSettings.ReadWrite'],
  ['dc50a0fb-09a3-484d-be87-e023b12c6440', 'Exchange.ManageAsApp'],
  ['dc890d15-9560-4a4c-9b7f-a736ec74ec40', 'full_access_as_app'],
  ['9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8', 'RoleManagement.ReadWrite.Directory'],
  ['06b708a9-e830-4db3-a914-8e69da51d44f', 'AppRoleAssignment.ReadWrite.All'],
  ['19dbc75e-c2e2-444c-a770-ec69d8559fc7', 'Directory.ReadWrite.All'],
]);

const permission = {
  app: ['app', 'clientdisplayname', 'applicationname', 'appdisplayname'],
  /** Who holds an application role: for a consent, these name the user. */
  holder: ['principaldisplayname', 'displayname'],
  ids: ['clientid', 'clientobjectid', 'appid', 'principalid', 'objectid'],
  type: ['permissiontype', 'type'],
  scopes: ['scope', 'permission', 'permissions', 'delegatedpermissions'],
  appRole: ['approle', 'approlevalue', 'applicationpermissions', 'approleid'],
  resource: ['resource', 'resourcedisplayname'],
  consent: ['consenttype'],
  user: ['user', 'userprincipalname', 'principaldisplayname'],
  publisher: ['publishername', 'publisher'],
  created: ['createddatetime', 'creationtimestamp', 'createddate'],
} as const;

export const appPermissions: KindReader<'app-permissions'> = {
  kind: 'app-permissions',
  columns: permission,
  recognises: (fields) =>
    (fields.has('clientid', 'clientobjectid', 'clientdisplayname', 'app') &&
      fields.has('consenttype', 'permissiontype', 'approle')) ||
    (fields.has('approleid', 'approlevalue') && fields.has('principaldisplayname')) ||
    (fields.has('applicationname', 'appid') && fields.has('permissiontype', 'delegatedpermissions')),
  collector: eachRow(appPermission),
};

function appPermission(fields: Fields): AppPermission | undefined {
  const ids = permission.ids.flatMap((column) => fields.text(column)?.toLowerCase() ?? []);
  const consent = consentOf(fields.text(...permission.consent));
  const isApplication =
    /application|role/i.test(fields.text(...permission.type) ?? '') ||
    (fields.text(...permission.appRole) !== undefined && consent === undefined);
  const name = fields.text(...permission.app, ...(isApplication ? permission.holder : [])) ?? ids.at(0);
  if (name === undefined) return undefined;
  const columns = isApplication ? [...permission.appRole, ...permission.scopes] : permission.scopes;
  return {
    app: name,
    ids: [...new Set(ids)],
    type: isApplication ? 'application' : 'delegated',
    permissions: (fields.long(...columns) ?? '')
      .split(/[\s,;]+/)
      .filter((each) => each !== '')
      .map((each) => appRoleNames.get(each.toLowerCase()) ?? each),
    resource: fields.text(...permission.resource),
    consent: isApplication ? 'everybody' : consent,
    user: isApplication || consent === 'everybody' ? undefined : fields.text(...permission.user),
    publisher: fields.text(...permission.publisher),
    created: fields.time(...permission.created),
  };
}

function consentOf(type: string | undefined): AppPermission['consent'] {
  if (/^(?:allprincipals|admin)$/i.test(type ?? '')) return 'everybody';
  return /^(?:principal|user)$/i.test(type ?? '') ? 'user' : undefined;
}
