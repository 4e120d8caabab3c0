import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DamagedChecklistError,
  emptyChecklist,
  parseChecklist,
  reset,
  setTicks,
  undoReset,
} from '../../src/core/checklist/state';

const now = new Date('2026-11-24T03:00:00Z');
const later = new Date('2026-11-24T04:00:00Z');
const ticked = setTicks(emptyChecklist, [['domains/list', true]], now);

describe('a checklist', () => {
  it('keeps the first moment of a tick and forgets an untick', () => {
    const again = setTicks(ticked, [['domains/list', true]], later);
    expect(again.ticks).toEqual({ 'domains/list': '2026-11-24T03:00:00.000Z' });
    expect(setTicks(again, [['domains/list', false]], later)).toEqual(emptyChecklist);
  });

  it('gives back after a reset what the reset took', () => {
    expect(reset(ticked).ticks).toEqual({});
    expect(undoReset(reset(ticked))).toEqual(ticked);
  });

  it('can undo a reset until the next tick, also after a second reset of nothing', () => {
    expect(undoReset(reset(reset(ticked)))).toEqual(ticked);
    const afterTick = setTicks(reset(ticked), [['mfa/list', true]], later);
    expect(undoReset(afterTick)).toEqual(afterTick);
  });

  it('reads back what it wrote, whatever was done to it', () => {
    const step = fc.oneof(
      fc.tuple(fc.constant('tick'), fc.string(), fc.boolean()),
      fc.tuple(fc.constantFrom('reset', 'undo'), fc.constant(''), fc.constant(false)),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const state = steps.reduce((before, [kind, key, value]) => {
          if (kind === 'reset') return reset(before);
          return kind === 'undo' ? undoReset(before) : setTicks(before, [[`k/${key}`, value]], now);
        }, emptyChecklist);
        expect(parseChecklist(JSON.stringify(state))).toEqual(state);
      }),
    );
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"version":2,"ticks":{}}',
    '{"version":1,"ticks":[]}',
    '{"version":1,"ticks":{"a":1}}',
    '{"version":1,"ticks":{},"beforeReset":3}',
  ])('refuses %j as damaged', (json) => {
    expect(() => parseChecklist(json)).toThrow(DamagedChecklistError);
  });
});
