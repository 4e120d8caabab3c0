import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Incident, newIncident, setNote, setState } from '../../../src/core/incident/incident';
import { mergeIncidents } from '../../../src/core/incident/merge';
import { setTicks } from '../../../src/core/incident/ticks';
import { anyIncident, finding, later, now } from './incidents';

const base = newIncident('1', 'Blocked', now);
const tick = (incident: Incident, key: string, on = true, by = later) => setTicks(incident, [[key, on]], by);

describe('two changes of one incident', () => {
  it('give the same whichever comes first', () => {
    fc.assert(
      fc.property(
        anyIncident,
        anyIncident,
        fc.option(anyIncident, { nil: undefined }),
        (one, other, begun) => {
          expect(mergeIncidents(begun, one, other)).toEqual(mergeIncidents(begun, other, one));
        },
      ),
    );
  });

  it('give the one change where there is only one, and nothing new where both did the same', () => {
    fc.assert(
      fc.property(anyIncident, anyIncident, (begun, changed) => {
        expect(mergeIncidents(begun, begun, changed)).toEqual(changed);
        expect(mergeIncidents(begun, changed, changed)).toEqual(changed);
      }),
    );
  });

  it('lose no tick', () => {
    fc.assert(
      fc.property(anyIncident, anyIncident, (one, other) => {
        const keys = Object.keys(mergeIncidents(undefined, one, other).ticks);
        expect(new Set(keys)).toEqual(new Set([...Object.keys(one.ticks), ...Object.keys(other.ticks)]));
      }),
    );
  });

  it('keep an untick, and the earlier of two moments', () => {
    const both = tick(tick(base, 'mfa/require'), 'domains/list');
    const merged = mergeIncidents(both, tick(both, 'mfa/require', false), tick(both, 'users/reset'));
    expect(Object.keys(merged.ticks)).toEqual(['domains/list', 'users/reset']);
    const twice = mergeIncidents(base, tick(base, 'domains/list'), tick(base, 'domains/list', true, now));
    expect(twice.ticks).toEqual({ 'domains/list': now });
    expect(twice.log.map(({ what }) => what).sort()).toEqual(['created', 'ticked', 'ticked']);
  });

  it('keep what both wrote into a note', () => {
    const noted = setNote(base, 'mfa', 'two admins');
    const grown = setNote(base, 'mfa', 'two admins\nboth with a key');
    const another = setNote(base, 'mfa', 'asked Grace');
    expect(mergeIncidents(base, noted, grown).notes.mfa).toEqual(['two admins', 'both with a key']);
    expect(mergeIncidents(base, noted, another).notes.mfa).toEqual(['asked Grace', '', 'two admins']);
  });

  it('keep what one found and the other archived', () => {
    const merged = mergeIncidents(base, { ...base, findings: [finding] }, setState(base, 'archived', later));
    expect(merged.findings).toEqual([finding]);
    expect(merged.state).toBe('archived');
  });
});
