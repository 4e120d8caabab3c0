import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../../src/cli/checkCommand';
import { Output } from '../../../src/cli/output';
import { UsageError } from '../../../src/cli/usageError';

async function check(...args: string[]) {
  const out = new PassThrough();
  const errors = new PassThrough();
  const all = Promise.all([text(out), text(errors)]);
  const code = await checkCommand(['--lang', 'en', '--zone', '+01:00', ...args], new Output(out, errors));
  out.end();
  errors.end();
  const [printed, complained] = await all;
  return { code, out: printed, errors: complained };
}

const domains = 'samples/tenant/accepted-domains.json';

describe('check', () => {
  it('says what was read and what stands against the checklist, with the rows that prove it', async () => {
    const { code, out, errors } = await check(
      domains,
      '--logs',
      'samples/logs/mail.log',
      'samples/logs/mail.log.1',
    );
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
    expect(out).toContain('Accepted domains from accepted-domains.json: kept 4 of 4 rows.\n');
    expect(out).toContain(
      [
        '',
        'Critical: Subdomain that no accepted domain covers: print.adatum.example',
        "  adatum.example is an accepted domain, but doesn't cover its subdomains (MatchSubDomains). Blocked messages in the logs: 1.",
        '  samples/logs/mail.log:5',
        `  ${domains}:2: domain: adatum.example; type: authoritative; matchSubDomains: false; pending: false; sendingDisabled: false`,
        '',
      ].join('\n'),
    );
  });

  it('ends with 0 where nothing is critical', async () => {
    expect((await check(domains)).code).toBe(0);
  });

  it('does not call a folder clean that holds nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-check-'));
    const { code, errors } = await check(folder);
    rmSync(folder, { recursive: true });
    expect({ code, errors }).toEqual({
      code: 2,
      errors: 'There is no file to read as an export of a tenant.\n',
    });
  });

  it('ends with 0 where all that was asked found nothing, and says when', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-check-'));
    for (const query of ['blocked-connectors', 'restricted-senders', 'inbox-rules', 'connector-audit'])
      writeFileSync(join(folder, `ndr-lens-${query}.json`), '[]\r\n');
    const asked = new Date('2026-11-24T08:00:00Z');
    utimesSync(join(folder, 'ndr-lens-blocked-connectors.json'), asked, asked);
    const { code, out, errors } = await check(folder);
    rmSync(folder, { recursive: true });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain(
      'Blocked connectors from ndr-lens-blocked-connectors.json: asked on Nov 24, 2026, 08:00:00 UTC, and nothing found.\n',
    );
    expect(out.trimEnd().split('\n')).toHaveLength(4);
  });

  it('ends with 2 where something could not be understood, and says what', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-check-'));
    const file = join(folder, 'connectors.csv');
    writeFileSync(file, 'Name,Enabled,ConnectorType,SenderIPAddresses\nc,True,OnPremises,System.Object[]\n');
    const { code, out } = await check(file);
    rmSync(folder, { recursive: true });
    expect(code).toBe(2);
    expect(out).toContain("kept 1 of 1 rows. Warning: SenderIPAddresses (1) can't be read.");
  });

  it('prints one object a finding', async () => {
    const { out } = await check('--json', 'samples/tenant/mfa-registration.csv');
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      expect.objectContaining({
        id: 'admin-without-mfa:it-admin@adatum.example',
        step: 'mfa',
        severity: 'warning',
        text: expect.objectContaining({ title: 'Administrator without MFA: it-admin@adatum.example' }),
      }),
    ]);
  });

  it('takes no run that failed for a clean one', async () => {
    const missing = await check(domains, 'samples/tenant/nothing.csv');
    expect([missing.code, missing.errors]).toEqual([2, expect.stringContaining('nothing.csv')]);
    const unknown = await check('samples/logs/mail.log');
    expect([unknown.code, unknown.errors]).toEqual([
      2,
      expect.stringContaining('Expected one of: Accepted domains'),
    ]);
    expect((await check(domains, '--logs', 'samples/logs/nothing.log')).code).toBe(2);
  });

  it('wants exports', async () => {
    await expect(check('--logs', 'samples/logs/mail.log')).rejects.toThrow(UsageError);
    await expect(check('--nonsense')).rejects.toThrow(UsageError);
  });
});
