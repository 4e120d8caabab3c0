import { createdIn } from './powerShellPeriod';
import { type QueryDraft, statementOf } from './query';
import { odataEquals } from './quoting';

/** What Microsoft Graph PowerShell answers. */
export const graphQueries: readonly QueryDraft[] = [
  {
    id: 'admin-methods',
    answers: 'mfa/registered',
    kind: 'graph',
    sources: ['mfa-report'],
    limits: [statementOf('limit.mfa-report', 'mfa-report')],
    pipeline: () => [
      'Get-MgReportAuthenticationMethodUserRegistrationDetail -All',
      'Where-Object { $_.IsAdmin }',
    ],
    result: [
      ...['UserPrincipalName', 'UserDisplayName', 'IsAdmin', 'IsMfaRegistered', 'IsMfaCapable'].map(
        (name) => ({ name }),
      ),
      { name: 'MethodsRegistered', list: true },
      { name: 'LastUpdatedDateTime' },
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
      ...[{ name: 'Id' }, { name: 'DisplayName' }, { name: 'State' }],
      { name: 'IncludeUsers', from: '$_.Conditions.Users.IncludeUsers', list: true },
      { name: 'IncludeRoles', from: '$_.Conditions.Users.IncludeRoles', list: true },
      { name: 'ExcludeUsers', from: '$_.Conditions.Users.ExcludeUsers', list: true },
      { name: 'BuiltInControls', from: '$_.GrantControls.BuiltInControls', list: true },
      { name: 'AuthenticationStrength', from: '$_.GrantControls.AuthenticationStrength.DisplayName' },
      ...[{ name: 'CreatedDateTime' }, { name: 'ModifiedDateTime' }],
    ],
  },
  {
    id: 'security-defaults',
    answers: 'mfa/require',
    kind: 'graph',
    sources: ['set-up-mfa', 'security-defaults'],
    limits: [statementOf('limit.conditional-access', 'security-defaults')],
    pipeline: () => ['Get-MgPolicyIdentitySecurityDefaultEnforcementPolicy'],
    result: [{ name: 'DisplayName' }, { name: 'IsEnabled' }],
  },
  {
    id: 'directory-roles',
    answers: 'mfa/roles',
    kind: 'graph',
    sources: ['compromised-account', 'directory-roles'],
    limits: [statementOf('limit.directory-roles', 'directory-roles')],
    pipeline: () => [
      'Get-MgDirectoryRole -All',
      'ForEach-Object { $role = $_; Get-MgDirectoryRoleMember -DirectoryRoleId $role.Id -All | ForEach-Object { [pscustomobject]@{ Role = $role.DisplayName; UserPrincipalName = $_.AdditionalProperties.userPrincipalName; Id = $_.Id } } }',
    ],
    result: [{ name: 'Role' }, { name: 'UserPrincipalName' }, { name: 'Id' }],
  },
  {
    id: 'sign-ins',
    answers: 'users/sign-ins',
    kind: 'graph',
    sources: ['compromised-account', 'sign-ins'],
    limits: [statementOf('limit.sign-ins', 'sign-ins')],
    pipeline: ({ period, senders }) =>
      senders.length > 0
        ? [
            senders.map((sender) => odataEquals('userPrincipalName', sender)).join(','),
            `ForEach-Object { Get-MgAuditLogSignIn -All -Filter ($_ + ' and ' + ${createdIn(period)}) }`,
          ]
        : [`Get-MgAuditLogSignIn -All -Filter (${createdIn(period)})`],
    result: [
      ...['CreatedDateTime', 'UserPrincipalName', 'AppDisplayName', 'ClientAppUsed', 'IPAddress'].map(
        (name) => ({ name }),
      ),
      { name: 'City', from: '$_.Location.City' },
      { name: 'CountryOrRegion', from: '$_.Location.CountryOrRegion' },
      { name: 'ErrorCode', from: '$_.Status.ErrorCode' },
      { name: 'FailureReason', from: '$_.Status.FailureReason' },
      ...[{ name: 'ConditionalAccessStatus' }, { name: 'Id' }],
    ],
  },
];
