import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../src/core/tenant/factSet';
import { Fields } from '../../../../src/core/tenant/fields';
import { columnNames } from '../../../../src/core/tenant/kind';
import { kindReaders } from '../../../../src/core/tenant/kinds';
import { TenantReading } from '../../../../src/core/tenant/reading';

const texts = [
  ...['', ' ', 'None', 'null', '__proto__', 'constructor', 'toString', '<>', 'System.Object[]', '{a, b...}'],
  ...[
    '@{a=1; b=2}',
    '{"Operation":"New-InboxRule"}',
    '{"a":',
    '[{"Name":1}]',
    '[null,[],{}]',
    'New-InboxRule',
  ],
  ...['99/99/9999 99:99:99', '10/11/2026', '31.02.2026', '/Date(99999999999999)/', '-1', '1e999', 'NaN'],
  ...['a@b.example', `${'x'.repeat(5000)}@b.example`, '\u0000', '\u202e', '[::1]:25', '4.4.4.4:1:2'],
  ...[
    '{"value":[1],"Count":1}',
    'Add member to role.',
    'UserLoggedIn',
    'enabled',
    'block',
    'True',
    'Partner',
  ],
];

const cell: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...texts) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, [[]], { value: [], Count: 0 }),
  },
);

describe.each(kindReaders)('cells of $kind', (reader) => {
  const names = [...columnNames(reader.columns)];

  it('hold anything, and each row is kept, understood or counted', () => {
    const row = fc
      .subarray(names, { minLength: 1 })
      .chain((chosen) => fc.tuple(...chosen.map((name) => cell.map((value) => [name, value] as const))));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const collector = reader.collector();
        rows.forEach((entries, at) => {
          const fields = Fields.of(Object.fromEntries(entries));
          reader.recognises(fields);
          collector.add(fields, at + 1);
        });
        const kept = collector.rows();
        expect(collector.misread).toBeLessThanOrEqual(rows.length);
        for (const fact of kept) expect(fact.line).toBeGreaterThan(0);
        const each = {
          kind: reader.kind,
          source: { file: 'x' },
          rowCount: rows.length,
          skipped: 0,
          dropped: 0,
        };
        const exports = [{ ...each, columnsRead: [], rows: kept }];
        // What is kept can be shown and stored.
        for (const { evidence } of factsOf({ exports }, reader.kind))
          expect(evidence.excerpt).not.toMatch(/[\n\r\u202e]/);
        expect(JSON.parse(JSON.stringify(kept))).toHaveLength(kept.length);
        for (const fact of kept) expect(JSON.stringify(fact).length).toBeLessThan(200_000);
      }),
      { numRuns: 150 },
    );
  });

  it('are read from text without an error', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.constantFrom(...names), cell), { maxLength: 4 }), (rows) => {
        const reading = new TenantReading({ answer: { query: 'x', kind: reader.kind } });
        reading.push(JSON.stringify(rows));
        expect(reading.end()).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });
});
