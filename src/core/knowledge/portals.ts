import type { SourceId } from './sources';
import type { TextId } from './texts';

/** A page of a portal where a step is done. */
export interface Portal {
  /** Absolute https address. */
  readonly url: string;
  readonly title: TextId;
  /** The least role, and the licence where one is needed. */
  readonly needs: TextId;
  /** What address, role and licence rest on. */
  readonly sources: readonly [SourceId, ...SourceId[]];
}

const page = <Id extends string>(id: Id, url: string, ...sources: Portal['sources']) => ({
  url,
  title: `portal.${id}` as const,
  needs: `portal.${id}.needs` as const,
  sources,
});

/** Every page that a step, an action or a way out leads to. */
export const portals = {
  'restricted-entities': page(
    'restricted-entities',
    'https://security.microsoft.com/restrictedentities',
    'blocked-connectors',
    'restricted-users',
  ),
  connectors: page(
    'connectors',
    'https://admin.exchange.microsoft.com/#/connectors',
    'compromised-connector',
    'exchange-permissions',
  ),
  'message-trace': page(
    'message-trace',
    'https://admin.exchange.microsoft.com/#/messagetrace',
    'message-trace-page',
  ),
  'non-accepted-domains': page(
    'non-accepted-domains',
    'https://admin.exchange.microsoft.com/#/reports/nonaccepteddomain',
    'non-accepted-domain-report',
    'exchange-permissions',
  ),
  domains: page(
    'domains',
    'https://admin.microsoft.com/Adminportal/Home#/Domains',
    'least-roles',
    'add-domain',
  ),
  licenses: page('licenses', 'https://admin.microsoft.com/Adminportal/Home#/licenses', 'least-roles'),
  'service-health': page(
    'service-health',
    'https://admin.microsoft.com/Adminportal/Home#/servicehealth',
    'service-health',
  ),
  support: page('support', 'https://admin.microsoft.com/AdminPortal/Home#/support', 'contact-support'),
  'ndr-diagnostic': page('ndr-diagnostic', 'https://aka.ms/PillarEmailNDR', 'ndr-codes'),
  alerts: page('alerts', 'https://security.microsoft.com/alerts', 'compromised-connector', 'alert-policies'),
  'block-list': page(
    'block-list',
    'https://security.microsoft.com/tenantAllowBlockList',
    'tenant-allow-block-list-email',
  ),
  'outbound-policies': page(
    'outbound-policies',
    'https://security.microsoft.com/antispam',
    'external-forwarding',
  ),
  audit: page('audit', 'https://security.microsoft.com/auditlogsearch', 'audit-log'),
  'mfa-registration': page(
    'mfa-registration',
    'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/AuthenticationMethodsMenuBlade/~/UserRegistrationDetails',
    'mfa-report-licence',
    'mfa-report',
  ),
  'conditional-access': page(
    'conditional-access',
    'https://entra.microsoft.com/#view/Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies',
    'least-roles',
  ),
  'sign-in-logs': page(
    'sign-in-logs',
    'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInLogsList.ReactView',
    'least-roles',
  ),
  users: page(
    'users',
    'https://admin.microsoft.com/Adminportal/Home#/users',
    'compromised-account',
    'least-roles',
  ),
  'admin-roles': page(
    'admin-roles',
    'https://admin.exchange.microsoft.com/#/adminRoles',
    'compromised-account',
    'least-roles',
  ),
  apps: page(
    'apps',
    'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview',
    'least-roles',
  ),
  'transport-rules': page(
    'transport-rules',
    'https://admin.exchange.microsoft.com/#/transportrules',
    'exchange-permissions',
  ),
  mailboxes: page(
    'mailboxes',
    'https://admin.exchange.microsoft.com/#/mailboxes',
    'compromised-account',
    'exchange-permissions',
  ),
} as const satisfies Record<string, Portal>;

/** Key of a portal's page. */
export type PortalId = keyof typeof portals;
