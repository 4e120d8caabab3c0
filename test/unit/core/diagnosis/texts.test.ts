import { describe, expect, it } from 'vitest';
import { causeKinds } from '../../../../src/core/diagnosis/cause';
import { causes } from '../../../../src/core/diagnosis/causes';
import { signs } from '../../../../src/core/diagnosis/signs';
import { diagnosisTexts } from '../../../../src/core/diagnosis/texts';
import { sourceUrl } from '../../../../src/core/findings/sources';
import { answeredQueries } from '../../../../src/core/tenant/answers';

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
});
