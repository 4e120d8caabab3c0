import { describe, expect, it } from 'vitest';
import { findingsIn, rules } from '../../../../src/core/findings';
import { findingText, findingTexts } from '../../../../src/core/findings/findingText';
import { sourcesOf } from '../../../../src/core/findings/texts';
import { steps } from '../../../../src/core/knowledge/steps';
import type { LogFacts } from '../../../../src/core/logs/figures/logFacts';
import { circumstances, sending } from './circumstances';

const accepted = (...rows: string[]) =>
  `DomainName;DomainType;MatchSubDomains;PendingCompletion\n${rows.join('\n')}\n`;
const inbound = (...rows: string[]) =>
  `Name;Enabled;SenderDomains;SenderIPAddresses;RequireTls;TlsSenderCertificateName;WhenCreatedUTC;WhenChangedUTC\n${rows.join('\n')}\n`;
const outbound = (...rows: string[]) =>
  `Name;Enabled;RecipientDomains;SmartHosts;WhenCreatedUTC\n${rows.join('\n')}\n`;
const inboxRules = (...rows: string[]) =>
  `MailboxOwnerId;Name;Enabled;DeleteMessage;MarkAsRead;MoveToFolder;RedirectTo\n${rows.join('\n')}\n`;
const signIns = (...rows: string[]) =>
  `[${rows
    .map((row) => {
      const [user, time, address, country, latitude, longitude] = row.split(' ');
      return JSON.stringify({
        userPrincipalName: user,
        createdDateTime: time,
        ipAddress: address,
        status: { errorCode: 0 },
        location: { countryOrRegion: country, geoCoordinates: { latitude, longitude } },
      });
    })
    .join('\n,')}]`;
const audit = (actor: string, address: string, operation = 'New-InboundConnector') =>
  JSON.stringify({
    CreationTime: '2026-11-21T01:22:40',
    Operation: operation,
    UserId: actor,
    Workload: 'Exchange',
    ClientIP: address,
    Parameters: [{ Name: 'Name', Value: 'c' }],
  });
const members = 'Name,RecipientType,WindowsLiveID\nAnna,UserMailbox,anna@a.example\n';
const registration = (user: string, isAdmin: string, hasMfa: string) =>
  `UserPrincipalName,${isAdmin === '' ? '' : 'IsAdmin,'}IsMfaRegistered\n${user},${isAdmin === '' ? '' : `${isAdmin},`}${hasMfa}\n`;
const policy = (state: string, control = 'mfa') =>
  `[{"DisplayName":"p","State":"${state}","GrantControls":{"BuiltInControls":["${control}"]}}]`;
const receive = (groups: string, mechanism: string, range: string) =>
  `Identity;Enabled;PermissionGroups;AuthMechanism;Bindings;RemoteIPRanges\nX\\c;True;${groups};${mechanism};{};${range}\n`;
const relay = (right: string, deny = 'False') =>
  `Identity,User,Deny,ExtendedRights\nX\\c,NT AUTHORITY\\ANONYMOUS LOGON,${deny},${right}\n`;
const anyRecipient = 'ms-Exch-SMTP-Accept-Any-Recipient';

/** Mails of senders on a day: `a@b.example 2026-11-22 140`. */
const trace = (...volumes: string[]) =>
  `Received,SenderAddress,RecipientAddress,Status,ConnectorId\n${volumes
    .flatMap((volume) => {
      const [sender, day, count, connector = ''] = volume.split(' ');
      return Array.from(
        { length: Number(count) },
        () => `${day}T10:00:00Z,${sender},c@d.example,Failed,${connector}`,
      );
    })
    .join('\n')}\n`;
const quiet = ['u1', 'u2', 'u3', 'u4', 'u5'].map((user) => `${user}@a.example 2026-11-22 3`);
const first = Date.parse('2026-11-23T00:00:00Z');

type Case = readonly [
  rule: string,
  what: string,
  expected: readonly string[],
  exports: readonly string[],
  logs?: Partial<LogFacts>,
];

/** What each rule says of what: `severity subject`, or nothing. Each rule fires in one case at least, and not in another. */
const cases: readonly Case[] = [
  [
    'domain-unaccepted',
    'an unknown domain',
    ['critical b.example'],
    [accepted('a.example;Authoritative;False')],
    sending('5.7.750', 'b.example'),
  ],
  [
    'domain-unaccepted',
    'that was blocked by another code',
    ['warning b.example'],
    [accepted('a.example;0;False')],
    sending('5.7.705', 'b.example'),
  ],
  [
    'domain-unaccepted',
    'that was only delivered',
    ['warning b.example'],
    [accepted('a.example;0;False')],
    sending(undefined, 'b.example'),
  ],
  [
    'domain-unaccepted',
    'an accepted domain in other letters',
    [],
    [accepted('A.Example;0;False')],
    sending('5.7.750', 'a.example'),
  ],
  [
    'domain-unaccepted',
    'an IDN in its other form',
    [],
    [accepted('xn--bcher-kva.example;0;False')],
    sending('5.7.750', 'bücher.example'),
  ],
  [
    'domain-unaccepted',
    'the end of an accepted name',
    ['critical xa.example'],
    [accepted('a.example;0;True')],
    sending('5.7.750', 'xa.example'),
  ],
  ['domain-unaccepted', 'no list of accepted domains', [], [members], sending('5.7.750', 'b.example')],
  [
    'domain-subdomain',
    'a subdomain',
    ['critical s.a.example'],
    [accepted('a.example;0;False')],
    sending('5.7.750', 's.a.example'),
  ],
  [
    'domain-subdomain',
    'a subdomain that is covered',
    [],
    [accepted('a.example;0;True')],
    sending('5.7.750', 's.a.example'),
  ],
  [
    'domain-subdomain',
    'one covered further up',
    [],
    [accepted('a.example;2;True', 's.a.example;0;False')],
    sending('5.7.750', 't.s.a.example'),
  ],
  [
    'domain-subdomain',
    'one covered by a wildcard of Exchange Server',
    [],
    [accepted('*.a.example;0;False')],
    sending('5.7.750', 's.a.example'),
  ],
  [
    'domain-default',
    'the default domain of another tenant',
    ['warning x.onmicrosoft.com'],
    [accepted('a.example;0;False')],
    sending('5.7.750', 'x.onmicrosoft.com'),
  ],
  [
    'domain-default',
    'that of this tenant',
    [],
    [accepted('x.onmicrosoft.com;0;False')],
    sending('5.7.750', 'x.onmicrosoft.com'),
  ],
  [
    'domain-blocked-authoritative',
    'an accepted domain that was blocked',
    ['information a.example'],
    [accepted('a.example;0;False')],
    sending('5.7.750', 'a.example'),
  ],
  [
    'domain-blocked-authoritative',
    'one of another type',
    [],
    [accepted('a.example;1;False')],
    sending('5.7.750', 'a.example'),
  ],
  [
    'domain-blocked-internal-relay',
    'an internal relay domain',
    ['information a.example'],
    [accepted('a.example;InternalRelay;False')],
    sending('5.7.750', 'a.example'),
  ],
  [
    'domain-blocked-internal-relay',
    'one that was delivered',
    [],
    [accepted('a.example;InternalRelay;False')],
    sending(undefined, 'a.example'),
  ],
  [
    'domain-blocked-external-relay',
    'an external relay domain',
    ['information a.example'],
    [accepted('a.example;ExternalRelay;False')],
    sending('5.7.750', 'a.example'),
  ],
  [
    'domain-blocked-external-relay',
    'another code',
    [],
    [accepted('a.example;ExternalRelay;False')],
    sending('5.7.705', 'a.example'),
  ],
  [
    'domain-sending-off',
    'a domain that sends although it may not',
    ['warning a.example'],
    ['DomainName;DomainType;SendingFromDomainDisabled\na.example;0;True\n'],
    sending('5.7.750', 'a.example'),
  ],
  [
    'domain-sending-off',
    'a domain that may',
    [],
    ['DomainName;DomainType;SendingFromDomainDisabled\na.example;0;False\n'],
    sending('5.7.750', 'a.example'),
  ],
  [
    'domain-pending',
    'a domain that sends and is not ready',
    ['critical a.example'],
    [accepted('a.example;0;False;True')],
    sending('5.7.750', 's.a.example'),
  ],
  ['domain-pending', 'one that does not send', ['warning a.example'], [accepted('a.example;0;False;True')]],
  ['domain-pending', 'one not verified', ['warning a.example'], ['[{"Id":"a.example","IsVerified":false}]']],
  ['domain-pending', 'one that is ready', [], [accepted('a.example;0;False;False')]],

  [
    'connector-wildcard',
    'everybody may send',
    ['critical c'],
    [inbound('c;True;smtp:*;1;;False;;;'.replace('*;1', '*'))],
  ],
  ['connector-wildcard', 'a list of all addresses', ['critical c'], [inbound('c;True;*;0.0.0.0/0;False;;;')]],
  ['connector-wildcard', 'a certificate', [], [inbound('c;True;*;;True;mx.a.example;;')]],
  ['connector-wildcard', 'certain addresses', [], [inbound('c;True;*;203.0.113.7;False;;;')]],
  ['connector-wildcard', 'a connector that is off', [], [inbound('c;False;*;;False;;;')]],
  ['connector-wildcard', 'what the export does not say', [], ['Name;SenderDomains\nc;*\n']],
  [
    'connector-unrestricted',
    'one domain without restriction',
    ['warning c'],
    [inbound('c;True;b.example;;True;;;')],
  ],
  ['connector-unrestricted', 'certain addresses', [], [inbound('c;True;b.example;203.0.113.0/24;True;;;')]],
  [
    'connector-without-tls',
    'RequireTls false',
    ['warning c'],
    [inbound('c;True;b.example;203.0.113.7;False;;;')],
  ],
  ['connector-without-tls', 'RequireTls true', [], [inbound('c;True;b.example;203.0.113.7;True;;;')]],
  [
    'connector-new-inbound',
    'created two days before the first hit',
    ['warning c'],
    [inbound('c;True;b.example;;True;x;2026-11-21T01:00:00Z;')],
    { firstHit: first },
  ],
  [
    'connector-new-inbound',
    'changed after it',
    ['warning c'],
    [inbound('c;True;b.example;;True;x;2020-11-21T01:00:00Z;2026-11-24T01:00:00Z')],
    { firstHit: first },
  ],
  [
    'connector-new-inbound',
    'new and off',
    ['information c'],
    [inbound('c;False;b.example;;True;x;2026-11-21T01:00:00Z;')],
    { firstHit: first },
  ],
  [
    'connector-new-inbound',
    'old',
    [],
    [inbound('c;True;b.example;;True;x;2026-11-08T01:00:00Z;2026-11-08T01:00:00Z')],
    { firstHit: first },
  ],
  [
    'connector-new-inbound',
    'no hit to compare with',
    [],
    [inbound('c;True;b.example;;True;x;2026-11-21T01:00:00Z;')],
  ],
  [
    'connector-new-outbound',
    'created two days before',
    ['warning c'],
    [outbound('c;True;*;;2026-11-21T01:00:00Z')],
    { firstHit: first },
  ],
  ['connector-new-outbound', 'old', [], [outbound('c;True;*;;2020-11-21T01:00:00Z')], { firstHit: first }],
  [
    'connector-actor',
    'somebody who is no administrator',
    ['critical c'],
    [audit('eve@a.example', ''), members],
  ],
  ['connector-actor', 'an administrator', [], [audit('Anna@A.example', ''), members]],
  ['connector-actor', 'nobody knows who is an administrator', [], [audit('eve@a.example', '')]],
  ['connector-actor', 'something else', [], [audit('eve@a.example', '', 'Set-Mailbox'), members]],
  [
    'connector-actor-country',
    'an address of an unusual country',
    ['critical c'],
    [
      audit('anna@a.example', '198.51.100.7:443'),
      signIns(
        'anna@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT',
        'anna@a.example 2026-11-20T08:00:00Z 203.0.113.1 IT',
        'anna@a.example 2026-11-21T01:00:00Z 198.51.100.7 SG',
      ),
    ],
  ],
  [
    'connector-actor-country',
    'the usual one',
    [],
    [
      audit('anna@a.example', '203.0.113.1'),
      signIns(
        'anna@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT',
        'anna@a.example 2026-11-20T08:00:00Z 203.0.113.1 IT',
        'anna@a.example 2026-11-21T01:00:00Z 198.51.100.7 SG',
      ),
    ],
  ],
  [
    'connector-unused',
    'the logs name another',
    ['information c'],
    [inbound('c;True;b.example;;True;x;;')],
    { connectors: ['other'] },
  ],
  [
    'connector-unused',
    'the logs name it',
    [],
    [inbound('C;True;b.example;;True;x;;')],
    { connectors: ['c'] },
  ],
  [
    'connector-unused',
    'a trace names it',
    [],
    [inbound('c;True;b.example;;True;x;;'), trace('u@a.example 2026-11-22 1 c')],
  ],
  ['connector-unused', 'the logs name none', [], [inbound('c;True;b.example;;True;x;;')]],
  ['connector-blocked', 'a blocked connector', ['critical 1'], ['ConnectorId;Reason\n1;Compromised\n']],
  ['connector-blocked', 'none', [], [inbound('c;True;b.example;;True;x;;')]],
  [
    'connector-smart-host',
    'a host nobody knows',
    ['warning c'],
    [accepted('a.example;0;False'), outbound('c;True;*;mx.b.example;')],
  ],
  [
    'connector-smart-host',
    'a host of the tenant',
    [],
    [accepted('a.example;0;False'), outbound('c;True;*;mx.a.example;')],
  ],
  [
    'connector-smart-host',
    'a host of the logs',
    [],
    [accepted('a.example;0;False'), outbound('c;True;*;mx.b.example;')],
    { remoteHosts: ['mx.b.example'] },
  ],

  [
    'sender-restricted',
    'a restricted sender',
    ['critical u@a.example'],
    ['SenderAddress;Reason\nu@a.example;x\n'],
  ],
  ['sender-restricted', 'none', [], [members]],
  [
    'volume-own-past',
    'far above the own past',
    ['critical u@a.example'],
    [
      trace(
        'u@a.example 2026-11-18 4',
        'u@a.example 2026-11-19 5',
        'u@a.example 2026-11-20 5',
        'u@a.example 2026-11-22 60',
      ),
    ],
  ],
  [
    'volume-own-past',
    'under ten times',
    [],
    [
      trace(
        'u@a.example 2026-11-18 9',
        'u@a.example 2026-11-19 9',
        'u@a.example 2026-11-20 9',
        'u@a.example 2026-11-22 60',
      ),
    ],
  ],
  [
    'volume-own-past',
    'few mails',
    [],
    [
      trace(
        'u@a.example 2026-11-18 1',
        'u@a.example 2026-11-19 1',
        'u@a.example 2026-11-20 1',
        'u@a.example 2026-11-22 49',
      ),
    ],
  ],
  ['volume-own-past', 'no past', [], [trace('u@a.example 2026-11-21 1', 'u@a.example 2026-11-22 60')]],
  [
    'volume-tenant',
    'far above the others',
    ['warning u@a.example'],
    [trace(...quiet, 'u@a.example 2026-11-22 60')],
  ],
  [
    'volume-tenant',
    'all send much',
    [],
    [trace(...quiet.map((volume) => volume.replace(/3$/, '60')), 'u@a.example 2026-11-22 70')],
  ],
  [
    'volume-tenant',
    'too few accounts',
    [],
    [trace('u1@a.example 2026-11-22 3', 'u@a.example 2026-11-22 60')],
  ],
  ['rule-hides', 'deletes', ['warning u: r'], [inboxRules('u;r;True;True;False;;')]],
  [
    'rule-hides',
    'deletes mail of a restricted sender',
    ['critical u: r'],
    [inboxRules('u;r;True;True;False;;'), 'SenderAddress;Reason\nu@a.example;x\n'],
  ],
  [
    'rule-hides',
    'moves to a folder nobody reads',
    ['warning u: r'],
    [inboxRules('u;r;True;False;False;RSS Feeds;')],
  ],
  ['rule-hides', 'the same in Italian', ['warning u: r'], [inboxRules('u;r;True;False;False;u:\\Archivio;')]],
  ['rule-hides', 'marks as read and moves', ['warning u: r'], [inboxRules('u;r;True;False;True;x;')]],
  [
    'rule-hides',
    'described in words',
    ['warning r'],
    [
      'Name : r\nEnabled : True\nDescription : Take the following actions: mark the message as read and move the message to folder "x"\n'.replaceAll(
        '"',
        "'",
      ),
    ],
  ],
  ['rule-hides', 'sorts newsletters', [], [inboxRules('u;r;True;False;False;Newsletters;')]],
  ['rule-hides', 'a rule that is off', [], [inboxRules('u;r;False;True;False;;')]],
  [
    'rule-forwards',
    'outside',
    ['warning u: r'],
    [inboxRules('u;r;True;False;False;;"""X"" [SMTP:x@b.example]"'), accepted('a.example;0;False')],
  ],
  [
    'rule-forwards',
    'inside',
    [],
    [inboxRules('u;r;True;False;False;;"""X"" [SMTP:x@s.a.example]"'), accepted('a.example;0;False')],
  ],
  [
    'mailbox-forwards',
    'outside',
    ['warning u@a.example'],
    [
      'PrimarySmtpAddress;ForwardingSmtpAddress\nu@a.example;smtp:x@b.example\n',
      accepted('a.example;0;False'),
    ],
  ],
  [
    'mailbox-forwards',
    'inside',
    [],
    [
      'PrimarySmtpAddress;ForwardingSmtpAddress\nu@a.example;smtp:x@a.example\n',
      accepted('a.example;0;False'),
    ],
  ],
  [
    'mailbox-full-access',
    'of somebody else',
    ['information v@a.example > u'],
    ['Identity;User;AccessRights;IsInherited;Deny\nu;v@a.example;FullAccess;False;False\n'],
  ],
  [
    'mailbox-full-access',
    'to the mailbox of a restricted sender',
    ['warning v@a.example > u'],
    [
      'Identity;User;AccessRights;IsInherited;Deny\nu;v@a.example;FullAccess;False;False\n',
      'SenderAddress;Reason\nu@a.example;x\n',
    ],
  ],
  [
    'mailbox-full-access',
    'of the owner, inherited or denied',
    [],
    [
      'Identity;User;AccessRights;IsInherited;Deny\nu;NT AUTHORITY\\SELF;FullAccess;False;False\nu;v;FullAccess;True;False\nu;v;FullAccess;False;True\nu;v;ReadPermission;False;False\n',
    ],
  ],
  [
    'sign-in-countries',
    'three countries',
    ['warning u@a.example'],
    [
      signIns(
        'u@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT',
        'u@a.example 2026-11-20T08:00:00Z 203.0.113.2 FR',
        'u@a.example 2026-11-21T08:00:00Z 203.0.113.3 SG',
      ),
    ],
  ],
  [
    'sign-in-countries',
    'two',
    [],
    [
      signIns(
        'u@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT',
        'u@a.example 2026-11-20T08:00:00Z 203.0.113.2 FR',
        'u@a.example 2026-11-21T08:00:00Z 203.0.113.3 IT',
      ),
    ],
  ],
  [
    'sign-in-travel',
    'Milan and Singapore within two hours',
    ['warning u@a.example'],
    [
      signIns(
        'u@a.example 2026-11-19T10:00:00Z 203.0.113.2 SG 1.35 103.82',
        'u@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT 45.46 9.19',
      ),
    ],
  ],
  [
    'sign-in-travel',
    'Milan and Singapore within a day',
    [],
    [
      signIns(
        'u@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT 45.46 9.19',
        'u@a.example 2026-11-20T08:00:00Z 203.0.113.2 SG 1.35 103.82',
      ),
    ],
  ],
  [
    'sign-in-travel',
    'Como and Lugano within minutes',
    [],
    [
      signIns(
        'u@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT 45.81 9.08',
        'u@a.example 2026-11-19T08:10:00Z 203.0.113.2 CH 46.00 8.95',
      ),
    ],
  ],
  [
    'sign-in-travel',
    'two countries within an hour, places unknown',
    ['warning u@a.example'],
    [
      signIns(
        'u@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT',
        'u@a.example 2026-11-19T08:30:00Z 203.0.113.2 SG',
      ),
    ],
  ],

  [
    'admin-without-mfa',
    'an administrator',
    ['critical u@a.example'],
    [registration('u@a.example', 'True', 'False')],
  ],
  [
    'admin-without-mfa',
    'a member of a role',
    ['critical anna@a.example'],
    [registration('anna@a.example', 'False', 'False'), members],
  ],
  [
    'admin-without-mfa',
    'an export that does not say who is one',
    ['warning u@a.example'],
    [registration('u@a.example', '', 'False')],
  ],
  ['admin-without-mfa', 'a user', [], [registration('u@a.example', 'False', 'False')]],
  ['admin-without-mfa', 'registered', [], [registration('u@a.example', 'True', 'True')]],
  ['policy-off', 'report-only', ['warning p'], [policy('enabledForReportingButNotEnforced')]],
  ['policy-off', 'disabled', ['warning p'], [policy('disabled')]],
  ['policy-off', 'about something else', [], [policy('disabled', 'block')]],
  ['policy-off', 'enabled', [], [policy('enabled')]],
  ['policy-none', 'none in force', ['warning MFA'], [policy('disabled')]],
  ['policy-none', 'one in force', [], [policy('enabled')]],
  ['policy-none', 'none imported', [], [members]],

  ['relay-anyone', 'the right to relay', ['critical X\\c'], [relay(anyRecipient)]],
  [
    'relay-anyone',
    'for certain addresses',
    ['warning X\\c'],
    [relay(anyRecipient), receive('AnonymousUsers', 'Tls', '192.0.2.140')],
  ],
  ['relay-anyone', 'another right', [], [relay('ms-Exch-SMTP-Submit')]],
  ['relay-anyone', 'denied', [], [relay(anyRecipient, 'True')]],
  [
    'relay-secured-outside',
    'from everywhere',
    ['critical X\\c'],
    [receive('ExchangeServers', '"Tls, ExternalAuthoritative"', '0.0.0.0-255.255.255.255')],
  ],
  ['relay-secured-outside', 'from certain addresses', ['warning X\\c'], [receive('4', '33', '192.0.2.140')]],
  [
    'relay-secured-outside',
    'with sign-in',
    [],
    [receive('ExchangeUsers', '"Tls, Integrated"', '0.0.0.0-255.255.255.255')],
  ],
  [
    'receive-anonymous-wide',
    'anonymous from everywhere',
    ['information X\\c'],
    [receive('AnonymousUsers', 'Tls', '0.0.0.0-255.255.255.255')],
  ],
  [
    'receive-anonymous-wide',
    'by number, IPv6',
    ['information X\\c'],
    [receive('1', '1', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')],
  ],
  [
    'receive-anonymous-wide',
    'from certain addresses',
    [],
    [receive('AnonymousUsers', 'Tls', '10.0.0.0-10.0.0.255')],
  ],
  ['postfix-networks', 'the whole Internet', ['critical 1'], ['mynetworks = 127.0.0.0/8, 0.0.0.0/0\n']],
  [
    'postfix-networks',
    'the same in IPv6',
    ['critical mx'],
    ['myhostname = mx\nmynetworks = [::1]/128 [::]/0\n'],
  ],
  ['postfix-networks', 'own networks', [], ['mynetworks = 127.0.0.0/8 10.0.0.0/8 [::1]/128 [fe80::]/64\n']],
  ['postfix-relay', 'nothing refuses', ['critical 1'], ['smtpd_relay_restrictions = permit_mynetworks\n']],
  [
    'postfix-relay',
    'permit before the refusal',
    ['critical 1'],
    ['smtpd_relay_restrictions = permit, reject_unauth_destination\n'],
  ],
  [
    'postfix-relay',
    'refused',
    [],
    ['smtpd_relay_restrictions = permit_mynetworks,\n  reject_unauth_destination\n'],
  ],
  [
    'postfix-relay',
    'refused for recipients',
    [],
    [
      'smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit_mynetworks, defer_unauth_destination\n',
    ],
  ],
  ['postfix-relay', 'as Postfix comes', [], ['mynetworks = 127.0.0.0/8\n']],

  [
    'recipient-blocked',
    'a block and its code',
    ['warning x@b.example'],
    ['Value;Action;Notes\nx@b.example;Block;\n'],
    { codes: ['5.7.703'] },
  ],
  ['recipient-blocked', 'a block', ['information x@b.example'], ['Value;Action;Notes\nx@b.example;Block;\n']],
  ['recipient-blocked', 'an entry that allows', [], ['Value;Action;Notes\nx@b.example;Allow;\n']],
];

describe('rules', () => {
  for (const [rule, what, expected, exports, logs] of cases)
    it(`${rule}: ${what}`, () => {
      const found = findingsIn(circumstances(exports, logs)).filter((finding) => finding.rule === rule);
      expect(found.map(({ severity, subject }) => `${severity} ${subject}`)).toEqual(expected);
      for (const { evidence } of found) {
        expect(evidence.length).toBeGreaterThan(0);
        for (const { file, line } of evidence)
          expect(`${file}:${line}`).toMatch(/^\/(?:exports\/\d|logs\/mail\.log):\d+$/);
      }
    });

  it('fire in one case at least, and not in another', () => {
    for (const { id } of rules) {
      const own = cases.filter(([rule]) => rule === id);
      expect({ id, fires: own.some(([, , found]) => found.length > 0) }).toEqual({ id, fires: true });
      expect({ id, rests: own.some(([, , found]) => found.length === 0) }).toEqual({ id, rests: true });
    }
  });

  it.each(rules)('$id has a step, actions, pages and words', ({ id, step, actions, sources }) => {
    const known = steps.find((each) => each.id === step)?.actions.map((action) => action.id) ?? [];
    expect(known).toEqual(expect.arrayContaining([...actions]));
    expect(sources.length).toBeGreaterThan(0);
    const finding = {
      id,
      rule: id,
      step,
      severity: 'warning',
      subject: 's',
      values: {},
      evidence: [],
    } as const;
    for (const language of ['en', 'it'] as const) {
      const { title, reason } = findingText(finding, language);
      expect(title).not.toContain(id);
      expect(reason).not.toBe('');
    }
    for (const page of sourcesOf(finding)) expect(page).toMatch(/^https:\/\/[^ ]+$/);
  });

  it('fill the places of their texts', () => {
    for (const [rule, , , exports, logs] of cases)
      for (const finding of findingsIn(circumstances(exports, logs)).filter((each) => each.rule === rule))
        for (const language of ['en', 'it'] as const) {
          const { title, reason } = findingText(finding, language);
          expect(`${title} ${reason}`).not.toMatch(/\{\w+\}/);
        }
  });

  it('say the same in both languages', () => {
    expect(Object.keys(findingTexts.it)).toEqual(Object.keys(findingTexts.en));
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    for (const [id, text] of Object.entries(findingTexts.en))
      expect({ id, places: places(findingTexts.it[id as keyof typeof findingTexts.it]) }).toEqual({
        id,
        places: places(text),
      });
  });

  it('name each subject once, with an id of its own, however often it was imported', () => {
    const once = circumstances([inbound('c;True;*;;False;;;'), inbound('c;True;*;;False;;;')]);
    const ids = findingsIn(once).map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const [wildcard] = findingsIn(once);
    expect(wildcard?.evidence.map(({ file }) => file)).toEqual(['/exports/1', '/exports/2']);
  });
});
