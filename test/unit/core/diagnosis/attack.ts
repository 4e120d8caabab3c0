import { accepted, refused } from './logLines';

/** An entry of the unified audit log, a line of JSON. */
export const entry = (
  [time, operation, user, address]: readonly [string, string, string, string],
  object: string,
  parameters: Readonly<Record<string, string>> = {},
) =>
  `${JSON.stringify({
    CreationTime: `2026-11-${time}`,
    Operation: operation,
    UserId: user,
    Workload: 'Exchange',
    RecordType: 1,
    ResultStatus: 'True',
    ClientIP: address,
    ObjectId: object,
    Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
  })}\n`;

const signIn = (user: string, time: string, ipAddress: string, countryOrRegion: string) => ({
  userPrincipalName: user,
  createdDateTime: `2026-11-${time}Z`,
  ipAddress,
  clientAppUsed: 'Browser',
  appDisplayName: 'Office',
  status: { errorCode: 0 },
  location: { city: 'X', countryOrRegion },
});

export const [admin, office] = ['adm@contoso.example', '192.0.2.10'];
const stranger = '198.51.100.9';

const people = ['anna', 'bruno', 'carla', 'adm'].map((name) =>
  signIn(`${name}@contoso.example`, '10T08:00:00', office, 'IT'),
);

const connector = 'contoso.onmicrosoft.com\\Mail relay';

/** An administrator's account is used from abroad, a connector is made with it, and the house cleans up. */
export const attack = {
  'acc.json': accepted,
  'sign-ins.json': JSON.stringify([
    ...people,
    ...['18T01:10:00', '18T05:20:00', '19T02:00:00'].map((time) => signIn(admin, time, stranger, 'NG')),
  ]),
  'audit.json': [
    entry(['18T09:00:00', 'New-InboxRule', 'bruno@contoso.example', office], 'bruno\\Orders', {
      Name: 'Orders',
    }),
    entry(['19T02:10:00', 'New-InboundConnector', admin, stranger], connector, {
      Name: 'Mail relay',
      ConnectorType: 'OnPremises',
      TlsSenderCertificateName: '*.relay.test',
    }),
    entry(['20T10:10:00', 'Set-InboundConnector', 'anna@contoso.example', office], connector, {
      Identity: 'Mail relay',
      Enabled: 'False',
    }),
    entry(['20T10:30:00', 'Remove-InboundConnector', 'anna@contoso.example', office], connector, {
      Identity: 'Mail relay',
    }),
    entry(['20T10:40:00', 'Disable account.', 'anna@contoso.example', office], admin),
  ].join(''),
  'mail.log': [
    refused('5.7.705', '09:00:00', 'pc[10.0.0.5]', 'carla@contoso.example', undefined, 'AAAA1'),
    refused('5.7.705', '09:30:00', 'pc[10.0.0.5]', 'carla@contoso.example', undefined, 'AAAA2'),
    refused('5.7.705', '12:00:00', 'pc[10.0.0.5]', 'carla@contoso.example', undefined, 'AAAA3').replace(
      /dsn=5\.7\.0, status=bounced .*/,
      'dsn=2.0.0, status=sent (250 2.6.0 Queued mail for delivery)',
    ),
  ].join(''),
};
