import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Incident,
  newIncident,
  noteOf,
  rename,
  setNote,
  setState,
} from '../../../../src/core/incident/incident';
import { actionKey, tickCounts } from '../../../../src/core/incident/progress';
import { accept, dismiss, findingsOf, restore, standing } from '../../../../src/core/incident/standing';
import { reset, setTicks, undoReset } from '../../../../src/core/incident/ticks';
import { steps } from '../../../../src/core/knowledge';
import { finding, later, now } from './incidents';

/** A step of two actions, of which the explanation shows the ticks. */
const [step] = steps.filter(({ actions }) => actions.length > 1);

const empty = newIncident('1', 'Blocked', now);
const ticked = setTicks(empty, [['domains/list', true]], now);
const acts = ({ log }: Incident) => log.map(({ what, subject }) => (subject ? `${what} ${subject}` : what));
const withoutLog = ({ log: _, ...rest }: Incident) => rest;

describe('ticks', () => {
  it('are counted for each step, which is done with the last of them', () => {
    if (!step) throw new Error('No step has two actions.');
    const keys = step.actions.map((action) => [actionKey(step, action), true] as const);
    const counts = (ticks: Incident['ticks']) =>
      tickCounts([step], ticks).map(({ ticked, total, done }) => [total - ticked, done]);
    expect(counts(setTicks(empty, keys.slice(1), now).ticks)).toEqual([[1, false]]);
    expect(counts(setTicks(empty, keys, now).ticks)).toEqual([[0, true]]);
  });

  it('keep the first moment and who it was, and an untick is forgotten but logged', () => {
    const again = setTicks(ticked, [['domains/list', true]], later);
    expect(again.ticks).toEqual({ 'domains/list': { at: '2026-11-24T03:00:00.000Z', by: 'Ada' } });
    const unticked = setTicks(again, [['domains/list', false]], later);
    expect(unticked.ticks).toEqual({});
    expect(acts(unticked)).toEqual(['created', 'ticked domains/list', 'unticked domains/list']);
  });

  it('come back after a reset', () => {
    expect(reset(ticked, later).ticks).toEqual({});
    expect(withoutLog(undoReset(reset(ticked, later), later))).toEqual(withoutLog(ticked));
  });

  it('come back until the next tick, also after a second reset of nothing', () => {
    expect(undoReset(reset(reset(ticked, later), later), later).ticks).toEqual(ticked.ticks);
    const afterTick = setTicks(reset(ticked, later), [['mfa/list', true]], later);
    expect(undoReset(afterTick, later)).toEqual(afterTick);
  });

  it('are what the last word about each said, whatever was done before', () => {
    const change = fc.tuple(fc.constantFrom('a/a', 'b/b', 'c/c'), fc.boolean());
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const { ticks } = setTicks(empty, changes, now);
        const last = new Map(changes);
        expect(Object.keys(ticks).sort()).toEqual([...last].flatMap(([key, on]) => (on ? [key] : [])).sort());
      }),
    );
  });
});

describe('an incident', () => {
  it('has a title of one line, and logs a new one once', () => {
    const renamed = rename(rename(empty, ' Two\n lines ', later), 'Two lines', later);
    expect(renamed.title).toBe('Two lines');
    expect(acts(renamed)).toEqual(['created', 'renamed Two lines']);
    expect(newIncident('1', ' \n', now).title).toBe('?');
  });

  it('is archived and reopened', () => {
    const archived = setState(empty, 'archived', later);
    expect(archived.state).toBe('archived');
    expect(acts(setState(archived, 'open', later))).toEqual(['created', 'archived', 'reopened']);
    expect(setState(archived, 'archived', later)).toBe(archived);
  });

  it('keeps a note by lines, and none where nothing is written', () => {
    const noted = setNote(empty, 'mfa', '# MFA\r\n\r\ntwo admins\n\n');
    expect(noted.notes).toEqual({ mfa: ['# MFA', '', 'two admins'] });
    expect(noteOf(noted, 'mfa')).toBe('# MFA\n\ntwo admins');
    expect(setNote(noted, 'mfa', ' \n').notes).toEqual({});
    expect(noteOf(empty, 'mfa')).toBe('');
  });
});

describe('findings', () => {
  const information = { ...finding, id: 'all-well:x', severity: 'information' as const };
  const warning = { ...finding, id: 'a-warning:x', severity: 'warning' as const };
  const elsewhere = { ...finding, id: 'mfa-missing:x', step: 'mfa' as const };
  const found: Incident = { ...empty, findings: [information, warning, finding, elsewhere] };
  const ids = (findings: readonly { id: string }[]) => findings.map(({ id }) => id);

  it('stand against a step while they are critical or a warning and nobody has dismissed them', () => {
    expect(ids(standing(found, 'domains'))).toEqual([finding.id, warning.id]);
    expect(ids(standing(found))).toEqual([finding.id, elsewhere.id, warning.id]);
    const dismissed = dismiss(found, finding, 'our own relay', later);
    expect(ids(standing(dismissed, 'domains'))).toEqual([warning.id]);
    expect(ids(findingsOf(dismissed, 'domains'))).toEqual([warning.id, information.id, finding.id]);
    expect(dismissed.dismissed[finding.id]).toEqual({ ...later, reason: 'our own relay' });
    expect(ids(standing(restore(dismissed, finding, later), 'domains'))).toEqual([finding.id, warning.id]);
  });

  it('tick nothing until a person accepts one', () => {
    expect(found.ticks).toEqual({});
    const accepted = accept(found, information, ['domains/list', 'domains/add'], later);
    expect(accepted.ticks).toEqual({ 'domains/list': later, 'domains/add': later });
    expect(acts(accepted).at(-1)).toBe('finding-accepted all-well:x');
  });
});
