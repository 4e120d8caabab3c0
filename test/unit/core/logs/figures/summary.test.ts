import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostNames } from '../../../../../src/core/logs/figures/counts';
import {
  type IncidentTextId,
  incidentParagraph,
  incidentTexts,
} from '../../../../../src/core/logs/figures/incidentText';
import { shortSummary } from '../../../../../src/core/logs/figures/shortSummary';
import {
  IncidentCounter,
  type IncidentSummary,
  type SummarySettings,
} from '../../../../../src/core/logs/figures/summary';
import { mostMinutes } from '../../../../../src/core/logs/figures/timeline';
import type { Outcome } from '../../../../../src/core/logs/formats/event';
import { event, type Told } from '../toldEvents';

const zone: SummarySettings = { offsetAt: () => 60 };

function summarize(told: readonly Told[], settings = zone): IncidentSummary {
  const counter = new IncidentCounter(settings);
  for (const each of told) counter.add(event(each));
  return counter.summary();
}

const scanner = { sender: 'scan@print.adatum.example', server: 'MAIL01' };
const backup = { sender: 'backup@nas.adatum.example', server: 'MAIL01' };
const incident: readonly Told[] = [
  { ...scanner, time: '2026-11-24T13:02:00Z' },
  { ...scanner, time: '2026-11-24T13:40:00Z' },
  { ...backup, time: '2026-11-24T23:30:00Z' },
  { sender: 'Anna@Adatum.example', server: 'MAIL01', outcome: 'delivered', time: '2026-11-24T13:10:00Z' },
  { sender: 'anna@adatum.example', outcome: 'deferred', time: '2026-11-24T13:11:00Z' },
];

describe('a copy of a counter', () => {
  const outcomes: readonly Outcome[] = ['blocked', 'delivered', 'deferred', 'other'];
  const told = fc.array(
    fc.record(
      {
        outcome: fc.constantFrom(...outcomes),
        code: fc.constantFrom('5.7.705', '5.7.750'),
        time: fc.constantFrom('2026-11-24T13:02:00Z', '2026-11-24T23:30:00Z', '2026-11-25T00:10:00Z'),
        sender: fc.constantFrom('a@b.example', 'c@d.example'),
        server: fc.constantFrom('MAIL01', 'MAIL02'),
        format: fc.constantFrom('postfix' as const, 'exim' as const),
      },
      { requiredKeys: [] },
    ),
  );

  it('counts on as if it had counted all, and leaves the other as it was', () => {
    fc.assert(
      fc.property(told, told, (before, after) => {
        const counter = new IncidentCounter(zone);
        for (const each of before) counter.add(event(each));
        const copy = counter.copy();
        for (const each of after) copy.add(event(each));
        expect(copy.summary()).toEqual(summarize([...before, ...after]));
        expect(counter.summary()).toEqual(summarize(before));
      }),
    );
  });
});

describe('a short summary', () => {
  it('names fewer and still counts all', () => {
    const summary = summarize([...incident, { ...scanner, sender: 'c@d.example' }]);
    const short = shortSummary(summary, 1);
    expect(short.senders).toEqual([{ name: 'scan@print.adatum.example', blocked: 2, delivered: 0 }]);
    expect(short.uncounted).toEqual({ senders: 2, domains: 2 });
    expect(shortSummary(summary, 10)).toEqual(summary);
  });
});

describe('the numbers', () => {
  it('count by code, sender, domain, server, hour and day, in the zone asked for', () => {
    const summary = summarize(incident);
    expect(summary).toMatchObject({
      ...{ blocked: 3, delivered: 1, deferred: 1, other: 0, mentions: 0, unattributed: 0 },
      first: '2026-11-24T14:02:00+01:00',
      last: '2026-11-25T00:30:00+01:00',
      share: { blocked: 3, delivered: 1 },
      senders: [
        { name: 'scan@print.adatum.example', blocked: 2, delivered: 0 },
        { name: 'backup@nas.adatum.example', blocked: 1, delivered: 0 },
      ],
      domains: [
        { name: 'print.adatum.example', blocked: 2, delivered: 0 },
        { name: 'nas.adatum.example', blocked: 1, delivered: 0 },
      ],
      servers: [{ name: 'MAIL01', blocked: 3, delivered: 1 }],
      perMinute: [
        { start: '2026-11-24T14:02:00+01:00', blocked: 1, delivered: 0, deferred: 0 },
        { start: '2026-11-24T14:10:00+01:00', blocked: 0, delivered: 1, deferred: 0 },
        { start: '2026-11-24T14:11:00+01:00', blocked: 0, delivered: 0, deferred: 1 },
        { start: '2026-11-24T14:40:00+01:00', blocked: 1, delivered: 0, deferred: 0 },
        { start: '2026-11-25T00:30:00+01:00', blocked: 1, delivered: 0, deferred: 0 },
      ],
      perHour: [
        {
          start: '2026-11-24T14:00:00+01:00',
          blocked: 2,
          delivered: 1,
          deferred: 1,
          codes: { '5.7.750': 2 },
        },
        {
          start: '2026-11-25T00:00:00+01:00',
          blocked: 1,
          delivered: 0,
          deferred: 0,
          codes: { '5.7.750': 1 },
        },
      ],
      perDay: [
        { start: '2026-11-24T00:00:00+01:00', blocked: 2, delivered: 1, deferred: 1 },
        { start: '2026-11-25T00:00:00+01:00', blocked: 1, delivered: 0, deferred: 0 },
      ],
    });
    expect(summary.codes).toMatchObject([{ name: '5.7.750', blocked: 3, unattributed: 0, withoutServer: 0 }]);
  });

  it('leave out what is before, after or undated when a time is asked for, and say how much was undated', () => {
    const settings = {
      ...zone,
      since: Date.parse('2026-11-24T13:40:00Z'),
      until: Date.parse('2026-11-24T23:30:00Z'),
    };
    expect(summarize([...incident, {}], settings)).toMatchObject({ blocked: 1, delivered: 0, undated: 1 });
  });

  it('give a share only of the kinds of log that show deliveries', () => {
    expect(summarize([{}, { format: 'message-trace' }]).share).toBeUndefined();
    expect(summarize([{}, { format: 'message-trace' }, { outcome: 'delivered' }]).share).toEqual({
      blocked: 1,
      delivered: 1,
    });
  });

  it('do not depend on the order of the events', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...incident, {}, { code: '5.7.705' }], { minLength: 7 }), (events) => {
        expect(summarize(events)).toEqual(summarize([...incident, {}, { code: '5.7.705' }]));
      }),
    );
  });

  it('tell minutes apart for two days, and then none rather than some', () => {
    const counter = new IncidentCounter(zone);
    const minute = (number: number) => new Date(Date.UTC(2026, 10, 1) + number * 60_000).toISOString();
    for (let number = 0; number < mostMinutes; number += 1) {
      counter.add(event({ time: minute(number) }));
      if (number % 7 === 0) counter.add(event({ time: minute(number), code: '5.7.705' }));
    }
    const { perMinute = [], perHour } = counter.summary();
    expect(perMinute).toHaveLength(mostMinutes);
    expect(perMinute[7]?.codes).toEqual({ '5.7.705': 1, '5.7.750': 1 });
    expect(perHour).toHaveLength(2 * 24);
    counter.add(event({ time: minute(mostMinutes) }));
    counter.add(event({ time: minute(0) }));
    expect(counter.summary().perMinute).toBeUndefined();
    expect(counter.summary().perHour).toHaveLength(2 * 24 + 1);
  });

  it('count an hour that the clock strikes twice as one', () => {
    const autumn = Date.UTC(2026, 9, 25, 3);
    const counter = new IncidentCounter({ offsetAt: (wall) => (wall < autumn ? 120 : 60) });
    for (const time of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z'])
      counter.add(event({ time }));
    expect(counter.summary().perHour.map(({ blocked }) => blocked)).toEqual([2, 1]);
    expect(counter.summary().perMinute?.map(({ blocked }) => blocked)).toEqual([2, 1]);
  });

  it('stay bounded when each mail has another sender, and say how many have no row', () => {
    const counter = new IncidentCounter(zone);
    for (let number = 0; number < mostNames + 5; number += 1)
      counter.add(event({ sender: `u${number}@x.example` }));
    const summary = counter.summary();
    expect(summary.senders).toHaveLength(mostNames);
    expect(summary.uncounted).toEqual({ senders: 5 });
    expect(summary.blocked).toBe(mostNames + 5);
  });
});

describe('the paragraph', () => {
  it.each<[string, readonly Told[], string, string]>([
    [
      'an incident',
      incident,
      '3 messages were blocked with 5.7.750 between Nov 24, 2026, 14:02:00 UTC+01:00 and Nov 25, 2026, 00:30:00 UTC+01:00. All 5.7.750 since Nov 24, 2026, 14:02:00 UTC+01:00 come from 2 domains: print.adatum.example and nas.adatum.example. MAIL01 relayed all of them. In the logs that also show deliveries, 75% of the mail was blocked. For 5.7.750, add the domains that belong to you as accepted domains; stop what sends from the others.',
      "3 messaggi sono stati bloccati con 5.7.750 tra il 24 nov 2026, 14:02:00 UTC+01:00 e il 25 nov 2026, 00:30:00 UTC+01:00. Tutti i 5.7.750 dal 24 nov 2026, 14:02:00 UTC+01:00 provengono da 2 domini: print.adatum.example e nas.adatum.example. MAIL01 ha fatto da relay per tutti. Nei log che mostrano anche i recapiti, è stato bloccato il 75% della posta. Per 5.7.750, aggiungere come domini accettati quelli che appartengono all'organizzazione; fermare ciò che invia dagli altri.",
    ],
    [
      'nothing',
      [],
      'No message was blocked with a 5.7.7xx code.',
      'Nessun messaggio è stato bloccato con un codice 5.7.7xx.',
    ],
    [
      'one mail of which little is known',
      [{ code: '5.7.728' }],
      'One message was blocked with 5.7.728; the log gives no time. No log names its sender.',
      "Un messaggio è stato bloccato con 5.7.728; il log non riporta l'ora. Nessun log ne indica il mittente.",
    ],
    [
      'one mail',
      [{ ...scanner, time: '2026-11-24T13:02:00Z', assumed: ['zone'], code: '5.7.703' }],
      'One message was blocked with 5.7.703 on Nov 24, 2026, 14:02:00 UTC+01:00. The 5.7.703 comes from print.adatum.example. MAIL01 relayed it. 5.7.703 is not a tenant block: your own organization blocks a recipient. Times without a zone are read as UTC+01:00.',
      'Un messaggio è stato bloccato con 5.7.703 il 24 nov 2026, 14:02:00 UTC+01:00. Il 5.7.703 proviene da print.adatum.example. MAIL01 ha fatto da relay. 5.7.703 non è un blocco del tenant: è la propria organizzazione a bloccare un destinatario. Gli orari senza fuso sono letti come UTC+01:00.',
    ],
  ])('of %s', (_, told, english, italian) => {
    const summary = summarize(told);
    expect(incidentParagraph(summary, 'en')).toBe(english);
    expect(incidentParagraph(summary, 'it')).toBe(italian);
  });

  it('says "all" and names a server only where every mail agrees', () => {
    const partly = incidentParagraph(summarize([...incident, { time: '2026-11-24T14:00:00Z' }]), 'en');
    expect(partly).toContain('All 5.7.750 whose sender is known come from 2 domains');
    expect(partly).not.toContain('relayed');
    expect(partly).toContain('No log names the sender of one blocked message.');
    const nameless = summarize([...incident, { code: '5.7.711', sender: undefined, server: 'MAIL02' }]);
    expect(incidentParagraph(nameless, 'en')).toContain('MAIL02 relayed the message that got 5.7.711.');
    expect(incidentParagraph(nameless, 'en')).toContain('MAIL01 relayed all that got 5.7.750.');
    const many = [1, 2, 3, 4].map((number) => ({
      sender: `a@d${number}.example`,
      time: '2026-11-24T14:00:00Z',
    }));
    expect(incidentParagraph(summarize([...many, ...many.slice(3)]), 'en')).toContain(
      'The 5.7.750 come from 4 domains, most (2) from d4.example.',
    );
    expect(incidentParagraph(summarize(many), 'en')).toContain('come from 4 domains, such as d1.example.');
  });

  it('never rounds to nothing or everything', () => {
    const delivered = Array.from({ length: 5000 }, (): Told => ({ outcome: 'delivered' }));
    expect(incidentParagraph(summarize([{}, ...delivered]), 'en')).toContain('0.02% of the mail');
    const blocked = Array.from({ length: 5000 }, (): Told => ({}));
    expect(incidentParagraph(summarize([...blocked, { outcome: 'delivered' }]), 'en')).toContain(
      '99.98% of the mail',
    );
  });

  it('lets no name act or run on', () => {
    const text = incidentParagraph(
      summarize([{ server: `\u001b[2J\u202e${'x'.repeat(5000)}`, time: '2026-11-24T13:02:00Z' }]),
      'en',
    );
    expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(text.length).toBeLessThan(500);
  });
});

describe('the texts', () => {
  const ids = Object.keys(incidentTexts.en) as IncidentTextId[];
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

  it('are the same set in each language, in order, tidy, with the same places', () => {
    expect(ids).toEqual([...ids].sort());
    expect(Object.keys(incidentTexts.it)).toEqual(ids);
    for (const id of ids)
      for (const text of [incidentTexts.en[id], incidentTexts.it[id]]) {
        expect(text, id).toMatch(/^\S(?:.*\S)?$/);
        expect(places(text), id).toEqual(places(incidentTexts.en[id]));
        expect(text.replace(/\{\w+\}/g, 'x'), id).not.toMatch(/[{}]| {2}/);
      }
  });

  it('differ, and name the same codes', () => {
    const codesIn = (text: string) => text.match(/5\.7\.7\w\w/g) ?? [];
    for (const id of ids) {
      expect(codesIn(incidentTexts.it[id]), id).toEqual(codesIn(incidentTexts.en[id]));
      expect(incidentTexts.it[id], id).not.toBe(incidentTexts.en[id]);
    }
  });

  it('are all asked for', () => {
    const root = join(import.meta.dirname, '../../../../../src');
    const source = ['core/logs/figures/incidentText.ts', 'core/logs/figures/reportMarkdown.ts']
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n');
    const built =
      /^(?:advice\.5\.7\.7\d\d|assumed\.(?:(?:day|month) (?:order|first)|year|zone)|domains\.(?:all|known)\.(?:one|few)|(?:table|column)\.\w+)$/;
    expect(ids.filter((id) => !built.test(id) && !source.includes(`'${id}'`))).toEqual([]);
  });
});
