import { afterEach, describe, expect, it, vi } from 'vitest';
import { rules } from '../../../src/core/findings';
import { noLogFacts } from '../../../src/core/findings/logFacts';
import type { Circumstances } from '../../../src/core/findings/rule';
import { noFacts } from '../../../src/core/tenant/facts';
import { DrawnOnce } from '../../../src/incidents/drawnOnce';

describe('what is drawn from the facts', () => {
  afterEach(() => vi.restoreAllMocks());
  const known: Circumstances = { tenant: noFacts, logs: noLogFacts };

  it('is worked out once for all who ask, and anew from other facts', async () => {
    const runs = rules.map((rule) => vi.spyOn(rule, 'find'));
    const timesRun = () => [...new Set(runs.map((each) => each.mock.calls.length))];
    const drawn = new DrawnOnce();
    // The incident, the message of the import and the page of exports.
    const asked = [drawn.findings(known), drawn.diagnosis(known), drawn.findings({ ...known })];
    expect(asked[2]).toBe(asked[0]);
    expect(drawn.diagnosis({ ...known })).toBe(asked[1]);
    await Promise.all(asked);
    expect(drawn.findings(known)).toBe(asked[0]);
    expect(timesRun()).toEqual([1]);
    const other = { ...known, tenant: { exports: [] } };
    const anew = drawn.findings(other);
    expect(drawn.diagnosis(other)).not.toBe(asked[1]);
    await anew;
    expect(timesRun()).toEqual([2]);
  });
});
