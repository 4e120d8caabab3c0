import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../src/core/logs/formats/event';
import type { Grouping } from '../../../src/core/results/grouping';
import { ResultsModel } from '../../../src/core/results/resultsModel';
import { eventsOf, type ResultNode } from '../../../src/scanning/resultNodes';
import { groupingsOf, ResultStructure } from '../../../src/scanning/resultStructure';
import { eventBeside } from '../../../src/scanning/resultWalk';
import { event } from '../core/results/events';

interface Shown {
  readonly model: ResultsModel;
  readonly rows: ResultStructure;
}

/** Rows of events once they are counted. */
function shown(events: readonly LogEvent[], grouping: Grouping = 'code'): Promise<Shown> {
  return new Promise((resolve) => {
    const model = new ResultsModel({ grouping, filter: {} }, () => {
      if (model.numbers) resolve({ model, rows: new ResultStructure(model) });
    });
    model.setEvents(events, true);
  });
}

const nameOf = (node: ResultNode) => {
  if (node.kind === 'group')
    return `${node.grouping} ${node.group.name}: ${node.numbers?.blocked}+${node.numbers?.mentioned}`;
  if (node.kind === 'page') return `${node.page.from}-${node.page.to}`;
  return node.kind === 'event' ? `row ${node.index}: ${node.event.line}` : node.kind;
};

/** As many mails as there are minutes in a day, of senders in turn. */
const mails = (count: number, senders: readonly string[], told: Partial<LogEvent> = {}) =>
  Array.from({ length: count }, (_, at) =>
    event({
      line: at + 1,
      queueId: `Q${at}`,
      sender: senders[at % senders.length],
      time: new Date(Date.UTC(2026, 10, 24) + at * 60_000).toISOString(),
      ...told,
    }),
  );

describe('the rows of a large group', () => {
  it('are its parts, which have its numbers, and in them the newest first', async () => {
    const senders = ['a@one.example', 'b@one.example', 'c@two.example'];
    const mentions = mails(4, ['d@two.example'], { outcome: 'other', file: '/var/log/other.log' });
    const { rows } = await shown([...mails(150, senders), ...mentions]);
    const [code] = rows.under(undefined);
    expect(code && nameOf(code)).toBe('code 5.7.750: 150+4');
    if (code?.kind !== 'group') throw new Error('There is no group.');
    const parts = rows.under(code);
    expect(parts.map(nameOf)).toEqual(['domain one.example: 100+0', 'domain two.example: 50+4']);
    const [one, two] = parts;
    if (one?.kind !== 'group' || two?.kind !== 'group') throw new Error('There are no parts.');
    expect(groupingsOf(one)).toEqual(['domain', 'code']);
    const lines = rows.under(two).flatMap((node) => (node.kind === 'event' ? [node.event] : []));
    expect(lines.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 50 }, () => 'blocked'),
      ...Array.from({ length: 4 }, () => 'other'),
    ]);
    expect(lines.slice(0, 3).map(({ line }) => line)).toEqual([150, 147, 144]);
  });

  it('go on from part to part until one can be read', async () => {
    const { rows } = await shown(mails(600, ['a@one.example', 'b@one.example']));
    const path: string[] = [];
    let [node] = rows.under(undefined);
    while (node?.kind === 'group') {
      path.push(nameOf(node));
      [node] = rows.under(node);
    }
    // One domain, two senders, and all of a day: what divides nothing is left out.
    expect(path).toEqual(['code 5.7.750: 600+0', 'sender a@one.example: 300+0']);
    expect(node?.kind).toBe('event');
  });

  it('stay a list where nothing divides them, in pages', async () => {
    const { rows } = await shown(mails(1200, ['a@one.example']));
    const [code] = rows.under(undefined);
    if (code?.kind !== 'group') throw new Error('There is no group.');
    const under = rows.under(code);
    expect(under.slice(99, 103).map(nameOf)).toEqual(['row 99: 1101', '100-600', '600-1100', '1100-1200']);
    const page = under[100];
    expect(page && eventsOf(page).map(({ line }) => line)[0]).toBe(1100);
  });

  it('stay a list where as many parts as rows would stand in its place', async () => {
    const { rows } = await shown(
      mails(
        150,
        Array.from({ length: 150 }, (_, at) => `s${at}@d${at}.example`),
      ),
    );
    const [code] = rows.under(undefined);
    expect(code?.kind === 'group' && new Set(rows.under(code).map(({ kind }) => kind))).toEqual(
      new Set(['event']),
    );
  });

  it('are a list while more comes', () => {
    const model = new ResultsModel({ grouping: 'code', filter: {} }, () => undefined);
    model.setEvents(mails(150, ['a@one.example', 'b@two.example']), false);
    const rows = new ResultStructure(model);
    const [code] = rows.under(undefined);
    if (code?.kind !== 'group') throw new Error('There is no group.');
    expect(rows.under(code).map((node) => (node.kind === 'event' ? node.event.line : undefined))).toEqual(
      Array.from({ length: 150 }, (_, at) => at + 1),
    );
  });
});

describe('the row of a place', () => {
  it('stands where opening row by row leads, through parts and pages', async () => {
    const domains = Array.from({ length: 700 }, (_, at) => `s@d${at}.example`);
    for (const events of [
      mails(1400, domains),
      mails(300, ['a@one.example', 'b@two.example']),
      mails(1200, ['a@one.example']),
    ]) {
      const { rows } = await shown(events);
      const row = rows.rowAt('/var/log/mail.log', 77);
      expect(row?.event.line).toBe(77);
      const path: ResultNode[] = [];
      for (let node: ResultNode | undefined = row; node && 'parent' in node; node = node.parent)
        path.unshift(node);
      let under = rows.under(undefined);
      for (const node of path) {
        const same = under.find((each) => each.kind === node.kind && nameOf(each) === nameOf(node));
        expect(same && nameOf(same)).toBe(nameOf(node));
        if (same?.kind === 'group' || same?.kind === 'page') under = rows.under(same);
      }
    }
  });

  it('is not there for what a filter leaves out', async () => {
    const { model, rows } = await shown(mails(3, ['a@one.example']));
    model.setView({ grouping: 'code', filter: { words: 'two.example' } });
    expect(rows.rowAt('/var/log/mail.log', 2)).toBeUndefined();
    expect(rows.rowAt('/var/log/other.log', 2)).toBeUndefined();
  });
});

describe('going from result to result', () => {
  it('comes to each once, in the order of the rows, and round again, both ways', async () => {
    const domains = Array.from({ length: 700 }, (_, at) => `s@d${at}.example`);
    for (const events of [mails(1400, domains), mails(300, ['a@one.example', 'b@two.example'])]) {
      const { rows } = await shown([...events, event({ code: '5.7.705', line: 9999 })]);
      const way: number[] = [];
      let row = eventBeside(rows, undefined, 'next');
      const first = row;
      for (const _ of [...events, undefined]) {
        way.push(row?.event.line ?? 0);
        row = eventBeside(rows, row, 'next');
      }
      expect(row?.event).toBe(first?.event);
      expect(new Set(way).size).toBe(events.length + 1);
      expect(way.at(-1)).toBe(9999);
      expect(way[0]).toBeGreaterThan(way[1] ?? 0);
      const back: number[] = [];
      for (const _ of way) {
        row = eventBeside(rows, row, 'previous');
        back.push(row?.event.line ?? 0);
      }
      expect(back).toEqual(way.toReversed());
    }
  });

  it('leads nowhere where there is nothing', async () => {
    const { rows } = await shown([]);
    expect(eventBeside(rows, undefined, 'next')).toBeUndefined();
  });
});
