import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { IncidentCounter } from '../../../../src/core/logs/figures/summary';
import {
  asJson,
  asRows,
  asTextLine,
  type ExportedResults,
  resultColumns,
  rowHeader,
} from '../../../../src/core/results/resultRows';
import { event } from './events';

const full = event({
  line: 7,
  hits: [
    { code: '5.7.750', line: 7, column: 42 },
    { code: '5.7.711', line: 7, column: 60 },
  ],
  time: '2026-11-24T03:02:58+01:00',
  sender: 'a@b.example',
  recipient: 'c@d.example; e@f.example',
  server: 'MAIL01',
  diagnostic: '550 5.7.750 "no", never',
});

const parsed = (text: string, delimiter = ',') =>
  Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;

describe('rows for a spreadsheet', () => {
  it('have a cell for each column, and come back whole', () => {
    const [head, row] = parsed(`${rowHeader()}${asRows([full])}`);
    expect(head).toEqual(resultColumns);
    expect(Object.fromEntries(resultColumns.map((name, index) => [name, row?.[index]]))).toEqual({
      file: '/var/log/mail.log',
      line: '7',
      column: '42',
      code: '5.7.750 5.7.711',
      outcome: 'blocked',
      time: '2026-11-24T03:02:58+01:00',
      sender: 'a@b.example',
      recipient: 'c@d.example; e@f.example',
      ...{ queueId: '', sessionId: '', messageId: '', source: '', remoteHost: '' },
      server: 'MAIL01',
      connector: '',
      format: 'postfix',
      diagnostic: '550 5.7.750 "no", never',
    });
  });

  it('run no formula and hide nothing', () => {
    const attacks = ['=cmd|"/C calc"!A0', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1'];
    for (const delimiter of [',', '\t'] as const)
      for (const attack of attacks) {
        const text = asRows([event({ sender: attack, connector: attack, file: attack })], delimiter);
        for (const cell of parsed(text, delimiter).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }
    const row = asRows([event({ sender: 'a\n\u202eb', server: '\u001b[31m' })]);
    expect(row).not.toMatch(/[\u202e\u001b]/);
    expect(row.split('\r\n')).toHaveLength(2);
  });

  it('are nothing for no events', () => expect(asRows([])).toBe(''));
});

describe('an event as a line of text', () => {
  it('stands as grep would write it', () => {
    expect(asTextLine(full)).toBe('/var/log/mail.log:7:42: 5.7.750 a@b.example 550 5.7.750 "no", never');
    expect(asTextLine(event({ file: 'a\u001b[1m', sender: undefined }))).toBe('a␛[1m:1:1: 5.7.750');
  });
});

describe('exported JSON', () => {
  const summary = new IncidentCounter({ offsetAt: () => 0 }).summary();
  const results: ExportedResults = {
    filter: { code: '5.7.750', words: 'mail01' },
    dropped: 3,
    files: [
      { path: '/a', bytes: 1, modified: 2, hits: 1 },
      { path: '/b', bytes: 0, modified: 0, hits: 0, problem: 'EACCES\u202e' },
    ],
    summary,
  };
  const read = (count: number, length: number) =>
    JSON.parse(
      [
        ...asJson(
          Array.from({ length: count }, (_, line) => event({ line })),
          results,
          length,
        ),
      ].join(''),
    );

  it('says its version and holds all there is, in pieces of any size', () => {
    for (const [count, length] of [
      [0, 10],
      [1, 10],
      [25, 10],
      [20, 10],
    ] as const) {
      const json = read(count, length);
      expect(json.version).toBe(1);
      expect(json.events.map(({ line }: { line: number }) => line)).toEqual(
        Array.from({ length: count }, (_, line) => line),
      );
      expect(json).toMatchObject({ filter: results.filter, dropped: 3, summary: { blocked: 0 } });
      expect(json.files).toEqual([results.files[0], { ...results.files[1], problem: 'EACCES[U+202E]' }]);
    }
  });
});
