import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { StampReader } from '../../../../src/core/logs/formats/clock';
import { readTenantBytes } from '../../../../src/core/tenant/files';
import { plainTime } from '../../../../src/core/tenant/values';
import { readPieces, rowsOf } from './readTexts';

describe('an export that is packed', () => {
  it('is read as if it were not', async () => {
    const text = '[{"DomainName":"a.example","DomainType":"InternalRelay"}]';
    const read = await readTenantBytes('domains.json.gz', gzipSync(text));
    expect(read).toMatchObject({ export: { kind: 'accepted-domains', rowCount: 1 } });
    const refusal = { reason: 'packed' };
    expect(await readTenantBytes('a.zip', Buffer.from('PK\x03\x04'))).toEqual({ file: 'a.zip', refusal });
  });
});

describe('ConvertTo-Json', () => {
  it('gives the same of a single object, a list, and an answer of Microsoft Graph', () => {
    const object = '{"DomainName":"a.example","DomainType":"InternalRelay","MatchSubDomains":true}';
    const expected = {
      domain: 'a.example',
      type: 'internal-relay',
      matchSubDomains: true,
      pending: false,
      sendingDisabled: false,
      line: 1,
    };
    for (const text of [
      object,
      `[${object}]`,
      `{"@odata.context":"https://graph.microsoft.com/v1.0","value":[${object}]}`,
      `{"value" : [ ${object} ] }`,
    ])
      expect(rowsOf('accepted-domains', text)).toEqual([expected]);
    expect(rowsOf('accepted-domains', `${object}\n${object}`).map(({ line }) => line)).toEqual([1, 2]);
  });

  it.each([
    ['0', 'authoritative'],
    ['"Authoritative"', 'authoritative'],
    ['1', 'external-relay'],
    ['"ExternalRelay"', 'external-relay'],
    ['2', 'internal-relay'],
    ['"Internal relay"', 'internal-relay'],
    ['7', undefined],
  ])('reads the domain type %s', (written, type) => {
    const [row] = rowsOf('accepted-domains', `{"DomainName":"a.example","DomainType":${written}}`);
    expect(row?.type).toBe(type);
  });

  it.each([
    ['"\\/Date(1795224160000)\\/"', '2026-11-21T01:22:40.000Z'],
    ['"2026-11-21T01:22:40"', '2026-11-21T01:22:40.000Z'],
    ['"2026-11-21T02:22:40+01:00"', '2026-11-21T01:22:40.000Z'],
    [
      '{"value":"\\/Date(1795224160000)\\/","DisplayHint":2,"DateTime":"Saturday"}',
      '2026-11-21T01:22:40.000Z',
    ],
    ['"11/21/2026 1:22:40 AM"', '2026-11-21T01:22:40.000Z'],
    ['"21/11/2026 01:22:40"', '2026-11-21T01:22:40.000Z'],
    ['"21.11.2026 01:22:40"', '2026-11-21T01:22:40.000Z'],
    ['"soon"', undefined],
  ])('reads the time %s', (written, expected) => {
    const [row] = rowsOf('inbound-connectors', `{"Name":"c","SenderDomains":[],"WhenCreatedUTC":${written}}`);
    expect(row?.created === undefined ? undefined : new Date(row.created).toISOString()).toBe(expected);
  });

  it.each([
    ['["smtp:*;1"]', ['*']],
    ['"smtp:*;1 smtp:b.example;1"', ['*', 'b.example']],
    ['[{"Domain":"b.example","AddressType":"smtp"}]', ['b.example']],
    ['{"value":["smtp:b.example;1"],"Count":1}', ['b.example']],
    ['null', []],
    ['"Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.AddressSpace]"', undefined],
  ])('reads the list %s', (written, expected) => {
    const [row] = rowsOf('inbound-connectors', `{"Name":"c","SenderDomains":${written}}`);
    expect(row?.senderDomains).toEqual(expected);
  });

  it('reads what lies deeper than -Depth reaches', () => {
    const signIn = {
      UserPrincipalName: 'A@b.example',
      IPAddress: '203.0.113.7:4411',
      CreatedDateTime: '2026-11-21T01:20:31Z',
      Status: '@{ErrorCode=0; FailureReason=Other.}',
      Location: '@{City=Milan; CountryOrRegion=IT; GeoCoordinates=}',
    };
    expect(rowsOf('sign-ins', JSON.stringify(signIn))).toMatchObject([
      { user: 'a@b.example', address: '203.0.113.7', country: 'IT' },
    ]);
  });
});

describe('Export-Csv', () => {
  it('counts lines below #TYPE, sep= and cells of several lines', () => {
    const rows = 'Name;SenderDomains;Comment\r\na;smtp:*\\;1;"one\r\ntwo\nthree"\r\n\r\nb;;x\r\n';
    const text = `#TYPE x\r\nsep=;\r\n${rows}`;
    expect(rowsOf('inbound-connectors', text).map(({ name, line }) => [name, line])).toEqual([
      ['a', 4],
      ['b', 8],
    ]);
  });

  it('takes a second header for none', () => {
    const text = 'UserPrincipalName,IsMfaRegistered\na,True\nUserPrincipalName,IsMfaRegistered\nb,False\n';
    expect(rowsOf('mfa-registration', text).map(({ user }) => user)).toEqual(['a', 'b']);
  });

  it('does not take the name of a collection for its entries', () => {
    const text = 'Name,SenderIPAddresses,TlsSenderCertificateName\nc,System.Collections.ArrayList,\n';
    expect(rowsOf('inbound-connectors', text)).toMatchObject([
      { senderAddresses: undefined, certificate: '' },
    ]);
  });
});

describe('Format-List', () => {
  it('joins what the console has cut', () => {
    const text = [
      'Identity        : EXCH\\Relay',
      'RemoteIPRanges  : {192.0.2.1, 192.0.2.2,',
      '                  192.0.2.3}',
      'PermissionGroups: AnonymousUsers,',
      '                  ExchangeServers',
      '',
      'Identity\u00a0: EXCH\\Other',
      'RemoteIPRanges\u00a0: {::1}',
    ].join('\n');
    expect(rowsOf('receive-connectors', text)).toMatchObject([
      { name: 'EXCH\\Relay', ranges: ['192.0.2.1', '192.0.2.2', '192.0.2.3'], anonymous: true, line: 1 },
      { name: 'EXCH\\Other', ranges: ['::1'], line: 7 },
    ]);
  });

  it('joins within a word where the line fills the window', () => {
    const text =
      'Name      : rule\nForwardTo : {"Collector" [SMTP:collector@relay-\n            service.example]}\nMoveToFolder : Inbox\n';
    expect(rowsOf('inbox-rules', text)).toMatchObject([{ forwardsTo: ['collector@relay-service.example'] }]);
  });

  it('keeps objects apart that were copied without their blank lines', () => {
    const text = 'Name : a\nSenderDomains : {}\nName : b\nSenderDomains : {}\n';
    expect(rowsOf('inbound-connectors', text).map(({ name, line }) => [name, line])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });
});

/** A kind of each origin, by columns; what no kind has is refused with its columns. */
describe('Format-Table', () => {
  const table = `
Name                        DomainName                  DomainType    Default
----                        ----------                  ----------    -------
contoso.example             contoso.example             Authoritative True
a very long name of a do... relay.example               InternalRelay False

`;
  it.each([
    ['alone', table],
    ['behind what was typed', `PS C:\\Users\\a> Get-AcceptedDomain\n${table}PS C:\\Users\\a> exit\n`],
    [
      'in a transcript',
      `**********************\r\nPowerShell transcript start\r\nStart time: 20261123091211\r\n**********************\r\nTranscript started, output file is C:\\a.txt\r\nPS C:\\> Get-AcceptedDomain\r\n${table.replaceAll('\n', '\r\n')}`,
    ],
  ])('gives a row a line, %s', (_, text) => {
    const rows = rowsOf('accepted-domains', text);
    expect(rows.map(({ domain, type }) => [domain, type])).toEqual([
      ['contoso.example', 'authoritative'],
      ['relay.example', 'internal-relay'],
    ]);
    expect(text.split(/\r?\n/)[(rows[0]?.line ?? 0) - 1]).toContain('contoso.example');
  });

  it('takes what the console has cut for what nobody can read', () => {
    const text = `DomainName          DomainType\n----------          ----------\na.example           Authoritative\nvery.long.exampl... Authoritative\n`;
    const read = readPieces(text, 99);
    expect(read).toMatchObject({ rowCount: 2, unreadable: [{ column: 'DomainName', rows: 1 }] });
    expect(rowsOf('accepted-domains', text).map(({ domain }) => domain)).toEqual(['a.example']);
  });

  it('puts together what was wrapped, and reads numbers at the right', () => {
    const text = `\n   Count Name\n   ----- ----\n12345678 anna@a.example\n      12 a.very.long.name@\n         a.example\n`;
    expect(rowsOf('mail-counts', text).map(({ name, count }) => [name, count])).toEqual([
      ['anna@a.example', 12_345_678],
      ['a.very.long.name@a.example', 12],
    ]);
  });

  it('reads several tables, one below the other', () => {
    const rows = rowsOf('accepted-domains', `${table}${table.replaceAll('contoso', 'fabrikam')}`);
    expect(rows.map(({ domain }) => domain)).toEqual([
      ...['contoso.example', 'relay.example', 'fabrikam.example', 'relay.example'],
    ]);
  });
});

describe('a Format-List behind what was typed', () => {
  it('is read as if it stood alone', () => {
    const list = 'DomainName : a.example\nDomainType : Authoritative\n';
    expect(
      rowsOf('accepted-domains', `PS C:\\> Get-AcceptedDomain | fl\n\n${list}\nPS C:\\>\n`),
    ).toHaveLength(1);
  });
});

describe('kinds', () => {
  it.each([
    ['accepted-domains', 'Domain name,Status\na.example,Healthy'],
    ['accepted-domains', '[{"Id":"a.example","IsVerified":false,"AuthenticationType":"Managed"}]'],
    ['inbound-connectors', 'Name,Enabled,SenderDomains\nc,True,'],
    ['outbound-connectors', 'Name,Enabled,RecipientDomains,SmartHosts\nc,True,*,'],
    ['blocked-senders', 'SenderAddress,Reason,CreatedDatetime\na@b.example,x,'],
    ['blocked-senders', 'Entity,Entity type,Reason\na@b.example,User,x'],
    ['blocked-connectors', 'ConnectorId,Reason\n1,x'],
    [
      'inbox-rules',
      'Name        : r\nEnabled     : True\nDescription : Take the following actions: delete the message',
    ],
    ['mailboxes', 'PrimarySmtpAddress,ForwardingSmtpAddress\na@b.example,'],
    ['mailbox-permissions', 'Identity,User,AccessRights,IsInherited,Deny\na,b,FullAccess,False,False'],
    ['audit-log', 'RecordType,CreationDate,UserIds,Operations,AuditData\n1,,a,Set-Mailbox,"{}"'],
    [
      'audit-log',
      '{"CreationTime":"2026-11-21T01:22:40","Operation":"Set-Mailbox","UserId":"a","Workload":"Exchange"}',
    ],
    [
      'sign-ins',
      'Date (UTC),Request ID,Username,IP address,Location,Status\n2026-11-21T01:22:40Z,1,a,203.0.113.7,"Milan, Milano, IT",Success',
    ],
    [
      'message-trace',
      'Received,SenderAddress,RecipientAddress,Status\n11/21/2026 1:22:40 AM,a@b.example,c@d.example,Failed',
    ],
    [
      'message-trace',
      'origin_timestamp,sender_address,Recipient_status\n2026-11-21T01:22:40Z,a@b.example,c@d.example##Receive',
    ],
    ['mfa-registration', '{"userPrincipalName":"a","isAdmin":true,"isMfaRegistered":false}'],
    ['access-policies', 'DisplayName,State\np,enabledForReportingButNotEnforced'],
    ['role-members', 'Name,RecipientType\nAnna,UserMailbox'],
    ['role-members', '[{"Id":"1","AdditionalProperties":{"userPrincipalName":"a@b.example"}}]'],
    ['receive-connectors', 'Identity,Bindings,RemoteIPRanges\nc,{},{}'],
    ['relay-permissions', 'Identity,User,Deny\nc,NT AUTHORITY\\ANONYMOUS LOGON,False'],
    ['block-list', 'Value,Action,ExpirationDate\na@b.example,Block,'],
    ['postfix', 'alias_maps = hash:/etc/aliases\nmynetworks = 127.0.0.0/8'],
  ])('%s', (kind, text) => {
    const read = readPieces(`${text}\n`, 1000);
    expect(
      'kind' in read ? { kind: read.kind, rows: read.rows.length > 0 || kind === 'mailboxes' } : read,
    ).toEqual({
      kind,
      rows: true,
    });
  });

  it('refuses what it does not know, and says what it saw', () => {
    expect(readPieces('Color,Size\nred,1\n', 10)).toEqual({ reason: 'unknown', columns: ['Color', 'Size'] });
    expect(readPieces('', 10)).toEqual({ reason: 'empty' });
    expect(readPieces('\n\n', 1)).toEqual({ reason: 'empty' });
  });
});

describe('any writing of the same rows', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.replace(/\r\n?/g, '\n').trim());
  const name = cell.filter((text) => text !== '' && !/^(?:System|Microsoft)\./.test(text));
  const rows = fc.array(fc.tuple(name, cell), { minLength: 1, maxLength: 8 });
  const writing = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t'),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    quotes: fc.boolean(),
    type: fc.boolean(),
    encoding: fc.constantFrom('utf8', 'utf8 mark', 'utf16le', 'utf16le mark'),
  });

  it('gives the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(rows, writing, async (written, { delimiter, newline, quotes, type, encoding }) => {
        const table = Papa.unparse(
          [['Value', 'Action', 'Notes'], ...written.map(([value, note]) => [value, 'Block', note])],
          {
            delimiter,
            quotes,
            newline: '\n',
          },
        );
        const text = `${type ? '#TYPE x\n' : ''}${table}\n`.replaceAll('\n', newline);
        const mark = encoding.endsWith('mark') ? '\ufeff' : '';
        const bytes = Buffer.from(mark + text, encoding.startsWith('utf8') ? 'utf8' : 'utf16le');
        const read = await readTenantBytes('x', bytes);
        const values =
          'export' in read ? read.export.rows.map((row) => ('value' in row ? row.value : '')) : read;
        expect(values).toEqual(written.map(([value]) => value));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a time told by its signs', () => {
  const number = (most: number) =>
    fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
  const written = fc
    .tuple(
      fc.constantFrom('2026', '1899', '20x6', '0000'),
      number(13),
      number(32),
      fc.constantFrom('T', ' ', 't'),
      number(25),
      number(61),
      number(61),
      fc.constantFrom('', '.1', '.12', '.123', '.1234567', '.', '.x', ' AM', '+01:00'),
      fc.constantFrom('', 'Z', 'z'),
    )
    .map(
      ([year, month, day, t, hour, minute, second, rest, zone]) =>
        `${year}-${month}-${day}${t}${hour}:${minute}:${second}${rest}${zone}`,
    );
  const stamps = new StampReader({ reference: Number.MAX_SAFE_INTEGER / 4, offsetAt: () => 0 });

  it('is what the patterns say, or is left to them', () => {
    fc.assert(
      fc.property(written, (text) => {
        const plain = plainTime(text);
        if (plain !== undefined) expect(plain).toBe(stamps.read(text, 0)?.at);
      }),
      { numRuns: 3000 },
    );
    for (const text of ['2026-11-23T09:12:11Z', '2026-11-23 09:12:11.1234567', '2026-11-23T09:12:11.1'])
      expect(plainTime(text)).toBe(stamps.read(text, 0)?.at);
  });
});
