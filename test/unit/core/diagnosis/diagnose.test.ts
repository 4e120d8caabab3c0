import { describe, expect, it } from 'vitest';
import { diagnosed, inJson } from './diagnosed';
import { accepted, refused } from './logLines';

const blockedOnce = refused('5.7.705', '09:00:00', 'pc[10.0.0.5]', 'anna@contoso.example');

describe('a diagnosis', () => {
  it('has no cause where nothing is known, and none where nothing was blocked', async () => {
    expect(await inJson({ 'acc.json': accepted, 'mail.log': blockedOnce })).toMatchObject({
      code: 1,
      causes: [],
      blocked: 1,
      codes: ['5.7.705'],
      first: '2026-11-20T09:00:00Z',
    });
    expect(await inJson({ 'acc.json': accepted })).toMatchObject({
      code: 1,
      causes: [],
      blocked: 0,
      codes: [],
    });
  });

  it('sends nobody to register the domains of strangers: it names the host that hands in their mail', async () => {
    const mails = ['dhl-1.example', 'films-2.example', 'tax-3.example'].map((domain, index) =>
      refused('5.7.750', `09:0${index}:00`, 'localhost[127.0.0.1]', `a@${domain}`, undefined, `BBBB${index}`),
    );
    const { causes } = await inJson({ 'acc.json': accepted, 'mail.log': mails.join('') });
    expect(causes[0]).toMatchObject({
      kind: 'compromised-server',
      culprits: [{ type: 'server', name: 'mail01' }],
    });
    expect(causes[0].confidence).toBeGreaterThan(0.5);
    expect(causes[0].reasons[0]).toContain('3');
    expect(causes[0].evidence[0]).toMatchObject({ file: expect.stringContaining('mail.log'), line: 3 });
  });

  it('names a domain of the house that is not registered', async () => {
    const mail = refused('5.7.750', '09:00:00', 'prn[10.0.0.7]', 'scan@print.contoso.example');
    const { causes } = await inJson({ 'acc.json': accepted, 'mail.log': mail });
    expect(causes[0]).toMatchObject({
      kind: 'unregistered-domain',
      culprits: [{ type: 'domain', name: 'print.contoso.example' }],
    });
  });

  it('explains a block by what Microsoft reports, and asks whom an incident of another code does not concern', async () => {
    const issue = (code: string) =>
      JSON.stringify([
        {
          Id: 'EX1',
          Title: `Some users may be unable to send external email and receive NDR ${code}`,
          Service: 'Exchange Online',
          Classification: 'incident',
          Status: 'serviceRestored',
          StartDateTime: '2026-11-20T08:40:00Z',
          EndDateTime: '2026-11-20T12:00:00Z',
        },
      ]);
    const { causes, code } = await inJson({
      'health.json': issue('5.7.705'),
      'acc.json': accepted,
      'mail.log': blockedOnce,
    });
    expect(code).toBe(0);
    expect(causes[0]).toMatchObject({ kind: 'service-incident', culprits: [{ type: 'none', name: 'EX1' }] });
    expect(
      (await inJson({ 'health.json': issue('5.7.708'), 'acc.json': accepted, 'mail.log': blockedOnce }))
        .causes,
    ).toEqual([]);
  });

  it('finds a connector that was made and removed in the audit log alone', async () => {
    const entry = (operation: string, time: string, parameters: readonly (readonly [string, string])[]) =>
      JSON.stringify({
        CreationTime: time,
        Operation: operation,
        UserId: 'adm@contoso.example',
        Workload: 'Exchange',
        RecordType: 1,
        ResultStatus: 'True',
        ClientIP: '198.51.100.9:4711',
        ObjectId: 'contoso.onmicrosoft.com\\Mail relay',
        Parameters: parameters.map(([Name, Value]) => ({ Name, Value })),
      });
    const log = [
      entry('New-InboundConnector', '2026-11-19T02:10:00', [
        ['Name', 'Mail relay'],
        ['ConnectorType', 'OnPremises'],
        ['TlsSenderCertificateName', '*.relay.test'],
      ]),
      entry('Remove-InboundConnector', '2026-11-20T10:10:00', [['Identity', 'Mail relay']]),
    ];
    const { causes } = await inJson({
      'acc.json': accepted,
      'audit.json': log.join('\n'),
      'mail.log': blockedOnce,
    });
    expect(causes[0]).toMatchObject({
      kind: 'rogue-connector',
      culprits: [{ type: 'connector', name: 'Mail relay' }],
    });
  });

  it('names what cannot be read, and goes on', async () => {
    const { code, complaints, causes } = await inJson({
      'broken.zip': 'PK\u0003\u0004',
      'mail.log': blockedOnce,
    });
    expect({ code, causes }).toEqual({ code: 2, causes: [] });
    expect(complaints).toContain('broken.zip');
  });

  it('speaks both languages, with what would decide', async () => {
    const files = {
      'acc.json': accepted,
      'mail.log': refused('5.7.750', '09:00:00', 'prn[10.0.0.7]', 'scan@print.contoso.example'),
    };
    expect((await diagnosed(files, '--lang', 'en')).printed).toMatch(
      /^Blocked: 1, .*\n\nMost likely \(\d+%\): A domain of your own that isn't registered: print\.contoso\.example\n/,
    );
    expect((await diagnosed(files, '--lang', 'it')).printed).toMatch(
      /Più probabile .*\n[\s\S]*Che cosa deciderebbe:/,
    );
  });
});
