import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/core/knowledge/explanation';
import { explanationText } from '../../../../src/core/knowledge/explanationText';

describe('how a block ends', () => {
  it('is told by who ends it, what ends nothing last', () => {
    const titles = (code: string) => explain(code, 'en').wayOut.map(({ title }) => title);
    expect(titles('5.7.703')).toEqual([
      'Ends by itself',
      'An admin of your organization ends it',
      'No way out of this code',
    ]);
    expect(titles('5.7.705')).toEqual([
      'Ends by itself',
      'Only Microsoft Support ends it',
      'No way out of this code',
    ]);
    expect(titles('5.7.799')).toEqual(['Only Microsoft Support ends it']);
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
      /Come finisce il blocco\n {2}Lo rimuove un amministratore dell'organizzazione\n {2}- Un amministratore sblocca .+ \[\d+\] \[\d+\]\n/,
    );
  });
});
