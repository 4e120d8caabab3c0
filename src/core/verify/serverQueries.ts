import { localPeriod } from './powerShellPeriod';
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
      ...[{ name: 'Identity' }, { name: 'Enabled' }, { name: 'TransportRole' }, { name: 'PermissionGroups' }],
      ...[
        { name: 'AuthMechanism' },
        { name: 'RemoteIPRanges', list: true },
        { name: 'Bindings', list: true },
      ],
      ...[{ name: 'WhenCreatedUTC' }, { name: 'WhenChangedUTC' }],
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
      "Get-ADPermission -User 'NT AUTHORITY\\ANONYMOUS LOGON'",
      "Where-Object { $_.ExtendedRights -like 'ms-Exch-SMTP-Accept-Any-Recipient' }",
    ],
    result: [
      ...[{ name: 'Identity' }, { name: 'User' }, { name: 'ExtendedRights', list: true }],
      ...[{ name: 'Deny' }, { name: 'IsInherited' }],
    ],
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
    result: [{ name: 'Count' }, { name: 'Name' }],
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
