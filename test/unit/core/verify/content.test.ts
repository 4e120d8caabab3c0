import { describe, expect, it } from 'vitest';
import { actionKey } from '../../../../src/core/incident/progress';
import { sources, steps } from '../../../../src/core/knowledge';
import { engines } from '../../../../src/core/verify/engine/engines';
import { exchangeQueries } from '../../../../src/core/verify/exchangeQueries';
import { graphQueries } from '../../../../src/core/verify/graphQueries';
import { huntingQueries } from '../../../../src/core/verify/huntingQueries';
import { queries, queriesFor } from '../../../../src/core/verify/queries';
import { serverQueries } from '../../../../src/core/verify/serverQueries';
import { type VerifyTextId, verifyTexts } from '../../../../src/core/verify/texts';

const ids = Object.keys(verifyTexts.en) as VerifyTextId[];
const statements = [
  ...queries.flatMap(({ title, lookFor, limits }) => [title, lookFor, ...limits]),
  ...engines.flatMap(({ saved, limits }) => [saved, ...limits]),
];

/** Names of products that nobody translates. */
const untranslated = [
  ...['engine.log.exim', 'engine.log.postfix', 'engine.log.sendmail'],
  ...['kind.exchange', 'kind.exchange-server', 'kind.graph'],
];

describe('texts about queries', () => {
  it('say the same things in both languages, in the same order', () => {
    expect(Object.keys(verifyTexts.it)).toEqual(ids);
    expect(ids).toEqual([...ids].sort());
    expect(ids.filter((id) => verifyTexts.it[id] === verifyTexts.en[id])).toEqual(untranslated);
  });

  it('are tidy', () => {
    for (const text of [...Object.values(verifyTexts.en), ...Object.values(verifyTexts.it)])
      expect(text).toMatch(/^\S(?:(?! {2})[^\r\n])*\S$/);
  });

  it('name the same numbers, cmdlets, columns and places', () => {
    const facts = (text: string) => [
      // English groups four digits, Italian does not, as `Intl` has it.
      ...(text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) =>
        number.replace(/^(\d),(\d{3})$/, '$1$2').replaceAll(',', '.'),
      ),
      ...(text.match(/\b[A-Z][a-z]+-[A-Z]\w+|\b[A-Z][a-z]+[A-Z]\w+|\b\w+_\w+|\{\w+\}/g) ?? []),
    ];
    for (const id of ids)
      expect(facts(verifyTexts.it[id]).sort(), id).toEqual(facts(verifyTexts.en[id]).sort());
  });

  it('are all used', () => {
    const used = new Set<string>(statements.map(({ text }) => text));
    const unused = ids.filter(
      (id) => !used.has(id) && !/^(?:kind\.|script\.|engine\.(?!saved|limit))/.test(id),
    );
    expect(unused).toEqual([]);
    expect(ids.filter((id) => id.startsWith('kind.'))).toEqual(
      [...new Set(queries.map(({ kind }) => `kind.${kind}`))].sort(),
    );
  });

  it('each rest on sources that exist, one of them not a mere report', () => {
    for (const { text, sources: of } of statements) {
      expect(
        of.filter((id) => !(id in sources)),
        text,
      ).toEqual([]);
      expect(new Set(of).size, text).toBe(of.length);
      expect(
        of.some((id) => sources[id].kind !== 'report'),
        text,
      ).toBe(true);
    }
  });
});

describe('queries', () => {
  it('have names of their own', () => {
    expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
  });

  it('all have a place: each answers an action that exists', () => {
    const drafts = [exchangeQueries, graphQueries, huntingQueries, serverQueries].flat();
    expect(queries.map(({ id }) => id).sort()).toEqual(drafts.map(({ id }) => id).sort());
    const known = steps.flatMap((step) => step.actions.map((action) => actionKey(step, action)));
    const answered = queries.map(({ answers }) => actionKey({ id: answers.step }, { id: answers.action }));
    expect(answered.filter((key) => !known.includes(key))).toEqual([]);
  });

  it('give every step something to verify it with', () => {
    expect(steps.filter(({ id }) => queriesFor(id).length === 0)).toEqual([]);
    const counts = Object.fromEntries(steps.map(({ id }) => [id, queriesFor(id).length]));
    expect(Object.values(counts).reduce((sum, each) => sum + each)).toBe(queries.length);
  });

  it('keep the command that an action has: the first of its queries', () => {
    const first = (step: 'domains' | 'mfa' | 'connectors' | 'users', action: string) =>
      queriesFor(step, action)[0]?.id;
    expect(first('domains', 'list')).toBe('accepted-domains');
    expect(first('domains', 'compare')).toBe('sending-domains');
    expect(first('mfa', 'registered')).toBe('admin-methods');
    expect(first('connectors', 'audit')).toBe('connector-audit');
    expect(first('connectors', 'blocked')).toBe('blocked-connectors');
    expect(first('users', 'volume')).toBe('sender-volume');
    expect(first('users', 'add')).toBeUndefined();
  });

  it('print the limits of what they use', () => {
    const limitsOf = (id: string) =>
      queries.find((query) => query.id === id)?.limits.map(({ text }) => text) ?? [];
    for (const id of ['sending-domains', 'sender-volume', 'message-trace'])
      expect(limitsOf(id)).toContain('limit.trace');
    expect(limitsOf('inbox-rules')).toContain('limit.inbox-rule');
    for (const id of ['hunt-sending-domains', 'hunt-connectors', 'hunt-senders'])
      expect(limitsOf(id)).toContain('limit.no-smtp-reply');
    for (const { kind, limits, id } of queries)
      if (kind === 'hunting')
        expect(
          limits.map(({ text }) => text),
          id,
        ).toContain('limit.hunting');
  });
});
