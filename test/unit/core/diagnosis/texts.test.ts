import { describe, expect, it } from 'vitest';
import { causeKinds } from '../../../../src/core/diagnosis/cause';
import { causes } from '../../../../src/core/diagnosis/causes';
import { signs } from '../../../../src/core/diagnosis/signs';
import { storySentences } from '../../../../src/core/diagnosis/storyText';
import { diagnosisTexts, shortDiagnosis } from '../../../../src/core/diagnosis/texts';
import { sourceUrl } from '../../../../src/core/findings/sources';
import { answeredQueries } from '../../../../src/core/tenant/answers';
import { takenOver } from './takenOver';

const signIds = Object.keys(signs);
const places = (text = '') => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const english: Readonly<Record<string, string>> = diagnosisTexts.en;
const italian: Readonly<Record<string, string>> = diagnosisTexts.it;

describe('what is known of causes', () => {
  it('weighs every sign for some cause, and none for nothing', () => {
    const weighed = new Set(causeKinds.flatMap((kind) => Object.keys(causes[kind].signs)));
    expect([...weighed].sort()).toEqual([...signIds].sort());
    for (const kind of causeKinds)
      expect(Object.values(causes[kind].signs).filter((weight) => weight === 0)).toEqual([]);
  });

  it('rests on pages, and is decided by queries whose answers can be imported', () => {
    for (const kind of causeKinds) {
      for (const source of causes[kind].sources) expect(sourceUrl(source)).toMatch(/^https:\/\//);
      for (const query of causes[kind].decidedBy) expect(answeredQueries).toContain(query);
    }
  });

  it('has a name for each cause and a sentence for each sign, the same in both languages', () => {
    for (const id of [...signIds, ...causeKinds.map((kind) => `kind.${kind}`)])
      expect(english[id]).toBeTruthy();
    expect(Object.keys(italian)).toEqual(Object.keys(english));
    for (const [id, text] of Object.entries(english))
      expect({ id, places: places(italian[id]) }).toEqual({ id, places: places(text) });
  });

  it('says the best cause in words that leave room for the progress in a narrow side bar', () => {
    for (const language of ['en', 'it'] as const)
      for (const kind of causeKinds) {
        const [cause] = takenOver().causes.map((each) => ({ ...each, kind, confidence: 0.97 }));
        const words = shortDiagnosis({ ...takenOver(), causes: cause ? [cause] : [] }, language);
        expect(words?.length, words).toBeLessThanOrEqual(22);
        expect(words).toContain('97%');
      }
    const [unsure] = takenOver().causes.map((each) => ({ ...each, confidence: 0.4 }));
    expect(shortDiagnosis({ ...takenOver(), causes: unsure ? [unsure] : [] }, 'en')).toBeUndefined();
    expect(shortDiagnosis({ causes: [], story: [], tenants: [], tenantCount: 3 }, 'en')).toBe(
      '3 tenants are mixed',
    );
  });

  it('tells what happened in two sentences', () => {
    const sentences = storySentences(takenOver().story, 'en');
    expect(sentences).toHaveLength(2);
    expect(sentences[0]).toBe(
      'The evidence begins on Nov 19, 2026, 22:43:00 UTC: Sign-in from a network that nobody else here uses: anna.rossi@contoso.example (from 198.51.100.9, 5 times, until Nov 20, 2026, 07:43:00 UTC).',
    );
    expect(sentences[1]).toMatch(
      /^The first message was refused on Nov 20, 2026, 12:36:00 UTC, the last on Nov 20, 2026, 16:04:00 UTC; since then: Account disabled: anna\.rossi@contoso\.example \(by it@contoso\.example\), Nov 20, 2026, 16:20:00 UTC; /,
    );
    expect(
      storySentences(
        takenOver().story.filter(({ phase }) => phase === 'block'),
        'en',
      ),
    ).toEqual([]);
  });
});
