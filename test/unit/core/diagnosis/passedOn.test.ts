import { describe, expect, it } from 'vitest';
import { entry } from './attack';
import { inJson } from './diagnosed';
import { accepted, refused } from './logLines';

const two = (value: number) => String(value).padStart(2, '0');
/** A mail that Exchange Online took. */
const taken = (...mail: Parameters<typeof refused> extends [string, ...infer Rest] ? Rest : never) =>
  refused('5.7.705', ...mail).replace(
    /dsn=5\.7\.0, status=bounced .*/,
    'dsn=2.0.0, status=sent (250 2.6.0 Queued mail for delivery)',
  );
const onDay = (day: number, lines: string) => lines.replaceAll('2026-11-20T', `2026-11-${two(day)}T`);
const queueId = (run: string, index: number) => `${run}${index.toString(16).toUpperCase().padStart(4, '0')}`;
const several = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const people = ['anna', 'bruno', 'carla', 'dora'].map((name) => `${name}@contoso.example`);
const exchange = 'ex.local[10.0.0.5]';

/** Three days of ordinary mail through the mail server of the house. */
const week = several(72, (index) =>
  onDay(
    16 + Math.floor(index / 24),
    taken(
      `${two(8 + (index % 8))}:${two(index % 60)}:00`,
      exchange,
      people[index % 4] ?? '',
      `k${index}@customer.example`,
      queueId('AA', index),
    ),
  ),
);
/** Hundreds of mails of one sender within an hour, and then refusals. */
const burst = (hour: number, client: string, from: string, day = 20) =>
  several(300, (index) =>
    onDay(
      day,
      taken(
        `${two(hour)}:${two(Math.floor(index / 6))}:${two((index % 6) * 9)}`,
        client,
        from,
        `v${index}@dest${index % 60}.example`,
        queueId('BB', index),
      ),
    ),
  ) +
  several(6, (index) =>
    onDay(
      day,
      refused(
        '5.7.705',
        `${two(hour + 1)}:${two(index)}:00`,
        client,
        from,
        `v${index}@dest.example`,
        queueId('CC', index),
      ),
    ),
  );

const first = async (files: Readonly<Record<string, string>>) => (await inJson(files)).causes[0];

describe('a burst through the mail server of the house', () => {
  it('is not called usual for the server it came by, and at an hour of nobody rather a stranger’s than wanted', async () => {
    const night = await first({
      'acc.json': accepted,
      'mail.log': week + burst(1, exchange, people[0] ?? ''),
    });
    expect(night).toMatchObject({ kind: 'compromised-user', culprits: [{ name: people[0] }] });
    expect(night.confidence).toBeGreaterThan(0.5);
    const { causes } = await inJson({
      'acc.json': accepted,
      'mail.log': week + burst(9, exchange, people[0] ?? ''),
    });
    const byKind = new Map(
      causes.map((each: { kind: string; confidence: number }) => [each.kind, each.confidence]),
    );
    expect(byKind.get('bulk-mail')).toBe(byKind.get('compromised-user'));
  });

  it('stays wanted bulk mail of an application with an address of its own', async () => {
    const own = several(24, (index) =>
      onDay(
        16 + Math.floor(index / 8),
        taken(
          `08:${two(index)}:00`,
          'erp[10.0.0.40]',
          'bills@contoso.example',
          `k${index}@c.example`,
          queueId('EE', index),
        ),
      ),
    );
    expect(
      await first({
        'acc.json': accepted,
        'mail.log': week + own + burst(9, 'erp[10.0.0.40]', 'bills@contoso.example'),
      }),
    ).toMatchObject({ kind: 'bulk-mail', culprits: [{ name: 'bills@contoso.example' }] });
  });

  it('of a web server’s own user is that server’s', async () => {
    expect(
      await first({
        'acc.json': accepted,
        'mail.log': week + burst(9, 'localhost[127.0.0.1]', 'www-data@shop.contoso.example'),
      }),
    ).toMatchObject({ kind: 'compromised-server', culprits: [{ type: 'server', name: 'mail01' }] });
  });
});

describe('mail of many outside domains', () => {
  it('is an open relay’s where many hosts bring one each, and an alias’s where all of it goes to one', async () => {
    const mail = (to: (index: number) => string) =>
      several(24, (index) =>
        refused(
          '5.7.750',
          `02:${two(index)}:00`,
          `unknown[198.51.100.${index + 1}]`,
          `s@forged${index}.example`,
          to(index),
          queueId('D1', index),
        ),
      );
    expect(
      await first({ 'acc.json': accepted, 'mail.log': week + mail((index) => `v@victim${index}.example`) }),
    ).toMatchObject({ kind: 'open-relay', culprits: [{ type: 'server', name: 'mail01' }] });
    const alias = await inJson({
      'acc.json': accepted,
      'mail.log': week + mail(() => 'me@freemail.example'),
    });
    expect(alias.causes.map(({ kind }: { kind: string }) => kind)).not.toContain('open-relay');
  });

  it('is an own server’s whose address is public, by the name that the log has verified', async () => {
    const forged = (client: string) =>
      several(60, (index) =>
        refused(
          '5.7.750',
          `02:${two(index)}:00`,
          client,
          `s@forged${index}.example`,
          `v@victim${index}.example`,
          queueId('D3', index),
        ),
      );
    const blame = (client: string) => first({ 'acc.json': accepted, 'mail.log': week + forged(client) });
    expect(await blame('erp.contoso.example[2001:db8:5::9]')).toMatchObject({
      kind: 'compromised-server',
      culprits: [{ type: 'server', name: 'erp.contoso.example' }],
    });
    for (const stranger of ['unknown[2001:db8:5::9]', 'erp.contoso.example.net[2001:db8:5::9]'])
      expect(await blame(stranger)).toMatchObject({
        kind: 'open-relay',
        culprits: [{ type: 'server', name: 'mail01' }],
      });
  });

  it('is a stranger’s, whatever he calls himself in HELO or writes into a subject', async () => {
    const exim = (at: string) =>
      several(60, (index) => {
        const id = `1tF${two(index)}0-00000A-00`;
        const day = `2026-11-20 02:${two(index)}`;
        return [
          `${day}:01 ${id} <= s@forged${index}.example ${at} P=esmtp S=900`,
          `${day}:02 ${id} ** v@victim${index}.example R=s T=t H=c.mail.protection.outlook.com [52.101.1.1]: 550 5.7.750 refused`,
        ]
          .map((line) => `${line}\n`)
          .join('');
      });
    for (const at of [
      'H=([10.0.0.5]) [198.51.100.9]',
      'H=evil.test ([10.0.0.5]) [198.51.100.9]',
      'H=(erp.contoso.example) [198.51.100.9] T="x H=erp.contoso.example [10.0.0.5]"',
    ])
      expect(await first({ 'acc.json': accepted, mainlog: exim(at) }), at).toMatchObject({
        kind: 'open-relay',
      });
  });

  it('is passed on by the program that hands it in for one recipient day after day, and spam in one run', async () => {
    const mail = (spread: boolean) =>
      several(24, (index) =>
        onDay(
          spread ? 18 + Math.floor(index / 8) : 20,
          refused(
            '5.7.750',
            `09:${two(index)}:00`,
            'desk[10.0.0.30]',
            `p@customer${index}.example`,
            'agent@support.example',
            queueId('DD', index),
          ),
        ),
      );
    expect(await first({ 'acc.json': accepted, 'mail.log': week + mail(true) })).toMatchObject({
      kind: 'on-behalf-of',
      culprits: [{ type: 'server', name: '10.0.0.30' }],
    });
    expect(await first({ 'acc.json': accepted, 'mail.log': week + mail(false) })).toMatchObject({
      kind: 'compromised-server',
      culprits: [{ type: 'server', name: '10.0.0.30' }],
    });
  });

  it('is forwarded by a mailbox where the mail server of the house hands it in', async () => {
    const rule = {
      MailboxOwnerId: people[1],
      Name: 'home',
      Enabled: true,
      RedirectTo: ['bruno@home.example'],
      ForwardTo: null,
      MoveToFolder: null,
      MarkAsRead: false,
      DeleteMessage: false,
    };
    const mail = several(12, (index) =>
      onDay(
        18 + Math.floor(index / 4),
        refused(
          '5.7.750',
          `09:${two(index)}:00`,
          exchange,
          `p@other${index}.example`,
          'bruno@home.example',
          queueId('FF', index),
        ),
      ),
    );
    expect(
      await first({ 'acc.json': accepted, 'rules.json': JSON.stringify([rule]), 'mail.log': week + mail }),
    ).toMatchObject({ kind: 'mailbox-forwarding', culprits: [{ type: 'mailbox', name: people[1] }] });
  });

  it('is the house’s own where its host has sent as all of them for days', async () => {
    const mail = several(32, (index) =>
      onDay(
        16 + Math.floor(index / 8),
        (index < 24 ? taken : refused.bind(undefined, '5.7.750'))(
          `10:${two(index)}:00`,
          'shop[10.0.0.66]',
          `info@brand${'abcd'[index % 4]}-trade.example`,
          `k${index}@home${index}.example`,
          queueId('AB', index),
        ),
      ),
    );
    const cause = await first({ 'acc.json': accepted, 'mail.log': mail });
    expect(cause.kind).toBe('unregistered-domain');
    expect(cause.culprits).toHaveLength(4);
  });
});

describe('what a code or a change says by itself', () => {
  it('is that the own list blocks the recipients, for 5.7.703', async () => {
    expect(
      await first({
        'mail.log': refused('5.7.703', '09:00:00', exchange, people[0] ?? '', 'x@partner.example'),
      }),
    ).toMatchObject({ kind: 'own-block-list', culprits: [{ type: 'entry', name: 'partner.example' }] });
  });

  it('is that tenants are new, for 5.7.708, unless their subscriptions are old', async () => {
    const log = { 'mail.log': refused('5.7.708', '09:00:00', exchange, people[0] ?? '') };
    expect(await first(log)).toMatchObject({ kind: 'trial-tenant', culprits: [{ name: 'contoso.example' }] });
    const subscriptions = [
      {
        id: '1',
        skuPartNumber: 'SPE_E3',
        status: 'Enabled',
        isTrial: false,
        createdDateTime: '2021-01-01T00:00:00Z',
      },
    ];
    expect(await first({ ...log, 'subs.json': JSON.stringify(subscriptions) })).toBeUndefined();
  });

  it('is that a connector was opened to others, and by whom, but not from where administrators work', async () => {
    const change = (ip: string) =>
      entry(['19T02:10:00', 'Set-InboundConnector', 'adm@contoso.example', ip], 'Printers', {
        Identity: 'Printers',
        SenderIPAddresses: '203.0.113.7;198.51.100.9',
      });
    const signIn = (day: number, ipAddress: string, countryOrRegion: string) => ({
      userPrincipalName: 'adm@contoso.example',
      createdDateTime: `2026-11-${two(day)}T01:00:00Z`,
      ipAddress,
      clientAppUsed: 'Browser',
      appDisplayName: 'Azure Portal',
      status: { errorCode: 0 },
      location: { city: 'X', countryOrRegion },
    });
    const files = (ip: string) => ({
      'acc.json': accepted,
      'sign-ins.json': JSON.stringify([
        ...[2, 3, 4, 10, 17].map((day) => signIn(day, '192.0.2.10', 'IT')),
        signIn(19, '198.51.100.9', 'NG'),
      ]),
      'audit.json':
        entry(['03T09:00:00', 'Set-Mailbox', 'adm@contoso.example', '192.0.2.10'], 'anna') + change(ip),
      'mail.log': refused('5.7.711', '09:00:00', exchange, 'x@forged.example'),
    });
    expect(await first(files('198.51.100.9'))).toMatchObject({
      kind: 'rogue-connector',
      culprits: [{ type: 'connector', name: 'Printers' }],
    });
    const { causes } = await inJson(files('192.0.2.10'));
    expect(causes.map(({ kind }: { kind: string }) => kind)).not.toContain('rogue-connector');
  });

  it('calls a blocked connector by its name, where the list has its GUID', async () => {
    const guid = '0f1e2d3c-aaaa-4bbb-8ccc-123456789abc';
    expect(
      await first({
        'blocked.json': JSON.stringify([
          { ConnectorId: guid, CreatedDatetime: '2026-11-20T08:00:00Z', Reason: 'x' },
        ]),
        'inbound.json': JSON.stringify([
          {
            Name: 'Office relay',
            Guid: guid,
            Enabled: true,
            ConnectorType: 'OnPremises',
            SenderDomains: ['smtp:*;1'],
            SenderIPAddresses: ['203.0.113.7'],
            WhenCreatedUTC: '2026-11-19T01:00:00Z',
          },
        ]),
        'mail.log': refused('5.7.711', '09:00:00', exchange, 'x@forged.example'),
      }),
    ).toMatchObject({ kind: 'rogue-connector', culprits: [{ type: 'connector', name: 'Office relay' }] });
  });
});
