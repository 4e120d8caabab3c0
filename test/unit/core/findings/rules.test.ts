import { describe, expect, it } from 'vitest';
import { findingsIn, rules } from '../../../../src/core/findings';
import { findingText, findingTexts } from '../../../../src/core/findings/findingText';
import { sourcesOf } from '../../../../src/core/findings/texts';
import { steps } from '../../../../src/core/knowledge/steps';
import type { LogFacts } from '../../../../src/core/logs/figures/logFacts';
import { blockedWays, circumstances, sending, way } from './circumstances';

const accepted = (...rows: string[]) =>
  `DomainName;DomainType;MatchSubDomains;PendingCompletion\n${rows.join('\n')}\n`;
const inbound = (...rows: string[]) =>
  `Name;Enabled;SenderDomains;SenderIPAddresses;RequireTls;TlsSenderCertificateName;WhenCreatedUTC;WhenChangedUTC\n${rows.join('\n')}\n`;
const outbound = (...rows: string[]) =>
  `Name;Enabled;RecipientDomains;SmartHosts;WhenCreatedUTC\n${rows.join('\n')}\n`;
const inboxRules = (...rows: string[]) =>
  `MailboxOwnerId;Name;Enabled;DeleteMessage;MarkAsRead;MoveToFolder;RedirectTo\n${rows.join('\n')}\n`;
/** A rule of which the export has the conditions. */
const wholeRule = (name: string, folder: string, words: string) =>
  `MailboxOwnerId;Name;Enabled;DeleteMessage;MarkAsRead;MoveToFolder;SubjectContainsWords;From\nu;${name};True;False;True;${folder};${words};\n`;
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
const typed = (...rows: string[]) =>
  `Name;Enabled;ConnectorType;SenderDomains;SenderIPAddresses;TlsSenderCertificateName;RequireTls;WhenCreatedUTC;CloudServicesMailEnabled;ConnectorSource\n${rows.join('\n')}\n`;
/** Entries of one administrator's audit log: operation, time, parameters, and perhaps the address. */
const entries = (
  ...rows: [operation: string, time: string, parameters: Record<string, string>, address?: string][]
) =>
  rows
    .map(([operation, time, parameters, address = '203.0.113.1']) =>
      JSON.stringify({
        CreationTime: time,
        Operation: operation,
        UserId: 'anna@a.example',
        Workload: 'Exchange',
        ClientIP: address,
        Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
      }),
    )
    .join('\n');
const rule = (name: string, address: string) =>
  entries(['New-InboxRule', '2026-11-21T01:10:00', { Name: name, DeleteMessage: 'True' }, address]);
const journey = signIns(
  'anna@a.example 2026-11-17T08:00:00Z 203.0.113.1 IT',
  'anna@a.example 2026-11-18T08:00:00Z 203.0.113.1 IT',
  'anna@a.example 2026-11-20T08:00:00Z 198.51.100.7 FR',
);
/** Anna works in Italy, and somebody signs in as Anna from Singapore in between. */
const stolen = signIns(
  'anna@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT',
  'anna@a.example 2026-11-21T00:30:00Z 203.0.113.1 IT',
  'anna@a.example 2026-11-21T01:00:00Z 198.51.100.7 SG',
);
const report = (...rows: string[]) => `InboundConnectorName;SenderDomain;Count\n${rows.join('\n')}\n`;
const transport = (...rows: string[]) =>
  `Name;RemoveHeader;SetSCL;RedirectMessageTo;BlindCopyTo;WhenChangedUTC;State;Mode;Priority\n${rows.map((row) => `${row};Enabled;Enforce;0`).join('\n')}\n`;
/** SMTP AUTH sign-ins of a scanner, ten minutes apart. */
const smtp = (code: string, ...places: string[]) =>
  JSON.stringify(
    places.map((place, at) => ({
      CreatedDateTime: new Date(Date.parse('2026-11-21T01:00:00Z') + at * 600_000).toISOString(),
      UserPrincipalName: 'scan@a.example',
      ClientAppUsed: 'Authenticated SMTP',
      IPAddress: place.split(' ')[0],
      CountryOrRegion: place.split(' ')[1],
      ErrorCode: Number(code),
    })),
  );
const outboundPolicy = (forwarding: string, action: string, limit = 0) =>
  JSON.stringify([
    {
      Name: 'Default',
      IsDefault: true,
      AutoForwardingMode: forwarding,
      RecipientLimitExternalPerHour: limit,
      ActionWhenThresholdReached: action,
    },
  ]);
const app = (created: string, ...permissions: string[]) =>
  JSON.stringify([
    {
      DisplayName: 'MailSync',
      Id: 'sp1',
      AppId: 'app1',
      ServicePrincipalType: 'Application',
      CreatedDateTime: created,
      ApplicationPermissions: permissions,
    },
  ]);
/** An entry of Entra's part of the audit log, by Anna. */
const entra = (operation: string, address: string, properties: Record<string, string>, target?: string) =>
  JSON.stringify({
    CreationTime: '2026-11-21T01:12:00',
    Operation: operation,
    UserId: 'anna@a.example',
    Workload: 'AzureActiveDirectory',
    ClientIP: address,
    ...(target === undefined ? {} : { ObjectId: target, Target: [{ ID: target, Type: 5 }] }),
    ModifiedProperties: Object.entries(properties).map(([Name, value]) => ({ Name, NewValue: `"${value}"` })),
  });
const role = (member: string, name: string, address: string) =>
  entra('Add member to role.', address, { 'Role.DisplayName': name }, member);
const issue = (title: string, start: string, end?: string) =>
  JSON.stringify([
    {
      Id: 'EX571516',
      Title: title,
      Service: 'Exchange Online',
      Classification: 'incident',
      StartDateTime: start,
      EndDateTime: end ?? null,
    },
  ]);
const subscription = (status: string, isTrial: boolean) =>
  JSON.stringify([
    {
      SkuPartNumber: 'O365_BUSINESS_PREMIUM',
      Status: status,
      IsTrial: isTrial,
      NextLifecycleDateTime: '2026-12-11T00:00:00Z',
    },
  ]);
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
const busy = trace(
  'u@a.example 2026-11-18 4',
  'u@a.example 2026-11-19 5',
  'u@a.example 2026-11-20 5',
  'u@a.example 2026-11-22 60',
);
/** Mails handed in from one address, of somebody who sends a few from the office on other days. */
const sentFrom = (sender: string, count: number, address: string) =>
  `Received,SenderAddress,RecipientAddress,Status,FromIP\n${[
    ...[18, 19, 20].map((day) => `2026-11-${day}T10:00:00Z,${sender},c@d.example,Delivered,203.0.113.1`),
    ...Array.from({ length: count }, () => `2026-11-21T02:00:00Z,${sender},c@d.example,Failed,${address}`),
  ].join('\n')}\n`;
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
    [],
    [accepted('a.example;0;False')],
    sending('5.7.705', 'b.example'),
  ],
  [
    'domain-unaccepted',
    'that was only delivered',
    [],
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
  [
    'domain-pending',
    'one that does not send',
    ['information a.example'],
    [accepted('a.example;0;False;True')],
  ],
  [
    'domain-pending',
    'one not verified',
    ['information a.example'],
    ['[{"Id":"a.example","IsVerified":false}]'],
  ],
  ['domain-pending', 'one that is ready', [], [accepted('a.example;0;False;False')]],

  [
    'connector-wildcard',
    'everybody may send',
    ['warning c'],
    [inbound('c;True;smtp:*;1;;False;;;'.replace('*;1', '*'))],
  ],
  ['connector-wildcard', 'a list of all addresses', ['warning c'], [inbound('c;True;*;0.0.0.0/0;False;;;')]],
  ['connector-wildcard', 'a certificate', [], [inbound('c;True;*;;True;mx.a.example;;')]],
  ['connector-wildcard', 'certain addresses', [], [inbound('c;True;*;203.0.113.7;False;;;')]],
  ['connector-wildcard', 'a connector that is off', [], [inbound('c;False;*;;False;;;')]],
  ['connector-wildcard', 'what the export does not say', [], ['Name;SenderDomains\nc;*\n']],
  [
    'connector-unrestricted',
    'one domain without restriction',
    ['warning c'],
    [inbound('c;True;b.example;;False;;;')],
  ],
  ['connector-unrestricted', 'certain addresses', [], [inbound('c;True;b.example;203.0.113.0/24;True;;;')]],
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
    ['warning c'],
    [audit('eve@a.example', ''), members],
  ],
  ['connector-actor', 'an administrator', [], [audit('Anna@A.example', ''), members]],
  ['connector-actor', 'nobody knows who is an administrator', [], [audit('eve@a.example', '')]],
  ['connector-actor', 'something else', [], [audit('eve@a.example', '', 'Set-Mailbox'), members]],
  [
    'connector-actor-country',
    'an address of a country in which the administrator cannot be',
    ['critical c'],
    [
      audit('anna@a.example', '198.51.100.7:443'),
      signIns(
        'anna@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT',
        'anna@a.example 2026-11-20T08:00:00Z 203.0.113.1 IT',
        'anna@a.example 2026-11-21T01:00:00Z 198.51.100.7 SG',
        'anna@a.example 2026-11-21T01:40:00Z 203.0.113.1 IT',
      ),
    ],
    { firstHit: first },
  ],
  [
    'connector-actor-country',
    'a country to which the administrator may have travelled',
    ['warning c'],
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
    { flows: [way({ vantage: 'trace', connector: 'other' })] },
  ],
  [
    'connector-unused',
    'the logs name it',
    [],
    [inbound('C;True;b.example;;True;x;;')],
    { flows: [way({ vantage: 'trace', connector: 'c' })] },
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
    ['information c'],
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
    ['information u@a.example'],
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
    ['information u@a.example'],
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
  [
    'rule-hides',
    'ordinary rules that tidy up',
    [],
    [
      inboxRules(
        'u;Orders;True;True;False;;',
        'u;Old mail;True;False;True;Projects;',
        'u;Year 2025;True;False;True;u:\\Archivio;',
      ),
    ],
  ],
  ['rule-hides', 'a name of signs alone', ['warning u: ..'], [inboxRules('u;..;True;False;True;Projects;')]],
  [
    'rule-hides',
    'a name of one letter, in Italian',
    ['warning u: c'],
    [inboxRules('u;c;True;False;False;u:\\Note;')],
  ],
  [
    'rule-hides',
    'everything to a folder nobody reads',
    ['warning u: all'],
    [wholeRule('all', 'RSS Subscriptions', '')],
  ],
  ['rule-hides', 'the same in Italian', ['warning u: all'], [wholeRule('all', 'Sottoscrizioni RSS', '')]],
  ['rule-hides', 'newsletters to such a folder', [], [wholeRule('all', 'RSS Subscriptions', 'newsletter')]],
  ['rule-hides', 'warnings to such a folder', ['warning u: all'], [wholeRule('all', 'Junk Email', 'hacked')]],
  ['rule-hides', 'invoices into a folder of invoices', [], [wholeRule('Invoices', 'Invoices', 'invoice')]],
  [
    'rule-hides',
    'a hidden rule of a restricted sender, and an ordinary one',
    ['critical u: ..', 'information u: Orders'],
    [
      inboxRules('u;..;True;True;False;;', 'u;Orders;True;True;False;;'),
      'SenderAddress;Reason\nu@a.example;x\n',
    ],
  ],
  [
    'rule-hides',
    'a hidden rule of a mailbox named by its GUID, of a restricted sender',
    ['critical crm@a.example: ..'],
    [
      'MailboxOwnerId;Name;Enabled;MoveToFolder\n64f87681-5d41-46a4-93dd-6ae36403d777;..;True;RSS Feeds\n',
      'PrimarySmtpAddress;Name;ForwardingSmtpAddress\ncrm@a.example;64f87681-5d41-46a4-93dd-6ae36403d777;\n',
      'SenderAddress;Reason\ncrm@a.example;x\n',
    ],
  ],
  [
    'rule-hides',
    'an ordinary rule of somebody who was blocked with the whole tenant',
    [],
    [inboxRules('u;Newsletters;True;False;True;Newsletters;'), accepted('a.example;0;False')],
    {
      firstHit: first,
      codes: ['5.7.705'],
      senders: [{ name: 'u@a.example', blocked: 1, codes: ['5.7.705'] }],
    },
  ],
  [
    'rule-hides',
    'described in words',
    ['warning .'],
    [
      'Name : .\nEnabled : True\nDescription : Take the following actions: mark the message as read and move the message to folder "x"\n'.replaceAll(
        '"',
        "'",
      ),
    ],
  ],
  ['rule-hides', 'a rule that is off', [], [inboxRules('u;..;False;True;False;;')]],
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
    'of a restricted sender to another mailbox',
    ['warning v@a.example > u'],
    [
      'Identity;User;AccessRights;IsInherited;Deny\nu;v@a.example;FullAccess;False;False\n',
      'SenderAddress;Reason\nv@a.example;x\n',
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
    ['information u@a.example'],
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
    ['information u@a.example'],
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
    ['information u@a.example'],
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
    ['warning u@a.example'],
    [registration('u@a.example', 'True', 'False')],
  ],
  [
    'admin-without-mfa',
    'a member of a role',
    ['warning anna@a.example'],
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
  ['policy-none', 'none in force', ['information MFA'], [policy('disabled')]],
  ['policy-none', 'one in force', [], [policy('enabled')]],
  ['policy-none', 'none imported', [], [members]],

  ['relay-anyone', 'the right to relay', ['warning X\\c'], [relay(anyRecipient)]],
  [
    'relay-anyone',
    'for certain addresses',
    ['information X\\c'],
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
    'connector-wildcard',
    'type OnPremises, no certificate, no addresses',
    ['critical c'],
    [typed('c;True;OnPremises;smtp:*;;;False;;;')],
  ],
  [
    'connector-wildcard',
    'a partner connector that forces TLS for all',
    [],
    [typed('c;True;Partner;smtp:*;;;True;;;')],
  ],
  ['connector-unrestricted', 'forced TLS with a bank', [], [typed('c;True;Partner;b.example;;;True;;;')]],
  [
    'connector-unrestricted',
    'devices known by their address, without TLS',
    [],
    [typed('c;True;OnPremises;*;203.0.113.7;;False;;;')],
  ],
  [
    'connector-foreign',
    'new, for a certificate in no accepted domain',
    ['critical c'],
    [
      typed('c;True;OnPremises;*;;*.relay.example;True;2026-11-21T02:00:00Z;;'),
      accepted('a.example;0;False'),
    ],
    { firstHit: first },
  ],
  [
    'connector-foreign',
    'nobody knows since when, and its mail passes for internal',
    ['warning c'],
    [typed('c;True;OnPremises;*;;*.relay.example;True;;True;AdminUI'), accepted('a.example;0;False')],
    { firstHit: first },
  ],
  [
    'connector-foreign',
    'of a signature service, for years',
    ['information c'],
    [
      typed('c;True;OnPremises;*;;*.relay.example;True;2020-11-21T02:00:00Z;True;AdminUI'),
      accepted('a.example;0;False'),
    ],
    { firstHit: first },
  ],
  [
    'connector-foreign',
    'from whose address somebody signs in who cannot be there',
    ['critical c'],
    [
      typed('c;True;OnPremises;*;198.51.100.7;*.relay.example;True;2020-11-21T02:00:00Z;;'),
      accepted('a.example;0;False'),
      stolen,
    ],
  ],
  [
    'connector-foreign',
    'of a date that may be October or November',
    ['warning c'],
    [typed('c;True;OnPremises;*;;*.relay.example;True;10/11/2026 02:10:00;;'), accepted('a.example;0;False')],
    { firstHit: first },
  ],
  [
    'connector-foreign',
    'of a tenant that is new as a whole',
    ['warning c'],
    [
      typed(
        'c;True;OnPremises;*;;*.relay.example;True;2026-11-21T02:00:00Z;True;AdminUI',
        'd;True;Partner;*;;;True;2026-11-21T02:00:00Z;;',
        'e;True;OnPremises;*;203.0.113.7;;False;2026-11-21T02:01:00Z;;',
      ),
      accepted('a.example;0;False'),
    ],
    { firstHit: first },
  ],
  [
    'connector-foreign',
    'a certificate of the house',
    [],
    [typed('c;True;OnPremises;*;;*.mail.a.example;True;;;'), accepted('a.example;0;False')],
  ],
  [
    'connector-foreign',
    'a partner',
    [],
    [typed('c;True;Partner;*;;*.relay.example;True;;;'), accepted('a.example;0;False')],
  ],
  ['connector-foreign', 'no list of domains', [], [typed('c;True;OnPremises;*;;*.relay.example;True;;;')]],
  [
    'connector-trusted',
    'new, for own addresses',
    ['warning c'],
    [typed('c;True;OnPremises;*;203.0.113.7;;True;2026-11-21T02:00:00Z;True;AdminUI')],
    { firstHit: first },
  ],
  [
    'connector-trusted',
    'without a block',
    ['information c'],
    [typed('c;True;OnPremises;*;203.0.113.7;;True;;True;AdminUI')],
  ],
  [
    'connector-trusted',
    'of the Hybrid Wizard',
    [],
    [typed('c;True;OnPremises;*;;mail.a.example;True;2026-11-21T02:00:00Z;True;HybridWizard')],
    { firstHit: first },
  ],
  [
    'connector-carries-block',
    'new, and blocked mail came by it',
    ['critical c'],
    [typed('c;True;OnPremises;*;198.51.100.7;;True;2026-11-21T02:00:00Z;;')],
    { firstHit: first, flows: [way({ vantage: 'trace', sender: 'x@b.example', connector: 'c' })] },
  ],
  [
    'connector-carries-block',
    'new, and mail of outsiders was blocked from its address',
    ['critical c'],
    [
      typed('c;True;OnPremises;*;198.51.100.0/24;;True;2026-11-21T02:00:00Z;;'),
      accepted('a.example;0;False'),
    ],
    { firstHit: first, flows: [way({ vantage: 'trace', sender: 'x@b.example', source: '198.51.100.7' })] },
  ],
  [
    'connector-carries-block',
    'old',
    [],
    [typed('c;True;OnPremises;*;198.51.100.7;;True;2020-11-21T02:00:00Z;;')],
    { firstHit: first, flows: [way({ vantage: 'trace', sender: 'x@b.example', connector: 'c' })] },
  ],
  [
    'connector-new-inbound',
    'of the Hybrid Wizard, of a partner, and for addresses of the house',
    ['information c', 'information d', 'information e'],
    [
      typed(
        'c;True;OnPremises;*;;mail.a.example;True;2026-11-21T02:00:00Z;True;HybridWizard',
        'd;True;Partner;b.example;;;True;2026-11-21T02:00:00Z;;',
        'e;True;OnPremises;*;203.0.113.1;;False;2026-11-21T02:00:00Z;;AdminUI',
      ),
      signIns(...['u', 'v', 'w'].map((user) => `${user}@a.example 2026-11-19T08:00:00Z 203.0.113.1 IT`)),
    ],
    { firstHit: first },
  ],
  [
    'connector-removed',
    'made near the block for a foreign certificate, and gone',
    ['critical c'],
    [
      entries(
        [
          'New-InboundConnector',
          '2026-11-19T02:10:00',
          { Name: 'c', ConnectorType: 'OnPremises', TlsSenderCertificateName: '*.relay.example' },
        ],
        ['Remove-InboundConnector', '2026-11-20T10:10:00', { Identity: 'c' }],
      ),
      accepted('a.example;0;False'),
    ],
    { firstHit: first },
  ],
  [
    'connector-removed',
    'made near the block, and gone',
    ['warning c'],
    [
      entries(
        ['New-InboundConnector', '2026-11-19T02:10:00', { Name: 'c', ConnectorType: 'OnPremises' }],
        ['Remove-InboundConnector', '2026-11-20T10:10:00', { Identity: 'c' }],
      ),
    ],
    { firstHit: first },
  ],
  [
    'connector-removed',
    'one that was always there',
    ['information c'],
    [entries(['Remove-InboundConnector', '2026-11-20T10:10:00', { Identity: 'c' }])],
    { firstHit: first },
  ],
  [
    'connector-removed',
    'made anew by the Hybrid Wizard',
    [],
    [
      entries(
        ['Remove-InboundConnector', '2026-11-19T02:10:00', { Identity: 'c' }],
        ['New-InboundConnector', '2026-11-19T02:11:00', { Name: 'c', ConnectorSource: 'HybridWizard' }],
      ),
    ],
    { firstHit: first },
  ],
  [
    'connector-actor',
    'groups that stand for the administrators',
    [],
    [audit('adm@a.example', ''), 'Name,RecipientType,Alias\nTenantAdmins_-1785523426,Group,TenantAdmins\n'],
  ],
  [
    'connector-actor',
    'the service',
    [],
    [audit('NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)', ''), members],
  ],
  [
    'connector-actor',
    'an outsider of the same alias',
    ['warning c'],
    [
      audit('anna@evil.example', ''),
      'Name,RecipientType,Alias\nAnna,UserMailbox,anna\n',
      accepted('a.example;0;False'),
    ],
  ],
  [
    'connector-actor',
    'the member of a role that only reads',
    ['warning c'],
    [audit('eve@a.example', ''), members, 'Role,UserPrincipalName\nDirectory Readers,eve@a.example\n'],
  ],
  [
    'connector-unused',
    'the log of an own server names another',
    [],
    [inbound('c;True;b.example;;True;x;;')],
    { connectors: ['other'], flows: [way({ connector: 'other' })] },
  ],

  [
    'account-foreign',
    'a sign-in, an inbox rule and mail from one address in which the person cannot be',
    ['critical anna@a.example'],
    [stolen, rule('..', '198.51.100.7'), sentFrom('anna@a.example', 60, '198.51.100.7')],
  ],
  [
    'account-foreign',
    'the same of an account that is restricted',
    ['critical anna@a.example'],
    [stolen, 'SenderAddress;Reason\nanna@a.example;x\n'],
  ],
  ['account-foreign', 'a sign-in alone, as behind a VPN', [], [stolen]],
  [
    'account-foreign',
    'an inbox rule on a journey',
    ['information anna@a.example'],
    [journey, rule('..', '198.51.100.7')],
  ],
  [
    'account-foreign',
    'the same while the tenant is blocked',
    ['warning anna@a.example'],
    [journey, rule('..', '198.51.100.7')],
    { firstHit: first },
  ],
  [
    'account-foreign',
    'an ordinary rule of somebody behind a VPN',
    [],
    [stolen, rule('Orders', '198.51.100.7')],
  ],
  [
    'account-foreign',
    'failed sign-ins',
    [],
    [
      stolen.replace(
        '"errorCode":0},"location":{"countryOrRegion":"SG"',
        '"errorCode":50126},"location":{"countryOrRegion":"SG"',
      ),
      rule('..', '198.51.100.7'),
    ],
  ],
  ['account-foreign', 'a rule made at home', [], [stolen, rule('..', '203.0.113.1')]],

  ['volume-own-past', 'before a block', ['warning u@a.example'], [busy], { firstHit: first }],
  [
    'volume-own-past',
    'the same of a restricted sender',
    ['critical u@a.example'],
    [busy, 'SenderAddress;Reason\nu@a.example;x\n'],
    { firstHit: first },
  ],
  ['volume-own-past', 'after the block', [], [busy], { firstHit: Date.parse('2026-11-21T12:00:00Z') }],
  [
    'volume-own-past',
    'a newsletter that comes in',
    [],
    [busy, accepted('b.example;0;False')],
    { firstHit: first },
  ],
  [
    'volume-own-past',
    'two days, and very much',
    ['warning u@a.example'],
    [trace('u@a.example 2026-11-21 3', 'u@a.example 2026-11-22 600')],
    { firstHit: first },
  ],
  [
    'volume-new-address',
    'from an address that nobody else has',
    ['warning u@a.example'],
    [sentFrom('u@a.example', 60, '198.51.100.7')],
    { firstHit: first },
  ],
  [
    'volume-new-address',
    'very much from it',
    ['critical u@a.example'],
    [sentFrom('u@a.example', 600, '198.51.100.7')],
    { firstHit: first },
  ],
  [
    'volume-new-address',
    'from the office',
    [],
    [sentFrom('u@a.example', 600, '203.0.113.1')],
    { firstHit: first },
  ],
  [
    'volume-tenant',
    'just before a block',
    ['warning u@a.example'],
    [trace(...quiet, 'u@a.example 2026-11-22 60')],
    { firstHit: first },
  ],
  [
    'volume-tenant',
    'a newsletter that comes in',
    [],
    [trace(...quiet, 'u@b.example 2026-11-22 60'), accepted('a.example;0;False')],
    { firstHit: first },
  ],

  [
    'rule-forwards-perhaps',
    'own domains unknown',
    ['warning u: r'],
    [inboxRules('u;r;True;False;False;;"""X"" [SMTP:x@b.example]"')],
  ],
  [
    'rule-forwards-perhaps',
    'own domains known',
    [],
    [inboxRules('u;r;True;False;False;;"""X"" [SMTP:x@b.example]"'), accepted('a.example;0;False')],
  ],
  [
    'mailbox-forwards-perhaps',
    'own domains unknown',
    ['warning u@a.example'],
    ['PrimarySmtpAddress;ForwardingSmtpAddress\nu@a.example;smtp:x@a.example\n'],
  ],
  [
    'mailbox-forwards-perhaps',
    'own domains known',
    [],
    [
      'PrimarySmtpAddress;ForwardingSmtpAddress\nu@a.example;smtp:x@a.example\n',
      accepted('a.example;0;False'),
    ],
  ],
  [
    'mailbox-forwards-contact',
    'a mail contact',
    ['information u@a.example'],
    ['PrimarySmtpAddress;ForwardingAddress\nu@a.example;Gmail of the boss\n'],
  ],
  [
    'mailbox-forwards-contact',
    'an address',
    [],
    ['PrimarySmtpAddress;ForwardingSmtpAddress\nu@a.example;smtp:x@a.example\n'],
  ],
  [
    'sign-in-travel',
    'of a restricted sender',
    ['warning anna@a.example'],
    [stolen, 'SenderAddress;Reason\nanna@a.example;x\n'],
  ],

  [
    'admin-without-mfa',
    'an account of Entra Connect',
    [],
    [registration('Sync_DC01_0a1b2c3d4e5f@a.onmicrosoft.com', 'True', 'False')],
  ],
  [
    'admin-without-mfa',
    'an account that provisions',
    [],
    [registration('ADToAADSyncServiceAccount@a.onmicrosoft.com', 'True', 'False')],
  ],
  [
    'admin-without-mfa',
    'the member of a role that only reads',
    [],
    [
      registration('eve@a.example', 'False', 'False'),
      'Role,UserPrincipalName\nDirectory Readers,eve@a.example\n',
    ],
  ],
  [
    'admin-without-mfa',
    'an administrator who is restricted',
    ['critical u@a.example'],
    [registration('u@a.example', 'True', 'False'), 'SenderAddress;Reason\nu@a.example;x\n'],
  ],
  [
    'policy-off',
    'beside one in force',
    ['information p'],
    [`[${policy('disabled').slice(1, -1)},${policy('enabled').slice(1, -1)}]`],
  ],
  [
    'policy-none',
    'no policy and no security defaults',
    ['warning MFA'],
    [policy('disabled'), '[{"DisplayName":"Security Defaults","IsEnabled":false}]'],
  ],
  [
    'policy-none',
    'security defaults',
    [],
    [policy('disabled'), '[{"DisplayName":"Security Defaults","IsEnabled":true}]'],
  ],
  [
    'policy-none',
    'columns of the own query',
    [],
    [
      '[{"Id":"1","DisplayName":"CA001: strong sign-in for admins","State":"enabled","IncludeRoles":["62e90394-69f5-4237-9190-012177145e10"],"BuiltInControls":["mfa"],"AuthenticationStrength":null}]',
    ],
  ],
  [
    'policy-none',
    'MFA for guests alone',
    ['warning MFA'],
    [
      '[{"DisplayName":"g","State":"enabled","IncludeUsers":["GuestsOrExternalUsers"],"IncludeRoles":[],"BuiltInControls":["mfa"]}]',
    ],
  ],

  [
    'relay-anyone',
    'for everybody',
    ['critical X\\c'],
    [relay(anyRecipient), receive('AnonymousUsers', 'Tls', '0.0.0.0-255.255.255.255')],
  ],
  [
    'relay-anyone',
    'for a whole network',
    ['warning X\\c'],
    [relay(anyRecipient), receive('AnonymousUsers', 'Tls', '10.0.0.0/8')],
  ],
  [
    'relay-anyone',
    'beside a connector of the same name on another server',
    ['warning X\\c'],
    [
      relay(anyRecipient),
      receive('AnonymousUsers', 'Tls', '0.0.0.0-255.255.255.255').replace('X\\c', 'Y\\c'),
    ],
  ],
  [
    'source-many-domains',
    'a server that hands in mail of three unrelated domains',
    ['critical mail01'],
    [accepted('a.example;0;False')],
    blockedWays(
      { sender: 'x@dhl-1.example', source: '127.0.0.1', server: 'mail01' },
      { sender: 'x@netfilms-2.example', source: '127.0.0.1', server: 'mail01' },
      { sender: 'x@taxoffice-3.example', server: 'mail01' },
    ),
  ],
  [
    'source-many-domains',
    'a host behind it, which the bounces do not know',
    ['critical 10.1.8.7'],
    [accepted('a.example;0;False')],
    blockedWays(
      ...['b', 'c', 'd'].flatMap((name) => [
        { sender: `x@${name}.example`, source: '10.1.8.7', server: 'mail01' },
        {
          sender: `x@${name}.example`,
          vantage: 'bounce' as const,
          origins: [{ handedInBy: 'mail01.a.example' }],
        },
        { sender: `x@${name}.example`, vantage: 'trace' as const, source: '203.0.113.1' },
      ]),
    ),
  ],
  [
    'source-many-domains',
    'strangers from the Internet, whom the server lets relay',
    ['critical mail01'],
    [accepted('a.example;0;False')],
    blockedWays(
      { sender: 'x@b.example', source: '198.51.100.1', server: 'mail01' },
      { sender: 'x@c.example', source: '198.51.100.2', server: 'mail01' },
      { sender: 'x@d.example', source: '198.51.100.3', server: 'mail01' },
    ),
  ],
  [
    'source-many-domains',
    'two domains, which somebody forgot',
    [],
    [accepted('a.example;0;False')],
    blockedWays({ sender: 'x@b.example', source: '10.1.8.7' }, { sender: 'x@c.example', source: '10.1.8.7' }),
  ],
  [
    'source-many-domains',
    'domains of the house',
    [],
    [accepted('contoso.example;0;False')],
    blockedWays(
      { sender: 'x@contoso-group.example', source: '10.1.8.7' },
      { sender: 'x@my-contoso.example', source: '10.1.8.7' },
      { sender: 'x@contoso.test', source: '10.1.8.7' },
    ),
  ],
  [
    'domain-unaccepted',
    'domains that one host hands in, and one that another does',
    ['critical e.example'],
    [accepted('a.example;0;False')],
    blockedWays(
      { sender: 'x@b.example', source: '10.1.8.7' },
      { sender: 'x@c.example', source: '10.1.8.7' },
      { sender: 'x@d.example', source: '10.1.8.7' },
      { sender: 'x@e.example', source: '10.1.8.8' },
    ),
  ],
  [
    'domain-foreign',
    'domains that one host hands in',
    ['information b.example', 'information c.example', 'information d.example'],
    [accepted('a.example;0;False')],
    blockedWays(
      { sender: 'x@b.example', source: '10.1.8.7' },
      { sender: 'x@c.example', source: '10.1.8.7' },
      { sender: 'x@d.example', source: '10.1.8.7' },
    ),
  ],
  [
    'domain-foreign',
    'outsiders whose mail comes from everywhere, as what is forwarded does',
    ['information b.example', 'information c.example', 'information d.example'],
    [accepted('a.example;0;False')],
    blockedWays(
      { sender: 'x@b.example', vantage: 'trace', source: '198.51.100.1' },
      { sender: 'x@c.example', vantage: 'trace', source: '198.51.100.2' },
      { sender: 'x@d.example', vantage: 'trace', source: '198.51.100.3' },
    ),
  ],
  [
    'domain-foreign',
    'a domain that was forgotten',
    [],
    [accepted('a.example;0;False')],
    blockedWays({ sender: 'x@b.example', source: '10.1.8.7' }),
  ],
  [
    'domain-reported',
    'a domain that its connector brings, in a block',
    ['warning b.example'],
    [report('From headquarters;b.example;812'), accepted('a.example;0;False')],
    { firstHit: first, codes: ['5.7.750'] },
  ],
  [
    'domain-reported',
    'without a block',
    ['information b.example'],
    [report('From headquarters;b.example;812')],
  ],
  [
    'domain-reported',
    'a domain that was accepted since',
    [],
    [report('From headquarters;a.example;812'), accepted('a.example;0;False')],
  ],
  [
    'source-many-domains',
    'a connector that the report names with many domains',
    ['warning From headquarters'],
    [
      report(
        'From headquarters;b.example;8',
        'From headquarters;c.example;8',
        'From headquarters;d.example;8',
      ),
    ],
    { firstHit: first, codes: ['5.7.750'] },
  ],
  [
    'forwarding-blocked',
    'the bounce names the mailbox that forwards',
    ['critical student17@a.example'],
    [accepted('a.example;0;False')],
    blockedWays({
      sender: 'teacher@college.example',
      vantage: 'bounce',
      origins: [{ path: 'forwarding', account: 'student17@a.example' }],
    }),
  ],
  [
    'forwarding-blocked',
    'a mailbox forwards to where the blocked mail went',
    ['critical u@a.example'],
    [
      accepted('a.example;0;False'),
      'PrimarySmtpAddress;ForwardingSmtpAddress\nu@a.example;smtp:x@freemail.example\n',
    ],
    blockedWays({ sender: 'x@bank.example', vantage: 'trace', recipientDomains: { 'freemail.example': 3 } }),
  ],
  [
    'forwarding-blocked',
    'the bounce names it, and no list says which domains are own',
    ['critical student17@a.example'],
    [members],
    blockedWays({
      sender: 'teacher@college.example',
      vantage: 'bounce',
      origins: [{ path: 'forwarding', account: 'student17@a.example' }],
    }),
  ],
  [
    'forwarding-blocked',
    'a mailbox forwards elsewhere',
    [],
    [
      accepted('a.example;0;False'),
      'PrimarySmtpAddress;ForwardingSmtpAddress\nu@a.example;smtp:x@freemail.example\n',
    ],
    blockedWays({ sender: 'x@bank.example', vantage: 'trace', recipientDomains: { 'other.example': 3 } }),
  ],
  [
    'domain-unaccepted',
    'correspondents whose mail a mailbox forwards',
    [],
    [accepted('a.example;0;False')],
    blockedWays({
      sender: 'teacher@college.example',
      vantage: 'bounce',
      origins: [{ path: 'forwarding', account: 'student17@a.example' }],
    }),
  ],
  [
    'header-sender',
    'a customer in the From field',
    ['critical 10.1.9.10'],
    [accepted('a.example;0;False')],
    blockedWays(
      { sender: 'service@a.example', vantage: 'bounce', origins: [{ headerSender: 'kim@customer.example' }] },
      { sender: 'service@a.example', source: '10.1.9.10', server: 'mail01' },
    ),
  ],
  [
    'header-sender',
    'the own address there',
    [],
    [accepted('a.example;0;False')],
    blockedWays({
      sender: 'service@a.example',
      vantage: 'bounce',
      origins: [{ headerSender: 'kim@a.example' }],
    }),
  ],
  [
    'relay-login',
    'a login that is used at home and from the Internet',
    ['critical scanner'],
    [],
    {
      flows: [
        way({ login: 'scanner', source: '10.1.1.9', delivered: 20, blocked: 0, server: 'mail01' }),
        way({ login: 'scanner', source: '198.51.100.7', delivered: 40, blocked: 30, server: 'mail01' }),
      ],
    },
  ],
  [
    'relay-login',
    'one that is used from the Internet alone',
    ['warning app'],
    [],
    { flows: [way({ login: 'app', source: '198.51.100.7', blocked: 60 })] },
  ],
  [
    'relay-login',
    'a few mails',
    [],
    [],
    { flows: [way({ login: 'app', source: '198.51.100.7', blocked: 6 })] },
  ],
  ['relay-login', 'at home', [], [], { flows: [way({ login: 'app', source: '10.1.1.9', blocked: 60 })] }],
  [
    'queue-released',
    'most of the mail had waited',
    ['warning mail01'],
    [],
    { flows: [way({ server: 'mail01', blocked: 80, waited: 70, longestWait: 171_000_000 })] },
  ],
  [
    'queue-released',
    'some of the mail had waited',
    [],
    [],
    { flows: [way({ server: 'mail01', blocked: 800, waited: 70, longestWait: 171_000_000 })] },
  ],

  [
    'transport-rule-headers',
    'new, removes where mail comes from',
    ['warning r'],
    [transport('r;Received;;;;2026-11-21T02:00:00Z')],
    { firstHit: first },
  ],
  [
    'transport-rule-headers',
    'for years',
    ['information r'],
    [transport('r;X-Originating-IP;;;;2020-11-21T02:00:00Z')],
    { firstHit: first },
  ],
  [
    'transport-rule-headers',
    'removes a mark of its own',
    [],
    [transport('r;X-Contoso-Seen;;;;2026-11-21T02:00:00Z')],
    { firstHit: first },
  ],
  [
    'transport-rule-unfiltered',
    'past the spam filter',
    ['information r'],
    [transport('r;;-1;;;2026-11-21T02:00:00Z')],
    { firstHit: first },
  ],
  [
    'transport-rule-unfiltered',
    'into it',
    [],
    [transport('r;;6;;;2026-11-21T02:00:00Z')],
    { firstHit: first },
  ],
  [
    'transport-rule-redirects',
    'new, a copy to the outside',
    ['warning r'],
    [transport('r;;;;x@b.example;2026-11-21T02:00:00Z'), accepted('a.example;0;False')],
    { firstHit: first },
  ],
  [
    'transport-rule-redirects',
    'an archive of long standing',
    ['information r'],
    [transport('r;;;;x@b.example;2020-11-21T02:00:00Z'), accepted('a.example;0;False')],
    { firstHit: first },
  ],
  [
    'transport-rule-redirects',
    'inside',
    [],
    [transport('r;;;x@a.example;;2026-11-21T02:00:00Z'), accepted('a.example;0;False')],
    { firstHit: first },
  ],

  [
    'smtp-auth-foreign',
    'a sign-in from where the account is not',
    ['critical scan@a.example'],
    [smtp('0', '203.0.113.1 IT', '203.0.113.1 IT', '198.51.100.7 NG')],
  ],
  [
    'smtp-auth-foreign',
    'a journey',
    ['warning anna@a.example'],
    [
      signIns(
        'anna@a.example 2026-11-17T08:00:00Z 203.0.113.1 IT',
        'anna@a.example 2026-11-18T08:00:00Z 203.0.113.1 IT',
        'anna@a.example 2026-11-20T08:00:00Z 198.51.100.7 FR',
      ).replaceAll('"ipAddress"', '"clientAppUsed":"Authenticated SMTP","ipAddress"'),
    ],
  ],
  ['smtp-auth-foreign', 'failed ones', [], [smtp('50126', '198.51.100.7 NG', '198.51.100.8 BR')]],
  ['smtp-auth-foreign', 'at home', [], [smtp('0', '203.0.113.1 IT', '203.0.113.1 IT')]],
  [
    'smtp-auth-guessed',
    'many failures',
    ['information scan@a.example'],
    [smtp('50126', ...Array.from({ length: 50 }, (_, at) => `198.51.100.${at} NG`))],
  ],
  [
    'smtp-auth-guessed',
    'some failures',
    [],
    [smtp('50126', ...Array.from({ length: 9 }, (_, at) => `198.51.100.${at} NG`))],
  ],
  [
    'smtp-auth-enabled',
    'on',
    ['information SmtpClientAuthenticationDisabled'],
    ['[{"SmtpClientAuthenticationDisabled":false}]'],
  ],
  ['smtp-auth-enabled', 'off', [], ['[{"SmtpClientAuthenticationDisabled":true}]']],
  [
    'smtp-auth-mailbox',
    'on for a restricted sender',
    ['warning u@a.example'],
    [
      'PrimarySmtpAddress;SmtpClientAuthenticationDisabled\nu@a.example;False\n',
      'SenderAddress;Reason\nu@a.example;x\n',
    ],
  ],
  [
    'smtp-auth-mailbox',
    'on for a scanner',
    [],
    ['PrimarySmtpAddress;SmtpClientAuthenticationDisabled\nu@a.example;False\n'],
  ],
  ['forwarding-allowed', 'on', ['information Default'], [outboundPolicy('On', 'BlockUser')]],
  [
    'forwarding-allowed',
    'on, and outsiders are blocked',
    ['warning Default'],
    [outboundPolicy('On', 'BlockUser'), accepted('a.example;0;False')],
    blockedWays(
      { sender: 'x@b.example', vantage: 'trace', source: '198.51.100.1' },
      { sender: 'x@c.example', vantage: 'trace', source: '198.51.100.2' },
      { sender: 'x@d.example', vantage: 'trace', source: '198.51.100.3' },
    ),
  ],
  ['forwarding-allowed', 'Automatic means off', [], [outboundPolicy('Automatic', 'BlockUser')]],
  ['outbound-limit', 'nobody is stopped', ['information Default'], [outboundPolicy('Off', 'Alert')]],
  [
    'outbound-limit',
    'above the recommended',
    ['information Default'],
    [outboundPolicy('Off', 'BlockUser', 9000)],
  ],
  ['outbound-limit', 'the limits of the service', [], [outboundPolicy('Off', 'BlockUser', 0)]],
  ['audit-off', 'off', ['warning UnifiedAuditLog'], ['[{"UnifiedAuditLogIngestionEnabled":false}]']],
  ['audit-off', 'on', [], ['[{"UnifiedAuditLogIngestionEnabled":true}]']],

  [
    'app-privileged',
    'made near the block, rules the tenant',
    ['critical MailSync'],
    [app('2026-11-20T02:00:00Z', 'Exchange.ManageAsApp')],
    { firstHit: first },
  ],
  [
    'app-privileged',
    'made near the block, sends mail',
    ['warning MailSync'],
    [app('2026-11-20T02:00:00Z', 'Mail.Send')],
    { firstHit: first },
  ],
  [
    'app-privileged',
    'a backup of long standing',
    ['information MailSync'],
    [app('2020-11-20T02:00:00Z', 'full_access_as_app')],
    { firstHit: first },
  ],
  [
    'app-privileged',
    'reads profiles',
    [],
    [app('2026-11-20T02:00:00Z', 'User.Read.All')],
    { firstHit: first },
  ],
  [
    'app-privileged',
    'is Exchange Administrator',
    ['information mailsync'],
    [
      '[{"Role":"Exchange Administrator","DisplayName":"MailSync","PrincipalType":"ServicePrincipal","UserPrincipalName":null,"Id":"e1f2"}]',
    ],
  ],

  [
    'audit-role',
    'Exchange Administrator, from where the administrator cannot be',
    ['critical eve@a.example'],
    [stolen, role('eve@a.example', 'Exchange Administrator', '198.51.100.7')],
  ],
  [
    'audit-role',
    'the same at home, near the block',
    ['warning eve@a.example'],
    [stolen, role('eve@a.example', 'Exchange Administrator', '203.0.113.1')],
    { firstHit: first },
  ],
  [
    'audit-role',
    'a role that only reads',
    [],
    [stolen, role('eve@a.example', 'Directory Readers', '203.0.113.1')],
    { firstHit: first },
  ],
  [
    'audit-account',
    'a method from where the person cannot be',
    ['warning eve@a.example'],
    [stolen, entra('User registered security info', '198.51.100.7', {}, 'eve@a.example')],
  ],
  [
    'audit-account',
    'the same while the tenant is blocked',
    ['critical eve@a.example'],
    [stolen, entra('User registered security info', '198.51.100.7', {}, 'eve@a.example')],
    { firstHit: first },
  ],
  [
    'audit-inbox-rule',
    'an ordinary rule of somebody behind a VPN',
    [],
    [stolen, rule('Orders', '198.51.100.7')],
    { firstHit: first },
  ],
  [
    'audit-account',
    'a method at home',
    [],
    [stolen, entra('User registered security info', '203.0.113.1', {}, 'eve@a.example')],
  ],
  [
    'audit-app',
    'permission to rule Exchange, near the block',
    ['warning MailSync Pro'],
    [
      entra('Add app role assignment to service principal.', '198.51.100.9', {
        'AppRole.Value': 'Exchange.ManageAsApp',
        'ServicePrincipal.DisplayName': 'MailSync Pro',
      }),
    ],
    { firstHit: first },
  ],
  [
    'audit-app',
    'permission to read profiles',
    [],
    [
      entra('Add app role assignment to service principal.', '198.51.100.9', {
        'AppRole.Value': 'User.Read.All',
        'ServicePrincipal.DisplayName': 'Intranet',
      }),
    ],
    { firstHit: first },
  ],
  [
    'audit-transport-rule',
    'removes headers, near the block',
    ['warning r'],
    [entries(['New-TransportRule', '2026-11-21T02:00:00', { Name: 'r', RemoveHeader: 'Received' }])],
    { firstHit: first },
  ],
  [
    'audit-transport-rule',
    'a disclaimer',
    [],
    [entries(['New-TransportRule', '2026-11-21T02:00:00', { Name: 'r' }])],
    { firstHit: first },
  ],
  [
    'audit-inbox-rule',
    'hides and forwards, without a block',
    ['information anna@a.example: ..'],
    [
      entries([
        'New-InboxRule',
        '2026-11-21T02:00:00',
        { Name: '..', DeleteMessage: 'True', ForwardTo: 'x@b.example' },
      ]),
    ],
  ],
  [
    'audit-inbox-rule',
    'the same near the block',
    ['warning anna@a.example: ..'],
    [rule('..', '203.0.113.1')],
    { firstHit: first },
  ],
  ['audit-inbox-rule', 'sorts orders', [], [rule('Orders', '203.0.113.1')], { firstHit: first }],
  [
    'audit-mailbox',
    'forwarding to the outside, near the block',
    ['warning anna@a.example'],
    [
      entries([
        'Set-Mailbox',
        '2026-11-21T02:00:00',
        { Identity: 'anna@a.example', ForwardingSmtpAddress: 'smtp:x@b.example' },
      ]),
    ],
    { firstHit: first },
  ],
  [
    'audit-mailbox',
    'a permission',
    [],
    [
      entries([
        'Add-MailboxPermission',
        '2026-11-21T02:00:00',
        { Identity: 'anna@a.example', User: 'eve@a.example', AccessRights: 'FullAccess' },
      ]),
    ],
    { firstHit: first },
  ],
  [
    'audit-outbound-policy',
    'forwarding on, near the block',
    ['warning Default'],
    [
      entries([
        'Set-HostedOutboundSpamFilterPolicy',
        '2026-11-21T02:00:00',
        { Identity: 'Default', AutoForwardingMode: 'On' },
      ]),
    ],
    { firstHit: first },
  ],
  [
    'audit-outbound-policy',
    'forwarding off',
    [],
    [
      entries([
        'Set-HostedOutboundSpamFilterPolicy',
        '2026-11-21T02:00:00',
        { Identity: 'Default', AutoForwardingMode: 'Off' },
      ]),
    ],
    { firstHit: first },
  ],

  [
    'service-incident',
    'refusals at the time of the block',
    ['warning EX571516'],
    [
      issue(
        'Some users may be unable to send external email and receive NDR 5.7.705',
        '2026-11-22T22:00:00Z',
      ),
    ],
    { firstHit: first },
  ],
  [
    'service-incident',
    'something else in Exchange Online',
    ['information EX571516'],
    [issue('Some users may see stale calendars', '2026-11-22T22:00:00Z')],
    { firstHit: first },
  ],
  [
    'service-incident',
    'long before',
    [],
    [
      issue(
        'Some users may be unable to send external email',
        '2026-11-01T22:00:00Z',
        '2026-11-02T22:00:00Z',
      ),
    ],
    { firstHit: first },
  ],
  [
    'subscription-lapsed',
    'suspended, and mail is blocked',
    ['warning O365_BUSINESS_PREMIUM'],
    [subscription('Suspended', false)],
    { firstHit: first },
  ],
  [
    'subscription-lapsed',
    'suspended, without a block',
    ['information O365_BUSINESS_PREMIUM'],
    [subscription('Suspended', false)],
  ],
  ['subscription-lapsed', 'enabled', [], [subscription('Enabled', false)], { firstHit: first }],
  [
    'subscription-trial',
    'a trial, and mail is blocked',
    ['warning O365_BUSINESS_PREMIUM'],
    [subscription('Enabled', true)],
    { firstHit: first },
  ],
  ['subscription-trial', 'paid', [], [subscription('Enabled', false)], { firstHit: first }],
  [
    'recipient-blocked',
    'a block and its code',
    ['warning x@b.example'],
    ['Value;Action;Notes\nx@b.example;Block;\n'],
    { codes: ['5.7.703'] },
  ],
  ['recipient-blocked', 'a block', ['information x@b.example'], ['Value;Action;Notes\nx@b.example;Block;\n']],
  [
    'recipient-blocked',
    'entries, and mail to one of them was refused',
    ['warning *.b.example', 'information x@c.example'],
    ['Value;Action;Notes\n*.b.example;Block;\nx@c.example;Block;\n'],
    { codes: ['5.7.703'], flows: [way({ codes: ['5.7.703'], recipientDomains: { 'mail.b.example': 1 } })] },
  ],
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
      const { label, title, reason } = findingText(finding, language);
      expect(title).not.toContain(id);
      expect(label).toMatch(title.endsWith(': s') ? /^[^:]{3,20}: s$/ : /^[^:]{3,20}$/);
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
