import { describe, expect, it } from 'vitest';
import { entry } from './attack';
import { inJson } from './diagnosed';
import { accepted, refused } from './logLines';

const office = '192.0.2.10';
const stranger = '198.51.100.9';
const people = ['anna', 'bruno', 'carla', 'dora'];
const address = (name: string) => `${name}@contoso.example`;

interface Mail {
  readonly at: string;
  readonly from: string;
  readonly ip: string;
  readonly status?: string;
}

/** A trace as `Get-MessageTraceV2 | Export-Csv` writes it; what is refused has its reason in the details. */
function trace(mails: readonly Mail[]): Record<string, string> {
  const ids = mails.map((_, index) => `7a00-${index}`);
  const rows = mails.map(
    ({ at, from, ip, status = 'Delivered' }, index) =>
      `"2026-11-${at}Z","${address(from)}","x${index}@other.example","-","${status}","","${ip}","900","<${index}@contoso.example>","${ids[index]}"\n`,
  );
  const failed = mails.flatMap(({ at, status }, index) =>
    status === 'Failed'
      ? `"2026-11-${at}Z","Fail","","Reason: [{LED=550 5.7.705 Access denied, tenant has exceeded threshold};{MSG=};{FQDN=};{IP=};{LRT=}]","","<${index}@contoso.example>","${ids[index]}"\n`
      : [],
  );
  return {
    'trace.csv': `"Received","SenderAddress","RecipientAddress","Subject","Status","ToIP","FromIP","Size","MessageId","MessageTraceId"\n${rows.join('')}`,
    'details.csv': `"Date","Event","Action","Detail","Data","MessageId","MessageTraceId"\n${failed.join('')}`,
  };
}

const two = (value: number) => String(value).padStart(2, '0');

/** A week of ordinary mail, and what everybody was refused on the 20th from nine on. */
const week = (who = people): Mail[] => [
  ...['12', '13', '16', '17', '18', '19'].flatMap((day) =>
    who.flatMap((from, index) =>
      [8, 11, 15].map((hour) => ({ at: `${day}T${two(hour)}:${two(index)}:00`, from, ip: office })),
    ),
  ),
  ...who.map((from, index) => ({ at: `20T09:${two(index)}:00`, from, ip: office, status: 'Failed' })),
];

/** Some hundred mails within the two hours before the block. */
const burst = (from: string, ip: string): Mail[] =>
  Array.from({ length: 300 }, (_, index) => ({
    at: `20T${two(7 + Math.floor(index / 160))}:${two(Math.floor(index / 3) % 60)}:${two((index % 3) * 20)}`,
    from,
    ip,
  }));

const signIn = (name: string, at: string, ipAddress: string, countryOrRegion: string) => ({
  userPrincipalName: address(name),
  createdDateTime: `2026-11-${at}Z`,
  ipAddress,
  clientAppUsed: 'Browser',
  appDisplayName: 'Office',
  status: { errorCode: 0 },
  location: { city: 'X', countryOrRegion },
});

const atWork = (who = people, days = ['12', '16', '18', '19', '20']) =>
  who.flatMap((name) => days.map((day) => signIn(name, `${day}T07:00:00`, office, 'IT')));

const subscription = (skuPartNumber: string, status: string) => ({
  id: skuPartNumber,
  skuPartNumber,
  status,
  isTrial: false,
  createdDateTime: '2021-01-01T00:00:00Z',
  nextLifecycleDateTime: '2027-01-01T00:00:00Z',
  totalLicenses: 5,
});

const issue = (title: string) =>
  JSON.stringify([
    {
      id: 'EX1',
      title,
      service: 'Exchange Online',
      classification: 'incident',
      status: 'serviceDegradation',
      isResolved: false,
      startDateTime: '2026-11-20T06:00:00Z',
      lastModifiedDateTime: '2026-11-20T12:00:00Z',
      impactDescription: '',
    },
  ]);

describe('what looks like a cause and is none', () => {
  it('is a lapsed subscription by which nobody has mail', async () => {
    const lapsed = (sku: string, ...more: readonly object[]) => ({
      ...trace(week()),
      'acc.json': accepted,
      'subscriptions.json': JSON.stringify([...more, subscription(sku, 'Suspended')]),
    });
    expect((await inJson(lapsed('VISIOCLIENT'))).causes).toEqual([]);
    // Another one, which is paid, serves.
    expect((await inJson(lapsed('SPB', subscription('SPB', 'Enabled')))).causes).toEqual([]);
    const { causes } = await inJson(lapsed('SPB'));
    expect(causes[0]).toMatchObject({ kind: 'lapsed-subscription' });
  });

  it('is an issue of Microsoft’s about something else than refused mail', async () => {
    const files = (title: string) => ({
      ...trace(week()),
      'acc.json': accepted,
      'health.json': issue(title),
    });
    expect((await inJson(files('Admins see delayed message traces of sent email messages'))).causes).toEqual(
      [],
    );
    for (const title of ['Some users may be unable to send external email', 'Users see error 5.7.705'])
      expect((await inJson(files(title))).causes[0]).toMatchObject({ kind: 'service-incident' });
  });

  it('is an address at home that changes day by day', async () => {
    const home = (day: string, last: string) => signIn('anna', `${day}T06:00:00`, `203.0.113.${last}`, 'IT');
    const moving = [home('12', '1'), home('16', '2'), home('18', '3'), home('20', '77')];
    const files = (own: readonly object[]) => ({
      ...trace([...week(), ...burst('anna', '203.0.113.77')]),
      'acc.json': accepted,
      'sign-ins.json': JSON.stringify([...atWork(), ...own]),
    });
    const { causes } = await inJson(files(moving));
    expect(causes[0]).toMatchObject({ kind: 'bulk-mail', culprits: [{ name: address('anna') }] });
    // A first address beside the office is somebody's of whom nothing is known.
    expect((await inJson(files([home('20', '77')]))).causes[0]).toMatchObject({ kind: 'compromised-user' });
  });

  it('is an address of which nothing earlier is known: it is neither usual nor strange', async () => {
    const { causes } = await inJson({
      ...trace([...week().filter(({ at }) => at.startsWith('20')), ...burst('anna', '203.0.113.77')]),
      'acc.json': accepted,
    });
    expect(JSON.stringify(causes)).not.toMatch(/always/);
    expect(causes[0]?.confidence ?? 0).toBeLessThan(0.5);
  });

  it('is a sender who went abroad and stayed, as far as can be known', async () => {
    const abroad = ['17', '18', '19', '20'].map((day) => signIn('anna', `${day}T06:00:00`, stranger, 'ES'));
    const others = people.filter((name) => name !== 'anna');
    const files = (anna: readonly object[]) => ({
      ...trace([...week(), ...burst('anna', stranger)]),
      'acc.json': accepted,
      'sign-ins.json': JSON.stringify([...atWork(others), ...anna, ...abroad]),
    });
    const travelled = await inJson(files(atWork(['anna'], ['12', '16'])));
    const atBoth = await inJson(files(atWork(['anna'])));
    expect(atBoth.causes[0]).toMatchObject({ kind: 'compromised-user', against: [] });
    expect(atBoth.causes[0].confidence).toBeGreaterThan(0.9);
    expect(travelled.causes[0].confidence).toBeLessThan(0.9);
    expect(travelled.causes[0].against.join()).toContain('from nowhere else');
  });
});

describe('two causes at once', () => {
  const spam = {
    ...trace([...week(), ...burst('anna', stranger)]),
    'acc.json': accepted,
    'sign-ins.json': JSON.stringify([...atWork(), signIn('anna', '20T06:50:00', stranger, 'NG')]),
  };

  it('are both named where they led to different codes, each by what was before its own block', async () => {
    const printer = ['12', '13', '16', '17', '18', '19'].map((day, index) =>
      refused(
        '5.7.750',
        '08:00:00',
        'mfp[10.0.0.9]',
        'mfp@print.contoso.example',
        undefined,
        `BBBB${index}`,
      ).replaceAll('2026-11-20', `2026-11-${day}`),
    );
    const { causes, codes } = await inJson({ ...spam, 'mail.log': printer.join('') });
    expect(codes).toEqual(['5.7.705', '5.7.750']);
    expect(causes.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'compromised-user',
      'unregistered-domain',
    ]);
    for (const { confidence } of causes) expect(confidence).toBeGreaterThan(0.7);
    const names = JSON.stringify(causes.map(({ culprits }: { culprits: unknown }) => culprits));
    expect(names).toContain(address('anna'));
    expect(names).toContain('print.contoso.example');
  });

  it('are both named where two break-ins have nobody in common, the one without mail far less likely', async () => {
    const { causes } = await inJson({
      ...spam,
      'sign-ins.json': JSON.stringify([
        ...atWork(),
        signIn('anna', '20T06:50:00', stranger, 'NG'),
        signIn('dora', '18T02:00:00', '203.0.113.5', 'BY'),
      ]),
      'audit.json': entry(
        ['18T02:10:00', 'New-InboundConnector', address('dora'), '203.0.113.5'],
        'Backup relay',
        { Name: 'Backup relay', ConnectorType: 'OnPremises', SenderIPAddresses: '203.0.113.6' },
      ),
    });
    expect(causes[0]).toMatchObject({ kind: 'compromised-user', culprits: [{ name: address('anna') }] });
    const second = causes.find(({ kind }: { kind: string }) => kind === 'rogue-connector');
    expect(second).toMatchObject({ culprits: [{ name: 'Backup relay' }] });
    expect(second.confidence).toBeLessThan(0.5);
  });
});

it('tells that mail was delivered again by a trace of the days after, in which nothing failed', async () => {
  const { story } = await inJson({
    ...trace([...week(), { at: '21T10:00:00', from: 'anna', ip: office }]),
    'acc.json': accepted,
    'restricted.json': JSON.stringify([
      {
        SenderAddress: address('anna'),
        Reason: 'OutboundSpamLast24Hours=9',
        CreatedDatetime: '2026-11-20T09:05:00Z',
      },
    ]),
  });
  expect(story.at(-1)).toMatchObject({ kind: 'delivered-again', phase: 'since' });
});

describe('who sent', () => {
  const both = ['anna', 'bruno'];

  it('is a stranger with several accounts, where their bursts have one address that nobody else uses', async () => {
    const { causes } = await inJson({
      ...trace([...week(), ...both.flatMap((name) => burst(name, stranger))]),
      'acc.json': accepted,
    });
    expect(causes[0]).toMatchObject({
      kind: 'compromised-user',
      culprits: both.map((name) => ({ name: address(name) })),
    });
  });

  it('is one also with more accounts than make an office elsewhere', async () => {
    const taken = ['anna', 'bruno', 'carla'];
    const house = [...people, 'emil', 'fina', 'gino', 'hanna'];
    const { causes } = await inJson({
      ...trace([...week(house), ...taken.flatMap((name) => burst(name, stranger))]),
      'acc.json': accepted,
    });
    expect(causes[0]).toMatchObject({
      kind: 'compromised-user',
      culprits: taken.map((name) => ({ name: address(name) })),
    });
  });

  it('is nobody, where the house has moved to another line', async () => {
    const moved = week().map((mail) => ({ ...mail, ip: mail.at < '18' ? office : stranger }));
    expect((await inJson({ ...trace(moved), 'acc.json': accepted })).causes).toEqual([]);
  });

  it('is a program of the house, where it has sent from its address for days', async () => {
    const daily = ['13', '16', '17', '18', '19'].flatMap((day) =>
      Array.from({ length: 40 }, (_, index) => ({
        at: `${day}T10:${two(index)}:00`,
        from: 'crm',
        ip: stranger,
      })),
    );
    const { causes } = await inJson({
      ...trace([...week(), ...daily, ...burst('crm', stranger)]),
      'acc.json': accepted,
    });
    expect(causes[0]).toMatchObject({ kind: 'bulk-mail', culprits: [{ name: address('crm') }] });
  });
});

it('accuses no connector for being new alone, nor an entry of the block list that does not hold for the recipient', async () => {
  const connector = await inJson({
    ...trace(week()),
    'acc.json': accepted,
    'connectors.json': JSON.stringify([
      {
        ...{ Name: 'CRM', Enabled: true, ConnectorType: 'OnPremises', ConnectorSource: 'AdminUI' },
        ...{ SenderIPAddresses: ['203.0.113.5'], WhenCreatedUTC: '2026-11-18T10:00:00Z' },
      },
    ]),
  });
  expect(connector.causes[0]?.confidence ?? 0).toBeLessThan(0.5);
  const entryOf = (Value: string) => ({
    'acc.json': accepted,
    'list.json': JSON.stringify([
      {
        Identity: 'x',
        Value,
        Action: 'Block',
        ListType: 'Sender',
        LastModifiedDateTime: '2026-11-20T07:00:00Z',
      },
    ]),
    'mail.log': refused('5.7.703', '09:00:00', 'pc[10.0.0.5]', 'anna@contoso.example'),
  });
  expect((await inJson(entryOf('other.example.evil.example'))).causes).toEqual([]);
  expect((await inJson(entryOf('other.example'))).causes[0]).toMatchObject({ kind: 'own-block-list' });
});

describe('mail of many unrelated domains from a server itself', () => {
  const domains = ['a-1.example', 'b-2.example', 'c-3.example', 'd-4.example', 'e-5.example'];
  const mails = domains.flatMap((domain, index) =>
    [0, 1, 2].map((more) => ({
      from: `x@${domain}`,
      id: `AAAA${index}${more}`,
      time: `09:${two(index)}:0${more}`,
    })),
  );
  const log = mails
    .map(({ from, id, time }) =>
      refused('5.7.750', time, 'localhost[127.0.0.1]', from, 'r@other.example', id),
    )
    .join('');
  const listed = mails
    .map(
      ({ from, id, time }) =>
        `MessageId        : <${id}@mail01>\nReceived         : 2026-11-20T${time}Z\nSenderAddress    : ${from}\nRecipientAddress : r@other.example\nStatus           : Delivered\nFromIP           : 203.0.113.5\nMessageTraceId   : 7c00-${id}\n\n`,
    )
    .join('');
  const connector = (name: string) => ({
    Identity: `EX01\\${name}`,
    Enabled: true,
    PermissionGroups: 'AnonymousUsers',
    AuthMechanism: 'Tls',
    RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
    Bindings: ['0.0.0.0:25'],
  });
  const rights = (name: string) => ({
    Identity: `EX01\\${name}`,
    User: 'NT AUTHORITY\\ANONYMOUS LOGON',
    ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
    Deny: false,
  });
  const diagnosedWith = async (connectors: readonly object[], permissions?: readonly object[]) => {
    const { causes } = await inJson({
      'mail.log': log,
      'MessageTrace.txt': listed,
      'accepted-domains.json': accepted,
      'receive-connectors.json': JSON.stringify(connectors),
      ...(permissions ? { 'ndr-lens-anonymous-relay.json': JSON.stringify(permissions) } : {}),
    });
    return { kind: causes[0]?.kind, text: JSON.stringify(causes) };
  };

  it('is not what hosts on the Internet relay, since a trace names the line of the house', async () => {
    const { kind, text } = await diagnosedWith([connector('Default Frontend EX01')]);
    expect(kind).toBe('compromised-server');
    expect(text).not.toMatch(/Hosts on the Internet|let anyone relay/);
  });

  it('is relayed by a connector only where the right to relay is given on it, if that was asked', async () => {
    expect((await diagnosedWith([connector('Relay')])).text).toContain('let anyone relay');
    expect((await diagnosedWith([connector('Relay')], [rights('Relay')])).text).toContain('let anyone relay');
    expect((await diagnosedWith([connector('Relay')], [rights('Printers')])).text).not.toContain(
      'let anyone relay',
    );
    expect(
      (await diagnosedWith([connector('Default Frontend EX01')], [rights('Default Frontend EX01')])).text,
    ).toContain('let anyone relay');
  });
});
