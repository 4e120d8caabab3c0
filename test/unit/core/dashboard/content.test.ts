import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dashboardContent, emptyDashboard, mostTableRows } from '../../../../src/core/dashboard/content';
import { filterSentences } from '../../../../src/core/dashboard/filterNotes';
import { type DashboardTextId, dashboardTexts } from '../../../../src/core/dashboard/texts';
import { nameParts, units } from '../../../../src/core/dashboard/view';
import { mostNames } from '../../../../src/core/logs/figures/counts';
import type { EventFilter } from '../../../../src/core/logs/figures/eventFilter';
import { summaryOf } from '../../../../src/core/logs/figures/filteredSummary';
import { reportMarkdown } from '../../../../src/core/logs/figures/reportMarkdown';
import type { ScanSnapshot } from '../../../../src/core/logs/figures/snapshot';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { event } from '../logs/toldEvents';
import { scanOf, settings } from './scanOf';

const events = [
  event({ sender: 'a@x.example', server: 'MAIL01', time: '2026-11-24T13:02:00Z' }),
  event({ sender: 'b@y.example', server: 'MAIL02', time: '2026-11-24T14:02:00Z', code: '5.7.705' }),
  event({ sender: 'b@y.example', server: 'MAIL02', time: '2026-11-24T15:02:00Z', code: '5.7.705' }),
  event({ outcome: 'delivered', server: 'MAIL01', time: '2026-11-24T13:02:00Z' }),
];

function shown(snapshot: ScanSnapshot, filter: EventFilter = {}, language: 'en' | 'it' = 'en') {
  const isFiltered = Object.keys(filter).length > 0;
  const { view } = dashboardContent({
    ...{ snapshot, filter, language, settings, unit: undefined },
    summary: isFiltered ? summaryOf(snapshot.events, filter, settings) : snapshot.summary,
    meaningOf: (code) => `meaning of ${code}`,
  });
  if (!view) throw new Error('There is nothing to show.');
  return view;
}

describe('what the dashboard shows', () => {
  it('is nothing before the first scan', () => {
    expect(emptyDashboard('it')).toMatchObject({ language: 'it', view: undefined });
  });

  it('is the incident in words and numbers, and a table of each kind of name there is', () => {
    const view = shown(scanOf(events));
    expect(view).toMatchObject({
      scanned: 'One file scanned, 1.2 MB read.',
      reading: expect.stringContaining(
        '3 messages were blocked with 5.7.705 and 5.7.750 between Nov 24, 2026, 14:02:00',
      ),
      chips: [],
      filterNotes: [],
      withDeliveries: true,
    });
    expect(view.figures).toEqual([
      { name: 'Blocked messages', value: '3' },
      { name: 'First hit', value: 'Nov 24, 2026, 14:02:00 UTC+01:00' },
      { name: 'Last hit', value: 'Nov 24, 2026, 16:02:00 UTC+01:00' },
      { name: 'Share blocked', value: '75%' },
      { name: 'Delivered', value: '1' },
    ]);
    expect(view.tables.map(({ part, total }) => [part, total])).toEqual([
      ['code', 2],
      ['sender', 2],
      ['domain', 2],
      ['server', 2],
    ]);
    expect(view.tables[0]?.rows).toEqual([
      {
        ...{ value: '5.7.705', name: '5.7.705', blocked: 2, delivered: 0 },
        ...{ meaning: 'meaning of 5.7.705', colour: 0 },
      },
      {
        ...{ value: '5.7.750', name: '5.7.750', blocked: 1, delivered: 0 },
        ...{ meaning: 'meaning of 5.7.750', colour: 1 },
      },
    ]);
  });

  it('counts mentions beside blocked mails, and names the zone of its times', () => {
    const view = shown(
      scanOf([
        ...events,
        { ...event({ outcome: 'other' }), hits: [{ code: '5.7.750', line: 1, column: 1 }] },
      ]),
    );
    const [blocked, mentioned] = view.figures;
    expect([blocked, mentioned]).toEqual([
      { name: 'Blocked messages', value: '3' },
      { name: 'Mentioned only', value: '1' },
    ]);
    expect([view.zone, view.isZoneAssumed]).toEqual(['UTC+01:00', false]);
    const at = Date.parse('2026-11-24T02:00:00Z');
    const assumed: LogEvent = {
      ...event({}),
      moment: { time: '2026-11-24T03:00:00+01:00', at, assumed: ['zone'] },
    };
    const asked = shown(scanOf([assumed]));
    expect(asked.isZoneAssumed).toBe(true);
    expect(asked.reading).toContain('Times without a zone are read as UTC+01:00.');
  });

  it('is about the filtered hits when a filter is on, and says so; colours stay', () => {
    const view = shown(scanOf(events, { dropped: 7 }), { server: 'MAIL01' });
    expect(view.chips).toEqual([{ part: 'server', name: 'MAIL01' }]);
    expect(view.filterNotes).toEqual([
      'These numbers cover the filtered hits: 1 of 3. Deliveries are not kept individually and are left out.',
      '7 hits beyond the limit are counted but not kept individually, and are missing here.',
    ]);
    expect(view.tables[0]?.rows).toMatchObject([{ value: '5.7.750', colour: 1 }]);
    expect(view.chart?.series).toMatchObject([{ code: '5.7.750', colour: 1 }]);
    expect(view.withDeliveries).toBe(false);
    expect(view.figures.map(({ name }) => name)).not.toContain('Share blocked');
  });

  it.each<[Partial<ScanSnapshot>, string]>([
    [{ state: 'running' }, 'One file scanned, 1.2 MB read. The scan is running.'],
    [
      { state: 'cancelled', files: [] },
      '0 files scanned, 0 bytes read. The scan was canceled; this is what it had found by then.',
    ],
    [
      {
        files: [
          { path: '/a', bytes: 4_300_000_000, modified: 0, hits: 1 },
          { path: '/b', bytes: 10, modified: 0, hits: 0, problem: 'EACCES' },
        ],
      },
      '2 files scanned, 4.3 GB read. One file could not be read to the end.',
    ],
    [
      { leftOut: 3 },
      'One file scanned, 1.2 MB read. 3 files were left out: their names say that they are neither mail nor logs.',
    ],
  ])('says what was scanned: %j', (rest, sentence) => {
    expect(shown(scanOf(events, rest)).scanned).toBe(sentence);
  });

  it('is bounded, and says what it leaves out', () => {
    const many = Array.from({ length: mostNames + 5 }, (_, index) =>
      event({ sender: `u${index}@x.example` }),
    );
    const senders = shown(scanOf(many)).tables.find(({ part }) => part === 'sender');
    expect(senders?.rows).toHaveLength(mostTableRows);
    expect(senders?.total).toBe(mostNames);
    expect(senders?.notes).toEqual([
      "The first 500 of 20,000. The command line program's report as CSV or JSON has all.",
      "Blocked messages whose names aren't counted individually: 5.",
    ]);
  });

  it('has names fit to show, and the true ones to filter by', () => {
    const sender = '\u202e\u001b[2J<b>@x.example';
    const view = shown(scanOf([event({ sender })]), { sender });
    const row = view.tables.find(({ part }) => part === 'sender')?.rows[0];
    expect(row).toMatchObject({ value: sender, name: '[U+202E]␛[2J<b>@x.example' });
    expect(JSON.stringify({ ...view, tables: [] })).not.toMatch(/\u202e|\\u001b/);
  });
});

describe('the report of what is shown', () => {
  it('is that of the command line program, with the filter before it', () => {
    const snapshot = scanOf(events);
    const filter = { server: 'MAIL_02' };
    const summary = summaryOf(snapshot.events, filter, settings);
    const sentences = filterSentences({ snapshot, summary, filter, language: 'en' }, settings);
    expect(sentences[0]).toBe('Filter: Server = MAIL_02.');
    const whole = reportMarkdown(summary, 'en');
    expect(reportMarkdown(summary, 'en', sentences)).toBe(
      whole.replace(
        '\n\n',
        '\n\nFilter: Server = MAIL\\_02.\n\nThese numbers cover the filtered hits: 0 of 3. Deliveries are not kept individually and are left out.\n\n',
      ),
    );
    expect(filterSentences({ snapshot, summary, filter: {}, language: 'en' }, settings)).toEqual([]);
  });
});

describe('the texts', () => {
  const ids = Object.keys(dashboardTexts.en) as DashboardTextId[];
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  /** The same word in both languages. */
  const shared: readonly string[] = ['part.file', 'part.server'];

  it('are the same set in each language, in order, tidy, with the same places, and translated', () => {
    expect(ids).toEqual([...ids].sort());
    expect(Object.keys(dashboardTexts.it)).toEqual(ids);
    for (const id of ids) {
      const [english, italian] = [dashboardTexts.en[id], dashboardTexts.it[id]];
      for (const text of [english, italian]) expect(text, id).toMatch(/^\S(?:.*\S)?$/);
      expect(places(italian), id).toEqual(places(english));
      if (shared.includes(id)) expect(italian).toBe(english);
      else expect(italian, id).not.toBe(english);
    }
  });

  it('are all asked for', () => {
    const root = join(import.meta.dirname, '../../../../src');
    const source = ['core/dashboard', 'webview/dashboard']
      .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const built = [
      ...[...nameParts, 'time'].map((part) => `part.${part}`),
      ...['auto', ...units].map((unit) => `unit.${unit}`),
      ...['state.cancelled', 'state.running', 'bytes', 'uncounted'],
    ];
    expect(ids.filter((id) => !built.includes(id) && !source.includes(`'${id}'`))).toEqual([]);
  });
});
