import { describe, expect, it } from 'vitest';
import { isExchangeOnline } from '../../../../src/core/bounce/microsoft';

describe('a server of Exchange Online', () => {
  it.each([
    'AM0PR05MB0001.eurprd05.prod.outlook.com',
    'contoso-com.mail.protection.outlook.com',
    'smtp.office365.com',
    // Without a domain, as in message traces.
    'DB9PR00MB0001',
    'SG2APC01HT226',
    'SLXP216MB0381',
    'LO4P123CA0318',
    'HE1EUR01FT059',
  ])('is %s', (host) => expect(isExchangeOnline(host)).toBe(true));

  it.each(['MAIL01', 'EXCH02', 'SRVMB0001', 'EX16MB01', 'outlook.com.example', undefined])(
    'is not %s',
    (host) => expect(isExchangeOnline(host)).toBe(false),
  );
});
