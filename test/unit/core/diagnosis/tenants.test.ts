import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import { noLogFacts } from '../../../../src/core/findings/logFacts';
import type { MailFlow } from '../../../../src/core/logs/figures/logFacts';
import { expectLinear } from '../../steps';
import { attack } from './attack';
import { diagnosed, inJson, inJsonAt } from './diagnosed';
import { refused } from './logLines';

/** The same lines as another server writes them that hands its mail to another tenant's host. */
const at = (tenant: string, server: string, lines: string) =>
  lines.replaceAll('contoso-example.', `${tenant}-example.`).replaceAll(' mail01 ', ` ${server} `);

const fabrikam = (server: string) =>
  at(
    'fabrikam',
    server,
    refused('5.7.705', '08:00:00', 'pc[10.0.0.9]', 'dora@fabrikam.example', undefined, 'FFFF1'),
  );

const namesOf = ({ tenants = [] }: { tenants?: readonly { domains: readonly string[] }[] }) =>
  tenants.map(({ domains }) => domains[0]);

describe('files of several tenants', () => {
  it('are told apart, and each tenant is judged by its own evidence alone', async () => {
    const { causes, story, tenants } = await inJson({ ...attack, 'customer.log': fabrikam('relay7') });
    expect({ causes, story }).toEqual({ causes: [], story: [] });
    expect(namesOf({ tenants })).toEqual(['contoso.example', 'fabrikam.example']);
    expect(tenants[0]).toMatchObject({
      blocked: 2,
      causes: [{ kind: 'rogue-connector', culprits: [{ type: 'connector', name: 'Mail relay' }] }],
    });
    expect(tenants[1]).toMatchObject({ blocked: 1, causes: [] });
    expect(JSON.stringify(tenants[1])).not.toMatch(/contoso|audit\.json|sign-ins\.json/);
  });

  it('are told apart on a relay that several customers share', async () => {
    const { tenants } = await inJson({ 'mail.log': attack['mail.log'], 'mail.log.1': fabrikam('mail01') });
    expect(namesOf({ tenants })).toEqual(['contoso.example', 'fabrikam.example']);
  });

  it('are said to be mixed, in both languages', async () => {
    const files = { ...attack, 'customer.log': fabrikam('relay7') };
    const { code, printed } = await diagnosed(files);
    expect(code).toBe(0);
    expect(printed).toContain(
      'belongs to 2 tenants that have nothing in common (contoso.example and fabrikam.example)',
    );
    expect(printed).toMatch(/\nfabrikam\.example: 1 blocked\n\n {2}No cause can be named/);
    expect((await diagnosed(files, '--lang', 'it')).printed).toContain(
      '2 tenant che non hanno nulla in comune',
    );
  });

  it('are told apart by their lists of accepted domains, be no mail of one refused', async () => {
    const list = (...names: string[]) =>
      JSON.stringify(names.map((DomainName) => ({ DomainName, DomainType: 'Authoritative' })));
    const refusedAs = (from: string) =>
      refused('5.7.750', '08:00:00', 'shop[10.0.0.9]', from, undefined, 'FFFF2');
    const { tenants } = await inJson({
      'contoso.json': list('contoso.example', 'contoso.onmicrosoft.com'),
      'fabrikam.json': list('fabrikam.example', 'fabrikam.onmicrosoft.com'),
      // Contoso's tenant does not accept what is Fabrikam's.
      'mail.log': [
        refusedAs('shop@fabrikam.example'),
        refusedAs('shop@fabrikam.example')
          .replaceAll('2026-11-20', '2026-11-19')
          .replaceAll('FFFF2', 'FFFF3'),
      ].join(''),
    });
    expect(namesOf({ tenants })).toEqual(['contoso.example', 'fabrikam.example']);
    expect(tenants[0]).toMatchObject({ blocked: 2 });
    expect(tenants[1]).toMatchObject({ blocked: 0, causes: [] });
  });

  it('are told apart in the samples, where no mailbox of one is to blame for the others', async () => {
    const { causes, tenants } = await inJsonAt(join(import.meta.dirname, '../../../../samples'));
    expect(causes).toEqual([]);
    expect(namesOf({ tenants })).toEqual(
      expect.arrayContaining(['adatum.example', 'fabrikam.example', 'northwind.example', 'school.example']),
    );
  });
});

describe('files of one tenant', () => {
  it('stay together where its own list has both brands, or one server hands in both', async () => {
    const brands = {
      'mail.log': fabrikam('mail01'),
      'mail.log.1': at(
        'fabrikam',
        'mail01',
        refused('5.7.705', '09:00:00', 'pc[10.0.0.5]', 'anna@contoso.example'),
      ),
    };
    expect(await inJson(brands)).not.toHaveProperty('tenants');
    const listed = {
      'domains.json': JSON.stringify(
        ['contoso.example', 'fabrikam.example'].map((DomainName) => ({
          DomainName,
          DomainType: 'Authoritative',
        })),
      ),
      'mail.log': attack['mail.log'],
      'customer.log': fabrikam('relay7'),
    };
    expect(await inJson(listed)).not.toHaveProperty('tenants');
  });

  it('stay together where its server sends as strangers', async () => {
    const mails = ['dhl-1.example', 'films-2.example', 'tax-3.example'].map((domain, index) =>
      refused(
        index === 0 ? '5.7.705' : '5.7.750',
        `09:0${index}:00`,
        'localhost[127.0.0.1]',
        `a@${domain}`,
        undefined,
        `BBBB${index}`,
      ),
    );
    expect(await inJson({ 'mail.log': mails.join('') })).not.toHaveProperty('tenants');
  });
});

it('takes steps in proportion to the senders, however many tenants they claim to be of', async () => {
  const flow = (index: number): MailFlow => ({
    vantage: 'server',
    sender: `a@x${index}.example`,
    server: `relay${index}`,
    delivered: 0,
    blocked: 1,
    deferred: 0,
    codes: ['5.7.705'],
    hours: [],
    recipientDomains: {},
    remoteHosts: [{ name: `x${index}-example.mail.protection.outlook.com`, count: 1 }],
    waited: 0,
    longestWait: 0,
    origins: [],
    evidence: { file: 'mail.log', line: index + 1 },
  });
  await expectLinear(500, (count) => {
    const flows = Array.from({ length: count }, (_, index) => flow(index));
    const { tenantCount } = diagnose({
      tenant: { exports: [] },
      logs: { ...noLogFacts, flows, codes: ['5.7.705'] },
    });
    expect(tenantCount).toBe(count);
  });
});
