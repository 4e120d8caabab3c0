import { localPeriod } from './powerShellPeriod';
import { enumerations, lists, plain } from './property';
import { type QueryDraft, statementOf } from './query';
import { powerShellStrings, shellWord } from './quoting';

const shell = [statementOf('limit.management-shell', 'anonymous-relay')];

/** What the own servers answer, Exchange Server and Postfix. */
export const serverQueries: readonly QueryDraft[] = [
  {
    id: 'receive-connectors',
    answers: 'on-premises/receive-connectors',
    kind: 'exchange-server',
    sources: ['anonymous-relay', 'receive-connector-cmdlet'],
    limits: shell,
    pipeline: () => ['Get-ReceiveConnector', 'Sort-Object WhenChangedUTC -Descending'],
    result: [
      ...plain('Identity', 'Enabled'),
      ...enumerations('TransportRole', 'PermissionGroups', 'AuthMechanism'),
      ...lists('RemoteIPRanges', 'Bindings'),
      ...plain('WhenCreatedUTC', 'WhenChangedUTC'),
    ],
  },
  {
    id: 'anonymous-relay',
    answers: 'on-premises/relay',
    kind: 'exchange-server',
    sources: ['anonymous-relay', 'ad-permission-cmdlet'],
    limits: shell,
    pipeline: () => [
      'Get-ReceiveConnector',
      // By its security identifier: Windows translates the account's name.
      "Get-ADPermission -User (([System.Security.Principal.SecurityIdentifier]'S-1-5-7').Translate([System.Security.Principal.NTAccount]).Value)",
      "Where-Object { $_.ExtendedRights -like 'ms-Exch-SMTP-Accept-Any-Recipient' }",
    ],
    result: [...plain('Identity', 'User'), ...lists('ExtendedRights'), ...plain('Deny', 'IsInherited')],
  },
  {
    id: 'postfix-relay',
    answers: 'on-premises/third-party',
    kind: 'postfix',
    sources: ['postfix-relay', 'postconf'],
    limits: [statementOf('limit.postconf', 'postconf')],
    pipeline: () => [
      'postconf mynetworks mynetworks_style relay_domains smtpd_relay_restrictions smtpd_recipient_restrictions smtpd_client_restrictions smtpd_sasl_auth_enable smtpd_tls_security_level relayhost',
    ],
  },
  {
    id: 'postfix-services',
    answers: 'on-premises/third-party',
    kind: 'postfix',
    sources: ['postconf'],
    limits: [statementOf('limit.postconf', 'postconf')],
    pipeline: () => ['postconf -P', "grep -E 'mynetworks|_restrictions|smtpd_sasl'"],
  },
  {
    id: 'server-senders',
    answers: 'on-premises/legitimate',
    kind: 'exchange-server',
    sources: ['anti-spam', 'tracking-log-cmdlet'],
    limits: [...shell, statementOf('limit.servers', 'tracking-log-cmdlet')],
    pipeline: ({ period, servers }) => [
      ...(servers.length > 0
        ? ([
            powerShellStrings(servers),
            `ForEach-Object { Get-MessageTrackingLog -Server $_ -EventId SEND ${localPeriod(period)} -ResultSize Unlimited }`,
          ] as const)
        : ([`Get-MessageTrackingLog -EventId SEND ${localPeriod(period)} -ResultSize Unlimited`] as const)),
      'Group-Object Sender',
      'Sort-Object Count -Descending',
    ],
    result: plain('Count', 'Name'),
  },
  {
    id: 'postfix-queue',
    answers: 'on-premises/legitimate',
    kind: 'postfix',
    sources: ['postqueue'],
    limits: [statementOf('limit.postqueue', 'postqueue', 'report-queue')],
    pipeline: ({ domains, senders }) => {
      const wanted = domains.length > 0 ? domains : senders;
      return wanted.length > 0
        ? ['postqueue -j', `grep -F ${wanted.map((value) => `-e ${shellWord(value)}`).join(' ')}`]
        : ['postqueue -j'];
    },
  },
];
