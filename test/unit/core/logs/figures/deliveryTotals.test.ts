import { describe, expect, it } from 'vitest';
import { DeliveryTotals } from '../../../../../src/core/logs/figures/deliveryTotals';
import type { DeliveryTotal } from '../../../../../src/core/logs/formats/event';

const hour = (at: number) => ({ time: new Date(at).toISOString(), at, assumed: [] });

const total = (at: number, more: Partial<DeliveryTotal>): DeliveryTotal => ({
  ...{ format: 'postfix', moment: hour(at), delivered: 0, deferred: 0, other: 0 },
  ...more,
});

describe('what an engine has counted', () => {
  it('is summed by name, by kind of log, and given once', () => {
    const totals = new DeliveryTotals('deliveries.csv', {});
    totals.add(total(0, { delivered: 5, sender: 'a@x.example', server: 'mx' }), 2);
    totals.add(total(3_600_000, { delivered: 2, deferred: 1, sender: 'b@x.example', server: 'mx' }), 3);
    totals.add(total(0, { format: 'exim', other: 7, sender: '<>' }), 4);
    const [postfix, exim] = totals.drain();
    expect(postfix?.minutes).toEqual([
      { at: 0, delivered: 5, deferred: 0, other: 0 },
      { at: 3_600_000, delivered: 2, deferred: 1, other: 0 },
    ]);
    const named = (name: 'senders' | 'domains' | 'servers') => [...(postfix?.names[name] ?? [])];
    expect(named('domains')).toEqual([['x.example', { count: 7, file: 'deliveries.csv', line: 2 }]]);
    expect(named('servers').map(([name, { count }]) => [name, count])).toEqual([['mx', 7]]);
    expect(named('senders')).toHaveLength(2);
    expect(exim).toMatchObject({ format: 'exim', minutes: [{ other: 7 }] });
    expect(exim?.names.domains).toBeUndefined();
    expect(totals.drain()).toEqual([]);
  });

  it('is of the time asked for: its begin included, its end not, and nothing without a time', () => {
    const totals = new DeliveryTotals('deliveries.csv', { since: 10, until: 20 });
    for (const at of [9, 10, 19, 20]) totals.add(total(at, { delivered: at }), 1);
    totals.add(total(0, { moment: undefined, delivered: 1 }), 1);
    expect(totals.drain().flatMap(({ minutes }) => minutes.map(({ at }) => at))).toEqual([10, 19]);
  });
});
