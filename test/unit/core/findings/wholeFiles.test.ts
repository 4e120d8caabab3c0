import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCommand } from '../../../../src/cli/checkCommand';
import { Output } from '../../../../src/cli/output';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const collected = new Date('2026-11-25T00:00:00Z');

function place(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  // The year of a stamp that names none is that of the file.
  utimesSync(path, collected, collected);
  return path;
}

/** What `check` finds in files as they are: `severity rule subject`. */
async function found(exports: readonly string[], logs: readonly string[] = []): Promise<string[]> {
  const out = new PassThrough();
  const printed = text(out);
  const errors = new PassThrough();
  const complaints = text(errors);
  const given = logs.length > 0 ? ['--logs', ...logs] : [];
  await checkCommand([...exports, '--json', '--zone=+00:00', ...given], new Output(out, errors));
  out.end();
  errors.end();
  expect(await complaints).toBe('');
  return (await printed)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .map(({ severity, rule, subject }) => `${severity} ${rule} ${subject}`);
}

/** Mails that Postfix at MAIL01 handed to Exchange Online, one each: sender, client, and the code that refused it. */
function postfix(
  name: string,
  code: string | undefined,
  ...mails: (readonly [from: string, client: string, to?: string])[]
) {
  const said =
    code === undefined
      ? 'dsn=2.0.0, status=sent (250 2.0.0 OK)'
      : `dsn=${code}, status=bounced (host mx said: 550 ${code} Access denied (in reply to end of DATA command))`;
  const lines = mails.flatMap(([from, client, to = 'kim@freemail.example'], at) => {
    const id = `4A1C2D3E${String(at).padStart(2, '0')}`;
    const stamp = `Nov 20 09:00:${String(at % 60).padStart(2, '0')} MAIL01 postfix`;
    return [
      `${stamp}/smtpd[11]: ${id}: client=${client}`,
      `${stamp}/cleanup[12]: ${id}: message-id=<${id}@x.example>`,
      `${stamp}/qmgr[9]: ${id}: from=<${from}>, size=900, nrcpt=1 (queue active)`,
      `${stamp}/smtp[13]: ${id}: to=<${to}>, relay=contoso-example.mail.protection.outlook.com[104.47.1.36]:25, delay=1.2, delays=0.3/0/0.4/0.5, ${said}`,
      `${stamp}/qmgr[9]: ${id}: removed`,
    ];
  });
  return place(name, `${lines.join('\n')}\n`);
}

const accepted = place(
  'accepted.json',
  '[{"DomainName":"contoso.example","DomainType":"Authoritative","MatchSubDomains":false},{"DomainName":"contoso.onmicrosoft.com","DomainType":"Authoritative","MatchSubDomains":false}]',
);
const mailbox = 'mbx.int.contoso.example[10.1.2.9]';

describe('whole files', () => {
  it('accuse nobody of ordinary inbox rules because the tenant is blocked', async () => {
    const rules = place(
      'rules.csv',
      '"MailboxOwnerId","Name","Enabled","MoveToFolder","MarkAsRead","DeleteMessage"\n"anna.rossi","Newsletters","True","Newsletters","True","False"\n"anna.rossi","LinkedIn","True","","False","True"\n',
    );
    const log = postfix('m705.log', '5.7.705', ['anna.rossi@contoso.example', mailbox]);
    expect(await found([accepted, rules], [log])).toEqual([]);
  });

  it('name the server that hands in mail of unrelated domains, and none of the domains', async () => {
    const log = postfix(
      'relay.log',
      '5.7.750',
      ['service@dhl-1.example', 'localhost[127.0.0.1]'],
      ['service@netfilms-2.example', 'localhost[127.0.0.1]'],
      ['service@taxoffice-3.example', 'localhost[127.0.0.1]'],
    );
    const findings = await found([accepted], [log]);
    expect(findings.filter((each) => !each.startsWith('information'))).toEqual([
      'critical source-many-domains mail01',
    ]);
  });

  it('ask to add the few domains of the house', async () => {
    const log = postfix('printers.log', '5.7.750', ['scan@contoso-print.example', 'printer[10.1.3.4]']);
    expect(await found([accepted], [log])).toEqual(['critical domain-unaccepted contoso-print.example']);
  });

  it('name the mailbox that forwards, and not the correspondent', async () => {
    const school = place('school.json', '[{"DomainName":"school.example","DomainType":"Authoritative"}]');
    const findings = await found([school], ['samples/bounces/5.7.750-mailbox-forwarding.eml']);
    expect(findings.filter((each) => !each.startsWith('information'))).toEqual([
      'critical forwarding-blocked student17@school.example',
    ]);
  });

  it('say nothing of mail that comes in through a gateway', async () => {
    const log = postfix(
      'gateway.log',
      undefined,
      ['news@bigshop.example', 'mx.bigshop.example[198.51.100.1]', 'anna@contoso.example'],
      ['kim@fabrikam.example', 'mx.fabrikam.example[198.51.100.2]', 'anna@contoso.example'],
    );
    const rows = Array.from(
      { length: 300 },
      (_, at) =>
        `2026-11-20T09:${String(at % 60).padStart(2, '0')}:00Z,news@bigshop.example,u${at}@contoso.example,Delivered,198.51.100.1`,
    );
    const trace = place(
      'trace.csv',
      `Received,SenderAddress,RecipientAddress,Status,FromIP\n${rows.join('\n')}\n`,
    );
    expect(await found([accepted, trace], [log])).toEqual([]);
  });

  it('tell what relays from what only forces TLS', async () => {
    const connectors = place(
      'connectors.json',
      JSON.stringify([
        {
          Name: 'All partners must use TLS',
          Enabled: true,
          ConnectorType: 'Partner',
          SenderDomains: ['smtp:*;1'],
          SenderIPAddresses: [],
          RequireTls: true,
          TlsSenderCertificateName: '',
        },
        {
          Name: 'Bank',
          Enabled: true,
          ConnectorType: 'Partner',
          SenderDomains: ['smtp:bank.example;1'],
          SenderIPAddresses: [],
          RequireTls: true,
          TlsSenderCertificateName: '',
        },
        {
          Name: 'Devices',
          Enabled: true,
          ConnectorType: 'OnPremises',
          SenderDomains: ['smtp:*;1'],
          SenderIPAddresses: ['203.0.113.7'],
          RequireTls: false,
          TlsSenderCertificateName: '',
        },
        {
          Name: 'OnPremises Exchange Server Sync',
          Enabled: true,
          ConnectorType: 'OnPremises',
          SenderDomains: ['smtp:*;1'],
          SenderIPAddresses: [],
          RequireTls: true,
          TlsSenderCertificateName: '*.attacker-relay.example',
          CloudServicesMailEnabled: true,
          WhenCreatedUTC: '2026-11-19T02:10:00Z',
        },
      ]),
    );
    const log = postfix('m705.log', '5.7.705', ['anna.rossi@contoso.example', mailbox]);
    expect(await found([accepted, connectors], [log])).toEqual([
      'critical connector-foreign OnPremises Exchange Server Sync',
      'warning connector-new-inbound OnPremises Exchange Server Sync',
    ]);
  });

  it('see in the audit log what is gone by now', async () => {
    const data = (operation: string, time: string, parameters: object[], more = {}) =>
      JSON.stringify({
        CreationTime: time,
        Operation: operation,
        UserId: 'adm@contoso.example',
        Workload: 'Exchange',
        ClientIP: '198.51.100.9:50211',
        Parameters: parameters,
        ...more,
      });
    const audit = place(
      'audit.jsonl',
      [
        data('New-InboundConnector', '2026-11-19T02:10:00', [
          { Name: 'Name', Value: 'Hybrid mail flow' },
          { Name: 'ConnectorType', Value: 'OnPremises' },
          { Name: 'TlsSenderCertificateName', Value: '*.attacker-relay.example' },
        ]),
        data('Remove-InboundConnector', '2026-11-20T10:10:00', [
          { Name: 'Identity', Value: 'Hybrid mail flow' },
        ]),
        data('New-TransportRule', '2026-11-19T02:12:00', [
          { Name: 'Name', Value: 'Cleanup' },
          { Name: 'RemoveHeader', Value: 'Received' },
        ]),
        data('Add app role assignment to service principal.', '2026-11-19T02:00:00', [], {
          Workload: 'AzureActiveDirectory',
          ModifiedProperties: [
            { Name: 'AppRole.Value', NewValue: '"Exchange.ManageAsApp"' },
            { Name: 'ServicePrincipal.DisplayName', NewValue: '"MailSync Pro"' },
          ],
        }),
        data(
          'New-InboxRule',
          '2026-11-19T02:20:00',
          [
            { Name: 'Name', Value: '..' },
            { Name: 'ForwardTo', Value: 'bob@other.example' },
            { Name: 'DeleteMessage', Value: 'True' },
          ],
          { UserId: 'user1@contoso.example' },
        ),
      ].join('\n'),
    );
    const log = postfix('m705.log', '5.7.705', ['anna.rossi@contoso.example', mailbox]);
    expect(await found([accepted, audit], [log])).toEqual([
      'critical connector-removed Hybrid mail flow',
      'warning audit-transport-rule Cleanup',
      'warning audit-inbox-rule user1@contoso.example: ..',
      'warning audit-app MailSync Pro',
    ]);
  });

  it('join one address of a sign-in, the audit log and a trace', async () => {
    const signIns = place(
      'sign-ins.json',
      JSON.stringify(
        [
          ['2026-11-18T08:00:00Z', '203.0.113.5', 'IT', 0],
          ['2026-11-19T01:40:00Z', '203.0.113.5', 'IT', 0],
          ['2026-11-19T01:50:00Z', '192.0.2.77', 'BR', 50126],
          ['2026-11-19T02:00:00Z', '198.51.100.9', 'NG', 0],
        ].map(([time, address, country, code]) => ({
          CreatedDateTime: time,
          UserPrincipalName: 'crm@contoso.example',
          ClientAppUsed: 'Browser',
          IPAddress: address,
          CountryOrRegion: country,
          ErrorCode: code,
        })),
      ),
    );
    const rows = [
      ...['16', '17', '18'].map(
        (day) => `2026-11-${day}T09:00:00Z,crm@contoso.example,kim@client.example,Delivered,203.0.113.5`,
      ),
      ...Array.from(
        { length: 80 },
        (_, at) =>
          `2026-11-19T03:${String(at % 60).padStart(2, '0')}:00Z,crm@contoso.example,x${at}@far.example,Failed,198.51.100.9`,
      ),
    ];
    const trace = place(
      'stolen.csv',
      `Received,SenderAddress,RecipientAddress,Status,FromIP\n${rows.join('\n')}\n`,
    );
    const rules = place(
      'guid.csv',
      'MailboxOwnerId,Name,Enabled,MoveToFolder\n64f87681-5d41-46a4-93dd-6ae36403d777,..,True,RSS Feeds\n',
    );
    const mailboxes = place(
      'mailboxes.csv',
      'PrimarySmtpAddress,Name,ForwardingSmtpAddress\ncrm@contoso.example,64f87681-5d41-46a4-93dd-6ae36403d777,\n',
    );
    const log = postfix('m705.log', '5.7.705', ['anna.rossi@contoso.example', mailbox]);
    const findings = await found([accepted, signIns, trace, rules, mailboxes], [log]);
    expect(findings.filter((each) => each.startsWith('critical'))).toEqual([
      'critical account-foreign crm@contoso.example',
      'critical volume-own-past crm@contoso.example',
      'critical volume-new-address crm@contoso.example',
      'critical rule-hides crm@contoso.example: ..',
    ]);
    expect(findings.filter((each) => each.includes('anna.rossi'))).toEqual([]);
  });

  it('take groups and synchronisation accounts for no persons', async () => {
    const group = place(
      'group.json',
      '[{"Name":"TenantAdmins_-1785523426","RecipientType":"Group"},{"Name":"ExchangeServiceAdmins_-1532434893","RecipientType":"Group"}]',
    );
    const audit = place(
      'hcw.json',
      '{"CreationTime":"2026-11-19T10:00:00","Operation":"New-InboundConnector","UserId":"adm@contoso.example","Workload":"Exchange","ClientIP":"203.0.113.5","Parameters":[{"Name":"Name","Value":"HQ"}]}',
    );
    const registration = place(
      'mfa.csv',
      'UserPrincipalName,IsAdmin,IsMfaRegistered\nSync_DC01_0a1b2c3d4e5f@contoso.onmicrosoft.com,True,False\nadm@contoso.example,True,True\n',
    );
    const roles = place(
      'roles.csv',
      'Role,UserPrincipalName\nDirectory Readers,intern@contoso.example\nDirectory Synchronization Accounts,Sync_DC01_0a1b2c3d4e5f@contoso.onmicrosoft.com\n',
    );
    expect(await found([accepted, group, audit, registration, roles])).toEqual([]);
  });
});
