import type { TextId } from './texts';

/** Where a statement was taken from; `kind` tells the reader how far to trust it. */
export interface StatementSource {
  /**
   * `seed`: the document this product was made from, or linked by it; `microsoft`: another page of Microsoft's
   * documentation; `software`: the documentation of a mail server; `rfc`: a standard; `report`: seen in public threads,
   * not documented by Microsoft.
   */
  readonly kind: 'seed' | 'microsoft' | 'software' | 'rfc' | 'report';
  readonly title: TextId;
  /** Absolute https address. A `report` without one stable address has none. */
  readonly url?: string;
  /** The date that the page bore when it was last read for this catalogue, `2026-10-02`; missing where it bears none. */
  readonly revised?: string;
}

/**
 * Everything a statement may rest on. Pages that Microsoft has moved or renamed since the source document was written
 * stand here under today's address.
 */
export const sources = {
  seed: {
    kind: 'seed',
    title: 'source.seed',
    url: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/fix-error-code-5-7-700-through-5-7-750',
    revised: '2020-01-09',
  },
  'add-domain': {
    kind: 'seed',
    title: 'source.add-domain',
    url: 'https://learn.microsoft.com/microsoft-365/admin/setup/add-domain',
  },
  'accepted-domains': {
    kind: 'seed',
    title: 'source.accepted-domains',
    url: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/manage-accepted-domains/manage-accepted-domains',
  },
  'set-up-mfa': {
    kind: 'seed',
    title: 'source.set-up-mfa',
    url: 'https://learn.microsoft.com/microsoft-365/admin/security-and-compliance/set-up-multi-factor-authentication',
  },
  'use-connectors': {
    kind: 'seed',
    title: 'source.use-connectors',
    url: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/use-connectors-to-configure-mail-flow',
  },
  'validate-connectors': {
    kind: 'seed',
    title: 'source.validate-connectors',
    url: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/validate-connectors',
  },
  'compromised-account': {
    kind: 'seed',
    title: 'source.compromised-account',
    url: 'https://learn.microsoft.com/defender-office-365/responding-to-a-compromised-email-account',
    revised: '2026-07-17',
  },
  'contact-support': {
    kind: 'seed',
    title: 'source.contact-support',
    url: 'https://learn.microsoft.com/microsoft-365/admin/contact-support-for-business-products',
  },
  'anti-spam': {
    kind: 'seed',
    title: 'source.anti-spam',
    url: 'https://learn.microsoft.com/defender-office-365/anti-spam-protection-about',
  },
  'sending-limits': {
    kind: 'seed',
    title: 'source.sending-limits',
    url: 'https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#sending-limits-1',
  },
  'ndr-codes': {
    kind: 'seed',
    title: 'source.ndr-codes',
    url: 'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/ndr/non-delivery-reports-in-exchange-online',
    revised: '2026-01-07',
  },
  'configure-forwarding': {
    kind: 'seed',
    title: 'source.configure-forwarding',
    url: 'https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/configure-email-forwarding',
  },
  'devices-and-applications': {
    kind: 'seed',
    title: 'source.devices-and-applications',
    url: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
  },
  'fix-ndr-codes': {
    kind: 'microsoft',
    title: 'source.fix-ndr-codes',
    url: 'https://learn.microsoft.com/exchange/troubleshoot/email-delivery/ndr/fix-error-codes-550-5-7-703-550-5-7-705-550-5-7-708-550-5-7-750',
    revised: '2026-10-02',
  },
  'older-article': {
    kind: 'microsoft',
    title: 'source.older-article',
    url: 'https://github.com/MicrosoftDocs/SupportArticles-docs/blob/0a82626b2199569e6481e8826b8dcf11195b56f2/Exchange/ExchangeOnline/email-delivery/ndr/fix-error-code-5-7-700-through-5-7-750.md',
  },
  'older-table': {
    kind: 'microsoft',
    title: 'source.older-table',
    url: 'https://github.com/MicrosoftDocs/OfficeDocs-Exchange/pull/1230',
    revised: '2019-08-01',
  },
  'blocked-connectors': {
    kind: 'microsoft',
    title: 'source.blocked-connectors',
    url: 'https://learn.microsoft.com/defender-office-365/connectors-remove-blocked',
    revised: '2026-07-03',
  },
  'compromised-connector': {
    kind: 'microsoft',
    title: 'source.compromised-connector',
    url: 'https://learn.microsoft.com/defender-office-365/connectors-detect-respond-to-compromise',
    revised: '2023-06-14',
  },
  'restricted-users': {
    kind: 'microsoft',
    title: 'source.restricted-users',
    url: 'https://learn.microsoft.com/defender-office-365/outbound-spam-restore-restricted-users',
  },
  'outbound-spam': {
    kind: 'microsoft',
    title: 'source.outbound-spam',
    url: 'https://learn.microsoft.com/defender-office-365/outbound-spam-protection-about',
  },
  'external-forwarding': {
    kind: 'microsoft',
    title: 'source.external-forwarding',
    url: 'https://learn.microsoft.com/defender-office-365/outbound-spam-policies-external-email-forwarding',
    revised: '2023-06-19',
  },
  'outbound-limits': {
    kind: 'microsoft',
    title: 'source.outbound-limits',
    url: 'https://learn.microsoft.com/defender-office-365/outbound-spam-sending-limits-troubleshoot',
    revised: '2026-05-26',
  },
  'delist-portal': {
    kind: 'microsoft',
    title: 'source.delist-portal',
    url: 'https://learn.microsoft.com/defender-office-365/external-senders-use-the-delist-portal-to-unblock-yourself',
  },
  'tenant-allow-block-list': {
    kind: 'microsoft',
    title: 'source.tenant-allow-block-list',
    url: 'https://learn.microsoft.com/defender-office-365/tenant-allow-block-list-about',
  },
  'tenant-allow-block-list-email': {
    kind: 'microsoft',
    title: 'source.tenant-allow-block-list-email',
    url: 'https://learn.microsoft.com/defender-office-365/tenant-allow-block-list-email-spoof-configure',
    revised: '2026-02-23',
  },
  'service-health': {
    kind: 'microsoft',
    title: 'source.service-health',
    url: 'https://learn.microsoft.com/microsoft-365/enterprise/view-service-health',
    revised: '2023-07-19',
  },
  'alert-policies': {
    kind: 'microsoft',
    title: 'source.alert-policies',
    url: 'https://learn.microsoft.com/defender-xdr/alert-policies',
    revised: '2026-04-29',
  },
  'message-trace-v2': {
    kind: 'microsoft',
    title: 'source.message-trace-v2',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-messagetracev2',
  },
  'inbox-rule': {
    kind: 'microsoft',
    title: 'source.inbox-rule',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-inboxrule',
  },
  'audit-log': {
    kind: 'microsoft',
    title: 'source.audit-log',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/search-unifiedauditlog',
  },
  'mfa-report': {
    kind: 'microsoft',
    title: 'source.mfa-report',
    url: 'https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails',
  },
  'anonymous-relay': {
    kind: 'microsoft',
    title: 'source.anonymous-relay',
    url: 'https://learn.microsoft.com/exchange/mail-flow/connectors/allow-anonymous-relay',
  },
  'exchange-builds': {
    kind: 'microsoft',
    title: 'source.exchange-builds',
    url: 'https://learn.microsoft.com/exchange/new-features/build-numbers-and-release-dates',
  },
  'accepted-domain-cmdlet': {
    kind: 'microsoft',
    title: 'source.accepted-domain-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-accepteddomain',
  },
  'inbound-connector-cmdlet': {
    kind: 'microsoft',
    title: 'source.inbound-connector-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-inboundconnector',
  },
  'outbound-connector-cmdlet': {
    kind: 'microsoft',
    title: 'source.outbound-connector-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-outboundconnector',
  },
  'mailbox-permission-cmdlet': {
    kind: 'microsoft',
    title: 'source.mailbox-permission-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-mailboxpermission',
  },
  'outbound-policy-cmdlet': {
    kind: 'microsoft',
    title: 'source.outbound-policy-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-hostedoutboundspamfilterpolicy',
  },
  'remove-blocked-sender': {
    kind: 'microsoft',
    title: 'source.remove-blocked-sender',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/remove-blockedsenderaddress',
  },
  'remove-blocked-connector': {
    kind: 'microsoft',
    title: 'source.remove-blocked-connector',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/remove-blockedconnector',
  },
  'tenant-list-cmdlet': {
    kind: 'microsoft',
    title: 'source.tenant-list-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-tenantallowblocklistitems',
  },
  'receive-connector-cmdlet': {
    kind: 'microsoft',
    title: 'source.receive-connector-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-receiveconnector',
  },
  'ad-permission-cmdlet': {
    kind: 'microsoft',
    title: 'source.ad-permission-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-adpermission',
  },
  'tracking-log-cmdlet': {
    kind: 'microsoft',
    title: 'source.tracking-log-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-messagetrackinglog',
  },
  'historical-search': {
    kind: 'microsoft',
    title: 'source.historical-search',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/start-historicalsearch',
  },
  'audit-enable': {
    kind: 'microsoft',
    title: 'source.audit-enable',
    url: 'https://learn.microsoft.com/purview/audit-log-enable-disable',
  },
  'conditional-access': {
    kind: 'microsoft',
    title: 'source.conditional-access',
    url: 'https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies',
  },
  'security-defaults': {
    kind: 'microsoft',
    title: 'source.security-defaults',
    url: 'https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get',
  },
  'directory-roles': {
    kind: 'microsoft',
    title: 'source.directory-roles',
    url: 'https://learn.microsoft.com/graph/api/directoryrole-list',
  },
  'sign-ins': {
    kind: 'microsoft',
    title: 'source.sign-ins',
    url: 'https://learn.microsoft.com/graph/api/signin-list',
  },
  'log-analytics-limits': {
    kind: 'microsoft',
    title: 'source.log-analytics-limits',
    url: 'https://learn.microsoft.com/azure/azure-monitor/service-limits',
  },
  'kusto-in': {
    kind: 'microsoft',
    title: 'source.kusto-in',
    url: 'https://learn.microsoft.com/kusto/query/in-operator',
  },
  'kibana-reporting': {
    kind: 'software',
    title: 'source.kibana-reporting',
    url: 'https://www.elastic.co/guide/en/kibana/8.15/reporting-settings-kb.html',
  },
  'elastic-query-string': {
    kind: 'software',
    title: 'source.elastic-query-string',
    url: 'https://www.elastic.co/guide/en/elasticsearch/reference/8.15/query-dsl-query-string-query.html',
  },
  'splunk-eventstats': {
    kind: 'software',
    title: 'source.splunk-eventstats',
    url: 'https://help.splunk.com/splunk-enterprise/spl-search-reference/9.0/search-commands/eventstats',
  },
  'splunk-limits': {
    kind: 'software',
    title: 'source.splunk-limits',
    url: 'https://help.splunk.com/en/splunk-enterprise/administer/admin-manual/10.4/configuration-file-reference/10.4.3-configuration-file-reference/limits.conf',
  },
  'loki-logcli': {
    kind: 'software',
    title: 'source.loki-logcli',
    url: 'https://grafana.com/docs/loki/latest/query/logcli/',
  },
  'graylog-search': {
    kind: 'software',
    title: 'source.graylog-search',
    url: 'https://go2docs.graylog.org/current/making_sense_of_your_log_data/search_syntax_reference.htm',
  },
  'clickhouse-search': {
    kind: 'software',
    title: 'source.clickhouse-search',
    url: 'https://clickhouse.com/docs/sql-reference/functions/string-search-functions',
  },
  'clickhouse-outfile': {
    kind: 'software',
    title: 'source.clickhouse-outfile',
    url: 'https://clickhouse.com/docs/sql-reference/statements/select/into-outfile',
  },
  'duckdb-csv': {
    kind: 'software',
    title: 'source.duckdb-csv',
    url: 'https://duckdb.org/docs/stable/data/csv/overview',
  },
  'hunting-limits': {
    kind: 'microsoft',
    title: 'source.hunting-limits',
    url: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-limits',
  },
  'hunting-email-events': {
    kind: 'microsoft',
    title: 'source.hunting-email-events',
    url: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-emailevents-table',
  },
  'hunting-post-delivery-events': {
    kind: 'microsoft',
    title: 'source.hunting-post-delivery-events',
    url: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-emailpostdeliveryevents-table',
  },
  'hunting-click-events': {
    kind: 'microsoft',
    title: 'source.hunting-click-events',
    url: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-urlclickevents-table',
  },
  'hunting-logon-events': {
    kind: 'microsoft',
    title: 'source.hunting-logon-events',
    url: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-identitylogonevents-table',
  },
  'hunting-cloud-app-events': {
    kind: 'microsoft',
    title: 'source.hunting-cloud-app-events',
    url: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-cloudappevents-table',
  },
  'non-accepted-domain-report': {
    kind: 'microsoft',
    title: 'source.non-accepted-domain-report',
    url: 'https://learn.microsoft.com/exchange/monitoring/mail-flow-reports/mfr-non-accepted-domain-report',
  },
  'exchange-permissions': {
    kind: 'microsoft',
    title: 'source.exchange-permissions',
    url: 'https://learn.microsoft.com/exchange/permissions-exo/permissions-exo',
  },
  'least-roles': {
    kind: 'microsoft',
    title: 'source.least-roles',
    url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/delegate-by-task',
    revised: '2023-01-05',
  },
  'message-trace-page': {
    kind: 'microsoft',
    title: 'source.message-trace-page',
    url: 'https://learn.microsoft.com/defender-office-365/message-trace-defender-portal',
    revised: '2023-10-09',
  },
  'smtp-auth-end': {
    kind: 'microsoft',
    title: 'source.smtp-auth-end',
    url: 'https://techcommunity.microsoft.com/blog/exchange/updated-exchange-online-smtp-auth-basic-authentication-deprecation-timeline/4489835',
    revised: '2026-01-29',
  },
  'onmicrosoft-limit': {
    kind: 'microsoft',
    title: 'source.onmicrosoft-limit',
    url: 'https://techcommunity.microsoft.com/blog/exchange/limiting-onmicrosoft-domain-usage-for-sending-emails/4446167',
    revised: '2025-08-20',
  },
  'direct-send': {
    kind: 'microsoft',
    title: 'source.direct-send',
    url: 'https://techcommunity.microsoft.com/blog/exchange/introducing-more-control-over-direct-send-in-exchange-online/4408790',
    revised: '2025-04-28',
  },
  'high-volume-email': {
    kind: 'microsoft',
    title: 'source.high-volume-email',
    url: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/high-volume-mails-m365',
  },
  'safety-scanner': {
    kind: 'microsoft',
    title: 'source.safety-scanner',
    url: 'https://learn.microsoft.com/defender-endpoint/safety-scanner-download',
  },
  'server-attacks': {
    kind: 'microsoft',
    title: 'source.server-attacks',
    url: 'https://www.microsoft.com/security/blog/2021/03/25/analyzing-attacks-taking-advantage-of-the-exchange-server-vulnerabilities/',
    revised: '2021-03-25',
  },
  'oauth-attack': {
    kind: 'microsoft',
    title: 'source.oauth-attack',
    url: 'https://www.microsoft.com/security/blog/2022/09/22/malicious-oauth-applications-used-to-compromise-email-servers-and-spread-spam/',
    revised: '2022-09-22',
  },
  'organization-config-cmdlet': {
    kind: 'microsoft',
    title: 'source.organization-config-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-organizationconfig',
  },
  'transport-rule-cmdlet': {
    kind: 'microsoft',
    title: 'source.transport-rule-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-transportrule',
  },
  'transport-config-cmdlet': {
    kind: 'microsoft',
    title: 'source.transport-config-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-transportconfig',
  },
  'cas-mailbox-cmdlet': {
    kind: 'microsoft',
    title: 'source.cas-mailbox-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-casmailbox',
  },
  'remote-domain-cmdlet': {
    kind: 'microsoft',
    title: 'source.remote-domain-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-remotedomain',
  },
  'recipient-permission-cmdlet': {
    kind: 'microsoft',
    title: 'source.recipient-permission-cmdlet',
    url: 'https://learn.microsoft.com/powershell/module/exchangepowershell/get-recipientpermission',
  },
  'sending-limits-status': {
    kind: 'microsoft',
    title: 'source.sending-limits-status',
    url: 'https://microsoft.github.io/CSS-Exchange/Transport/Get-TerrlExternalRecipientEstimate/',
  },
  'smtp-auth': {
    kind: 'microsoft',
    title: 'source.smtp-auth',
    url: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
  },
  'mandatory-mfa': {
    kind: 'microsoft',
    title: 'source.mandatory-mfa',
    url: 'https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication',
    revised: '2025-02-27',
  },
  'server-enforcement': {
    kind: 'microsoft',
    title: 'source.server-enforcement',
    url: 'https://techcommunity.microsoft.com/t5/exchange-team-blog/throttling-and-blocking-email-from-persistently-vulnerable/ba-p/3815328',
    revised: '2023-05-08',
  },
  'server-enforcement-pause': {
    kind: 'microsoft',
    title: 'source.server-enforcement-pause',
    url: 'https://techcommunity.microsoft.com/t5/exchange-team-blog/how-to-pause-throttling-and-blocking-of-out-of-date-on-premises/ba-p/4007169',
    revised: '2023-12-12',
  },
  'mfa-report-licence': {
    kind: 'microsoft',
    title: 'source.mfa-report-licence',
    url: 'https://learn.microsoft.com/graph/api/resources/authenticationmethods-usage-insights-overview',
  },
  'role-eligibility': {
    kind: 'microsoft',
    title: 'source.role-eligibility',
    url: 'https://learn.microsoft.com/graph/api/rbacapplication-list-roleeligibilityscheduleinstances',
  },
  'graph-user': {
    kind: 'microsoft',
    title: 'source.graph-user',
    url: 'https://learn.microsoft.com/graph/api/user-get',
  },
  'revoke-sessions': {
    kind: 'microsoft',
    title: 'source.revoke-sessions',
    url: 'https://learn.microsoft.com/graph/api/user-revokesigninsessions',
  },
  'authentication-methods': {
    kind: 'microsoft',
    title: 'source.authentication-methods',
    url: 'https://learn.microsoft.com/graph/api/authentication-list-methods',
  },
  'service-principals': {
    kind: 'microsoft',
    title: 'source.service-principals',
    url: 'https://learn.microsoft.com/graph/api/serviceprincipal-list',
  },
  consents: {
    kind: 'microsoft',
    title: 'source.consents',
    url: 'https://learn.microsoft.com/graph/api/oauth2permissiongrant-list',
  },
  'service-issues': {
    kind: 'microsoft',
    title: 'source.service-issues',
    url: 'https://learn.microsoft.com/graph/api/serviceannouncement-list-issues',
  },
  subscriptions: {
    kind: 'microsoft',
    title: 'source.subscriptions',
    url: 'https://learn.microsoft.com/graph/api/directory-list-subscriptions',
  },
  licenses: {
    kind: 'microsoft',
    title: 'source.licenses',
    url: 'https://learn.microsoft.com/graph/api/subscribedsku-list',
  },
  'postfix-relay': {
    kind: 'software',
    title: 'source.postfix-relay',
    url: 'https://www.postfix.org/SMTPD_ACCESS_README.html',
  },
  postconf: {
    kind: 'software',
    title: 'source.postconf',
    url: 'https://www.postfix.org/postconf.1.html',
  },
  postqueue: {
    kind: 'software',
    title: 'source.postqueue',
    url: 'https://www.postfix.org/postqueue.1.html',
  },
  'rfc-3463': { kind: 'rfc', title: 'source.rfc-3463', url: 'https://www.rfc-editor.org/rfc/rfc3463' },
  'rfc-3464': { kind: 'rfc', title: 'source.rfc-3464', url: 'https://www.rfc-editor.org/rfc/rfc3464' },
  'report-incident': { kind: 'report', title: 'source.report-incident', url: 'https://m365jp.net/?p=1063' },
  'report-status-page': {
    kind: 'report',
    title: 'source.report-status-page',
    url: 'https://loyolaedu.status.page/incident/421669',
  },
  'report-cutover': {
    kind: 'report',
    title: 'source.report-cutover',
    url: 'https://listed.to/@darrmit/20907/5-7-700',
  },
  'report-queue': {
    kind: 'report',
    title: 'source.report-queue',
    url: 'https://geek-forum.com/t/error-5-7-705-access-denied-due-to-exceeded-threshold/34726',
  },
  'report-unprovisioned': {
    kind: 'report',
    title: 'source.report-unprovisioned',
    url: 'https://office365itpros.com/2020/07/28/exchange-online-protection-restricts-tenants-sending-unprovisioned-email/',
  },
  'report-graph': {
    kind: 'report',
    title: 'source.report-graph',
    url: 'https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/6095',
  },
  'report-mail-package': {
    kind: 'report',
    title: 'source.report-mail-package',
    url: 'https://github.com/motze92/office365-mail/issues/11',
  },
  'public-threads': { kind: 'report', title: 'source.public-threads' },
} as const satisfies Record<string, StatementSource>;

/** Key of a source. */
export type SourceId = keyof typeof sources;
