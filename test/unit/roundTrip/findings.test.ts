import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../src/core/findings';
import { noLogFacts } from '../../../src/core/findings/logFacts';
import { readTenantBytes } from '../../../src/core/tenant/files';
import { answers } from './answers';
import { json7, type Row } from './writers';

async function rulesOf(
  ...answered: readonly (readonly [query: string, rows: readonly Row[]])[]
): Promise<string[]> {
  const exports = await Promise.all(
    answered.map(async ([query, rows]) => {
      const read = await readTenantBytes(`ndr-lens-${query}.json`, Buffer.from(json7(rows)));
      if ('refusal' in read) throw new Error(`${query} was refused`);
      return read.export;
    }),
  );
  return findingsIn({ tenant: { exports }, logs: noLogFacts }).map(({ rule }) => rule);
}

const example = (query: string): Row => answers[query]?.rows[0] ?? {};

describe('what is concluded of own answers', () => {
  const signIns = (ErrorCode: number) =>
    ['IT', 'NG', 'US'].map((CountryOrRegion, at) => ({
      ...example('sign-ins'),
      CountryOrRegion,
      ErrorCode,
      IPAddress: `198.51.100.${at}`,
      CreatedDateTime: new Date(Date.UTC(2026, 10, 19 + at)),
    }));

  it('counts sign-ins that succeeded, and no failed ones', async () => {
    expect(await rulesOf(['sign-ins', signIns(0)])).toContain('sign-in-countries');
    expect(await rulesOf(['sign-ins', signIns(50126)])).toEqual([]);
  });

  it('sees that a policy requires MFA by its controls, not by its name', async () => {
    const policy = { ...example('conditional-access'), DisplayName: 'CA001: strong sign-in for admins' };
    expect(await rulesOf(['conditional-access', [policy]])).not.toContain('policy-none');
    const other = { ...policy, DisplayName: 'MFA, some day', BuiltInControls: ['block'] };
    expect(await rulesOf(['conditional-access', [other]])).toContain('policy-none');
  });

  it('takes nobody for an administrator because of a group or of a role that changes nothing', async () => {
    const registered = {
      ...example('admin-methods'),
      UserPrincipalName: 'sync@contoso.example',
      IsAdmin: false,
    };
    const member = { ...example('directory-roles'), UserPrincipalName: 'sync@contoso.example' };
    const reader = {
      ...member,
      Role: 'Directory Readers',
      RoleTemplateId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
    };
    expect(await rulesOf(['directory-roles', [member]], ['admin-methods', [registered]])).toContain(
      'admin-without-mfa',
    );
    expect(await rulesOf(['directory-roles', [reader]], ['admin-methods', [registered]])).toEqual([]);
    const changed = answers['connector-audit']?.rows.slice(0, 1) ?? [];
    expect(
      await rulesOf(['exchange-admins', [example('exchange-admins')]], ['connector-audit', changed]),
    ).not.toContain('connector-actor');
  });
});
