import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../../src/core/logs/figures/filteredSummary';
import { hasWords } from '../../../../src/core/logs/figures/wordFilter';
import { EventGroups, type Grouping, groupings, isGrouping } from '../../../../src/core/results/grouping';
import type { ResultNumbers } from '../../../../src/core/results/mailNumbers';
import { pagesOf, pageWith } from '../../../../src/core/results/pages';
import { ResultsModel, type ShownResults } from '../../../../src/core/results/resultsModel';
import { event } from './events';

const events = [
  event({
    line: 1,
    code: '5.7.705',
    sender: 'Ann@B.example',
    server: 'MAIL01',
    time: '2026-11-24T23:30:00+01:00',
  }),
  event({
    line: 2,
    sender: 'bob@b.example',
    server: 'MAIL01',
    time: '2026-11-23T01:00:00Z',
    connector: 'To Office 365',
  }),
  event({ line: 3, sender: '<>', file: '/tmp/a.log', time: '2026-11-24T00:30:00+01:00' }),
  event({ line: 4, file: '/tmp/a.log' }),
];

function grouped(grouping: Grouping): [string | undefined, number[]][] {
  const groups = new EventGroups(grouping, () => true);
  for (const each of events) groups.add(each);
  return groups.inOrder().map(({ name, events: found }) => [name, found.map(({ line }) => line)]);
}

describe('groups', () => {
  const expected: Record<Grouping, [string | undefined, number[]][]> = {
    code: [
      ['5.7.750', [3, 2, 4]],
      ['5.7.705', [1]],
    ],
    file: [
      ['/tmp/a.log', [3, 4]],
      ['/var/log/mail.log', [1, 2]],
    ],
    sender: [
      ['<>', [3]],
      ['Ann@B.example', [1]],
      ['bob@b.example', [2]],
      [undefined, [4]],
    ],
    domain: [
      ['b.example', [1, 2]],
      [undefined, [3, 4]],
    ],
    server: [
      ['MAIL01', [1, 2]],
      [undefined, [3, 4]],
    ],
    connector: [
      ['To Office 365', [2]],
      [undefined, [1, 3, 4]],
    ],
    // By the day of the log's own zone, the newest first.
    day: [
      ['2026-11-24', [1, 3]],
      ['2026-11-23', [2]],
      [undefined, [4]],
    ],
  };
  for (const grouping of groupings)
    it(`by ${grouping}`, () => expect(grouped(grouping)).toEqual(expected[grouping]));

  it('show blocked mail before what only names a code, the newest first, and the day where there is one', () => {
    const groups = new EventGroups('code', () => true);
    const mention = { outcome: 'other', code: '5.7.705', time: '2026-11-24T00:00:00Z' } as const;
    groups.add(event({ ...mention, line: 1 }));
    groups.add(event({ ...mention, line: 2 }));
    groups.add(event({ line: 3, time: '2026-11-24T02:00:00Z' }));
    groups.add(event({ ...mention, code: '5.7.750', line: 4 }));
    groups.add(event({ line: 5, time: '2026-11-25T02:00:00Z' }));
    expect(
      groups.inOrder().map(({ name, events: found, day }) => [name, found.map(({ line }) => line), day]),
    ).toEqual([
      ['5.7.750', [5, 3, 4], undefined],
      ['5.7.705', [1, 2], '2026-11-24'],
    ]);
  });

  it('stand as they were found while more comes', () => {
    const groups = new EventGroups('code', () => true);
    const found = () =>
      groups.asFound().map(({ name, events: rows }) => [name, rows.map(({ line }) => line)]);
    groups.add(event({ line: 1, outcome: 'other' }));
    groups.add(event({ line: 2, code: '5.7.705', time: '2026-11-24T00:00:00Z' }));
    groups.add(event({ line: 3, code: '5.7.705', time: '2026-11-25T00:00:00Z' }));
    expect(found()).toEqual([
      ['5.7.750', [1]],
      ['5.7.705', [2, 3]],
    ]);
    expect(groups.inOrder().map(({ name }) => name)).toEqual(['5.7.705', '5.7.750']);
  });

  it('are known by name', () => {
    expect(groupings.every(isGrouping)).toBe(true);
    expect([undefined, '', 'toString', 7].some(isGrouping)).toBe(false);
  });
});

describe('a filter of words', () => {
  const lines = (text: string) => events.filter((each) => hasWords(each, text)).map(({ line }) => line);
  it('wants every word, whatever its case, in any field', () => {
    expect(lines('mail01')).toEqual([1, 2]);
    expect(lines('ANN')).toEqual([1]);
    expect(lines('office b.example')).toEqual([2]);
    expect(lines('5.7.705 bob')).toEqual([]);
    expect(lines('2026-11-24t')).toEqual([1, 3]);
    expect(lines('a.log')).toEqual([3, 4]);
    expect(lines('  ')).toEqual([1, 2, 3, 4]);
  });
  it('does not join what stands in two fields', () => expect(lines('postfixblocked')).toEqual([]));
});

describe('pages', () => {
  it('hold each row once, in order', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1 }),
        (count, page, top) => {
          const lengths = { page, first: top };
          const { first, further } = pagesOf(count, lengths);
          const all = [first, ...further];
          if (count <= page) expect(further).toEqual([]);
          else expect(first.to).toBe(Math.min(page, top));
          expect(
            all.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
          ).toEqual(Array.from({ length: count }, (_, at) => at));
          expect(all.every(({ from, to }) => to - from <= page)).toBe(true);
          for (const row of [0, page - 1, page, count - 1].filter((each) => each < count))
            expect(pageWith(row, count, lengths)).toEqual(
              further.find(({ from, to }) => from <= row && row < to),
            );
        },
      ),
    );
  });
});

const plain = ({ groups, ...all }: ResultNumbers) => ({
  ...all,
  groups: new Map([...groups].map(([name, { blocked, mentioned }]) => [name, { blocked, mentioned }])),
});

describe('the model of the results', () => {
  const view: ShownResults = { grouping: 'code', filter: {} };
  const shape = ({ groups }: ResultsModel) => groups.map(({ name, events: found }) => [name, found.length]);

  it('takes what comes, filters and groups anew', async () => {
    const model = new ResultsModel(view, () => undefined);
    model.setEvents(events.slice(0, 2), false);
    expect(shape(model)).toEqual([
      ['5.7.705', 1],
      ['5.7.750', 1],
    ]);
    expect(model.isInOrder).toBe(false);
    model.setEvents(events, true);
    expect(shape(model)).toEqual([
      ['5.7.750', 3],
      ['5.7.705', 1],
    ]);
    model.setView({ grouping: 'server', filter: { file: '/tmp/a.log' } });
    expect(shape(model)).toEqual([[undefined, 2]]);
    expect([model.shown, model.total, model.isFiltered]).toEqual([2, 4, true]);
    model.setView({ ...view, filter: { words: 'mail01' } });
    expect([model.shown, model.isFiltered]).toEqual([2, true]);
    model.setView(view);
    expect([model.shown, model.isFiltered]).toEqual([4, false]);
    model.setEvents([], true);
    expect(shape(model)).toEqual([]);
  });

  it('keeps the thread free while it looks at 200,000 events', async () => {
    const many = Array.from({ length: 200_000 }, (_, line) =>
      event({ line, sender: `s${line % 997}@d${line % 31}.example`, server: `MAIL${line % 7}` }),
    );
    const model = new ResultsModel(
      { ...view, grouping: 'sender', filter: { words: 'mail3' } },
      () => undefined,
    );
    let turns = 0;
    let isOver = false;
    const takeTurn = () => {
      turns += 1;
      if (!isOver) setImmediate(takeTurn);
    };
    takeTurn();
    model.setEvents(many, false);
    // A change in the middle of it counts for all of them.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    model.setView({ ...view, grouping: 'domain', filter: { words: 'mail3' } });
    while (model.shown === 0) await new Promise((resolve) => setImmediate(resolve));
    isOver = true;
    expect(model.shown).toBe(Math.floor(200_000 / 7));
    expect(model.groups).toHaveLength(31);
    // Other work had its turn at least as often as this took up the next few thousand.
    expect(turns).toBeGreaterThan(90);
  });

  it('knows the event on a line, where it is shown', () => {
    const model = new ResultsModel({ ...view, grouping: 'server' }, () => undefined);
    model.setEvents(events, true);
    expect(model.at('/var/log/mail.log', 2)).toMatchObject({ line: 2, server: 'MAIL01' });
    expect(model.at('/tmp/a.log', 4)).toMatchObject({ line: 4 });
    expect(model.at('/tmp/a.log', 2)).toBeUndefined();
    model.setView({ ...model.view, filter: { words: 'office' } });
    expect(model.at('/var/log/mail.log', 1)).toBeUndefined();
  });

  it('counts each blocked mail once, as the dashboard does, once all is there', async () => {
    const mail = { queueId: '4Bxyz', recipient: 'r@c.example', sender: 's@b.example' };
    const told = [
      event({ ...mail, line: 1, code: '5.7.705' }),
      event({ ...mail, line: 2, code: '5.7.705', file: '/var/log/mail.log.1' }),
      event({ line: 3, code: '5.7.705', outcome: 'other', sender: 't@b.example' }),
      event({ line: 4, server: 'MAIL01' }),
    ];
    let model: ResultsModel;
    const counted = (shown: ShownResults) =>
      new Promise<unknown>((resolve) => {
        model = new ResultsModel(shown, () => model.numbers && resolve(plain(model.numbers)));
        model.setEvents(told, false);
        expect(model.numbers).toBeUndefined();
        model.setEvents(told, true);
      });
    const byCode = new Map([
      ['5.7.705', { blocked: 1, mentioned: 1 }],
      ['5.7.750', { blocked: 1, mentioned: 0 }],
    ]);
    expect(await counted(view)).toEqual({ blocked: 2, mentioned: 1, groups: byCode });
    for (const filter of [{}, { words: 's@b.example' }, { server: 'MAIL01' }, { code: '5.7.705' }]) {
      const { blocked, mentions } = summaryOf(told, filter, { offsetAt: () => 0 });
      expect(await counted({ ...view, filter })).toMatchObject({ blocked, mentioned: mentions });
    }
    expect(await counted({ ...view, grouping: 'file' })).toMatchObject({
      groups: new Map([
        ['/var/log/mail.log', { blocked: 2, mentioned: 1 }],
        ['/var/log/mail.log.1', { blocked: 1, mentioned: 0 }],
      ]),
    });
  });

  it('starts anew where the events are others, though there are as many', () => {
    const model = new ResultsModel(view, () => undefined);
    model.setEvents([event({ line: 2 }), event({ line: 1 })], false);
    model.setEvents([event({ line: 1 }), event({ line: 2 })], true);
    expect(model.groups[0]?.events.map(({ line }) => line)).toEqual([1, 2]);
  });
});
