import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chipsOf,
  isEmpty,
  shownName,
  toggled,
  without,
  withTime,
} from '../../../../src/core/dashboard/filterParts';
import { type EventFilter, passes } from '../../../../src/core/logs/figures/eventFilter';
import { summaryOf } from '../../../../src/core/logs/figures/filteredSummary';
import { event } from '../logs/toldEvents';
import { scanOf, settings } from './scanOf';

const scanner = { sender: 'scan@print.adatum.example', server: 'MAIL01', source: '10.0.0.7' };
const backup = { sender: 'backup@nas.adatum.example', server: 'MAIL02' };
const events = [
  event({ ...scanner, time: '2026-11-24T13:02:00Z' }),
  event({ ...scanner, time: '2026-11-24T13:40:00Z', code: '5.7.705' }),
  event({ ...backup, time: '2026-11-24T23:30:00Z', connector: 'Outbound to 365' }),
  event({ ...backup }),
];

describe('the numbers of filtered events', () => {
  it.each<[string, EventFilter, number, readonly string[]]>([
    ['nothing', {}, 4, ['backup@nas.adatum.example', 'scan@print.adatum.example']],
    ['a code', { code: '5.7.705' }, 1, ['scan@print.adatum.example']],
    ['a sender', { sender: 'scan@print.adatum.example' }, 2, ['scan@print.adatum.example']],
    ['a domain', { domain: 'nas.adatum.example' }, 2, ['backup@nas.adatum.example']],
    ['a source', { source: '10.0.0.7' }, 2, ['scan@print.adatum.example']],
    ['a connector', { connector: 'Outbound to 365' }, 1, ['backup@nas.adatum.example']],
    ['two things at once', { server: 'MAIL01', code: '5.7.750' }, 1, ['scan@print.adatum.example']],
    ['words', { words: 'SCAN mail01' }, 2, ['scan@print.adatum.example']],
    ['what no event has', { server: 'MAIL03' }, 0, []],
    ['a time', { since: Date.parse('2026-11-24T13:40:00Z') }, 2, [backup.sender, scanner.sender]],
    ['a time that ends', { until: Date.parse('2026-11-24T13:40:00Z') }, 1, [scanner.sender]],
  ])('by %s', (_, filter, blocked, senders) => {
    const summary = summaryOf(events, filter, settings);
    expect(summary.blocked).toBe(blocked);
    expect(summary.senders.map(({ name }) => name)).toEqual(senders);
  });

  it('are those of the scan where the filter lets all pass', () => {
    expect(summaryOf(events, {}, settings)).toEqual(scanOf(events).summary);
  });

  it('say nothing of deliveries, which are not among the events', () => {
    const scan = scanOf([...events, event({ outcome: 'delivered', server: 'MAIL01' })]);
    expect(scan.summary.share).toEqual({ blocked: 4, delivered: 1 });
    expect(summaryOf(scan.events, { server: 'MAIL01' }, settings).share).toBeUndefined();
  });
});

describe('a filter', () => {
  it('takes a name, another for it, and lets go of it', () => {
    const first = toggled({}, 'sender', 'a@x.example');
    expect(first).toEqual({ sender: 'a@x.example' });
    expect(toggled(first, 'sender', 'b@x.example')).toEqual({ sender: 'b@x.example' });
    expect(toggled(first, 'server', 'MAIL01')).toEqual({ sender: 'a@x.example', server: 'MAIL01' });
    expect(isEmpty(toggled(first, 'sender', 'a@x.example'))).toBe(true);
  });

  it('loses one part and keeps the others', () => {
    const filter = { since: 1, until: 2, code: '5.7.750', file: '/a' };
    expect(without(filter, 'time')).toEqual({ code: '5.7.750', file: '/a' });
    expect(without(filter, 'code')).toEqual({ since: 1, until: 2, file: '/a' });
  });

  it('has the time of the wall clock, also where that is put back', () => {
    const hour = 3_600_000;
    const midnight = Date.UTC(2026, 9, 25);
    const rome = { offsetAt: (wall: number) => (wall < midnight + 3 * hour ? 120 : 60) };
    expect(withTime({}, midnight + 2 * hour, midnight + 3 * hour, rome)).toEqual({
      since: Date.parse('2026-10-25T02:00:00+02:00'),
      until: Date.parse('2026-10-25T03:00:00+01:00'),
    });
  });

  it('is shown part by part, with names fit to show', () => {
    const filter = {
      ...{ sender: '\u202egnp@x.example', code: '5.7.750', words: 'mail01 scan' },
      ...withTime({}, Date.UTC(2026, 10, 24, 14), Date.UTC(2026, 10, 24, 15), settings),
    };
    expect(chipsOf(filter, settings, 'en')).toEqual([
      { part: 'time', name: 'Nov 24, 2026, 14:00 – Nov 24, 2026, 15:00 UTC+01:00' },
      { part: 'code', name: '5.7.750' },
      { part: 'sender', name: '[U+202E]gnp@x.example' },
      { part: 'words', name: 'mail01 scan' },
    ]);
    expect(chipsOf({ since: 0 }, { offsetAt: () => 0 }, 'en')).toEqual([
      { part: 'time', name: 'Jan 1, 1970, 00:00 – … UTC' },
    ]);
  });

  it('shows of a long name its beginning and its end', () => {
    const shown = shownName(`${'a'.repeat(500)}@print.adatum.example`);
    expect(shown).toMatch(/^a{80}…a+@print\.adatum\.example$/);
    expect(shown).toHaveLength(121);
  });

  it('with more parts never lets more pass', () => {
    const name = fc.constantFrom(undefined, 'MAIL01', 'MAIL02');
    const code = fc.constantFrom(undefined, '5.7.750', '5.7.705');
    fc.assert(
      fc.property(name, code, (server, wanted) => {
        const both = events.filter((each) => passes(each, { server, code: wanted }));
        const one = events.filter((each) => passes(each, { server }));
        expect(one).toEqual(expect.arrayContaining(both));
      }),
    );
  });
});
