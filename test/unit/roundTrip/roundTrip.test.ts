import { describe, expect, it } from 'vitest';
import { answeredQueries, answerNamed } from '../../../src/core/tenant/answers';
import { isUnderstood } from '../../../src/core/tenant/factSet';
import { readTenantBytes } from '../../../src/core/tenant/files';
import { answerFile } from '../../../src/core/verify/command';
import { queries } from '../../../src/core/verify/queries';
import { answers } from './answers';
import { csv, formatList, json5, json7, type Row, typedCsv, typeName, wrapped5 } from './writers';

/** Queries whose answers are kept: those that can be saved, the exports of portals, and Defender's. */
const kept = queries.filter(
  ({ result, kind }) => result !== undefined || kind === 'hunting' || kind === 'portal',
);
const named = kept.map(({ id }) => ({ id, ...(answers[id] ?? { rows: [], facts: {} }) }));

async function imported(name: string, text: string, encoding: BufferEncoding = 'utf8') {
  const read = await readTenantBytes(name, Buffer.from(text, encoding));
  if ('refusal' in read) throw new Error(`${name} was refused: ${JSON.stringify(read.refusal)}`);
  return read.export;
}

const forms: readonly (readonly [form: string, write: (rows: readonly Row[]) => string])[] = [
  ['JSON of PowerShell 7', json7],
  ['JSON of Windows PowerShell', json5],
  ['JSON of Windows PowerShell, wrapped', wrapped5],
  ['Export-Csv', csv],
  ['Export-Csv with #TYPE', typedCsv],
  ['Format-List', formatList],
];

describe('the answer of each query', () => {
  it('is told apart by the name of its file, and has an example here', () => {
    const ids = kept.map(({ id }) => id).sort();
    expect([...answeredQueries].sort()).toEqual(ids);
    expect(Object.keys(answers).sort()).toEqual(ids);
    for (const query of kept) {
      expect(answerNamed(`/tmp/${answerFile(query, 'json')}`)?.query).toBe(query.id);
      expect(answerNamed(`C:\\Temp\\ndr-lens-${query.id} (1).csv`)?.query).toBe(query.id);
    }
    expect(answerNamed('inbound-connectors.json')).toBeUndefined();
    expect(answerNamed('ndr-lens-constructor.json')).toBeUndefined();
  });

  it.each(kept.filter(({ result }) => result !== undefined && result !== 'all'))(
    'has the columns of its example: $id',
    ({ id, result }) => {
      const columns = Array.isArray(result) ? result.map(({ name }) => name) : [];
      for (const row of answers[id]?.rows ?? []) expect(Object.keys(row)).toEqual(columns);
    },
  );

  describe.each(forms)('%s', (_, write) => {
    it.each(named)('comes back whole: $id', async ({ id, rows, facts }) => {
      for (const name of [`ndr-lens-${id}.json`, 'saved.txt']) {
        const read = await imported(name, write(rows));
        expect([read.kind, read.rowCount, isUnderstood(read)]).toEqual([
          answerNamed(`ndr-lens-${id}.json`)?.kind,
          rows.length,
          true,
        ]);
        expect(read.rows[0]).toMatchObject(facts);
      }
    });
  });

  it.each(named)('that is empty was asked, and nothing found: $id', async ({ id, rows }) => {
    const header = csv(rows).split('\r\n', 1)[0] ?? '';
    for (const text of [
      '',
      '\ufeff',
      '\r\n',
      '[]',
      '[\r\n\r\n]',
      '{"value":[],"Count":0}',
      'null',
      header,
      `${header}\r\n`,
    ]) {
      const read = await imported(`ndr-lens-${id}.json`, text);
      expect(
        [read.kind, read.query, read.rowCount, read.rows, isUnderstood(read)],
        JSON.stringify(text),
      ).toEqual([answerNamed(`ndr-lens-${id}.json`)?.kind, id, 0, [], true]);
    }
  });

  it.each(named)('of which there is an error message only is none: $id', async ({ id }) => {
    for (const text of [
      "Get-It : The term 'Get-It' is not recognized as the name of a cmdlet.",
      '[{"a"',
      '{"error":{"code":"403"}}',
    ]) {
      const read = await readTenantBytes(`ndr-lens-${id}.json`, Buffer.from(text));
      expect(read, text).toHaveProperty('refusal');
    }
  });

  it.each(named.filter(({ lists = [] }) => lists.length > 0))(
    'with types in place of lists says which: $id',
    async ({ id, rows, lists = [] }) => {
      const read = await imported(`ndr-lens-${id}.csv`, csv(rows, typeName));
      expect(read.unreadable).toEqual(lists.map((column) => ({ column, rows: rows.length })));
      expect(isUnderstood(read)).toBe(false);
    },
  );
});
