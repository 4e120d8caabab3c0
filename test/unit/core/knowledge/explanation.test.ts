import { describe, expect, it } from 'vitest';
import { sources } from '../../../../src/core/knowledge';
import { explain } from '../../../../src/core/knowledge/explanation';
import { explanationText } from '../../../../src/core/knowledge/explanationText';

describe('how a block ends', () => {
  it('is told by who ends it, what ends nothing last', () => {
    const titles = (code: string) => explain(code, 'en').wayOut.map(({ title }) => title);
    expect(titles('5.7.703')).toEqual([
      'Ends by itself',
      'An admin of your organization lifts it',
      'What does not lift the block',
    ]);
    expect(titles('5.7.705')).toEqual([
      'Ends by itself',
      'Only Microsoft Support lifts it',
      'What does not lift the block',
    ]);
    expect(titles('5.7.799')).toEqual(['Only Microsoft Support lifts it']);
  });

  it('keeps the public delist portal apart from every code that Microsoft describes', () => {
    for (const code of ['5.7.703', '5.7.705', '5.7.708', '5.7.711', '5.7.750', '5.7.720']) {
      const [none] = explain(code, 'en').wayOut.filter(({ release }) => release === 'none');
      const texts = none?.statements.map(({ text }) => text) ?? [];
      expect(
        texts.filter((text) => text.includes('delist portal')),
        code,
      ).toHaveLength(1);
    }
  });

  it('stands in the plain text with its sources', () => {
    expect(explanationText(explain('5.7.711', 'it'))).toMatch(
      /Come finisce il blocco\n {2}Lo rimuove un amministratore dell'organizzazione\n {2}- Un amministratore dell'organizzazione sblocca .+ \[\d+\] \[\d+\]\n {6}Entità con restrizioni: https:/,
    );
  });
});

describe('an explanation', () => {
  it('begins with what is blocked, what to do now and who can lift it', () => {
    for (const language of ['en', 'it'] as const) {
      const explanation = explain('5.7.705', language);
      const [, ...parts] = explanationText(explanation).split('\n\n');
      const { affected, firstAction, liftedBy } = explanation;
      for (const [index, { text }] of [affected, firstAction, liftedBy].entries())
        expect(parts[index]).toContain(text);
    }
  });

  it('spells out what an NDR is, in both languages', () => {
    expect(explanationText(explain('5.7.711', 'en'))).toContain('non-delivery report (NDR)');
    expect(explanationText(explain('5.7.711', 'it'))).toContain('rapporto di mancato recapito (NDR');
  });

  it('lists the links of the source document for the steps that apply, and for no others', () => {
    const seed = (code: string) =>
      explain(code, 'en').sources.filter(({ kind }) => kind === "Microsoft's article of 2020 and its links")
        .length;
    const all = Object.values(sources).filter(({ kind }) => kind === 'seed').length;
    expect(seed('5.7.705')).toBe(all);
    // What an NDR is, with which it begins.
    expect(seed('5.7.703')).toBe(1);
    expect(explain('5.7.711', 'en').sources.map(({ title }) => title)).not.toContain(
      'Add a domain to Microsoft 365',
    );
  });
});
