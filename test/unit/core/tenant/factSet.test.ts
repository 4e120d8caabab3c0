import { describe, expect, it } from 'vitest';
import { withExports } from '../../../../src/core/tenant/factSet';
import { noFacts, type TenantExport } from '../../../../src/core/tenant/facts';
import { readTenantBytes } from '../../../../src/core/tenant/files';
import { DamagedFactsError, factsJson, parseFacts } from '../../../../src/core/tenant/stored';
import { exportOf } from './readTexts';

/** A list of accepted domains; each tenant's holds the domain that it began with. */
const domains = (name: string, first = 'contoso.onmicrosoft.com'): TenantExport =>
  exportOf(`DomainName;DomainType\n${name}.example;0\n${first};0\n`, name);
const rules = (name: string): TenantExport =>
  exportOf(`MailboxOwnerId;Name;MoveToFolder\n${name};r;x\n`, name);
const files = (exports: readonly TenantExport[]) => exports.map(({ source }) => source.file);

describe('imported facts', () => {
  it('hold the newest list of domains, and the inbox rules of each mailbox', () => {
    const before = withExports(noFacts, [domains('old'), rules('one')]);
    expect(files(withExports(before, [domains('new'), rules('two')]).exports)).toEqual(['one', 'new', 'two']);
  });

  it('hold the lists of domains of two tenants, and of each the newest', () => {
    const both = withExports(withExports(noFacts, [domains('a')]), [
      domains('b', 'fabrikam.onmicrosoft.com'),
    ]);
    expect(files(both.exports)).toEqual(['a', 'b']);
    expect(files(withExports(both, [domains('c')]).exports)).toEqual(['b', 'c']);
  });

  it('hold the same file once', () => {
    const before = withExports(noFacts, [rules('one'), rules('two')]);
    const again = { ...rules('one'), source: { file: 'one', sha256: 'changed' } };
    expect(files(withExports(before, [again]).exports)).toEqual(['two', 'one']);
  });

  it('hold the empty answers of several queries, and of each query the newest', async () => {
    const empty = async (query: string) => {
      const read = await readTenantBytes(`ndr-lens-${query}.json`, Buffer.from('[]'));
      if ('refusal' in read) throw new Error(query);
      return read.export;
    };
    const asked = await Promise.all(['blocked-connectors', 'connector-audit', 'role-audit'].map(empty));
    const again = {
      ...(await empty('role-audit')),
      source: { file: 'later/ndr-lens-role-audit.json', sha256: 'x' },
    };
    expect(files(withExports(withExports(noFacts, asked), [again]).exports)).toEqual([
      'ndr-lens-blocked-connectors.json',
      'ndr-lens-connector-audit.json',
      'later/ndr-lens-role-audit.json',
    ]);
  });

  it('hold no more than so many exports', () => {
    const many = Array.from({ length: 300 }, (_, at) => rules(`mailbox${at}`));
    const { exports } = withExports(noFacts, many);
    expect([exports.length, files(exports).at(-1)]).toEqual([200, 'mailbox299']);
  });

  it('are the same after they were stored', () => {
    const facts = withExports(noFacts, [domains('a'), rules('b')]);
    expect(parseFacts(factsJson(facts))).toEqual(JSON.parse(JSON.stringify(facts)));
    expect(parseFacts(factsJson(noFacts))).toEqual(noFacts);
  });

  it.each([
    '',
    '[]',
    'null',
    '{"version":1,"exports":[]}',
    '{"version":3,"exports":[]}',
    '{"version":2}',
    '{"version":2,"exports":[{"kind":"x"}]}',
    '{"version":2,"exports":[{"kind":"postfix","source":{"file":"a"},"rowCount":1,"columnsRead":[],"rows":[null]}]}',
  ])('are told from damaged ones: %s', (json) => {
    expect(() => parseFacts(json)).toThrow(DamagedFactsError);
  });
});
