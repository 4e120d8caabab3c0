import type { AuditAction } from './factTypes/activityFacts';

/**
 * Operations as the unified audit log, Entra's audit log and Defender's CloudAppEvents name them, without case, blanks, hyphens and the
 * full stop that some end with. Sources: learn.microsoft.com/purview/audit-log-activities,
 * learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities, and the names of the cmdlets.
 */
const actions: Readonly<Record<AuditAction, readonly string[]>> = {
  'connector-made': ['New-InboundConnector', 'New-OutboundConnector'],
  'connector-changed': ['Set-InboundConnector', 'Set-OutboundConnector'],
  'connector-removed': ['Remove-InboundConnector', 'Remove-OutboundConnector'],
  'transport-rule-made': ['New-TransportRule', 'Enable-TransportRule'],
  'transport-rule-changed': ['Set-TransportRule'],
  'transport-rule-removed': ['Remove-TransportRule', 'Disable-TransportRule'],
  'inbox-rule': ['New-InboxRule', 'Set-InboxRule', 'Enable-InboxRule', 'UpdateInboxRules'],
  'inbox-rule-removed': ['Remove-InboxRule', 'Disable-InboxRule'],
  'mailbox-changed': ['Set-Mailbox', 'Set-CASMailbox'],
  'mailbox-permission': [
    'Add-MailboxPermission',
    'Add-RecipientPermission',
    'Add-MailboxFolderPermission',
    'AddFolderPermissions',
  ],
  'sent-as': ['SendAs', 'SendOnBehalf'],
  'role-member-added': [
    ...['Add member to role', 'Add eligible member to role', 'Add-RoleGroupMember', 'Update-RoleGroupMember'],
    ...['Add member to role in PIM completed (permanent)', 'Add member to role completed (PIM activation)'],
    ...['Add eligible member to role in PIM completed (permanent)', 'New-ManagementRoleAssignment'],
  ],
  'role-member-removed': ['Remove member from role', 'Remove-RoleGroupMember'],
  consent: ['Consent to application', 'Add delegated permission grant', 'Add OAuth2PermissionGrant'],
  'app-role-assigned': [
    'Add app role assignment to service principal',
    'Add app role assignment grant to user',
  ],
  'app-made': [
    'Add application',
    'Add service principal',
    'Add owner to application',
    'Add owner to service principal',
  ],
  'app-credential': [
    ...['Add service principal credentials', 'Update application – Certificates and secrets management'],
    'Update application - Certificates and secrets management',
  ],
  'app-removed': [
    ...['Remove service principal', 'Delete application', 'Remove OAuth2PermissionGrant'],
    ...['Remove delegated permission grant', 'Remove app role assignment from service principal'],
    'Disable service principal',
  ],
  'outbound-policy': [
    ...['Set-HostedOutboundSpamFilterPolicy', 'New-HostedOutboundSpamFilterPolicy'],
    ...['Set-HostedOutboundSpamFilterRule', 'Set-RemoteDomain', 'Set-TransportConfig'],
  ],
  'block-list': [
    'New-TenantAllowBlockListItems',
    'Set-TenantAllowBlockListItems',
    'Remove-TenantAllowBlockListItems',
  ],
  'domain-added': ['Add unverified domain', 'Add verified domain', 'Verify domain', 'New-AcceptedDomain'],
  'account-made': ['Add user', 'New-Mailbox'],
  'account-disabled': ['Disable account'],
  'account-enabled': ['Enable account'],
  'password-reset': ['Reset user password', 'Change user password', 'Reset password (by admin)'],
  'sessions-revoked': ['Update StsRefreshTokenValidFrom Timestamp', 'Revoke Sign In Sessions'],
  'mfa-method': [
    ...['User registered security info', 'Admin registered security info', 'User deleted security info'],
    'User changed default security info',
  ],
  released: ['Remove-BlockedSenderAddress', 'Remove-BlockedConnector'],
  'signed-in': ['UserLoggedIn'],
  'sign-in-failed': ['UserLoginFailed'],
};

const byKey = new Map(
  Object.entries(actions).flatMap(([action, operations]) =>
    operations.map((operation) => [operationKey(operation), action as AuditAction] as const),
  ),
);

/** What an operation of an audit log is about; undefined for what no step asks about. */
export function auditAction(operation: string): AuditAction | undefined {
  return byKey.get(operationKey(operation));
}

function operationKey(operation: string): string {
  return operation.toLowerCase().replace(/[^a-z0-9]/g, '');
}
