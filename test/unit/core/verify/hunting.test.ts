import { describe, expect, it } from 'vitest';
import { commandText } from '../../../../src/core/verify/command';
import { queries } from '../../../../src/core/verify/queries';
import { huntingTables, parseKusto } from './grammars';
import { hostile, nothingKnown, ordinary } from './values';

const hunting = queries.filter(({ kind }) => kind === 'hunting');

describe('advanced hunting queries', () => {
  it('use every table at least once', () => {
    const text = hunting.map((query) => commandText(query, ordinary)).join('\n');
    expect(Object.keys(huntingTables).filter((table) => !text.includes(table))).toEqual([]);
  });

  it.each(hunting)('are bound to the tables without an error: $id', (query) => {
    for (const values of [nothingKnown, ordinary, hostile])
      expect(parseKusto(commandText(query, values)).errors, commandText(query, values)).toEqual([]);
  });

  it.each(hunting)('keep values as strings: $id', (query) => {
    const plain = parseKusto(commandText(query, nothingKnown)).strings;
    const { strings } = parseKusto(commandText(query, hostile));
    const known: readonly string[] = [...hostile.senders, ...hostile.domains, ...hostile.connectors];
    expect(strings.filter((text) => !known.includes(text))).toEqual(plain);
  });

  it('find a column that is none', () => {
    expect(parseKusto('EmailEvents | where SmtpReply has "5.7.705"').errors).toHaveLength(1);
    expect(parseKusto('EmailEvents | where').errors).not.toEqual([]);
  });
});
