import { describe, expect, it } from 'vitest';
import { auditAction } from '../../../../src/core/tenant/auditActions';

describe('an operation of an audit log', () => {
  it.each([
    ['New-InboundConnector', 'connector-made'],
    ['Remove-OutboundConnector', 'connector-removed'],
    ['UpdateInboxRules', 'inbox-rule'],
    ['Remove-InboxRule', 'inbox-rule-removed'],
    ['Add member to role.', 'role-member-added'],
    ['Add member to role', 'role-member-added'],
    ['Add-RoleGroupMember', 'role-member-added'],
    ['Consent to application.', 'consent'],
    ['Add app role assignment to service principal.', 'app-role-assigned'],
    ['Update application \u2013 Certificates and secrets management ', 'app-credential'],
    ['Disable account.', 'account-disabled'],
    ['Verify domain.', 'domain-added'],
    ['SendAs', 'sent-as'],
    ['Update StsRefreshTokenValidFrom Timestamp.', 'sessions-revoked'],
    ['Remove-BlockedSenderAddress', 'released'],
    ['UserLoginFailed', 'sign-in-failed'],
    ['MailItemsAccessed', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%s is about %s', (operation, action) => {
    expect(auditAction(operation)).toBe(action);
  });
});
