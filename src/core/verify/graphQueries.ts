import { createdSince } from './powerShellPeriod';
import { lists, plain } from './property';
import { type QueryDraft, statementOf } from './query';
import { odataEquals, powerShellString, powerShellStrings, type Quotable } from './quoting';

const premium = statementOf('limit.premium', 'mfa-report-licence');
const premiumTwo = statementOf('limit.premium-two', 'role-eligibility');

/** The suspected accounts, or all that can sign in. */
const accountsOr = (accounts: readonly Quotable[]): readonly [string, ...string[]] =>
  accounts.length > 0
    ? [powerShellStrings(accounts)]
    : ["Get-MgUser -All -Filter 'accountEnabled eq true'", 'ForEach-Object { $_.UserPrincipalName }'];

/** The one suspected account, or a question for it. */
const oneAccount = ([account, ...others]: readonly Quotable[]) =>
  account !== undefined && others.length === 0
    ? powerShellString(account)
    : "(Read-Host 'User principal name of the compromised account')";

const signIn = [
  ...plain('CreatedDateTime', 'UserPrincipalName', 'UserId', 'AppDisplayName', 'ClientAppUsed', 'IPAddress'),
  { name: 'City', from: '$_.Location.City' },
  { name: 'CountryOrRegion', from: '$_.Location.CountryOrRegion' },
  { name: 'ErrorCode', from: '$_.Status.ErrorCode' },
  { name: 'FailureReason', from: '$_.Status.FailureReason' },
  ...plain('ConditionalAccessStatus', 'Id'),
];

/** Members of roles: persons, applications and groups, whose type Graph says in a property of its own. */
const member = (name: string, object: string) =>
  `${name} = ${object}.AdditionalProperties.'${name.charAt(0).toLowerCase()}${name.slice(1)}'`;
const memberOf = (object: string) =>
  [
    `PrincipalType = ${object}.AdditionalProperties.'@odata.type'`,
    ...['UserPrincipalName', 'DisplayName', 'AppId'].map((name) => member(name, object)),
    `Id = ${object}.Id`,
  ].join('; ');
const roleColumns = plain(
  ...['Role', 'RoleTemplateId', 'PrincipalType', 'UserPrincipalName', 'DisplayName', 'AppId', 'Id'],
);

/** Microsoft's own applications belong to this tenant; they are some hundreds in each tenant. */
const microsoftTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** What Microsoft Graph PowerShell answers. */
export const graphQueries: readonly QueryDraft[] = [
  {
    id: 'admin-methods',
    answers: 'mfa/registered',
    kind: 'graph',
    sources: ['mfa-report'],
    limits: [statementOf('limit.mfa-report', 'mfa-report'), premium],
    pipeline: () => [
      'Get-MgReportAuthenticationMethodUserRegistrationDetail -All',
      'Where-Object { $_.IsAdmin }',
    ],
    result: [
      ...plain('UserPrincipalName', 'UserDisplayName', 'Id', 'IsAdmin', 'IsMfaRegistered', 'IsMfaCapable'),
      ...lists('MethodsRegistered'),
      ...plain('LastUpdatedDateTime'),
    ],
  },
  {
    id: 'conditional-access',
    answers: 'mfa/require',
    kind: 'graph',
    sources: ['set-up-mfa', 'conditional-access'],
    limits: [statementOf('limit.conditional-access', 'conditional-access')],
    pipeline: () => ['Get-MgIdentityConditionalAccessPolicy -All'],
    result: [
      ...plain('Id', 'DisplayName', 'State'),
      { name: 'IncludeUsers', from: '$_.Conditions.Users.IncludeUsers', list: true },
      { name: 'IncludeRoles', from: '$_.Conditions.Users.IncludeRoles', list: true },
      { name: 'IncludeApplications', from: '$_.Conditions.Applications.IncludeApplications', list: true },
      { name: 'ExcludeUsers', from: '$_.Conditions.Users.ExcludeUsers', list: true },
      { name: 'ExcludeRoles', from: '$_.Conditions.Users.ExcludeRoles', list: true },
      { name: 'BuiltInControls', from: '$_.GrantControls.BuiltInControls', list: true },
      { name: 'AuthenticationStrength', from: '$_.GrantControls.AuthenticationStrength.DisplayName' },
      ...plain('CreatedDateTime', 'ModifiedDateTime'),
    ],
  },
  {
    id: 'security-defaults',
    answers: 'mfa/require',
    kind: 'graph',
    sources: ['set-up-mfa', 'security-defaults'],
    limits: [statementOf('limit.conditional-access', 'security-defaults')],
    pipeline: () => ['Get-MgPolicyIdentitySecurityDefaultEnforcementPolicy'],
    result: plain('DisplayName', 'IsEnabled'),
  },
  {
    id: 'directory-roles',
    answers: 'mfa/roles',
    kind: 'graph',
    sources: ['compromised-account', 'directory-roles'],
    limits: [statementOf('limit.directory-roles', 'directory-roles')],
    pipeline: () => [
      'Get-MgDirectoryRole -All',
      `ForEach-Object { $role = $_; Get-MgDirectoryRoleMember -DirectoryRoleId $role.Id -All | ForEach-Object { [pscustomobject]@{ Role = $role.DisplayName; RoleTemplateId = $role.RoleTemplateId; ${memberOf('$_')} } } }`,
    ],
    result: roleColumns,
  },
  {
    id: 'eligible-roles',
    answers: 'mfa/roles',
    kind: 'graph',
    sources: ['role-eligibility'],
    limits: [premiumTwo],
    pipeline: () => [
      "Get-MgRoleManagementDirectoryRoleEligibilityScheduleInstance -All -ExpandProperty 'principal','roleDefinition'",
      `ForEach-Object { [pscustomobject]@{ Role = $_.RoleDefinition.DisplayName; RoleTemplateId = $_.RoleDefinition.TemplateId; ${memberOf('$_.Principal')}; Assignment = 'Eligible' } }`,
    ],
    result: [...roleColumns, ...plain('Assignment')],
  },
  {
    id: 'sign-ins',
    answers: 'users/sign-ins',
    kind: 'graph',
    sources: ['compromised-account', 'sign-ins'],
    limits: [statementOf('limit.sign-ins', 'sign-ins'), premium],
    pipeline: ({ period, accounts }) =>
      accounts.length > 0
        ? [
            accounts.map((account) => odataEquals('userPrincipalName', account)).join(','),
            `ForEach-Object { Get-MgAuditLogSignIn -All -Filter ($_ + ' and ' + ${createdSince(period)}) }`,
          ]
        : [`Get-MgAuditLogSignIn -All -Filter (${createdSince(period)})`],
    result: signIn,
  },
  {
    id: 'smtp-sign-ins',
    answers: 'users/sign-ins',
    kind: 'graph',
    sources: ['sign-ins', 'smtp-auth'],
    limits: [statementOf('limit.sign-ins', 'sign-ins'), premium],
    pipeline: ({ period }) => [
      `Get-MgAuditLogSignIn -All -Filter ('clientAppUsed eq ''Authenticated SMTP'' and ' + ${createdSince(period)})`,
    ],
    result: signIn,
  },
  {
    id: 'account-state',
    answers: 'users/disable',
    kind: 'graph',
    sources: ['compromised-account', 'graph-user'],
    pipeline: ({ accounts }) => [
      ...accountsOr(accounts),
      "ForEach-Object { Get-MgUser -UserId $_ -Property 'id','userPrincipalName','accountEnabled','signInSessionsValidFromDateTime','lastPasswordChangeDateTime' }",
    ],
    result: plain(
      ...['UserPrincipalName', 'Id', 'AccountEnabled', 'SignInSessionsValidFromDateTime'],
      'LastPasswordChangeDateTime',
    ),
  },
  {
    id: 'disable-account',
    answers: 'users/disable',
    kind: 'graph',
    changes: true,
    sources: ['compromised-account'],
    limits: [statementOf('limit.disable', 'compromised-account')],
    pipeline: ({ accounts }) => [`Update-MgUser -UserId ${oneAccount(accounts)} -AccountEnabled:$false`],
  },
  {
    id: 'revoke-sessions',
    answers: 'users/sessions',
    kind: 'graph',
    changes: true,
    sources: ['compromised-account', 'revoke-sessions'],
    pipeline: ({ accounts }) => [`Revoke-MgUserSignInSession -UserId ${oneAccount(accounts)}`],
  },
  {
    id: 'account-methods',
    answers: 'users/methods',
    kind: 'graph',
    sources: ['compromised-account', 'authentication-methods'],
    limits: [statementOf('limit.methods', 'authentication-methods')],
    pipeline: ({ accounts }) => [
      ...accountsOr(accounts),
      "ForEach-Object { $user = $_; Get-MgUserAuthenticationMethod -UserId $user | ForEach-Object { $more = $_.AdditionalProperties; [pscustomobject]@{ UserPrincipalName = $user; Method = $more.'@odata.type'; CreatedDateTime = $more.createdDateTime; Detail = (@($more.displayName, $more.phoneNumber, $more.emailAddress) -ne $null) -join ' '; Id = $_.Id } } }",
    ],
    result: plain('UserPrincipalName', 'Method', 'CreatedDateTime', 'Detail', 'Id'),
  },
  {
    id: 'apps',
    answers: 'users/apps',
    kind: 'graph',
    sources: ['oauth-attack', 'service-principals'],
    limits: [statementOf('limit.apps', 'service-principals')],
    pipeline: () => [
      'Get-MgServicePrincipal -All',
      `Where-Object { $_.AppOwnerOrganizationId -ne '${microsoftTenant}' }`,
    ],
    result: [
      ...plain(
        'DisplayName',
        'Id',
        'AppId',
        'ServicePrincipalType',
        'AccountEnabled',
        'AppOwnerOrganizationId',
      ),
      { name: 'VerifiedPublisher', from: '$_.VerifiedPublisher.DisplayName' },
      {
        name: 'Owners',
        from: '(Get-MgServicePrincipalOwner -ServicePrincipalId $_.Id -All).AdditionalProperties.userPrincipalName',
        list: true,
      },
      {
        name: 'ApplicationPermissions',
        from: 'Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $_.Id -All | ForEach-Object { $given = $_; (Get-MgServicePrincipal -ServicePrincipalId $given.ResourceId).AppRoles | Where-Object { $_.Id -eq $given.AppRoleId } | ForEach-Object { $_.Value } }',
        list: true,
      },
      {
        name: 'DirectoryRoles',
        from: "Get-MgServicePrincipalMemberOf -ServicePrincipalId $_.Id -All | Where-Object { $_.AdditionalProperties.'@odata.type' -eq '#microsoft.graph.directoryRole' } | ForEach-Object { $_.AdditionalProperties.displayName }",
        list: true,
      },
      {
        name: 'CredentialAdded',
        from: '(@($_.PasswordCredentials) + @($_.KeyCredentials) | Sort-Object StartDateTime | Select-Object -Last 1).StartDateTime',
      },
      { name: 'CreatedDateTime', from: '$_.AdditionalProperties.createdDateTime' },
    ],
  },
  {
    id: 'app-consents',
    answers: 'users/apps',
    kind: 'graph',
    sources: ['compromised-account', 'consents'],
    pipeline: () => ['Get-MgOauth2PermissionGrant -All'],
    result: [
      { name: 'App', from: '(Get-MgServicePrincipal -ServicePrincipalId $_.ClientId).DisplayName' },
      ...plain('ClientId', 'ConsentType'),
      {
        name: 'User',
        from: 'if ($_.PrincipalId) { (Get-MgUser -UserId $_.PrincipalId).UserPrincipalName }',
      },
      { name: 'Resource', from: '(Get-MgServicePrincipal -ServicePrincipalId $_.ResourceId).DisplayName' },
      ...plain('Scope', 'Id'),
    ],
  },
  {
    id: 'remove-consent',
    answers: 'users/apps',
    kind: 'graph',
    changes: true,
    sources: ['compromised-account', 'consents'],
    pipeline: () => [
      "Invoke-MgGraphRequest -Method DELETE -Uri ('/v1.0/oauth2PermissionGrants/' + (Read-Host 'Id of the consent to take back'))",
    ],
  },
  {
    id: 'disable-app',
    answers: 'users/apps',
    kind: 'graph',
    changes: true,
    sources: ['oauth-attack', 'service-principals'],
    pipeline: () => [
      "Update-MgServicePrincipal -ServicePrincipalId (Read-Host 'Id of the app that nobody knows') -AccountEnabled:$false",
    ],
  },
  {
    id: 'service-issues',
    answers: 'support/health',
    kind: 'graph',
    sources: ['service-health', 'service-issues'],
    limits: [statementOf('limit.service-issues', 'service-issues')],
    pipeline: () => ["Get-MgServiceAnnouncementIssue -All -Filter 'service eq ''Exchange Online'''"],
    result: plain(
      ...['Id', 'Title', 'Service', 'Feature', 'Classification', 'Status', 'IsResolved', 'StartDateTime'],
      ...['EndDateTime', 'LastModifiedDateTime', 'ImpactDescription'],
    ),
  },
  {
    id: 'subscriptions',
    answers: 'support/cause',
    kind: 'graph',
    sources: ['subscriptions', 'fix-ndr-codes'],
    pipeline: () => ['Get-MgDirectorySubscription -All'],
    result: plain(
      ...['SkuPartNumber', 'Status', 'IsTrial', 'TotalLicenses', 'CreatedDateTime', 'NextLifecycleDateTime'],
    ),
  },
  {
    id: 'licenses',
    answers: 'support/cause',
    kind: 'graph',
    sources: ['licenses', 'fix-ndr-codes'],
    pipeline: () => ['Get-MgSubscribedSku -All'],
    result: [
      ...plain('SkuPartNumber', 'CapabilityStatus', 'ConsumedUnits'),
      ...['Enabled', 'Warning', 'Suspended', 'LockedOut'].map((name) => ({
        name,
        from: `$_.PrepaidUnits.${name}`,
      })),
    ],
  },
];
