import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { exportsCommand } from '../../../src/cli/exportsCommand';
import { Output } from '../../../src/cli/output';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-exports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder as a collector leaves it: exports, a log, and what it says of itself. */
const output = join(folder, 'Output');
mkdirSync(join(output, 'Connectors'), { recursive: true });
writeFileSync(
  join(output, 'Connectors', 'connectors.csv'),
  'Name,ConnectorType,SenderDomains\nHybrid,OnPremises,*\n',
);
writeFileSync(
  join(output, 'domains.json'),
  '[{"DomainName":"contoso.example","DomainType":"Authoritative"}]',
);
writeFileSync(join(output, 'notes.csv'), 'Colour,Taste\nred,sweet\n');
writeFileSync(
  join(output, 'mail.log'),
  'Nov 23 10:00:00 mx postfix/smtp[1]: AAAAAA: to=<c@d.example>, relay=x[192.0.2.1]:25, dsn=5.7.711, status=bounced (host x said: 550 5.7.711 Access denied)\n',
);

async function run(...args: string[]) {
  const [out, errors] = [new PassThrough(), new PassThrough()];
  const [printed, complaints] = [text(out), text(errors)];
  const code = await exportsCommand([...args, '--zone=+00:00', '--lang', 'en'], new Output(out, errors));
  out.end();
  errors.end();
  return { code, printed: await printed, complaints: await complaints };
}

describe('exports', () => {
  it('says of a whole folder what was found, what is missing, and which query fetches it', async () => {
    const { code, printed, complaints } = await run(output);
    expect([code, complaints]).toEqual([0, '']);
    expect(printed).toContain('Files: 4. Recognized: 2; read as logs or messages: 1; not read: 1.');
    expect(printed).toContain(`- ${join(output, 'domains.json')}: Accepted domains. Rows: 1; Facts kept: 1`);
    expect(printed).toContain(`- ${join(output, 'notes.csv')}: it isn't an export that NDR Lens knows.`);
    expect(printed).toMatch(
      /### Audit log\n\nIt helps to decide about: Rogue connector\.\n\n`connector-audit`/,
    );
    expect(printed).not.toContain('### Inbound connectors');
  });

  it('prints one object for programs', async () => {
    const { printed } = await run('--json', output);
    const { found, others, unread, missing } = JSON.parse(printed);
    expect(found.map(({ kind }: { kind: string }) => kind)).toEqual([
      'inbound-connectors',
      'accepted-domains',
    ]);
    expect(others).toEqual([join(output, 'mail.log')]);
    expect(unread).toMatchObject([{ file: join(output, 'notes.csv') }]);
    expect(missing[0].queries[0]).toMatchObject({
      id: 'connector-audit',
      where: 'Exchange Online PowerShell',
    });
  });

  it('ends with 1 where nothing is an export, and with 2 where something cannot be read', async () => {
    expect((await run(join(output, 'notes.csv'))).code).toBe(1);
    const missing = await run(join(folder, 'none'), output);
    expect([missing.code, missing.complaints]).toEqual([
      2,
      expect.stringContaining('There is no such file.'),
    ]);
  });
});
